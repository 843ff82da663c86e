#include "analysis/text_normalisation.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

TEST(NormaliseText, FoldsAndCollapsesSpaces) {
  EXPECT_EQ(normalise_text("  La  Guerre\n\u00c0\u00a0Paris ").text, "la guerre \u00e0 paris");
}

TEST(NormaliseText, LeavesOutLinksMentionsAndEmoji) {
  EXPECT_EQ(
      normalise_text("Non @ali ! https://t.co/x \U0001F1EB\U0001F1F7 www.a.example \u26a0\ufe0f")
          .text,
      "non !");
  EXPECT_EQ(normalise_text("ecrire a bea@mail.example").text, "ecrire a bea@mail.example");
  EXPECT_EQ(normalise_text("\U0001F44D\U0001F3FD\u200d oui").text, "oui");
}

TEST(NormaliseText, ExpandsCompatibilityForms) {
  EXPECT_EQ(normalise_text("Fin\u2026 \uff21\ufb01").text, "fin... afi");
}

TEST(NormaliseText, GivesOneTextToComposedAndDecomposedSpellings) {
  EXPECT_EQ(normalise_text("De\u0301ja\u0300 vu @ali").text,
            normalise_text("D\u00e9j\u00e0 vu @ali").text);
  EXPECT_EQ(normalise_text("De\u0301ja\u0300 vu").text, "d\u00e9j\u00e0 vu");
}

TEST(NormaliseText, CountsCodePointsAndLetters) {
  const NormalisedText normalised = normalise_text("\u00c9t\u00e9 2027 !");

  EXPECT_EQ(normalised.characters, 10U);
  EXPECT_EQ(normalised.letters, 3U);
}

TEST(NormaliseText, IsItsOwnNormalForm) {
  std::mt19937 random{7};
  const std::u32string alphabet =
      U"aZ\u00e9\u00df\u2026\u0301\u0130\u1112\u1161\u00a0 \n#,.\U0001F600\U0001D400\u0416";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      append_utf8(text, alphabet[random() % alphabet.size()]);
    }
    const NormalisedText once = normalise_text(text);
    ASSERT_EQ(normalise_text(once.text).text, once.text);
  }
}

TEST(NormaliseText, GivesByTableWhatTheLibraryGivesForTheWholeText) {
  // A character that needs its neighbours, set apart at the end, sends the whole text to ICU.
  std::mt19937 random{13};
  const std::u32string alphabet =
      U"abcXYZ \u00e9\u00c9\u00df\u0152\u2026\uff21\ufb01\u00bd\u0130\u0416\u03a3\u1e9e\u00ad\u4e2d"
      U"\u00a0\t#@,.'\U0001F600\u0378";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) {
      append_utf8(text, alphabet[random() % alphabet.size()]);
    }
    const std::string by_table = normalise_text(text + " .").text;
    const std::string by_library = normalise_text(text + " . e\u0301").text;
    ASSERT_EQ(by_library, by_table + " \u00e9");
  }
}

TEST(NormaliseText, AcceptsAnyBytes) {
  std::mt19937 random{11};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      text.push_back(static_cast<char>(random()));
    }
    const NormalisedText normalised = normalise_text(text);
    std::uint32_t characters = 0;
    for (std::size_t i = 0; i < normalised.text.size(); ++characters) {
      i += decode_utf8(normalised.text, i).bytes;
    }
    ASSERT_EQ(characters, normalised.characters);
  }
}

TEST(TextHash, IsZeroBelowThirtyCharactersOnly) {
  EXPECT_EQ(text_hash(normalise_text(std::string(29, 'a'))), 0U);
  EXPECT_NE(text_hash(normalise_text(std::string(30, 'a'))), 0U);
  EXPECT_EQ(text_hash(normalise_text("")), 0U);
}

TEST(TextHash, CountsCodePointsAndNotBytes) {
  std::string accented;
  for (int i = 0; i < 29; ++i) {
    accented += "\u00e9";
  }
  EXPECT_EQ(text_hash(normalise_text(accented)), 0U);
  EXPECT_NE(text_hash(normalise_text(accented + "\u00e9")), 0U);
}

TEST(TextHash, IsEqualForCopiesThatDifferInDressOnly) {
  const std::uint64_t plain =
      text_hash(normalise_text("Ils nous mentent depuis des ann\u00e9es !"));
  const std::uint64_t dressed = text_hash(normalise_text(
      "@ali ILS nous  mentent depuis des ANN\u00c9ES ! \U0001F621 https://t.co/abc"));

  EXPECT_EQ(plain, dressed);
  EXPECT_NE(plain, text_hash(normalise_text("Ils nous mentent depuis des mois, oui !")));
}

TEST(TextHash, KeepsItsValueAcrossVersions) {
  // Stored in databases: XXH3-64 of thirty times "a", as the reference library gives it.
  EXPECT_EQ(text_hash(normalise_text(std::string(30, 'A'))), 0x5055E63047507B61ULL);
}

}  // namespace
}  // namespace vigie::analysis
