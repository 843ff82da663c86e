#include "collector/mastodon/recheck.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "collector/mastodon/status_reader.h"
#include "collector/mastodon/timeline_pages.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {
namespace {

constexpr std::size_t kMostAtOnce = 20;

struct Wanted {
  std::string key;
  std::string id;
};

/// `https://host/users/name/statuses/12`: what the host itself calls the post. A repost's key ends
/// in
/// `/activity`. Nothing for any other key: where object addresses do not carry the id of the API, a
/// guess would be answered as absent, and a post that is there erased.
std::string id_in_key(std::string_view key, const std::string& host) {
  if (host_of_origin(key) != host) {
    return {};
  }
  constexpr std::string_view kActivity = "/activity";
  if (key.ends_with(kActivity)) {
    key.remove_suffix(kActivity.size());
  }
  constexpr std::string_view kStatuses = "/statuses/";
  const std::size_t place = key.rfind(kStatuses);
  if (place == std::string_view::npos || key.find("/users/") >= place) {
    return {};
  }
  const std::string_view id = key.substr(place + kStatuses.size());
  const bool is_number =
      !id.empty() && id.find_first_not_of("0123456789") == std::string_view::npos;
  return is_number ? std::string{id} : std::string{};
}

class Recheck {
 public:
  Recheck(Site& site, const std::stop_token& stop)
      : site_(site), stop_(stop), reader_(site.ids()) {}

  tl::expected<Rechecked, LiveError> go(std::span<const std::string> keys) {
    result_.found = empty_batch();
    std::vector<Wanted> wanted;
    for (const std::string& key : keys) {
      std::string id = id_on_site(site_, key);
      if (id.empty()) {
        result_.unknown.push_back(key);
      } else {
        wanted.push_back({key, std::move(id)});
      }
    }
    for (std::size_t at = 0; at < wanted.size(); at += kMostAtOnce) {
      const std::size_t count = std::min(kMostAtOnce, wanted.size() - at);
      if (auto asked = ask(std::span{wanted}.subspan(at, count)); !asked) {
        return tl::unexpected{std::move(asked.error())};
      }
    }
    note_absent(wanted);
    return std::move(result_);
  }

 private:
  tl::expected<void, LiveError> ask(std::span<const Wanted> wanted) {
    if (!is_old_server_) {
      std::string place = "/api/v1/statuses";
      for (const Wanted& post : wanted) {
        place += (place.ends_with("statuses") ? "?id[]=" : "&id[]=") + query_value(post.id);
      }
      auto answer = site_.get(place, stop_);
      if (answer) {
        return take(answer->body);
      }
      if (answer.error().kind != FetchErrorKind::kGone) {
        return tl::unexpected{live_error(answer.error())};
      }
      is_old_server_ = true;
    }
    for (const Wanted& post : wanted) {
      auto answer = site_.get("/api/v1/statuses/" + query_value(post.id), stop_);
      if (!answer && answer.error().kind != FetchErrorKind::kGone) {
        return tl::unexpected{live_error(answer.error())};
      }
      if (answer) {
        if (auto taken = take("[" + answer->body + "]"); !taken) {
          return taken;
        }
      }
    }
    return {};
  }

  tl::expected<void, LiveError> take(std::string_view page) {
    if (const auto read = reader_.read_page(page, site_.tools().clock.now(), result_.found)) {
      shown_.insert(read->ids.begin(), read->ids.end());
      return {};
    }
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                    .message = site_.host() + ": an answer cannot be read",
                                    .gap_reason = "error"}};
  }

  void note_absent(const std::vector<Wanted>& wanted) {
    std::unordered_set<std::string> found;
    for (const Post& post : result_.found.posts) {
      found.insert(post.native_id);
    }
    const bool all_were_read = result_.found.rejects.empty();
    for (const Wanted& post : wanted) {
      if (found.contains(post.key)) {
        continue;
      }
      const bool is_shown = shown_.contains(post.id);
      auto& list = !is_shown ? result_.absent : all_were_read ? result_.withdrawn : result_.unknown;
      list.push_back(post.key);
    }
  }

  Site& site_;
  const std::stop_token& stop_;
  StatusReader reader_;
  Rechecked result_;
  std::unordered_set<std::string> shown_;  ///< Ids.
  bool is_old_server_ = false;
};

}  // namespace

std::string id_on_site(Site& site, const std::string& key) {
  std::string id = site.ids().status_id(key);
  return id.empty() ? id_in_key(key, site.host()) : id;
}

tl::expected<Rechecked, LiveError> recheck(Site& site,
                                           std::span<const std::string> keys,
                                           const std::stop_token& stop) {
  return Recheck{site, stop}.go(keys);
}

}  // namespace vigie::collector::mastodon
