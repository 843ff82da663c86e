#include "collector/live/gap_reason.h"

#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

LiveError ended_for(std::string gap_reason) {
  return {.kind = LiveErrorKind::kPark, .message = "it broke", .gap_reason = std::move(gap_reason)};
}

TEST(GapReason, IsThatOfTheFailureWhereTheSourceKnowsNoCause) {
  for (const char* cause : {"throttled", "quota", "credentials"}) {
    for (const char* said : {"stopped", "error", "cursor too old", "feed too short"}) {
      EXPECT_EQ(reason_of_gap(said, cause), cause);
    }
  }
  EXPECT_EQ(reason_of_gap("stopped", "error"), "error");
}

TEST(GapReason, IsWhatTheSourceSaysWhereTheFailureSaysLess) {
  EXPECT_EQ(reason_of_gap("quota", "throttled"), "quota");
  EXPECT_EQ(reason_of_gap("cursor too old", "error"), "cursor too old");
  EXPECT_EQ(reason_of_gap("feed too short", "error"), "feed too short");
  EXPECT_EQ(reason_of_gap("stopped", ""), "stopped");
}

TEST(GapReason, OfAFailureWithoutAWordIsAnError) {
  EXPECT_EQ(away_reason_of(ended_for("")), "error");
  EXPECT_EQ(away_reason_of(ended_for("internal")), "error");
  EXPECT_EQ(away_reason_of(ended_for("quota")), "quota");
}

TEST(GapReason, StaysTheCauseWhileMoreErrorsFollow) {
  EXPECT_EQ(worse_reason("throttled", "error"), "throttled");
  EXPECT_EQ(worse_reason("throttled", "credentials"), "credentials");
  EXPECT_EQ(worse_reason("", "error"), "error");
  EXPECT_EQ(worse_reason("error", "quota"), "quota");
}

}  // namespace
}  // namespace vigie::collector
