#include "collector/live/collector.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::Le;
using testing::SizeIs;

/// Time passes only by sleeping, and every sleep is noted.
class SleepingClock final : public Clock {
 public:
  [[nodiscard]] UtcTime now() override {
    const std::scoped_lock lock{mutex_};
    return now_;
  }

  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() override {
    return std::chrono::steady_clock::time_point{now().time_since_epoch()};
  }

  bool sleep(std::chrono::milliseconds duration, const std::stop_token& stop) override {
    const std::scoped_lock lock{mutex_};
    now_ += duration;
    sleeps_.push_back(duration);
    return !stop.stop_requested();
  }

  [[nodiscard]] std::vector<std::chrono::milliseconds> sleeps() const {
    const std::scoped_lock lock{mutex_};
    return sleeps_;
  }

 private:
  mutable std::mutex mutex_;
  UtcTime now_{std::chrono::hours{1}};
  std::vector<std::chrono::milliseconds> sleeps_;
};

class NotingSink final : public PostSink {
 public:
  void accept(RecordBatch batch) override {
    cursors.push_back(batch.cursor);
    for (const CoverageGap& gap : batch.gaps) {
      reasons.push_back(gap.reason);
    }
  }

  std::vector<std::string> cursors;
  std::vector<std::string> reasons;  ///< Of gaps.
};

/// Does what the test says at each start; the start's number counts from 1.
class ScriptedSource final : public LiveSource {
 public:
  using Script = std::function<tl::expected<void, LiveError>(int start, const LiveRun& run)>;

  explicit ScriptedSource(Script script) : script_(std::move(script)) {}

  [[nodiscard]] std::string name() const override { return "test:source"; }

  [[nodiscard]] std::string platform() const override { return "test"; }

  [[nodiscard]] std::string format() const override { return "script"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override {
    cursors.push_back(run.cursor);
    return script_(static_cast<int>(cursors.size()), run);
  }

  std::vector<std::string> cursors;  ///< Where each start went on.

 private:
  Script script_;
};

tl::expected<void, LiveError> failed(LiveErrorKind kind = LiveErrorKind::kTransient) {
  return tl::unexpected{LiveError{.kind = kind, .message = "it broke", .gap_reason = "error"}};
}

/// One source in the loop, until it ends.
struct OneSource {
  SleepingClock clock = {};
  NotingSink sink = {};
  SourceMeter meter = {};
  CollectorOptions options = {};

  void run(ScriptedSource& source, std::string cursor = {}, const std::stop_token& stop = {}) {
    std::vector<CollectedSource> sources;
    sources.push_back(
        {.source = source, .sink = sink, .meter = meter, .cursor = std::move(cursor)});
    Collector{clock, options}.run(sources, stop);
  }
};

TEST(Collector, EndsWhenItsSourceHasReadAllThereWas) {
  OneSource one;
  ScriptedSource source{[](int, const LiveRun&) { return tl::expected<void, LiveError>{}; }};

  one.run(source, "12");

  EXPECT_THAT(source.cursors, ElementsAre("12"));
  EXPECT_EQ(one.meter.read().state, SourceState::kFinished);
}

TEST(Collector, GoesOnWhereTheLastBatchSaid) {
  OneSource one;
  ScriptedSource source{[](int start, const LiveRun& run) -> tl::expected<void, LiveError> {
    if (start > 1) {
      return {};
    }
    for (const char* cursor : {"13", "14", ""}) {
      RecordBatch batch;
      batch.cursor = cursor;
      run.sink.accept(std::move(batch));
    }
    return failed();
  }};

  one.run(source, "12");

  EXPECT_THAT(source.cursors, ElementsAre("12", "14"));
  EXPECT_THAT(one.sink.cursors, ElementsAre("13", "14", ""));
  EXPECT_EQ(one.meter.read().reconnects, 1U);
}

TEST(Collector, WaitsLongerAfterEveryFailureThenParksForAnHour) {
  OneSource one;
  ScriptedSource source{[](int start, const LiveRun&) {
    return start <= 9 ? failed() : tl::expected<void, LiveError>{};
  }};

  one.run(source);

  const auto sleeps = one.clock.sleeps();
  ASSERT_THAT(sleeps, SizeIs(9));
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_LE(sleeps[i], 1s * (1 << i)) << "failure " << i + 1;
  }
  EXPECT_EQ(sleeps[7], 1h);
  EXPECT_LE(sleeps[8], 1s) << "after the hour it begins anew";
}

