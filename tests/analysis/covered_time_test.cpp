#include "analysis/covered_time.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/earlier_window.h"
#include "storage/model/account_rows.h"
#include "storage/model/finding.h"

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t kWindowStart = 1'772'409'600'000;  // 2026-03-02T00:00Z
constexpr std::int64_t kFirehose = 3;
constexpr std::int64_t kTimeline = 4;

const TimeWindow kMonth{from_ms(kWindowStart), from_ms(kWindowStart + 28 * kDayMs)};

/// From so many hours after the start to so many.
CoverageRow assumed(std::int64_t from_hour, std::int64_t to_hour, std::int64_t live_source = 0) {
  return {
      {1}, kWindowStart + from_hour * kHourMs, kWindowStart + to_hour * kHourMs, true, live_source};
}

CoverageRow measured_span(std::int64_t from_hour, std::int64_t to_hour, std::int64_t live_source) {
  return {{1},
          kWindowStart + from_hour * kHourMs,
          kWindowStart + to_hour * kHourMs,
          false,
          live_source};
}

LedgerRow missed(std::int64_t from_hour, std::int64_t to_hour, std::int64_t source = kFirehose) {
  return {source, kWindowStart + from_hour * kHourMs, kWindowStart + to_hour * kHourMs, true};
}

LedgerRow seen(std::int64_t from_hour, std::int64_t to_hour, std::int64_t source = kFirehose) {
  return {source, kWindowStart + from_hour * kHourMs, kWindowStart + to_hour * kHourMs, false};
}

double covered_hours(const std::vector<CoverageRow>& coverage,
                     const std::vector<LedgerRow>& ledger) {
  return 24.0 * covered_days(coverage, LiveLedger{ledger}, kMonth);
}

TEST(CoveredDays, JoinsWhatLiesUpToTwoDaysApart) {
  EXPECT_NEAR(covered_hours({assumed(0, 10), assumed(58, 60)}, {}), 60.0, 1e-9);
  EXPECT_NEAR(covered_hours({assumed(0, 10), assumed(59, 60)}, {}), 11.0, 1e-9);
}

TEST(CoveredDays, TakesFromAJoinWhatTheLiveSourceIsKnownToHaveMissed) {
  const std::vector coverage{assumed(0, 10, kFirehose), assumed(30, 40, kFirehose)};

  EXPECT_NEAR(covered_hours(coverage, {}), 40.0, 1e-9);                // a quiet night
  EXPECT_NEAR(covered_hours(coverage, {missed(12, 27)}), 25.0, 1e-9);  // 40 - 15
  EXPECT_NEAR(covered_hours(coverage, {missed(12, 14), missed(13, 20), missed(26, 27)}),
              31.0,  // 40 - 8 - 1
              1e-9);
}

TEST(CoveredDays, TakesAGapAlsoFromASpanThatABackdatedPostStretchesOverIt) {
  EXPECT_NEAR(covered_hours({assumed(0, 40, kFirehose)}, {missed(12, 27)}), 25.0, 1e-9);
}

TEST(CoveredDays, LeavesArchivesAsTheyAreWhateverAStreamMissed) {
  const std::vector archives{assumed(0, 10), assumed(30, 40)};

  EXPECT_NEAR(covered_hours(archives, {missed(12, 27)}), 40.0, 1e-9);
  // The account is also on the stream, whose gap falls within what an archive holds.
  EXPECT_NEAR(
      covered_hours({assumed(0, 40), assumed(38, 50, kFirehose)}, {missed(12, 27), missed(41, 43)}),
      48.0,  // 50 - 2
      1e-9);
}

TEST(CoveredDays, TakesNothingThatAnotherSourceOfTheAccountSaw) {
  const std::vector coverage{
      assumed(0, 10, kFirehose), assumed(30, 40, kFirehose), assumed(31, 32, kTimeline)};
  const std::vector ledger{missed(12, 27), seen(20, 40, kTimeline)};

  EXPECT_NEAR(covered_hours(coverage, ledger), 32.0, 1e-9);  // 40 - (20 - 12)
}

TEST(CoveredDays, IgnoresTheGapsOfSourcesThatNeverShowedTheAccount) {
  EXPECT_NEAR(
      covered_hours({assumed(0, 10, kFirehose), assumed(30, 40, kFirehose)}, {missed(0, 40, 9)}),
      40.0,
      1e-9);
}

TEST(CoveredDays, CountsMeasuredSpansWhateverElseWasMissed) {
  // A history was fetched of the hours that the stream missed.
  EXPECT_NEAR(
      covered_hours(
          {assumed(0, 10, kFirehose), assumed(30, 40, kFirehose), measured_span(12, 20, kTimeline)},
          {missed(12, 27)}),
      33.0,  // 40 - 15 + 8
      1e-9);
}

TEST(CoveredDays, TakesNothingFromASourceThatWentBackForWhatTheOtherMissed) {
  // A search says nothing of what it saw, but holds posts from both sides of the stream's gap.
  EXPECT_NEAR(
      covered_hours(
          {assumed(0, 10, kFirehose), assumed(30, 40, kFirehose), assumed(5, 35, kTimeline)},
          {missed(10, 30)}),
      40.0,
      1e-9);
}

TEST(LiveLedger, GivesWhatWasMissedAscendingAndWithoutWhatWasSeen) {
  const LiveLedger ledger{std::vector{missed(20, 30), missed(1, 5), seen(4, 22), missed(40, 50)}};
  const auto hour = [](std::int64_t hours) { return kWindowStart + hours * kHourMs; };

  EXPECT_THAT(ledger.missed(kFirehose, std::vector{kFirehose}, {hour(2), hour(45)}),
              ElementsAre(TimeSpanMs{hour(2), hour(4)},
                          TimeSpanMs{hour(22), hour(30)},
                          TimeSpanMs{hour(40), hour(45)}));
  EXPECT_THAT(ledger.missed(kTimeline, std::vector{kTimeline}, {hour(0), hour(50)}), IsEmpty());
}

/// 80 posts, one every 2.7 hours, over nine days of which the fifth was missed.
TEST(PostingRate, DividesByTheTimeThatWasWatched) {
  AccountRows rows;
  for (std::int64_t i = 0; i < 80; ++i) {
    AccountRows::Post& post = rows.posts.emplace_back();
    post.post = {i + 1};
    post.sort_ms = kWindowStart + i * (9 * kDayMs / 80);
    post.text = "words of an invented post";
  }
  rows.coverage = {assumed(0, 96, kFirehose), assumed(120, 216, kFirehose)};
  const SourceIndex no_lists{std::span<const SourceList>{}};
  const AgainContext context{.sources = no_lists, .usual = std::nullopt};
  const auto rate = [&] {
    return measure_again(rows, kMonth, context)
        .values[static_cast<std::size_t>(Signal::kPostingRate)];
  };

  ASSERT_TRUE(rate());
  EXPECT_NEAR(*rate(), 80.0 / 9.0, 1e-9);
  rows.ledger = {missed(96, 120)};
  EXPECT_NEAR(*rate(), 10.0, 1e-9);
}

}  // namespace
}  // namespace vigie::analysis
