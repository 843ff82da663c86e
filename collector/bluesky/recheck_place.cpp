#include "collector/bluesky/recheck_place.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "collector/archive/at_uri.h"
#include "collector/bluesky/appview.h"

namespace vigie::collector {
namespace {

constexpr std::string_view kPosts = "app.bsky.feed.post";

/// One key that the server does not take would spoil the request of all others.
/// Source: atproto.com/specs/did, /record-key.
bool is_did(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:%-";
  constexpr std::size_t kLongest = 2'048;
  const bool has_method = text.starts_with("did:plc:") || text.starts_with("did:web:");
  return has_method && text.size() > std::string_view{"did:plc:"}.size() &&
         text.size() <= kLongest && !text.ends_with(':') && !text.ends_with('%') &&
         text.find_first_not_of(kPlain) == std::string_view::npos;
}

bool is_record_key(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:~-";
  constexpr std::size_t kLongest = 512;
  return !text.empty() && text.size() <= kLongest && text != "." && text != ".." &&
         text.find_first_not_of(kPlain) == std::string_view::npos;
}

class BlueskyRecheck : public RecheckPlace {
 public:
  BlueskyRecheck(const BlueskyOptions& options, const LiveTools& tools)
      : options_(options), appview_(options_, tools.fetcher, tools.clock) {}

  std::string name() const override { return "bluesky"; }

  std::string platform() const override { return "bluesky"; }

  Standing standing_of_post(std::string_view key) const override {
    const auto parts = parse_at_uri(key);
    const bool is_post =
        parts && parts->collection == kPosts && is_did(parts->did) && is_record_key(parts->rkey);
    return is_post ? Standing::kHome : Standing::kNone;
  }

  Standing standing_of_account(std::string_view key) const override {
    return is_did(key) ? Standing::kHome : Standing::kNone;
  }

  std::size_t posts_at_once() const override { return kHydrateBatch; }

  std::size_t accounts_at_once() const override { return kHydrateBatch; }

  tl::expected<PostAnswer, LiveError> ask_posts(std::span<const std::string> keys,
                                                const std::stop_token& stop) override {
    RecordBatch batch;
    if (const auto asked = appview_.posts(keys, batch, stop); !asked) {
      return tl::unexpected{live_error(asked.error())};
    }
    std::unordered_set<std::string_view> shown;
    for (const Post& post : batch.posts) {
      shown.insert(post.native_id);
    }
    PostAnswer answer;
    for (const std::string& key : keys) {
      // A post that is shown but cannot be read is there: its key stands in no post of the batch.
      auto& list = shown.contains(key)     ? answer.there
                   : batch.rejects.empty() ? answer.absent
                                           : answer.unknown;
      list.push_back(key);
    }
    return answer;
  }

  tl::expected<AccountAnswer, LiveError> ask_accounts(std::span<const std::string> keys,
                                                      const std::stop_token& stop) override {
    RecordBatch batch;
    if (const auto asked = appview_.profiles(keys, batch, stop); !asked) {
      return tl::unexpected{live_error(asked.error())};
    }
    AccountAnswer answer;
    std::unordered_set<std::string> shown;
    for (Account& account : batch.accounts) {
      shown.insert(account.native_id);
      answer.told.push_back(std::move(account));
    }
    for (const std::string& key : keys) {
      if (!shown.contains(key)) {
        if (auto asked = ask_why(key, answer, stop); !asked) {
          return tl::unexpected{live_error(asked.error())};
        }
      }
    }
    return answer;
  }

 private:
  tl::expected<void, FetchError> ask_why(const std::string& key,
                                         AccountAnswer& answer,
                                         const std::stop_token& stop) {
    auto presence = appview_.presence(key, stop);
    if (!presence) {
      return tl::unexpected{std::move(presence.error())};
    }
    switch (*presence) {
      case ProfilePresence::kThere:
        answer.unknown.push_back(key);  // one answer says so, the other does not
        return {};
      case ProfilePresence::kNotFound:
        answer.absent.push_back(key);
        return {};
      case ProfilePresence::kTakenDown:
      case ProfilePresence::kDeactivated:
        break;
    }
    Account& account = answer.told.emplace_back();
    account.native_id = key;
    account.state = *presence == ProfilePresence::kTakenDown ? AccountState::kTakenDown
                                                             : AccountState::kDeactivated;
    return {};
  }

  BlueskyOptions options_;
  AppView appview_;
};

}  // namespace

std::unique_ptr<RecheckPlace> make_bluesky_recheck(const BlueskyOptions& options,
                                                   const LiveTools& tools) {
  return std::make_unique<BlueskyRecheck>(options, tools);
}

}  // namespace vigie::collector
