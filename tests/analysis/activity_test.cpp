#include "analysis/activity.h"

#include <optional>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "analysis/evidence.h"
#include "tests/analysis/small_world.h"

namespace vigie::analysis {
namespace {

using tests::kBegin;

/// Two lists in one index, nothing monitored.
struct Fixture {
  std::vector<SourceList> lists;
  SourceIndex sources{lists};
  TopicMatcher topics{std::span<const TopicDefinition>{}};
  ActivityBuilder builder{{from_ms(kBegin), from_ms(kBegin + 28 * kDayMs)}, sources, topics};

  void add(std::int64_t id, std::int64_t account, std::int64_t time_ms, std::uint64_t hash = 0) {
    PostRow row;
    row.post = PostId{id};
    row.account = AccountId{account};
    row.sort_ms = time_ms;
    row.text_hash = hash;
    builder.add_post(row);
  }

  void add_account(std::int64_t id, std::string_view native_id) {
    AccountRow row;
    row.account = AccountId{id};
    row.platform = "test";
    row.native_id = native_id;
    builder.add_account(row);
  }
};

TEST(Activity, GroupsPostsByAccountInNaturalOrder) {
  Fixture f;
  f.add(1, 7, kBegin + 1);
  f.add(2, 3, kBegin + 2);
  f.add(3, 7, kBegin + 3);
  f.add_account(3, "zoe");
  f.add_account(7, "ada");
  f.add_account(9, "silent");
  const Activity activity = f.builder.build();

  ASSERT_EQ(activity.accounts.size(), 2U);  // an account without a post has no place here
  EXPECT_EQ(activity.accounts[0].native_id, "ada");
  EXPECT_EQ(activity.accounts[0].first_post, 0U);
  EXPECT_EQ(activity.accounts[0].last_post, 2U);
  EXPECT_EQ(activity.accounts[1].native_id, "zoe");
  EXPECT_EQ(activity.post, (std::vector<PostId>{PostId{1}, PostId{3}, PostId{2}}));
}

TEST(Activity, RefusesAPostOfAnAccountThatWasNotGiven) {
  for (const int others : {0, 1, 3}) {
    Fixture f;
    f.add(1, 7, kBegin + 1);
    for (int i = 0; i < others; ++i) {
      f.add(2 + i, 10 + i, kBegin + 2 + i);
      f.add_account(10 + i, "account" + std::to_string(i));
    }
    EXPECT_THROW(f.builder.build(), std::logic_error) << others;
  }
}

TEST(Activity, FindsThePostOfAShareWhateverTheOrderOfIds) {
  Fixture f;
  f.add(9, 1, kBegin + 1);
  f.add(4, 1, kBegin + 2);
  f.add(6, 1, kBegin + 3);
  f.add_account(1, "ada");
  EXPECT_EQ(f.builder.add_share({PostId{3}, ObjectId{1}}), std::nullopt);
  EXPECT_EQ(f.builder.add_share({PostId{4}, ObjectId{1}}), 1U);
  EXPECT_EQ(f.builder.add_share({PostId{6}, ObjectId{1}}), 2U);
  EXPECT_EQ(f.builder.add_share({PostId{6}, ObjectId{2}}), 2U);
  EXPECT_EQ(f.builder.add_share({PostId{9}, ObjectId{1}}), 0U);
  EXPECT_EQ(f.builder.add_share({PostId{10}, ObjectId{1}}), std::nullopt);
  EXPECT_EQ(f.builder.build().post, (std::vector<PostId>{PostId{9}, PostId{4}, PostId{6}}));
}

TEST(Activity, BreaksTiesOfTimeByContentNotById) {
  Fixture f;
  f.add(1, 1, kBegin, 900);
  f.add(2, 1, kBegin, 100);
  f.add_account(1, "ada");
  const Activity activity = f.builder.build();

  EXPECT_EQ(activity.post, (std::vector<PostId>{PostId{2}, PostId{1}}));
}

TEST(Activity, TellsTimesToTheMinuteFromTimesToTheSecond) {
  Fixture to_the_minute;
  to_the_minute.add(1, 1, kBegin + kMinuteMs);
  to_the_minute.add(2, 1, kBegin + 7 * kMinuteMs);
  to_the_minute.add_account(1, "ada");
  EXPECT_FALSE(to_the_minute.builder.build().seconds_known);

  Fixture to_the_second;
  to_the_second.add(1, 1, kBegin + kMinuteMs);
  to_the_second.add(2, 1, kBegin + 7 * kMinuteMs + 1'000);
  to_the_second.add_account(1, "ada");
  EXPECT_TRUE(to_the_second.builder.build().seconds_known);
}

TEST(Activity, MarksShortenedAndListedLinks) {
  SourceList list;
  SourceEntry entry;
  entry.pattern = "rt.com";
  entry.tier = SourceTier::kSanctioned;
  list.entries = {entry};
  const std::vector lists{list};
  const SourceIndex sources{lists};
  TopicMatcher topics{std::span<const TopicDefinition>{}};
  ActivityBuilder builder{{from_ms(kBegin), from_ms(kBegin + kDayMs)}, sources, topics};
  builder.add_domain({DomainId{1}, "francais.rt.com", "rt.com"});
  builder.add_domain({DomainId{2}, "bit.ly", "bit.ly"});
  builder.add_object({ObjectId{1}, ObjectKind::kUrl, "a", DomainId{1}, UrlState::kPlain});
  builder.add_object({ObjectId{2}, ObjectKind::kUrl, "b", DomainId{2}, UrlState::kShortened});
  for (int i = 1; i <= 3; ++i) {
    PostRow row;
    row.post = PostId{i};
    row.account = AccountId{1};
    row.sort_ms = kBegin + i;
    builder.add_post(row);
  }
  builder.add_share({PostId{1}, ObjectId{1}});
  builder.add_share({PostId{2}, ObjectId{2}});
  builder.add_share({PostId{99}, ObjectId{1}});  // a post outside the window
  AccountRow account;
  account.account = AccountId{1};
  account.native_id = "ada";
  builder.add_account(account);
  const Activity activity = builder.build();

  EXPECT_EQ(activity.share[0].tier, static_cast<std::uint8_t>(SourceTier::kSanctioned));
  EXPECT_TRUE(activity.share[0].links);
  EXPECT_EQ(activity.share[1].tier, 0);
  EXPECT_FALSE(activity.share[2].links);
  EXPECT_EQ(activity.url_shares, 2U);
  EXPECT_EQ(activity.url_shares_shortened, 1U);
  ASSERT_EQ(activity.source_uses.size(), 1U);
  EXPECT_EQ(activity.source_uses[0].post, 0U);
}

TEST(Activity, CountsARepostOfAListedAccount) {
  SourceList list;
  SourceEntry entry;
  entry.match = SourceMatch::kAccount;
  entry.platform = "x";
  entry.pattern = "outlet_demo";
  entry.tier = SourceTier::kStateMedia;
  list.entries = {entry};
  const std::vector lists{list};
  const SourceIndex sources{lists};
  TopicMatcher topics{std::span<const TopicDefinition>{}};
  ActivityBuilder builder{{from_ms(kBegin), from_ms(kBegin + kDayMs)}, sources, topics};
  builder.add_handle({AccountId{5}, "x", "Outlet_Demo"});
  builder.add_handle({AccountId{6}, "x", "somebody"});
  for (int i = 1; i <= 2; ++i) {
    PostRow row;
    row.post = PostId{i};
    row.account = AccountId{1};
    row.sort_ms = kBegin + i;
    row.kind = PostKind::kRepost;
    row.subject_account = AccountId{4 + i};
    builder.add_post(row);
  }
  AccountRow account;
  account.account = AccountId{1};
  account.native_id = "ada";
  builder.add_account(account);
  const Activity activity = builder.build();

  EXPECT_EQ(activity.share[0].tier, static_cast<std::uint8_t>(SourceTier::kStateMedia));
  EXPECT_EQ(activity.share[1].tier, 0);
  ASSERT_EQ(activity.source_uses.size(), 1U);
  EXPECT_EQ(builder.listed_sources()[activity.source_uses[0].source].account, AccountId{5});
}

/// One account with the given times and no text.
Activity times_of_one_account(const std::vector<std::int64_t>& times) {
  Fixture f;
  for (std::size_t i = 0; i < times.size(); ++i) {
    f.add(static_cast<std::int64_t>(i) + 1, 1, times[i]);
  }
  f.add_account(1, "ada");
  return f.builder.build();
}

TEST(Evidence, OfARepeatedDelayIsAChainOfPostsThatFarApart) {
  // Delays in minutes: 7, 10, 10, 3, 10. The commonest is 10.
  const Activity activity = times_of_one_account({kBegin,
                                                  kBegin + 7 * kMinuteMs,
                                                  kBegin + 17 * kMinuteMs,
                                                  kBegin + 27 * kMinuteMs,
                                                  kBegin + 30 * kMinuteMs,
                                                  kBegin + 40 * kMinuteMs});

  EXPECT_EQ(evidence_posts(Signal::kDelayModeMass, activity, {0, 6}, 5),
            (std::vector<std::uint32_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(evidence_posts(Signal::kDelayModeMass, activity, {0, 6}, 2),
            (std::vector<std::uint32_t>{1, 2}));
}

TEST(Evidence, OfAClockHandIsThePostsOnTheFullestMark) {
  const Activity activity = times_of_one_account({kBegin + 5'000,
                                                  kBegin + kHourMs + 30'000,
                                                  kBegin + 2 * kHourMs + 5'000,
                                                  kBegin + 3 * kHourMs + 5'000});

  EXPECT_EQ(evidence_posts(Signal::kSecondAlignment, activity, {0, 4}, 5),
            (std::vector<std::uint32_t>{0, 2, 3}));
}

TEST(Evidence, OfAMissingNightIsThePostsInTheRarestHours) {
  const Activity activity = times_of_one_account({kBegin + 3 * kHourMs,
                                                  kBegin + 12 * kHourMs,
                                                  kBegin + 12 * kHourMs + 1,
                                                  kBegin + kDayMs + 12 * kHourMs});

  EXPECT_EQ(evidence_posts(Signal::kSleepGap, activity, {0, 4}, 1),
            (std::vector<std::uint32_t>{0}));
}

TEST(Evidence, OfAProfileIsNoPost) {
  const Activity activity = times_of_one_account({kBegin, kBegin + 1});

  EXPECT_TRUE(evidence_posts(Signal::kAccountAge, activity, {0, 2}, 5).empty());
  EXPECT_TRUE(evidence_posts(Signal::kQuestionShare, activity, {0, 2}, 5).empty());
  EXPECT_TRUE(evidence_posts(Signal::kPostingRate, activity, {0, 0}, 5).empty());
}

}  // namespace
}  // namespace vigie::analysis
