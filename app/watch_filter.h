// What is kept of streams that carry everybody's posts: the watches of the settings.
//
// A post passes when a watch asks for it, or when it reposts, quotes or answers one that passed: a
// repost has neither words nor links, and its target is all that it says.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analysis/source_index.h"
#include "analysis/topic.h"
#include "app/key_ring.h"
#include "collector/live/options.h"
#include "storage/model/account.h"
#include "storage/model/share.h"

namespace vigie::app {

/// Ids of posts that passed, of all threads: the newest half million.
class KeptPosts {
 public:
  void add(std::string_view platform, std::string_view native_id);
  [[nodiscard]] bool contains(std::string_view platform, std::string_view native_id) const;

 private:
  static constexpr std::size_t kMostKeptPosts = 500'000;

  mutable std::mutex mutex_;
  KeyRing keys_{kMostKeptPosts};
};

/// Accounts that a watch names: kept whole, whatever they say.
class FollowedAccounts {
 public:
  /// `platform:id` or `platform:handle`, as the settings say.
  void add(std::string_view name);

  /// A profile that may belong to a name: its id is followed from now on.
  void learn(std::string_view platform, const Account& profile);

  [[nodiscard]] bool contains(std::string_view platform, std::string_view native_id) const;

  /// Names of one platform, without it.
  [[nodiscard]] std::vector<std::string> names(std::string_view platform) const;

 private:
  mutable std::mutex mutex_;
  std::unordered_set<std::string> names_;  ///< `platform:id` or `platform:handle`, no `@`.
};

/// What the filters of all sources share. Outlives them.
struct WatchContext {
  explicit WatchContext(const analysis::SourceIndex& index) : sources(index) {}

  std::vector<analysis::TopicDefinition> topics;  ///< Of the watches, their own words included.
  const analysis::SourceIndex& sources;
  bool everything = false;
  bool listed_sources = false;
  KeptPosts kept;
  FollowedAccounts followed;
};

/// @param topics  All there are, by id; those that no watch names are left out.
/// @throws UsageFailure  A watch names a topic that is not there.
[[nodiscard]] std::unique_ptr<WatchContext> make_watch_context(
    const std::vector<collector::WatchOptions>& watches,
    std::vector<analysis::TopicDefinition> topics,
    const analysis::SourceIndex& sources);

/// One per thread.
class WatchFilter {
 public:
  explicit WatchFilter(WatchContext& context);

  /// Remembers what it lets through.
  [[nodiscard]] bool keeps(std::string_view platform, const PreparedPost& prepared);

 private:
  [[nodiscard]] bool asks_for(std::string_view platform, const PreparedPost& prepared);

  WatchContext& context_;
  analysis::TopicMatcher topics_;
};

}  // namespace vigie::app
