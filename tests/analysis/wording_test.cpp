#include "analysis/wording.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/topic_tone.h"

namespace vigie::analysis {
namespace {

LexiconDefinition lexicon(const std::string& language, bool reaches_back) {
  LexiconDefinition lexicon;
  lexicon.language = language;
  lexicon.valences = {{"good", 3}, {"bad", -2}, {"f\u00e9roce", -4}, {"stra\u00dfe", 1}};
  lexicon.negation_reaches_back = reaches_back;
  lexicon.cues[static_cast<std::size_t>(Cue::kNegator)] = {"not", "don't"};
  lexicon.cues[static_cast<std::size_t>(Cue::kStrengthener)] = {"very"};
  lexicon.cues[static_cast<std::size_t>(Cue::kWeakener)] = {"rather"};
  lexicon.cues[static_cast<std::size_t>(Cue::kClauseEnd)] = {"but"};
  return lexicon;
}

std::vector<LexiconDefinition> lexicons() {
  LexiconDefinition emoji;
  emoji.language = "emoji";
  emoji.valences = {{"\u2764", 3}};
  return {lexicon("en", false), lexicon("xx", true), emoji};
}

int tone_of(std::string_view text,
            std::string_view language = "en",
            PostKind kind = PostKind::kPost) {
  static const WordingReader kReader{lexicons(), {}};
  return kReader.read(text, language, kind).tone_hundredths;
}

constexpr int kNone = Wording::kNoTone;

TEST(Tone, IsTheMeanValenceOfTheWordsThatAreKnown) {
  EXPECT_EQ(tone_of("A good day"), 300);
  EXPECT_EQ(tone_of("good, bad, and nothing else"), 50);
  EXPECT_EQ(tone_of("GOOD\u2764"), 300);
  EXPECT_EQ(tone_of("feroce"), -400);
  EXPECT_EQ(tone_of("F\u00c9ROCE"), -400);
  EXPECT_EQ(tone_of("STRASSE"), 100);
  EXPECT_EQ(tone_of("#good"), 300);
}

TEST(Tone, IsAbsentWithoutAKnownWord) {
  EXPECT_EQ(tone_of(""), kNone);
  EXPECT_EQ(tone_of("goodness https://good.example @good"), kNone);
  EXPECT_EQ(tone_of("good", "zz"), kNone);
  EXPECT_EQ(tone_of("good", ""), kNone);
  EXPECT_EQ(tone_of("\u2764", ""), 300);
}

TEST(Tone, LeavesTheWordsOfOthersOut) {
  EXPECT_EQ(tone_of("good", "en", PostKind::kRepost), kNone);
  EXPECT_EQ(tone_of("RT @somebody: good"), kNone);
}

TEST(Tone, TurnsRoundWhatIsDenied) {
  EXPECT_EQ(tone_of("not good"), -225);
  EXPECT_EQ(tone_of("I don't see the good"), -225);
  EXPECT_EQ(tone_of("I don\u2019t see the good"), -225);
  EXPECT_EQ(tone_of("not bad"), 150);
  EXPECT_EQ(tone_of("not here. good"), 300);      // another clause
  EXPECT_EQ(tone_of("not here but good"), 300);   // likewise
  EXPECT_EQ(tone_of("good or not"), 300);         // English denies what follows
  EXPECT_EQ(tone_of("good or not", "xx"), -225);  // others what went before as well
  EXPECT_EQ(tone_of("not good", "xx"), -225);
}

TEST(Tone, WeighsDegree) {
  EXPECT_EQ(tone_of("very good"), 450);
  EXPECT_EQ(tone_of("very very good"), 450);
  EXPECT_EQ(tone_of("rather bad"), -100);
  EXPECT_EQ(tone_of("very, good"), 300);
  EXPECT_EQ(tone_of("very long and good"), 300);
}

TEST(Tone, StaysInItsRangeOnHostileTexts) {
  std::string flood;
  for (int i = 0; i < 30'000; ++i) {
    flood += "very f\u00e9roce ";
  }
  EXPECT_EQ(tone_of(flood), -500);
  EXPECT_EQ(tone_of(std::string(100'000, 'a')), kNone);
  EXPECT_EQ(tone_of("\xff\xc3good"), 300);
}

TEST(TopicTone, IsGivenOnlyForManyPostsOfManyAccounts) {
  TopicToneSums sums{1, 2};
  for (std::uint32_t account = 0; account < 5; ++account) {
    sums.add(0, 0, account, 100);
    sums.add(0, 0, account, -50);
    sums.add(0, 1, account, 200);
    sums.add(0, 1, account, Wording::kNoTone);
  }
  std::vector<TopicUse> topics(1);
  sums.write(topics);

  EXPECT_EQ(topics[0].tone.posts, 15U);
  EXPECT_DOUBLE_EQ(topics[0].tone.mean.value(), (5 * 0.5 + 5 * 2.0) / 15);
  EXPECT_DOUBLE_EQ(topics[0].tone_per_day.at(0).mean.value(), 0.25);
  EXPECT_EQ(topics[0].tone_per_day.at(1).posts, 5U);
  EXPECT_FALSE(topics[0].tone_per_day.at(1).mean);  // five posts
}

TEST(TopicTone, IsNotGivenForOneAccountHoweverMuchItPosts) {
  TopicToneSums sums{1, 1};
  for (int i = 0; i < 50; ++i) {
    sums.add(0, 0, static_cast<std::uint32_t>(i / 13), 100);  // four accounts
  }
  std::vector<TopicUse> topics(1);
  sums.write(topics);

  EXPECT_EQ(topics[0].tone.posts, 50U);
  EXPECT_FALSE(topics[0].tone.mean);
}

TEST(SourceNames, AreLabelsAndHostsOfListedOutlets) {
  const auto listed = [](std::string pattern, std::string label, SourceTier tier) {
    SourceEntry entry;
    entry.pattern = std::move(pattern);
    entry.label = std::move(label);
    entry.tier = tier;
    return entry;
  };
  SourceList list;
  list.entries = {listed("rt.com", "RT (German)", SourceTier::kSanctioned),
                  listed("gazette.example", "gazette.example", SourceTier::kLowCredibility),
                  listed("lyon-news.example", "A network of many names", SourceTier::kNetwork),
                  listed("paper.example", "Paper", SourceTier::kOutlet)};

  EXPECT_THAT(names_of_sources(std::vector{list}), testing::ElementsAre("RT", "gazette"));
}

}  // namespace
}  // namespace vigie::analysis
