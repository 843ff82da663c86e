// What a live source is doing, for status lines, files and metrics: written by its thread, read by
// others.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

#include "storage/model/time.h"

namespace vigie::collector {

enum class SourceState : std::uint8_t {
  kStarting,
  kRunning,     ///< Connected, or between two polls.
  kWaiting,     ///< Backing off until `next_try`.
  kParked,      ///< The circuit is open: an hour until `next_try`.
  kFinished,    ///< `--once`: all that there was has been read.
  kFailed,      ///< Needs the operator: credentials, permission.
  kUnfinished,  ///< `--once`: gave up before all was read; the next start goes on.
  kStopped,
};

struct SourceReading {
  SourceState state = SourceState::kStarting;
  std::uint64_t events = 0;   ///< Records received.
  std::uint64_t kept = 0;     ///< Posts handed on.
  std::uint64_t dropped = 0;  ///< Posts that no watch asks for.
  std::uint64_t rejected = 0;
  std::uint64_t reconnects = 0;
  std::uint64_t gaps = 0;
  UtcTime last_event{};  ///< Stream time of the newest event; 0: none yet.
  UtcTime next_try{};
  std::string message;         ///< Last problem; empty: none.
  std::uint64_t accepted = 0;  ///< Batches that showed that the source works.
  std::string away_reason;  ///< As in CoverageGap, while it is not read; empty: it is, or stopped.
};

class SourceMeter {
 public:
  void count_events(std::uint64_t n) { events_.fetch_add(n, std::memory_order_relaxed); }

  void count_posts(std::uint64_t kept, std::uint64_t dropped) {
    kept_.fetch_add(kept, std::memory_order_relaxed);
    dropped_.fetch_add(dropped, std::memory_order_relaxed);
  }

  void count_rejects(std::uint64_t n) { rejected_.fetch_add(n, std::memory_order_relaxed); }

  void count_reconnect() { reconnects_.fetch_add(1, std::memory_order_relaxed); }

  void count_accepted() { accepted_.fetch_add(1, std::memory_order_relaxed); }

  void count_gap() { gaps_.fetch_add(1, std::memory_order_relaxed); }

  void set_last_event(UtcTime time) {
    last_event_ms_.store(to_ms(time), std::memory_order_relaxed);
  }

  void set_state(SourceState state,
                 std::string message = {},
                 UtcTime next_try = UtcTime{},
                 std::string away_reason = {}) {
    const std::scoped_lock lock{mutex_};
    state_ = state;
    next_try_ = next_try;
    message_ = std::move(message);
    away_reason_ = std::move(away_reason);
  }

  [[nodiscard]] SourceReading read() const {
    SourceReading reading;
    reading.events = events_.load(std::memory_order_relaxed);
    reading.kept = kept_.load(std::memory_order_relaxed);
    reading.dropped = dropped_.load(std::memory_order_relaxed);
    reading.rejected = rejected_.load(std::memory_order_relaxed);
    reading.reconnects = reconnects_.load(std::memory_order_relaxed);
    reading.accepted = accepted_.load(std::memory_order_relaxed);
    reading.gaps = gaps_.load(std::memory_order_relaxed);
    reading.last_event = from_ms(last_event_ms_.load(std::memory_order_relaxed));
    const std::scoped_lock lock{mutex_};
    reading.state = state_;
    reading.next_try = next_try_;
    reading.message = message_;
    reading.away_reason = away_reason_;
    return reading;
  }

 private:
  std::atomic<std::uint64_t> events_ = 0;
  std::atomic<std::uint64_t> kept_ = 0;
  std::atomic<std::uint64_t> dropped_ = 0;
  std::atomic<std::uint64_t> rejected_ = 0;
  std::atomic<std::uint64_t> reconnects_ = 0;
  std::atomic<std::uint64_t> gaps_ = 0;
  std::atomic<std::uint64_t> accepted_ = 0;
  std::atomic<std::int64_t> last_event_ms_ = 0;
  mutable std::mutex mutex_;
  SourceState state_ = SourceState::kStarting;
  UtcTime next_try_{};
  std::string message_;
  std::string away_reason_;
};

}  // namespace vigie::collector
