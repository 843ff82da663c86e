#include "analysis/topic.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

constexpr TopicMask kWar = 1;
constexpr TopicMask kElections = 2;

std::vector<TopicDefinition> topics() {
  TopicDefinition war;
  war.id = "war";
  war.keywords = {
      {"fr",
       {"guerre", "r\u00e9fugi\u00e9", "cessez le feu", "loi de programmation militaire"},
       {"OTAN"}},
      {"en", {"war", "no-fly zone"}, {"non"}},
      {"uk", {"\u0432\u0456\u0439\u043d\u0430"}, {}}};
  war.hashtags = {"#StopTheWar", "Ukra\u00efne"};
  war.domains = {"rt.com", "www.front.example"};
  TopicDefinition elections;
  elections.id = "elections";
  elections.keywords = {{"fr", {"\u00e9lection", "scrutin"}, {}}, {"en", {"election"}, {}}};
  elections.hashtags = {"presidentielle"};
  return {war, elections};
}

TopicMask match(std::string_view text) {
  TopicMatcher matcher(topics());
  return matcher.match_text(text);
}

TEST(TopicMatcher, FindsKeywordsInEveryForm) {
  EXPECT_EQ(match("La guerre continue"), kWar);
  EXPECT_EQ(match("LES GUERRES, encore"), kWar);
  EXPECT_EQ(match("wars"), kWar);
  EXPECT_EQ(match("des \u00e9lections"), kElections);
  EXPECT_EQ(match("les \u00c9LECTIONS"), kElections);
  EXPECT_EQ(match("les elections et la guerre"), kElections | kWar);
}

TEST(TopicMatcher, FindsFormsThatShareFewLettersWithTheKeyword) {
  std::vector<TopicDefinition> short_words(1);
  short_words.front().keywords = {{"en", {"die", "sky", "use"}, {}}};
  TopicMatcher matcher(short_words);

  for (const std::string_view text : {"dying", "skies", "using", "Uses", "died"}) {
    EXPECT_EQ(matcher.match_text(text), 1U) << text;
  }
  EXPECT_EQ(matcher.match_text("diet skin usher"), 0U);
}

TEST(TopicMatcher, FoldsAccentsOfBothSides) {
  EXPECT_EQ(match("une election"), kElections);
  EXPECT_EQ(match("e\u0301lection"), kElections);  // Accent as a mark of its own.
  EXPECT_EQ(match("les refugies"), kWar);
  EXPECT_EQ(match("les r\u00e9fugi\u00e9es"), kWar);
}

TEST(TopicMatcher, StopsAtWordBoundaries) {
  for (const std::string_view text : {"warm",
                                      "a warning",
                                      "Warsaw",
                                      "toward",
                                      "guerrier",
                                      "electric",
                                      "\u00e9lectricit\u00e9",
                                      "nonante",
                                      "OTANe",
                                      "w a r",
                                      ""}) {
    EXPECT_EQ(match(text), 0U) << text;
  }
}

TEST(TopicMatcher, TakesPunctuationAndApostrophesAsBoundaries) {
  EXPECT_EQ(match("anti-guerre"), kWar);
  EXPECT_EQ(match("l'\u00e9lection"), kElections);
  EXPECT_EQ(match("l\u2019\u00e9lection"), kElections);
  EXPECT_EQ(match("(guerre)"), kWar);
  EXPECT_EQ(match("apres_guerre"), kWar);
}

TEST(TopicMatcher, MatchesExactWordsWithoutStemming) {
  EXPECT_EQ(match("l'otan"), kWar);
  EXPECT_EQ(match("Non !"), kWar);
  EXPECT_EQ(match("les nons"), 0U);
}

TEST(TopicMatcher, MatchesALanguageWithoutStemmerAsWritten) {
  EXPECT_EQ(match("\u0412\u0406\u0419\u041d\u0410"), kWar);
  EXPECT_EQ(match("\u0432\u0456\u0439\u043d\u0438"), 0U);
}

TEST(TopicMatcher, MatchesPhrasesOfAdjacentWords) {
  EXPECT_EQ(match("un cessez-le-feu durable"), kWar);
  EXPECT_EQ(match("no fly zones"), kWar);
  EXPECT_EQ(match("la loi de programmation militaire"), kWar);
  EXPECT_EQ(match("encore une loi de loi de programmation militaire"), kWar);
  EXPECT_EQ(match("no zone fly"), 0U);
  EXPECT_EQ(match("cessez tout le feu"), 0U);
  EXPECT_EQ(match("le feu"), 0U);
}

TEST(TopicMatcher, DoesNotJoinAPhraseAcrossALinkOrMention) {
  EXPECT_EQ(match("no fly @ali_test zone"), 0U);
  EXPECT_EQ(match("no fly https://a.example zone"), 0U);
}

TEST(TopicMatcher, ReadsNeitherLinksNorMentionsNorHashtags) {
  EXPECT_EQ(match("https://a.example/guerre/election"), 0U);
  EXPECT_EQ(match("@guerre et @ali.guerre.example"), 0U);
  EXPECT_EQ(match("#guerre"), 0U);
  EXPECT_EQ(match("@ali_test guerre"), kWar);
}

TEST(TopicMatcher, MatchesHashtagsWithoutCaseAndAccents) {
  const TopicMatcher matcher(topics());

  EXPECT_EQ(matcher.match_hashtag("stopthewar"), kWar);
  EXPECT_EQ(matcher.match_hashtag("ukraine"), kWar);
  EXPECT_EQ(matcher.match_hashtag("pr\u00e9sidentielle"), kElections);
  EXPECT_EQ(matcher.match_hashtag("war"), 0U);
  EXPECT_EQ(matcher.match_hashtag(""), 0U);
}

TEST(TopicMatcher, MatchesHostsAndThoseBelow) {
  const TopicMatcher matcher(topics());

  EXPECT_EQ(matcher.match_host("rt.com"), kWar);
  EXPECT_EQ(matcher.match_host("fr.rt.com"), kWar);
  EXPECT_EQ(matcher.match_host("front.example"), kWar);
  EXPECT_EQ(matcher.match_host("start.com"), 0U);
  EXPECT_EQ(matcher.match_host("com"), 0U);
  EXPECT_EQ(matcher.match_host(""), 0U);
}

TEST(TopicMatcher, MatchesNothingWithoutTopics) {
  TopicMatcher matcher({});

  EXPECT_EQ(matcher.match_text("la guerre"), 0U);
  EXPECT_EQ(matcher.match_host("rt.com"), 0U);
}

TEST(TopicMatcher, UsesTheLastOfThirtyTwoBits) {
  std::vector<TopicDefinition> many(32);
  many.back().keywords = {{"fr", {"guerre"}, {}}};
  TopicMatcher matcher(many);

  EXPECT_EQ(matcher.match_text("guerre"), 1U << 31U);
}

TEST(TopicMatcher, AnswersTheSameWhateverItReadBefore) {
  TopicMatcher used(topics());
  for (int i = 0; i < 60'000; ++i) {  // More words than its cache has rows.
    (void)used.match_text("mot" + std::to_string(i));
  }
  EXPECT_EQ(used.match_text("la guerre et le scrutin"), kWar | kElections);
  EXPECT_EQ(used.match_text("mot59999"), 0U);
}

TEST(TopicMatcher, SurvivesLongWordsAndAnyBytes) {
  EXPECT_EQ(match(std::string(100'000, 'a') + " guerre"), kWar);
  EXPECT_EQ(match("\xff\xc3 guerre \xed\xa0\x80"), kWar);
}

}  // namespace
}  // namespace vigie::analysis
