// Followers of one leader: a crew when they carry other sources' posts together, readers when not.
#include "analysis/coordination/audiences.h"

#include <array>
#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/coordination/account_signal.h"
#include "analysis/coordination/find_coordination.h"
#include "tests/analysis/coordination/invented_shares.h"

namespace vigie::analysis {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint32_t kOutlet = 1;
constexpr std::uint32_t kLeader = 2;
constexpr std::uint32_t kOtherLeaderId = 3;
constexpr std::uint32_t kFirstFollower = 100;
constexpr std::uint32_t kFollowers = 12;
constexpr std::uint32_t kOutletPosts = 400;

enum class Elsewhere : std::uint8_t {
  kTogether,    ///< Twelve repost the same posts of the outlet.
  kEachItsOwn,  ///< As many of its posts, each its own choice.
  kOtherLeader  ///< The same posts, of an author whom nobody else reposts.
};

/// Six in ten of the followers, each at any time within three days.
void repost_slowly(World& world, std::uint32_t object, Elsewhere elsewhere) {
  const double born = world.uniform() * 20.0 * kDaySeconds;
  for (std::uint32_t f = kFirstFollower; f < kFirstFollower + kFollowers; ++f) {
    const double moment = born + world.uniform() * 3.0 * kDaySeconds;
    const std::uint32_t own = world.below(kOutletPosts);
    if (world.uniform() < 0.6) {
      world.share(Layer::kRepost, elsewhere == Elsewhere::kEachItsOwn ? own : object, f, moment);
    }
  }
}

/// 600 accounts with papers of their own; an outlet that many repost; a leader whom twelve follow.
World with_followers(Elsewhere elsewhere, int leader_posts = 10) {
  World world{600};
  world.add_news(1'000, 0, 600, 0);
  for (std::uint32_t o = 0; o < kOutletPosts; ++o) {
    const std::uint32_t object = world.add_object(Layer::kRepost, kOutlet);
    const double born = world.uniform() * 20.0 * kDaySeconds;
    for (std::uint32_t reader = world.below(6) + 1; reader > 0; --reader) {
      world.share(
          Layer::kRepost, object, world.below(600), born + world.delay(6.0 * kHourSeconds, 1.0));
    }
  }
  for (int post = 0; post < leader_posts; ++post) {
    repost_slowly(world, world.add_object(Layer::kRepost, kLeader), Elsewhere::kTogether);
  }
  for (int post = 0; post < 14; ++post) {
    const std::uint32_t source = elsewhere == Elsewhere::kOtherLeader ? kOtherLeaderId : kOutlet;
    repost_slowly(world, world.add_object(Layer::kRepost, source), elsewhere);
  }
  return world;
}

TEST(Audiences, ThatCarryOtherSourcesTogetherAreFoundWholeAndSlow) {
  const World world = with_followers(Elsewhere::kTogether);

  const CoordinationResult result = find_coordination(world.input(), {});

  EXPECT_THAT(grouped(result), SizeIs(kFollowers));
  EXPECT_THAT(
      grouped(result),
      Each(testing::AllOf(testing::Ge(kFirstFollower), testing::Lt(kFirstFollower + kFollowers))));
  EXPECT_EQ(result.pairs.acting_audiences, 1U);
}

TEST(Audiences, AreFoundWhereTheirLeaderGaveThemFewPosts) {
  constexpr int kTwo = 2;  // six in ten repost each: few repost both
  const World world = with_followers(Elsewhere::kTogether, kTwo);

  const CoordinationResult result = find_coordination(world.input(), {});

  EXPECT_THAT(grouped(result), SizeIs(testing::Ge(kFollowers / 2 + 2)));
  EXPECT_THAT(
      grouped(result),
      Each(testing::AllOf(testing::Ge(kFirstFollower), testing::Lt(kFirstFollower + kFollowers))));
}

TEST(Audiences, GiveTheirMembersAScore) {
  const World world = with_followers(Elsewhere::kTogether);
  const CoordinationResult result = find_coordination(world.input(), {});
  EXPECT_THAT(coordination_signals(world.input(), result, 3), SizeIs(kFollowers));
}

TEST(Audiences, OfWhichEachChoosesForItselfElsewhereGiveNoGroup) {
  const CoordinationResult result =
      find_coordination(with_followers(Elsewhere::kEachItsOwn).input(), {});
  EXPECT_THAT(grouped(result), IsEmpty());
  EXPECT_GT(result.pairs.audiences, 0U);
}

TEST(Audiences, OfTwoAuthorsWhomNobodyElseFollowsGiveNoGroup) {
  const CoordinationResult result =
      find_coordination(with_followers(Elsewhere::kOtherLeader).input(), {});
  EXPECT_THAT(grouped(result), IsEmpty());
}

TEST(Audiences, AreTheSameOnAnyNumberOfThreads) {
  const World world = with_followers(Elsewhere::kTogether);
  CoordinationOptions one;
  one.threads = 1;
  CoordinationOptions two;
  two.threads = 2;
  EXPECT_EQ(find_coordination(world.input(), one).pairs.pairs,
            find_coordination(world.input(), two).pairs.pairs);
}

/// Twelve fans of two evenings, on two links of each: 65 s apart, each time in another order.
TEST(PairTest, SparesWhoMeetsOnFourObjectsOfTwoEvenings) {
  constexpr std::array<std::uint32_t, 4> kSteps{1, 5, 7, 11};
  World world{2'000};
  world.add_news(1'000, 0, 2'000, 0);
  for (std::uint32_t o = 0; o < kSteps.size(); ++o) {
    const std::uint32_t object = world.add_object(Layer::kUrl);
    const std::uint32_t evening = o / 2;
    const double moment = (2.0 + 5.0 * evening) * kDaySeconds + o * kHourSeconds;
    for (std::uint32_t fan = 0; fan < 12; ++fan) {
      world.share(Layer::kUrl, object, fan, moment + 65.0 * ((fan + 1) * kSteps[o] % 13));
    }
  }
  EXPECT_THAT(grouped(find_coordination(world.input(), {})), IsEmpty());
}

}  // namespace
}  // namespace vigie::analysis
