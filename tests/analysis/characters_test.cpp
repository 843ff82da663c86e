#include "analysis/characters.h"

#include <string>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

TEST(DecodeUtf8, ReadsCharactersOfOneToFourBytes) {
  const std::string text = "a\u00e9\u20ac\U0001F600";

  EXPECT_EQ(decode_utf8(text, 0).code_point, U'a');
  EXPECT_EQ(decode_utf8(text, 1).code_point, U'\u00e9');
  EXPECT_EQ(decode_utf8(text, 1).bytes, 2U);
  EXPECT_EQ(decode_utf8(text, 3).code_point, U'\u20ac');
  EXPECT_EQ(decode_utf8(text, 3).bytes, 3U);
  EXPECT_EQ(decode_utf8(text, 6).code_point, U'\U0001F600');
  EXPECT_EQ(decode_utf8(text, 6).bytes, 4U);
}

TEST(DecodeUtf8, TakesOneByteOfWhatIsNoCharacter) {
  for (const std::string& text : {std::string("\x80"),          // continuation alone
                                  std::string("\xC3"),          // cut short
                                  std::string("\xC0\xAF"),      // overlong
                                  std::string("\xE0\x80\xAF"),  // overlong
                                  std::string("\xED\xA0\x80"),  // surrogate
                                  std::string("\xF4\x90\x80\x80"),
                                  std::string("\xFF")}) {
    EXPECT_EQ(decode_utf8(text, 0).code_point, U'\uFFFD');
    EXPECT_EQ(decode_utf8(text, 0).bytes, 1U);
  }
}

TEST(DecodeUtf8, RoundTripsEveryScalarValue) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) {
      continue;
    }
    std::string text;
    append_utf8(text, c);
    ASSERT_EQ(decode_utf8(text, 0).code_point, c);
    ASSERT_EQ(decode_utf8(text, 0).bytes, text.size());
    ASSERT_EQ(character_before(text, text.size()), c);
  }
}

TEST(CharacterBefore, IsZeroAtTheStart) {
  EXPECT_EQ(character_before("abc", 0), U'\0');
  EXPECT_EQ(character_before("abc", 2), U'b');
}

TEST(FoldCase, FoldsCaseAndCompatibilityFormsAndKeepsAccents) {
  EXPECT_EQ(fold_case("\u00c9LECTION"), "\u00e9lection");
  EXPECT_EQ(fold_case("\u0423\u041a\u0420\u0410\u0407\u041d\u0410"),
            "\u0443\u043a\u0440\u0430\u0457\u043d\u0430");
  EXPECT_EQ(fold_case("Stra\u00dfe"), "strasse");
  EXPECT_EQ(fold_case("\ufb01n"), "fin");              // ligature
  EXPECT_EQ(fold_case("\U0001D400\U0001D401"), "ab");  // mathematical bold capitals
  EXPECT_EQ(fold_case("a\u200db\u00adc"), "abc");      // joiner, soft hyphen
}

TEST(FoldCase, ComposesLettersThatArriveInParts) {
  EXPECT_EQ(fold_case("E\u0301lection"), "\u00e9lection");
  EXPECT_EQ(fold_case("\u1112\u1161\u11ab"), "\ud55c");  // Hangul jamo
}

TEST(FoldAccents, JoinsAccentedAndPlainSpellings) {
  EXPECT_EQ(fold_accents("\u00c9l\u00e9ction"), "election");
  EXPECT_EQ(fold_accents("E\u0301le\u0301ction"), "election");
  EXPECT_EQ(fold_accents("C\u0153ur"), "coeur");
  EXPECT_EQ(fold_accents("\u0142\u00f3d\u017a"), "lodz");
  EXPECT_EQ(fold_accents(""), "");
}

TEST(IsWordCharacter, TakesLettersDigitsAndMarksOfAnyScript) {
  for (const char32_t c : {U'a', U'Z', U'7', U'\u00e9', U'\u044f', U'\u0301', U'\u4e2d'}) {
    EXPECT_TRUE(is_word_character(c)) << static_cast<std::uint32_t>(c);
  }
  for (const char32_t c : {U'_', U' ', U'\'', U'\u2019', U'#', U'\U0001F600', U'\u00ab'}) {
    EXPECT_FALSE(is_word_character(c)) << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace vigie::analysis
