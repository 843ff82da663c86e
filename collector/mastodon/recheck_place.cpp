#include "collector/mastodon/recheck_place.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "collector/mastodon/account_lookup.h"
#include "collector/mastodon/recheck.h"
#include "collector/mastodon/timeline_pages.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {
namespace {

class InstanceRecheck : public RecheckPlace {
 public:
  explicit InstanceRecheck(std::shared_ptr<Site> site) : site_(std::move(site)) {}

  std::string name() const override { return "mastodon:" + site_->host(); }

  std::string platform() const override { return "mastodon"; }

  Standing standing_of_post(std::string_view key) const override {
    if (id_on_site(*site_, std::string{key}).empty()) {
      return Standing::kNone;
    }
    return host_of_origin(key) == site_->host() ? Standing::kHome : Standing::kKnows;
  }

  Standing standing_of_account(std::string_view key) const override {
    const bool is_home =
        host_of_origin(key) == site_->host() && !acct_of_actor(key, site_->host()).empty();
    return is_home ? Standing::kHome : Standing::kNone;
  }

  std::size_t posts_at_once() const override { return 20; }

  std::size_t accounts_at_once() const override { return 10; }

  tl::expected<PostAnswer, LiveError> ask_posts(std::span<const std::string> keys,
                                                const std::stop_token& stop) override {
    if (auto allowed = site_->check_settings(); !allowed) {
      return tl::unexpected{std::move(allowed.error())};
    }
    auto checked = recheck(*site_, keys, stop);
    if (!checked) {
      return tl::unexpected{std::move(checked.error())};
    }
    PostAnswer answer;
    for (const Post& post : checked->found.posts) {
      answer.there.push_back(post.native_id);
    }
    answer.absent = std::move(checked->absent);
    answer.gone = std::move(checked->withdrawn);
    answer.unknown = std::move(checked->unknown);
    answer.accounts = std::move(checked->found.accounts);
    return answer;
  }

  tl::expected<AccountAnswer, LiveError> ask_accounts(std::span<const std::string> keys,
                                                      const std::stop_token& stop) override {
    if (auto allowed = site_->check_settings(); !allowed) {
      return tl::unexpected{std::move(allowed.error())};
    }
    AccountAnswer answer;
    for (const std::string& key : keys) {
      const auto found = look_up_account(*site_, acct_of_actor(key, site_->host()), stop);
      if (!found && found.error().kind == FetchErrorKind::kGone) {
        answer.absent.push_back(key);
      } else if (!found && found.error().kind == FetchErrorKind::kBadRequest) {
        answer.unknown.push_back(key);
      } else if (!found) {
        return tl::unexpected{live_error(found.error())};
      } else {
        // The name may belong to somebody else by now; that says nothing of the account.
        take(*found, key, answer);
      }
    }
    return answer;
  }

 private:
  static void take(const KnownAccount& found, const std::string& key, AccountAnswer& answer) {
    if (found.native_id != key) {
      answer.unknown.push_back(key);
      return;
    }
    answer.told.push_back(found.profile);
  }

  std::shared_ptr<Site> site_;
};

}  // namespace

std::unique_ptr<RecheckPlace> make_recheck_place(std::shared_ptr<Site> site) {
  return std::make_unique<InstanceRecheck>(std::move(site));
}

}  // namespace vigie::collector::mastodon
