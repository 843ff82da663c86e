#include "collector/live/collector.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "collector/live/gap_reason.h"

namespace vigie::collector {
namespace {

/// Passes batches on, remembers where the source would go on, and gives gaps their real reason.
class CursorSink final : public PostSink {
 public:
  explicit CursorSink(const CollectedSource& source)
      : next_(source.sink), meter_(source.meter), cursor_(source.cursor) {}

  /// What began before `until` and is missing was missed for `reason`; empty: the source knows.
  void explain_gaps(std::string reason, UtcTime until) {
    away_reason_ = std::move(reason);
    away_until_ = until;
  }

  void accept(RecordBatch batch) override {
    std::string cursor = std::exchange(batch.cursor, {});
    if (!batch.empty()) {  // a cursor alone proves nothing
      has_accepted_ = true;
      meter_.count_accepted();
    }
    for (CoverageGap& gap : batch.gaps) {
      if (gap.begin < away_until_) {
        gap.reason = reason_of_gap(gap.reason, away_reason_);
      }
    }
    batch.cursor = cursor;
    next_.accept(std::move(batch));
    if (!cursor.empty()) {
      cursor_ = std::move(cursor);
    }
  }

  [[nodiscard]] const std::string& cursor() const { return cursor_; }

  /// True once since the last call when a batch came through: the source works.
  [[nodiscard]] bool take_has_accepted() { return std::exchange(has_accepted_, false); }

 private:
  PostSink& next_;
  SourceMeter& meter_;
  std::string cursor_;
  std::string away_reason_;
  UtcTime away_until_{};
  bool has_accepted_ = false;
};

/// One source's life.
class SourceLoop {
 public:
  SourceLoop(CollectedSource& source,
             Clock& clock,
             const CollectorOptions& options,
             std::uint64_t seed)
      : collected_(source),
        clock_(clock),
        options_(options),
        sink_(source),
        away_reason_(source.away_reason),
        random_(seed) {}

  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      collected_.meter.get().set_state(SourceState::kRunning);
      sink_.explain_gaps(away_reason_, clock_.now());
      const auto error = attempt(stop);
      if (stop.stop_requested()) {
        break;
      }
      if (!error) {
        collected_.meter.get().set_state(SourceState::kFinished);
        return;
      }
      const bool parks = count_failure(*error);
      if (error->kind == LiveErrorKind::kOperator) {
        end_as(SourceState::kFailed, *error);
        return;
      }
      if (parks && options_.once) {  // nobody waits an hour for it
        end_as(SourceState::kUnfinished, *error);
        return;
      }
      if (!wait_after(*error, parks, stop)) {
        break;
      }
      collected_.meter.get().count_reconnect();
    }
    collected_.meter.get().set_state(SourceState::kStopped);
  }

 private:
  /// One start. Nothing: the source came to its end.
  std::optional<LiveError> attempt(const std::stop_token& stop) {
    try {
      const auto outcome = collected_.source.get().run({.cursor = sink_.cursor(),
                                                        .once = options_.once,
                                                        .sink = sink_,
                                                        .meter = collected_.meter,
                                                        .stop = stop});
      return outcome ? std::nullopt : std::optional{outcome.error()};
    } catch (const std::exception& failure) {
      // A mistake of ours in one source must not end the watch of all others.
      return LiveError{.kind = LiveErrorKind::kTransient,
                       .message = std::string{"internal: "} + failure.what(),
                       .gap_reason = "error"};
    }
  }

  /// True: the circuit opens.
  bool count_failure(const LiveError& error) {
    const bool has_worked = sink_.take_has_accepted();
    failures_ = has_worked ? 1 : failures_ + 1;
    away_reason_ = worse_reason(has_worked ? "" : away_reason_, away_reason_of(error));
    return error.kind == LiveErrorKind::kPark || failures_ >= options_.failures_before_parking;
  }

  bool wait_after(const LiveError& error, bool parks, const std::stop_token& stop) {
    const auto wait = parks ? options_.parked : backoff();
    if (parks) {
      failures_ = 0;
    }
    collected_.meter.get().set_state(parks ? SourceState::kParked : SourceState::kWaiting,
                                     error.message,
                                     clock_.now() + wait,
                                     away_reason_);
    return clock_.sleep(wait, stop);
  }

  void end_as(SourceState state, const LiveError& error) {
    collected_.meter.get().set_state(state, error.message, UtcTime{}, away_reason_);
  }

  std::chrono::milliseconds backoff() {
    const auto doublings = std::min<std::uint32_t>(failures_ - 1, 20U);
    const auto longest =
        std::min(options_.longest_backoff,
                 std::chrono::milliseconds{options_.first_backoff.count() << doublings});
    std::uniform_int_distribution<std::int64_t> jitter{0, longest.count()};
    return std::chrono::milliseconds{jitter(random_)};
  }

  CollectedSource& collected_;
  Clock& clock_;
  const CollectorOptions& options_;
  CursorSink sink_;
  std::string away_reason_;  ///< Since the last batch that came through; empty: it was not away.
  std::mt19937_64 random_;
  std::uint32_t failures_ = 0;
};

}  // namespace

Collector::Collector(Clock& clock, CollectorOptions options) : clock_(clock), options_(options) {}

void Collector::run(std::span<CollectedSource> sources, const std::stop_token& stop) {
  std::vector<std::jthread> threads;
  threads.reserve(sources.size());
  std::uint64_t seed = options_.seed;
  for (CollectedSource& source : sources) {
    threads.emplace_back([this, &source, &stop, own_seed = ++seed] {
      SourceLoop{source, clock_, options_, own_seed}.run(stop);
    });
  }
}

}  // namespace vigie::collector
