#include "analysis/text_facts.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/text_habits.h"

namespace vigie::analysis {
namespace {

constexpr const char* kRocket = "\U0001F680";

TEST(MeasureText, CountsAPlainPost) {
  // 5 + 1 + 8 + 1 + 7 + 1 + 4 characters; "don't" is one word.
  const TextFacts facts = measure_text("Well, listen: don't stop");

  EXPECT_EQ(facts.characters, 24U);
  EXPECT_EQ(facts.words, 4U);
  EXPECT_EQ(facts.sentences, 1U);
  EXPECT_EQ(facts.commas, 1U);
  EXPECT_EQ(facts.apostrophes, 1U);
  EXPECT_EQ(facts.hashtags, 0U);
  EXPECT_TRUE(facts.has_text);
  EXPECT_FALSE(facts.ends_sentence);
  EXPECT_FALSE(facts.has_link);
}

TEST(MeasureText, GivesZerosForAnEmptyPostAndNoTextForALinkAlone) {
  for (const char* const text : {"", "  \n\t "}) {
    const TextFacts facts = measure_text(text);
    EXPECT_FALSE(facts.has_text);
    EXPECT_EQ(facts.characters, 0U);
    EXPECT_EQ(facts.sentences, 0U);
  }
  const TextFacts link = measure_text(" https://news.example/a?b=c ");
  EXPECT_TRUE(link.has_link);
  EXPECT_FALSE(link.has_text);
  EXPECT_FALSE(link.has_question);
  EXPECT_EQ(link.words, 0U);
}

TEST(MeasureText, LeavesLinksOutAndTrims) {
  const TextFacts facts = measure_text("  Read this https://news.example/x,y!  ");

  EXPECT_TRUE(facts.has_link);
  EXPECT_EQ(facts.words, 2U);
  EXPECT_EQ(facts.commas, 0U);
  EXPECT_EQ(measure_text("ab https://news.example/x").characters, 2U);
  EXPECT_EQ(measure_text("a https://news.example/x b").characters, 4U);  // Both spaces stay.
}

TEST(MeasureText, CountsRunsOfTerminatorsBeforeASpaceOrTheEnd) {
  EXPECT_EQ(measure_text("One. Two?! Three...").sentences, 3U);
  EXPECT_EQ(measure_text("Version 2.5 of a.b").sentences, 1U);
  EXPECT_EQ(measure_text("Wait\u2026 what").sentences, 1U);
  EXPECT_EQ(measure_text("Wait\u2026 what?").sentences, 2U);
  EXPECT_EQ(measure_text("No mark at all").sentences, 1U);
  EXPECT_EQ(measure_text("#tag").sentences, 1U);
}

TEST(MeasureText, LooksForTheEndOfASentenceBehindTagsMentionsEmojiAndLinks) {
  EXPECT_TRUE(measure_text("It is over.").ends_sentence);
  EXPECT_TRUE(measure_text("It is over. #news @ana https://news.example/x").ends_sentence);
  EXPECT_TRUE(measure_text(std::string("It is over! ") + kRocket + kRocket).ends_sentence);
  EXPECT_TRUE(measure_text("\u00abC'est fini.\u00bb").ends_sentence);
  EXPECT_TRUE(measure_text("(\u201cover\u2026\u201d) #fin").ends_sentence);
  EXPECT_FALSE(measure_text("It is over").ends_sentence);
  EXPECT_FALSE(measure_text("It is over. really").ends_sentence);
  EXPECT_FALSE(measure_text("It is over.)x").ends_sentence);
  EXPECT_FALSE(measure_text("(just a remark)").ends_sentence);
  EXPECT_FALSE(measure_text("over. )").ends_sentence);
}

TEST(MeasureText, SeesMarksAnywhereInTheText) {
  EXPECT_TRUE(measure_text("why? because").has_question);
  EXPECT_TRUE(measure_text("oh! well").has_exclamation);
  EXPECT_FALSE(measure_text("well https://news.example/?q=1!").has_question);
}

TEST(MeasureText, ComparesHashtagsWithTheirLowerCase) {
  EXPECT_TRUE(measure_text("a #vote b").has_lowercase_hashtag);
  EXPECT_TRUE(measure_text("#Vote #\u00e9lection").has_lowercase_hashtag);
  EXPECT_FALSE(measure_text("#Vote #\u00c9lection").has_lowercase_hashtag);
  EXPECT_FALSE(measure_text("number 1 # alone").has_lowercase_hashtag);
  EXPECT_EQ(measure_text("#a1 #b_c,#d # e").hashtags, 3U);
}

TEST(MeasureText, KnowsAPostThatEndsInHashtags) {
  EXPECT_TRUE(measure_text("Go vote #now #here").ends_hashtags);
  EXPECT_TRUE(measure_text("Go #now https://news.example/x @ana").ends_hashtags);
  EXPECT_TRUE(measure_text("Go #now.").ends_hashtags);  // Glued punctuation.
  EXPECT_TRUE(measure_text("#now").ends_hashtags);
  EXPECT_FALSE(measure_text("#now go").ends_hashtags);
  EXPECT_FALSE(measure_text("Go #now !").ends_hashtags);
  EXPECT_FALSE(measure_text("Go https://news.example/x").ends_hashtags);
}

TEST(MeasureText, CountsWordsOutsideTagsAndMentions) {
  // "aujourd'hui", "c'est-a-dire", "na", "ve": a digit ends a word, a hyphen or apostrophe inside
  // does not, one at its edge belongs to nobody.
  EXPECT_EQ(measure_text("aujourd'hui c'est-\u00e0-dire #tag @ana na4ve").words, 4U);
  EXPECT_EQ(measure_text("'quoted' - dash -x-").words, 3U);
  EXPECT_EQ(measure_text("l\u2019\u00e9lection").words, 1U);
  EXPECT_EQ(measure_text("\u0432\u044b\u0431\u043e\u0440\u044b \u0438").words, 2U);
}

TEST(MeasureText, CountsInvalidBytesAsOneCharacterEach) {
  EXPECT_EQ(measure_text("a\xff\xfe z").characters, 5U);
  EXPECT_EQ(measure_text("\xe2\x80").characters, 2U);
  EXPECT_EQ(measure_text("\u00e9\u20ac\U0001F680").characters, 3U);
}

TEST(MeasureText, StopsItsCountersAtTheirLargestValue) {
  EXPECT_EQ(measure_text(std::string(300, ',')).commas, 255U);
  EXPECT_EQ(measure_text(std::string(70'000, 'a')).characters, 65'535U);
  std::string many;
  for (int i = 0; i < 300; ++i) {
    many += "a. #b ' ";
  }
  const TextFacts facts = measure_text(many);
  EXPECT_EQ(facts.sentences, 255U);
  EXPECT_EQ(facts.hashtags, 255U);
  EXPECT_EQ(facts.apostrophes, 255U);
}

TEST(MeasureText, DoesNotChangeWithSpacesAroundThePost) {
  for (const std::string text : {"Hi. #a", "https://news.example/x", "@ana why?", "\xf0\x9f"}) {
    const TextFacts bare = measure_text(text);
    const TextFacts padded = measure_text("\n " + text + " \u00a0");
    EXPECT_EQ(bare.characters, padded.characters) << text;
    EXPECT_EQ(bare.sentences, padded.sentences) << text;
    EXPECT_EQ(bare.ends_sentence, padded.ends_sentence) << text;
    EXPECT_EQ(bare.ends_hashtags, padded.ends_hashtags) << text;
  }
}

TEST(MeasureText, CountsLettersCapitalsAndEmoji) {
  const TextFacts facts = measure_text("It's \u00c9T\u00c9 " + std::string{kRocket} +
                                       "\U0001F44D\U0001F3FD #Tag @Ana");  // thumb with a skin tone

  EXPECT_EQ(facts.letters, 4U + 3U);  // the inner apostrophe belongs to its word
  EXPECT_EQ(facts.capitals, 1U + 3U);
  EXPECT_EQ(facts.emoji, 2U);
}

TextMarks marks_of(const std::string& text) {
  TextMarks marks;
  static_cast<void>(measure_text(text, marks));
  return marks;
}

TEST(TextMarks, AreTheSameForTheSameWordsWhateverTheirCaseOrderAndLinks) {
  const std::string text = "Nobody told people about these plans";

  EXPECT_NE(marks_of(text).wording, 0U);
  EXPECT_EQ(marks_of(text).wording,
            marks_of("PLANS these about people, told nobody! https://x.example").wording);
  EXPECT_NE(marks_of(text).wording, marks_of("Somebody else wrote other words here").wording);
  EXPECT_EQ(marks_of("Only three words").wording, 0U);
}

TEST(TextMarks, SetOneBitPerHashtagAndEmoji) {
  EXPECT_EQ(marks_of("#Rain #rain").hashtags, marks_of("#RAIN").hashtags);
  EXPECT_NE(marks_of("#rain").hashtags, 0U);
  EXPECT_EQ(marks_of("rain").hashtags, 0U);
  EXPECT_EQ(marks_of(std::string{kRocket} + kRocket).emoji, marks_of(kRocket).emoji);
}

TEST(TextVariety, CountsDistinctHashtagsAndRepeatedTexts) {
  std::vector<TextFacts> facts;
  std::vector<TextMarks> marks;
  const auto add = [&](const std::string& text) {
    marks.emplace_back();
    facts.push_back(measure_text(text, marks.back()));
  };
  for (int i = 0; i < 8; ++i) {
    add("Nobody told people about these plans #rain");
  }
  add("Somebody else wrote other words here #rain");
  EXPECT_FALSE(measure_variety(facts, marks).repetition.has_value());  // 9 texts
  add("Nothing like what came before this one");
  const TextVariety variety = measure_variety(facts, marks);

  EXPECT_DOUBLE_EQ(variety.repetition.value(), 7.0 / 10.0);  // 3 distinct of 10
  EXPECT_NEAR(variety.hashtags.value(), 1.0 / 9.0, 0.001);   // one bit of 64 counts 1.008
  EXPECT_FALSE(variety.emoji.has_value());
}

TextTotals totals_of(const std::vector<std::string>& posts) {
  TextTotals totals;
  for (const std::string& post : posts) {
    totals.add(measure_text(post));
  }
  return totals;
}

TEST(TextHabits, AreSharesOfPostsWithTextAndRatesOverTextsJoinedBySpaces) {
  const TextHabits habits = summarise(totals_of({
      "Why? Because.",           // 13 characters, 2 sentences, 2 words.
      "a, b, c #go",             // 11 characters, 2 commas, 3 words.
      "it's https://x.example",  // 4 characters, 1 apostrophe, 1 word.
      "https://x.example",       // No text: counts for links only.
      "",                        // A bare repost: counts nowhere.
  }));

  EXPECT_DOUBLE_EQ(habits.question_share.value(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(habits.exclamation_share.value(), 0.0);
  EXPECT_DOUBLE_EQ(habits.lowercase_hashtag_share.value(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(habits.sentence_end_share.value(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(habits.multi_sentence_share.value(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(habits.hashtags_per_post.value(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(habits.hashtag_end_share.value(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(habits.link_share.value(), 2.0 / 4.0);
  // 13 + 11 + 4 characters and 2 joining spaces.
  EXPECT_DOUBLE_EQ(habits.commas_per_100.value(), 100.0 * 2.0 / 30.0);
  EXPECT_DOUBLE_EQ(habits.apostrophes_per_100.value(), 100.0 * 1.0 / 30.0);
  EXPECT_DOUBLE_EQ(habits.words_per_sentence.value(), 6.0 / 4.0);
}

TEST(TextHabits, MeasureLengthsWordsCapitalsAndEmoji) {
  const TextHabits habits = summarise(totals_of({"Go Now", "why", std::string{"oh "} + kRocket}));

  EXPECT_DOUBLE_EQ(habits.text_length.value(), (6.0 + 3.0 + 4.0) / 3.0);
  // Mean 13/3, mean square 61/3: variance 61/3 - 169/9 = 14/9.
  EXPECT_NEAR(habits.length_spread.value(), std::sqrt(14.0 / 9.0) / (13.0 / 3.0), 1e-12);
  EXPECT_DOUBLE_EQ(habits.word_length.value(), 10.0 / 4.0);  // Go Now why oh
  EXPECT_DOUBLE_EQ(habits.capitals.value(), 2.0 / 10.0);
  EXPECT_DOUBLE_EQ(habits.emoji_share.value(), 1.0 / 3.0);
  EXPECT_FALSE(summarise(totals_of({"1", "2", "word"})).word_length.has_value());
}

TEST(TextHabits, NeedThreePostsWithText) {
  const TextHabits two = summarise(totals_of({"one", "two", "https://x.example"}));
  const TextHabits three = summarise(totals_of({"one", "two", "three"}));

  EXPECT_FALSE(two.question_share.has_value());
  EXPECT_FALSE(two.words_per_sentence.has_value());
  EXPECT_TRUE(two.link_share.has_value());
  EXPECT_DOUBLE_EQ(three.question_share.value(), 0.0);
  EXPECT_FALSE(summarise({}).link_share.has_value());
}

TEST(TextTotals, AddUpFromBlocksInAnyOrder) {
  const std::vector<std::string> monday{"Why? Yes!", "a, b #c", "https://x.example"};
  const std::vector<std::string> tuesday{"It's late...", "", "#d e. F."};
  std::vector<std::string> both = tuesday;
  both.insert(both.end(), monday.begin(), monday.end());

  TextTotals sum = totals_of(monday);
  sum += totals_of(tuesday);

  EXPECT_EQ(sum, totals_of(both));
}

}  // namespace
}  // namespace vigie::analysis