TEST(Collector, NeverWaitsLongerThanFiveMinutesBeforeItParks) {
  SleepingClock clock;
  NotingSink sink;
  SourceMeter meter;
  ScriptedSource source{[](int start, const LiveRun&) {
    return start <= 20 ? failed() : tl::expected<void, LiveError>{};
  }};
  std::vector<CollectedSource> sources;
  sources.push_back({.source = source, .sink = sink, .meter = meter, .cursor = {}});

  Collector{clock, {.failures_before_parking = 100}}.run(sources, {});

  EXPECT_THAT(clock.sleeps(), Each(Le(300s)));
}

TEST(Collector, CountsFailuresAnewOnceSomethingCameThrough) {
  OneSource one;
  ScriptedSource source{[](int start, const LiveRun& run) -> tl::expected<void, LiveError> {
    if (start > 40) {
      return {};
    }
    RecordBatch batch;
    batch.records_read = 1;
    run.sink.accept(std::move(batch));
    return failed();
  }};

  one.run(source);

  EXPECT_THAT(one.clock.sleeps(), SizeIs(40));
  EXPECT_THAT(one.clock.sleeps(), Each(Le(1s)));
}

TEST(Collector, ParksAtOnceWhenAPlatformBlocks) {
  OneSource one;
  ScriptedSource source{[](int start, const LiveRun&) {
    return start == 1 ? failed(LiveErrorKind::kPark) : tl::expected<void, LiveError>{};
  }};

  one.run(source);

  EXPECT_THAT(one.clock.sleeps(), ElementsAre(1h));
}

TEST(Collector, DoesNotTryAgainWhatNeedsTheOperator) {
  OneSource one;
  ScriptedSource source{[](int, const LiveRun&) { return failed(LiveErrorKind::kOperator); }};

  one.run(source);

  EXPECT_THAT(source.cursors, SizeIs(1));
  EXPECT_EQ(one.meter.read().state, SourceState::kFailed);
  EXPECT_EQ(one.meter.read().message, "it broke");
}

TEST(Collector, EndsUnfinishedInsteadOfParkingWhenItReadsOnce) {
  for (const LiveErrorKind kind : {LiveErrorKind::kPark, LiveErrorKind::kTransient}) {
    OneSource one;
    one.options.once = true;
    ScriptedSource source{[kind](int, const LiveRun&) { return failed(kind); }};

    one.run(source);

    EXPECT_THAT(source.cursors, SizeIs(kind == LiveErrorKind::kPark ? 1 : 8));
    EXPECT_EQ(one.meter.read().state, SourceState::kUnfinished);
    EXPECT_EQ(one.meter.read().message, "it broke");
  }
}

/// Hands on a gap that began at `begin`, of which the source says `said`.
void find_gap(const LiveRun& run, UtcTime begin, std::string said) {
  RecordBatch batch;
  batch.gaps.push_back({.begin = begin, .end = begin + 1min, .reason = std::move(said)});
  run.sink.accept(std::move(batch));
}

