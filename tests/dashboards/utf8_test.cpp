#include "dashboards/utf8.h"

#include <string>

#include <gtest/gtest.h>

namespace vigie::dashboards {
namespace {

TEST(FirstCodePoint, ReadsOneToFourBytes) {
  EXPECT_EQ(first_code_point("a").value, U'a');
  EXPECT_EQ(first_code_point("\u00e9").bytes, 2U);
  EXPECT_EQ(first_code_point("\u20ac").value, char32_t{0x20AC});
  EXPECT_EQ(first_code_point("\U0001F600").value, char32_t{0x1F600});
  EXPECT_EQ(first_code_point("").bytes, 0U);
}

TEST(FirstCodePoint, TakesOneByteOfWhatIsNotUtf8) {
  // Stray tail, overlong slash, surrogate, above U+10FFFF, cut short, never a lead byte.
  for (const std::string broken :
       {"\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF"}) {
    const CodePoint first = first_code_point(broken);
    EXPECT_EQ(first.value, kReplacementCharacter);
    EXPECT_EQ(first.bytes, 1U);
  }
}

TEST(RepairUtf8, KeepsValidTextAndReplacesEachBrokenByte) {
  EXPECT_EQ(repair_utf8("d\u00e9j\u00e0 \U0001F600"), "d\u00e9j\u00e0 \U0001F600");
  EXPECT_EQ(repair_utf8("a\xFF\xFEz"), "a\uFFFD\uFFFDz");
}

TEST(CutCharacters, CountsCharactersAndNotBytes) {
  EXPECT_EQ(cut_characters("\u00e9\u00e9\u00e9", 3), "\u00e9\u00e9\u00e9");
  EXPECT_EQ(cut_characters("\u00e9\u00e9\u00e9\u00e9", 3), "\u00e9\u00e9\u2026");
  EXPECT_EQ(cut_characters("abc", 1), "\u2026");
  EXPECT_EQ(cut_characters("abc", 0), "");
  EXPECT_EQ(cut_characters("", 5), "");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("caf\u00e9"), 4U);
  EXPECT_EQ(display_width("cafe\u0301"), 4U);
  EXPECT_EQ(display_width("\u65e5\u672c"), 4U);
  EXPECT_EQ(display_width("\U0001F600"), 2U);
}

}  // namespace
}  // namespace vigie::dashboards
