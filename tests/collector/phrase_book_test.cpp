#include "collector/simulation/phrase_book.h"

#include <set>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "collector/simulation/population.h"

namespace vigie::collector::simulation {
namespace {

std::string expand(const PhraseBook& book, std::string_view section, std::uint64_t key) {
  Random random{key};
  std::string text;
  book.expand(book.section(section), Topic::kEnergy, random, text);
  return text;
}

TEST(Random, FollowsThePublishedSequenceOfSplitMix64) {
  Random random{0};

  EXPECT_EQ(random.next(), 0xE220A8397B1DCDAFULL);
  EXPECT_EQ(random.next(), 0x6E789E6AA1B965F4ULL);
  EXPECT_EQ(random.next(), 0x06C45D188009454FULL);
}

TEST(Random, ReachesBothEndsOfARange) {
  Random random{7};
  std::set<std::int64_t> seen;
  for (int i = 0; i < 200; ++i) {
    seen.insert(random.between(-1, 2));
  }

  EXPECT_EQ(seen, (std::set<std::int64_t>{-1, 0, 1, 2}));
}

TEST(Random, DrawsTheFirstRankAboutAsOftenAsAWholeOctave) {
  Random random{11};
  int first = 0;
  for (int i = 0; i < 9000; ++i) {
    const auto rank = random.zipf_rank(3);  // ranks 0..6: an octave each for 0, 1-2, 3-6
    ASSERT_LT(rank, 7U);
    first += rank == 0 ? 1 : 0;
  }

  EXPECT_NEAR(first, 3000, 200);
}

TEST(PhraseBook, FillsSlotsOfSectionsTopicsAndNumbers) {
  std::string text =
      "[greeting]\n# a comment\nhello {name}, {*thing} {#7-7} {#-4--4}{_}!\n[name]\nada\n";
  for (std::size_t i = 0; i < kTopicCount; ++i) {
    const std::string topic{topic_name(static_cast<Topic>(i))};
    text += "[" + topic + ".thing]\nabout " + topic + "\n";
  }

  EXPECT_EQ(expand(PhraseBook{text}, "greeting", 1), "hello ada, about energy 7 -4!");
}

TEST(PhraseBook, DrawsEveryAlternativeOfASection) {
  const PhraseBook book{"[a]\none | two\nthree\n"};
  std::set<std::string> seen;
  for (std::uint64_t key = 0; key < 60; ++key) {
    seen.insert(expand(book, "a", key));
  }

  EXPECT_EQ(seen, (std::set<std::string>{"one", "two", "three"}));
}

TEST(PhraseBook, LeavesNoSpaceWhereASlotIsEmpty) {
  const PhraseBook book{"[a]\n{none} left {none} right {none}\n[none]\n{_}\n"};

  EXPECT_EQ(expand(book, "a", 1), "left right");
}

TEST(PhraseBook, EndsANestingWithoutEnd) {
  const PhraseBook book{"[a]\nx{a}\n"};

  EXPECT_EQ(expand(book, "a", 1), "xxxxxxxx");
}

TEST(PhraseBook, RefusesWhatCannotBeFilled) {
  EXPECT_THROW(PhraseBook{"[a]\nsee {b}\n"}, std::invalid_argument);
  EXPECT_THROW(PhraseBook{"[a]\nsee {*b}\n"}, std::invalid_argument);
  EXPECT_THROW(PhraseBook{"[a]\n{#x-2}\n"}, std::invalid_argument);
  EXPECT_THROW(PhraseBook{"[a]\nopen {a\n"}, std::invalid_argument);
  EXPECT_THROW(PhraseBook{"[a]\n[b]\nword\n"}, std::invalid_argument);
  EXPECT_THROW(static_cast<void>(PhraseBook{"[a]\nword\n"}.section("b")), std::invalid_argument);
}

TEST(PhraseBook, OfBothLanguagesHasEverySlotFilled) {
  EXPECT_NO_THROW(static_cast<void>(load_phrases()));
}

TEST(CapitalizeSentences, KnowsAccentsAndSentenceEnds) {
  std::string text = "\u00e9lu. \u00e0 voir ? oui, 3.5 fois! non";
  capitalize_sentences(text);

  EXPECT_EQ(text, "\u00c9lu. \u00c0 voir ? Oui, 3.5 fois! Non");
}

TEST(CapitalizeSentences, KnowsRussianLetters) {
  // U+043F keeps its lead byte, U+044F has its capital under another one.
  std::string text = "\u043f\u0430. \u044f";
  capitalize_sentences(text);

  EXPECT_EQ(text, "\u041f\u0430. \u042f");
  make_lower_case(text);
  EXPECT_EQ(text, "\u043f\u0430. \u044f");
}

TEST(MakeLowerCase, KnowsAccentsAndLeavesTheRest) {
  std::string text = "\u00c9T\u00c9 \u00d7 \u2019 42";
  make_lower_case(text);

  EXPECT_EQ(text, "\u00e9t\u00e9 \u00d7 \u2019 42");
}

}  // namespace
}  // namespace vigie::collector::simulation