TEST(Collector, GivesAGapTheReasonForWhichItsSourceWasAway) {
  OneSource one;
  const UtcTime before = one.clock.now() - 1min;
  ScriptedSource source{[&](int start, const LiveRun& run) -> tl::expected<void, LiveError> {
    if (start == 1) {
      return tl::unexpected{LiveError{
          .kind = LiveErrorKind::kPark, .message = "too many", .gap_reason = "throttled"}};
    }
    if (start == 2) {
      return failed();  // the throttle is still what it was away for
    }
    find_gap(run, before, "error");
    find_gap(run, one.clock.now(), "error");  // while it was read
    return {};
  }};

  one.run(source);

  EXPECT_THAT(one.sink.reasons, ElementsAre("throttled", "error"));
}

TEST(Collector, KnowsAfterARestartWhyASourceWasAwayAndForgetsItOnceItWorks) {
  SleepingClock clock;
  NotingSink sink;
  SourceMeter meter;
  const UtcTime before = clock.now() - 1min;
  ScriptedSource source{[&](int start, const LiveRun& run) -> tl::expected<void, LiveError> {
    find_gap(run, before, "stopped");
    return start == 1 ? failed() : tl::expected<void, LiveError>{};
  }};
  std::vector<CollectedSource> sources;
  sources.push_back({.source = source,
                     .sink = sink,
                     .meter = meter,
                     .cursor = "12",
                     .away_reason = "credentials"});

  Collector{clock, {}}.run(sources, {});

  EXPECT_THAT(sink.reasons, ElementsAre("credentials", "error"));
}

TEST(Collector, TellsTheMeterWhyASourceIsNotRead) {
  OneSource one;
  ScriptedSource source{[](int, const LiveRun&) -> tl::expected<void, LiveError> {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kOperator,
                                    .message = "the token was revoked",
                                    .gap_reason = "credentials"}};
  }};

  one.run(source);

  EXPECT_EQ(one.meter.read().away_reason, "credentials");
  EXPECT_EQ(one.meter.read().accepted, 0U);
}

TEST(Collector, SurvivesAMistakeInASource) {
  OneSource one;
  ScriptedSource source{[](int start, const LiveRun&) -> tl::expected<void, LiveError> {
    if (start == 1) {
      throw std::logic_error("out of range");
    }
    return {};
  }};

  one.run(source);

  EXPECT_THAT(source.cursors, SizeIs(2));
  EXPECT_EQ(one.meter.read().state, SourceState::kFinished);
}

TEST(Collector, LetsOneSourceFailAndTheOtherGoOn) {
  SleepingClock clock;
  NotingSink good_sink;
  NotingSink bad_sink;
  SourceMeter good_meter;
  SourceMeter bad_meter;
  ScriptedSource bad{[](int, const LiveRun&) { return failed(LiveErrorKind::kOperator); }};
  ScriptedSource good{[](int, const LiveRun& run) -> tl::expected<void, LiveError> {
    RecordBatch batch;
    batch.cursor = "1";
    run.sink.accept(std::move(batch));
    return {};
  }};
  std::vector<CollectedSource> sources;
  sources.push_back({.source = bad, .sink = bad_sink, .meter = bad_meter, .cursor = {}});
  sources.push_back({.source = good, .sink = good_sink, .meter = good_meter, .cursor = {}});

  Collector{clock, {}}.run(sources, {});

  EXPECT_EQ(bad_meter.read().state, SourceState::kFailed);
  EXPECT_EQ(good_meter.read().state, SourceState::kFinished);
  EXPECT_THAT(good_sink.cursors, ElementsAre("1"));
}

TEST(Collector, StopsAllWhenTold) {
  OneSource one;
  std::stop_source stop;
  ScriptedSource source{[&stop](int, const LiveRun& run) -> tl::expected<void, LiveError> {
    stop.request_stop();
    EXPECT_TRUE(run.stop.stop_requested());
    return failed(LiveErrorKind::kStopped);
  }};

  one.run(source, {}, stop.get_token());

  EXPECT_THAT(source.cursors, SizeIs(1));
  EXPECT_EQ(one.meter.read().state, SourceState::kStopped);
}

}  // namespace
}  // namespace vigie::collector
