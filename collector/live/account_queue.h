// Accounts whose whole history is wanted: those that touched a watched topic, so that their cadence
// can be judged on all that they post, not on what the watch let through.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>

#include "collector/live/clock.h"

namespace vigie::collector {

struct DeepenOptions {
  std::uint32_t accounts_per_day = 2'000;   ///< Histories fetched a day, at most.
  std::uint32_t posts_per_account = 1'000;  ///< Newest posts fetched of one, at most.
  std::chrono::hours refresh{24};           ///< The same account is fetched again after this.
  std::uint32_t min_posts = 2;              ///< Watched posts before an account is fetched.
  std::size_t most_waiting = 100'000;  ///< Later ones are dropped, and counted. From four times
                                       ///< as many on, accounts met once are forgotten.
};

/// Filled by the streams of one platform, emptied by its history source.
class AccountQueue {
 public:
  AccountQueue(DeepenOptions options, Clock& clock);

  /// Notes one watched post of an account; from the `min_posts`th on, it is queued.
  void touch(std::string_view native_id);

  /// Queues an account that the operator named, ahead of all others.
  void want(std::string_view native_id);

  /// The next account within the day's budget; nothing when none is due within `wait`.
  [[nodiscard]] std::optional<std::string> next(std::chrono::milliseconds wait,
                                                const std::stop_token& stop);

  /// What today's budget was spent on, for restore() after a restart: `DAY:ACCOUNTS`, days since
  /// 1970. The history source keeps it as its cursor, so that it is committed with what was read.
  [[nodiscard]] std::string spent() const;

  /// Takes up the day's budget where `spent` says; what is none, or of another day, changes
  /// nothing.
  void restore(std::string_view spent);

  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::uint64_t dropped() const;  ///< Not taken because too many were waiting.

 private:
  struct Known {
    std::uint32_t touches = 0;
    bool is_queued = false;
    std::optional<UtcTime> fetched;
  };

  void forget_strangers();
  void begin_day();
  [[nodiscard]] bool is_due();
  [[nodiscard]] std::optional<std::string> take();

  DeepenOptions options_;
  Clock& clock_;
  std::size_t forget_at_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::unordered_map<std::string, Known> known_;
  std::deque<std::string> waiting_;
  std::int64_t day_ = 0;
  std::uint32_t taken_today_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace vigie::collector
