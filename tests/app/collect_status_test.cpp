#include "app/collect_status.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace vigie::app {
namespace {

using collector::SourceState;
using testing::HasSubstr;
using testing::Not;

constexpr UtcTime kMoment = from_ms(1'772'452'800'000);  // 2026-03-02T12:00:00Z

CollectProgress two_sources() {
  CollectProgress progress;
  progress.started = kMoment - std::chrono::hours{1};
  progress.now = kMoment;
  progress.events_per_second = 41.2;
  SourceProgress& stream = progress.sources.emplace_back();
  stream.name = "bluesky:jetstream";
  stream.reading.state = SourceState::kRunning;
  stream.reading.events = 5'000;
  stream.reading.kept = 1'204;
  stream.reading.dropped = 3'700;
  stream.reading.gaps = 1;
  stream.reading.last_event = kMoment - std::chrono::seconds{3};
  SourceProgress& server = progress.sources.emplace_back();
  server.name = "mastodon:\"odd\\name\":local";
  server.reading.state = SourceState::kWaiting;
  server.reading.next_try = kMoment + std::chrono::seconds{40};
  server.reading.message = "a.example: no answer within 20 s";
  return progress;
}

TEST(ProgressLine, NamesRateLagCountsAndTheFirstSourceInTrouble) {
  EXPECT_EQ(progress_line(two_sources()),
            "1/2 running  41/s  lag 3 s  kept 1,204  dropped 3,700  "
            "mastodon:\"odd\\name\":local: waiting, next try in 40 s");
}

TEST(ProgressLine, SaysNothingOfALagBeforeTheFirstEvent) {
  CollectProgress progress = two_sources();
  progress.sources[0].reading.last_event = UtcTime{};

  EXPECT_THAT(progress_line(progress), HasSubstr("lag -"));
}

TEST(ProgressTable, TellsTheLastProblemOfEachSource) {
  const std::string table = progress_table(two_sources());

  EXPECT_THAT(table, HasSubstr("1,204"));
  EXPECT_THAT(table, HasSubstr("no answer within 20 s"));
}

TEST(ProgressJson, LeavesOutWhatIsNotKnown) {
  const auto json = nlohmann::json::parse(progress_json(two_sources()));

  EXPECT_EQ(json["sources"][0]["last_event"], "2026-03-02T11:59:57.000Z");
  EXPECT_FALSE(json["sources"][0].contains("problem"));
  EXPECT_FALSE(json["sources"][1].contains("last_event"));
  EXPECT_EQ(json["sources"][1]["next_try"], "2026-03-02T12:00:40.000Z");
}

TEST(ProgressMetrics, FollowTheExpositionFormat) {
  const std::string text = progress_metrics(two_sources());

  EXPECT_THAT(text, HasSubstr("# TYPE vigie_source_events_total counter\n"));
  EXPECT_THAT(text, HasSubstr("vigie_source_events_total{source=\"bluesky:jetstream\"} 5000\n"));
  EXPECT_THAT(text, HasSubstr("vigie_source_lag_seconds{source=\"bluesky:jetstream\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("{source=\"mastodon:\\\"odd\\\\name\\\":local\"} -1\n"));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  EXPECT_EQ(text.back(), '\n');
}

/// A folder that goes with the test.
class StatusFileTest : public testing::Test {
 protected:
  StatusFileTest()
      : folder_(std::filesystem::temp_directory_path() /
                ("vigie-status-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }

  ~StatusFileTest() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(StatusFileTest, IsReplacedWholeAndForItsOwnerOnly) {
  const auto file = folder_ / "status";
  ASSERT_TRUE(replace_file(file, "first", 0600));
  ASSERT_TRUE(replace_file(file, "second", 0600));

  std::ostringstream content;
  content << std::ifstream{file}.rdbuf();
  EXPECT_EQ(content.str(), "second");
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "status.new"));
}

TEST_F(StatusFileTest, TellsWhenItCannotBeWritten) {
  EXPECT_FALSE(replace_file(folder_ / "nowhere" / "status", "x", 0600));
}

TEST_F(StatusFileTest, SaysThatNobodyCollectsAndSinceWhen) {
  const auto database = folder_ / "vigie.db";
  EXPECT_EQ(collecting_line(database), "");
  ASSERT_TRUE(replace_file(collect_status_file(database), progress_json(two_sources()), 0600));

  EXPECT_THAT(collecting_line(database), HasSubstr("not running; it last wrote at 2026-03-02"));
}

TEST_F(StatusFileTest, IgnoresAStatusThatIsNone) {
  const auto database = folder_ / "vigie.db";
  ASSERT_TRUE(replace_file(collect_status_file(database), "{\"updated\": 7, \"sources\":", 0600));

  EXPECT_EQ(collecting_line(database), "");
}

}  // namespace
}  // namespace vigie::app
