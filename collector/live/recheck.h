// Asking platforms again for what a report is going to show: whether posts are still there, and
// what became of their accounts.
//
// An answer without a post is a hint, not a deletion: servers fail, are behind, answer with
// nothing. So accounts come first, and posts of those that are away are not asked for; posts of one
// account are spread over the requests; and a request that less than half of the posts survives is
// a failure of the platform, unless the operator says otherwise. What two looks mean is decided
// where the looks are remembered (storage/recheck_store.h).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "collector/live/live_source.h"
#include "storage/model/account.h"

namespace vigie::collector {

/// What one request said of posts, by their keys.
struct PostAnswer {
  std::vector<std::string> there;
  std::vector<std::string> absent;   ///< Asked for and not mentioned.
  std::vector<std::string> gone;     ///< It says itself that they were taken back.
  std::vector<std::string> unknown;  ///< Not asked, or neither said to be there nor not.
  std::vector<Account> accounts;     ///< Of whom it spoke, as they are now.
};

struct AccountAnswer {
  std::vector<Account> told;  ///< There, or away for a reason that is told.
  std::vector<std::string> absent;
  std::vector<std::string> unknown;
};

/// How well a place knows a post.
enum class Standing : std::uint8_t {
  kNone,   ///< It cannot be asked for it.
  kKnows,  ///< A copy of what another server keeps.
  kHome,
};

/// One place that can be asked. One thread.
class RecheckPlace {
 public:
  RecheckPlace() = default;
  RecheckPlace(const RecheckPlace&) = delete;
  RecheckPlace& operator=(const RecheckPlace&) = delete;
  RecheckPlace(RecheckPlace&&) = delete;
  RecheckPlace& operator=(RecheckPlace&&) = delete;
  virtual ~RecheckPlace() = default;

  /// For messages: `bluesky`, `mastodon:social.example`.
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual std::string platform() const = 0;

  [[nodiscard]] virtual Standing standing_of_post(std::string_view key) const = 0;
  [[nodiscard]] virtual Standing standing_of_account(std::string_view key) const = 0;

  [[nodiscard]] virtual std::size_t posts_at_once() const = 0;
  [[nodiscard]] virtual std::size_t accounts_at_once() const = 0;

  /// True where posts and accounts beside those of the report may be asked for, to know a failure
  /// by them.
  [[nodiscard]] virtual bool takes_controls() const { return true; }

  /// At most `posts_at_once`.
  [[nodiscard]] virtual tl::expected<PostAnswer, LiveError> ask_posts(
      std::span<const std::string> keys, const std::stop_token& stop) = 0;

  /// At most `accounts_at_once`.
  [[nodiscard]] virtual tl::expected<AccountAnswer, LiveError> ask_accounts(
      std::span<const std::string> keys, const std::stop_token& stop) = 0;
};

struct WantedPost {
  std::string native_id;
  std::string account_native_id;
};

struct RecheckRequest {
  std::vector<WantedPost> posts;
  std::vector<std::string> accounts;
  std::vector<WantedPost> controls;  ///< Posts that are surely there, and so are their authors.
  bool believes_absences = false;    ///< However many they are.
  /// Told after each request: posts answered for so far. May be empty.
  std::function<void(std::size_t)> progress = {};
};

/// What one place said of everything.
struct RecheckOutcome {
  PostAnswer posts;               ///< Those of `unknown` were not answered for.
  std::vector<Account> accounts;  ///< Of those asked for; `posts.accounts` came with posts.
  std::vector<std::string> absent_accounts;
  std::size_t accounts_unknown = 0;
  std::size_t of_accounts_away = 0;   ///< Posts not asked for: their account is away.
  std::vector<std::string> failures;  ///< Sentences: what failed, and what that means.
};

/// Asks `place` for all of it. Ends early when it does not answer: what is left is unknown.
[[nodiscard]] RecheckOutcome ask_again(RecheckPlace& place,
                                       const RecheckRequest& request,
                                       const std::stop_token& stop);

}  // namespace vigie::collector
