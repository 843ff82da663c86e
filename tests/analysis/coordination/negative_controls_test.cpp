// Who coordinates nothing and looks like it: none of them may give a group. Where a rule spares
// them, the same accounts doing the same in a way that it must not spare are found.
#include <cmath>
#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/coordination/find_coordination.h"
#include "tests/analysis/coordination/invented_shares.h"

namespace vigie::analysis {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(NegativeControls, UnrelatedPostsAtFiftyAnHourGiveNoGroup) {
  World world{60};
  for (int o = 0; o < 20'000; ++o) {
    world.add_object(Layer::kUrl);
  }
  for (std::uint32_t a = 0; a < 60; ++a) {
    for (int p = 0; p < 50 * 48; ++p) {
      const double rank = std::pow(20'000.0, world.uniform()) - 1.0;  // Zipf
      world.share(
          Layer::kUrl, static_cast<std::uint32_t>(rank), a, world.uniform() * 2.0 * kDaySeconds);
    }
  }
  EXPECT_THAT(grouped(find_coordination(world.input(), {})), IsEmpty());
}

TEST(NegativeControls, TwoCampsThatReadDifferentPapersGiveNoGroup) {
  World world{400};
  world.add_news(800, 0, 200, 0);
  world.add_news(800, 200, 400, 1);
  world.add_news(100, 0, 400, 2);
  EXPECT_THAT(grouped(find_coordination(world.input(), {})), IsEmpty());
}

TEST(NegativeControls, FansOnALiveEventGiveNoGroup) {
  World world{1'200};
  world.add_news(1'000, 0, 1'200, 0);
  for (int match = 0; match < 3; ++match) {
    const double start = 2.0 * kDaySeconds + match * 4.0 * kDaySeconds;
    for (int o = 0; o < 150; ++o) {
      const std::uint32_t object = world.add_object(Layer::kRepost, 1'200);
      const double moment = start + world.uniform() * 2.0 * kHourSeconds;
      for (std::uint32_t fan = 0; fan < 200; ++fan) {
        if (world.uniform() < 0.1) {
          world.share(Layer::kRepost, object, fan, moment + world.delay(3.0 * kMinuteSeconds, 1.0));
        }
      }
    }
  }
  EXPECT_THAT(grouped(find_coordination(world.input(), {})), IsEmpty());
}

TEST(NegativeControls, NewsroomsRepostingAnAgencyGiveNoGroup) {
  World world{830};
  for (int o = 0; o < 1'000; ++o) {  // everybody's reposts
    const std::uint32_t object = world.add_object(Layer::kRepost, 10 + world.below(300));
    const double born = world.uniform() * 13.0 * kDaySeconds;
    const int reposts = 2 + static_cast<int>(world.below(12));
    for (int r = 0; r < reposts; ++r) {
      world.share(
          Layer::kRepost, object, world.below(830), born + world.delay(40 * kMinuteSeconds, 1.6));
    }
  }
  for (int day = 0; day < 14; ++day) {
    for (int o = 0; o < 10; ++o) {
      const std::uint32_t object = world.add_object(Layer::kRepost, 1);
      const double born =
          day * kDaySeconds + 7.0 * kHourSeconds + world.uniform() * 12.0 * kHourSeconds;
      for (std::uint32_t newsroom = 0; newsroom < 28; ++newsroom) {
        if (world.uniform() < 0.5) {
          world.share(
              Layer::kRepost, object, newsroom, born + world.delay(40.0 * kMinuteSeconds, 1.6));
        }
      }
    }
  }
  EXPECT_THAT(grouped(find_coordination(world.input(), {})), IsEmpty());
}

/// 120 links of an agency (account 10), each printed by some of its six papers (11 to 16).
World with_agency(bool each_as_it_comes) {
  World world{1'000};
  world.add_news(1'000, 0, 1'000, 0);
  for (int piece = 0; piece < 120; ++piece) {
    const std::uint32_t object = world.add_object(Layer::kUrl, 1);
    const double sent = world.uniform() * 13.0 * kDaySeconds;
    const double agreed = sent + world.delay(2.0 * kHourSeconds, 1.0);
    world.share(Layer::kUrl, object, 10, sent);
    for (std::uint32_t paper = 11; paper < 17; ++paper) {
      const double feed = sent + 20.0 + 80.0 * world.uniform();
      const double together = agreed + kMinuteSeconds * world.uniform();
      if (world.uniform() < 0.45) {
        world.share(Layer::kUrl, object, paper, each_as_it_comes ? feed : together);
      }
    }
  }
  return world;
}

TEST(NegativeControls, PapersThatPrintAnAgencysPiecesByAFeedGiveNoGroup) {
  const CoordinationResult result = find_coordination(with_agency(true).input(), {});
  EXPECT_THAT(grouped(result), IsEmpty());
  EXPECT_GT(result.pairs.following, 0U);
}

TEST(NegativeControls, DoNotSpareWhoActsTogetherHoursAfterTheSource) {
  EXPECT_THAT(grouped(find_coordination(with_agency(false).input(), {})), SizeIs(6));
}

/// Five associations with a stock of 40 phrases of their trade among people who write for
/// themselves; each takes 25 of them, on days of its own or all in one hour.
World with_formulas(bool on_days_of_their_own) {
  World world{1'000};
  for (int text = 0; text < 6'000; ++text) {
    const std::uint32_t object = world.add_object(Layer::kText);
    const double written = world.uniform() * 27.0 * kDaySeconds;
    const int writers = text % 5 == 0 ? 2 : 1;
    for (int w = 0; w < writers; ++w) {
      world.share(Layer::kText, object, world.below(1'000), written + kHourSeconds * w);
    }
  }
  for (int phrase = 0; phrase < 40; ++phrase) {
    const std::uint32_t object = world.add_object(Layer::kText);
    const double agreed = world.uniform() * 27.0 * kDaySeconds;
    for (std::uint32_t office = 20; office < 25; ++office) {
      const double own = world.uniform() * 27.0 * kDaySeconds;
      const double together = agreed + kHourSeconds * world.uniform();
      if (world.uniform() < 0.625) {
        world.share(Layer::kText, object, office, on_days_of_their_own ? own : together);
      }
    }
  }
  return world;
}

TEST(NegativeControls, AssociationsWithOneStockOfPhrasesGiveNoGroup) {
  EXPECT_THAT(grouped(find_coordination(with_formulas(true).input(), {})), IsEmpty());
}

TEST(NegativeControls, DoNotSpareWhoCopiesWithinTheHour) {
  EXPECT_THAT(grouped(find_coordination(with_formulas(false).input(), {})), SizeIs(5));
}

/// Six zealous accounts that repost 40 times a day what goes round that day, all
/// on the same three days.
TEST(NegativeControls, ZealousAccountsOnTheSameDaysGiveNoGroup) {
  World world{1'000};
  for (int day = 0; day < 28; ++day) {
    for (int post = 0; post < 60; ++post) {
      const std::uint32_t object = world.add_object(Layer::kRepost);
      const double written = day * kDaySeconds + 20.0 * kHourSeconds * world.uniform();
      for (int reader = 0; reader < 4; ++reader) {
        world.share(
            Layer::kRepost, object, world.below(1'000), written + world.delay(kHourSeconds, 1.0));
      }
      for (std::uint32_t zealous = 30; zealous < 36; ++zealous) {
        if (day >= 10 && day < 13 && world.uniform() < 0.4) {
          const double seen = day * kDaySeconds + 23.0 * kHourSeconds * world.uniform();
          world.share(Layer::kRepost, object, zealous, seen);
        }
      }
    }
  }
  EXPECT_THAT(grouped(find_coordination(world.input(), {})), IsEmpty());
}

}  // namespace
}  // namespace vigie::analysis
