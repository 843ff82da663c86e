#include "collector/bluesky/reconnect.h"

#include <gtest/gtest.h>

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

TEST(Reconnect, DoublesItsPatienceUpToFiveMinutesAndWaitsAtLeastHalfOfIt) {
  Reconnect reconnect{1, 7};

  std::chrono::milliseconds most = 1s;
  for (int i = 0; i < 15; ++i) {
    const auto wait = reconnect.note_failure(false);
    EXPECT_LE(wait, most) << i;
    EXPECT_GE(wait, most / 2) << i;
    most = std::min<std::chrono::milliseconds>(most * 2, 5min);
  }
}

TEST(Reconnect, GoesToTheNextHostAfterThreeFailuresAndRoundAgain) {
  Reconnect reconnect{2, 7};

  std::vector<std::size_t> hosts;
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(reconnect.all_failed(), i >= 6) << i;
    (void)reconnect.note_failure(false);
    hosts.push_back(reconnect.host());
  }

  EXPECT_EQ(hosts, (std::vector<std::size_t>{0, 0, 1, 1, 1, 0, 0}));
}

TEST(Reconnect, ForgetsFailuresOnceTheStreamMovesOn) {
  Reconnect reconnect{2, 7};
  (void)reconnect.note_failure(false);
  (void)reconnect.note_failure(false);

  reconnect.note_progress();

  EXPECT_LE(reconnect.note_failure(false), 1s);
  EXPECT_EQ(reconnect.host(), 0U) << "the third failure, but the first since then";
}

TEST(Reconnect, LeavesAStartingHostAtOnceButWaitsWhenAllAreStarting) {
  Reconnect reconnect{2, 7};

  EXPECT_EQ(reconnect.note_failure(true), 0s);
  EXPECT_EQ(reconnect.host(), 1U);
  EXPECT_GT(reconnect.note_failure(true), 0s);
  EXPECT_EQ(reconnect.host(), 0U);
}

}  // namespace
}  // namespace vigie::collector
