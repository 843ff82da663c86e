#include "analysis/narratives.h"

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/lexicon_table.h"
#include "analysis/narrative_names.h"
#include "analysis/stop_words.h"
#include "tests/analysis/small_shares.h"

namespace vigie::analysis {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using tests::SmallPost;
using tests::SmallShares;

struct Told {
  SmallPost post;
  std::string text;
};

/// All posts are on one topic; times ascend in the order given.
std::vector<Narrative> narratives_of(std::vector<Told> told, NarrativeOptions options = {}) {
  SmallShares small;
  small.accounts = 20;
  NarrativeFinder finder{options, told.size()};
  std::vector<std::uint32_t> place;
  for (std::uint32_t i = 0; i < told.size(); ++i) {
    told[i].post.time_ms = 1'000 * (i + 1);
    told[i].post.topics = 1;
    small.posts.push_back(told[i].post);
    finder.add(i, told[i].post.account, told[i].text, "en", (i + 1) * 1'000'003ULL);
    place.push_back(i);
  }
  const WindowShares shares = small.build();
  const std::vector<ActivityAccount> accounts = tests::numbered_accounts(small.accounts);
  std::vector<TopicDefinition> topics(1);
  topics[0].id = "weather";
  return finder.finish({.shares = shares,
                        .accounts = accounts,
                        .flags = std::vector<std::uint8_t>{AccountFlag::kAboveLine},
                        .topics = topics,
                        .key_of = [](ObjectId o) { return std::to_string(o.value); }},
                       place,
                       1);
}

const std::string kStorm = "The harbour bridge closes tonight because a heavy storm is coming";

/// Six posts of five accounts with one text, link 1 beside it; ten others on the same topic.
std::vector<Told> storm() {
  std::vector<Told> told;
  for (std::uint32_t i = 0; i < 6; ++i) {
    told.push_back({{i % 5, 0, {1}}, kStorm});
  }
  const std::vector<std::string> others{"sunshine over the northern valleys this morning",
                                        "fishermen count the herring of last season again",
                                        "a museum about lighthouses opens its doors in May",
                                        "snow keeps falling on the roads of the high passes",
                                        "our garden has never seen so many late tomatoes",
                                        "the mayor answers questions about the new tramway",
                                        "rivers are low and the ferries wait for some rain",
                                        "children draw clouds on the pavement of the square",
                                        "an old chart of winds was found in the archive",
                                        "farmers talk of hail, and insurers keep silent"};
  for (std::uint32_t i = 0; i < others.size(); ++i) {
    told.push_back({{i + 6, 0, {10 + i}}, others[i]});
  }
  return told;
}

TEST(LogOddsZ, IsPositiveForWordsThatStandOutAndZeroWithoutARest) {
  // 100 documents, the word in 10, all of them among the 10 of the narrative. Prior 10:
  // here (20, 90), rest (10, 180): delta = ln(20/90) - ln(10/180) = ln 4; variance 1/20 + 1/10.
  EXPECT_NEAR(log_odds_z(10, 10, 10, 100), std::log(4.0) / std::sqrt(0.15), 1e-12);
  EXPECT_LT(log_odds_z(0, 10, 50, 100), 0.0);
  EXPECT_DOUBLE_EQ(log_odds_z(5, 10, 5, 10), 0.0);
}

TEST(StopWords, GoByLanguageAndFoldCaseAndAccents) {
  const auto key = [](std::string_view word) { return read_word(word, 0).hash; };
  EXPECT_TRUE(is_stop_word(key("The"), "en"));
  EXPECT_FALSE(is_stop_word(key("der"), "en"));
  EXPECT_TRUE(is_stop_word(key("der"), ""));
  EXPECT_TRUE(is_stop_word(key("apr\u00e8s"), "fr"));
  EXPECT_TRUE(is_stop_word(key("f\u00fcr"), "de"));
  EXPECT_FALSE(is_stop_word(key("storm"), ""));
}

TEST(Narratives, AreNamedAndCountedWithTheirLink) {
  const std::vector<Narrative> found = narratives_of(storm());

  ASSERT_THAT(found, SizeIs(1));
  const Narrative& narrative = found.front();
  EXPECT_EQ(narrative.topic, "weather");
  EXPECT_EQ(narrative.posts, 6U);
  EXPECT_EQ(narrative.accounts, 5U);
  EXPECT_EQ(narrative.texts, 1U);
  EXPECT_EQ(narrative.first_ms, 1'000);
  EXPECT_EQ(narrative.last_ms, 6'000);
  EXPECT_EQ(narrative.above_line, (CarriedBy{2, 1}));  // account 0 twice
  EXPECT_THAT(narrative.urls, ElementsAre(ObjectId{1}));
  EXPECT_THAT(narrative.representative, ElementsAre(PostId{1}, PostId{2}, PostId{3}));
  EXPECT_THAT(narrative.terms, SizeIs(4));
  EXPECT_THAT(narrative.terms, AllOf(Not(Contains("the")), Not(Contains("because"))));
}

TEST(Narratives, AreNotJoinedByALinkThatEverybodyAdds) {
  std::vector<Told> told = storm();
  for (Told& post : told) {
    post.post.objects = {1};  // one page in all 16 posts
  }
  for (std::uint32_t i = 0; i < 60; ++i) {  // and in 60 more
    told.push_back({{i % 20, 0, {1}}, ""});
  }

  const std::vector<Narrative> found = narratives_of(std::move(told));

  ASSERT_THAT(found, SizeIs(2));  // 6 of 76 posts is under a tenth: page and text stay apart
  EXPECT_EQ(found[0].posts, 76U);
  EXPECT_EQ(found[0].texts, 0U);
  EXPECT_EQ(found[1].posts, 6U);
  EXPECT_EQ(found[1].texts, 1U);
}

TEST(Narratives, AreNamedByTheOnePostThatTellsThem) {
  std::vector<Told> told = storm();
  for (std::uint32_t i = 1; i < 6; ++i) {
    told[i].text = "";  // the same link, without words
  }

  const std::vector<Narrative> found = narratives_of(std::move(told));

  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().texts, 0U);
  EXPECT_THAT(found.front().terms, SizeIs(4));
}

TEST(Narratives, NeedThreeAccounts) {
  std::vector<Told> told;
  for (std::uint32_t i = 0; i < 40; ++i) {
    told.push_back({{i % 2, 0, {1}}, kStorm});
  }
  EXPECT_THAT(narratives_of(std::move(told)), IsEmpty());
}

TEST(Narratives, IgnorePostsThatAreListsOfLinks) {
  std::vector<Told> told;
  for (std::uint32_t i = 0; i < 10; ++i) {
    told.push_back({{i, 0, {1, 2, 3, 4, 5, 6}}, ""});
  }
  EXPECT_THAT(narratives_of(std::move(told)), IsEmpty());
}

TEST(Narratives, SampleTextsByKeyWhenThereAreTooMany) {
  NarrativeOptions options;
  options.max_texts = 1;
  NarrativeFinder finder{options, 2};  // keys above half of the range are left out
  finder.add(0, 0, kStorm, "en", 1);
  finder.add(1, 1, kStorm, "en", ~0ULL);
  EXPECT_EQ(finder.texts(), 1U);
  EXPECT_EQ(finder.sampled_out(), 1U);
}

}  // namespace
}  // namespace vigie::analysis
