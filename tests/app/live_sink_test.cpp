#include "app/live_sink.h"

#include <chrono>

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;

TEST(LiveSink, TakesTheTimeOfReceiptForADeletionThatTellsNone) {
  const analysis::SourceIndex index{std::span<const SourceList>{}};
  const auto watches = make_watch_context({}, {}, index);
  collector::SourceMeter meter;
  tests::FakeClock clock;
  BoundedQueue<LiveBatch> queue{1};
  LiveSink sink{{.source = 0,
                 .platform = "mastodon",
                 .is_filtered = false,
                 .watches = *watches,
                 .meter = meter,
                 .clock = clock,
                 .queue = queue,
                 .shorteners = {}}};
  const UtcTime told = clock.now() - 1h;
  clock.advance(10min);
  RecordBatch batch;
  batch.deletions = {{.native_id = "1", .time = {}}, {.native_id = "2", .time = told}};

  sink.accept(std::move(batch));

  const auto written = queue.pop();
  const auto& deletions = written->batch.records.deletions;
  EXPECT_EQ(deletions.at(0).time, clock.now());
  EXPECT_EQ(deletions.at(1).time, told);
}

}  // namespace
}  // namespace vigie::app
