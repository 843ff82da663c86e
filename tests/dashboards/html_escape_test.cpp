#include "dashboards/html_escape.h"

#include <string>

#include <gtest/gtest.h>

namespace vigie::dashboards {
namespace {

TEST(EscapeHtml, EscapesTheFiveCharactersThatMarkUp) {
  EXPECT_EQ(escape_html(R"(<b a="1" c='2'>&)"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
}

TEST(EscapeHtml, DropsControlsAndTurnsBreaksIntoSpaces) {
  EXPECT_EQ(escape_html(std::string("a\0b\x1B[31m\x7F", 9)), "ab[31m");
  EXPECT_EQ(escape_html("a\nb\tc\u2028d"), "a b c d");
  EXPECT_EQ(escape_html("\u0085x\uFEFF"), "x");
}

TEST(EscapeHtml, NamesBidiControlsInsteadOfObeyingThem) {
  EXPECT_EQ(escape_html("a\u202Eb\u202C"), "a[RLO]b[PDF]");
  EXPECT_EQ(escape_html("\u200E\u200F\u2066\u2069"), "[LRM][RLM][LRI][PDI]");
}

TEST(EscapeHtml, NamesEveryBidiControl) {
  for (const char* const control : {"\u061C",
                                    "\u200E",
                                    "\u200F",
                                    "\u202A",
                                    "\u202B",
                                    "\u202C",
                                    "\u202D",
                                    "\u202E",
                                    "\u2066",
                                    "\u2067",
                                    "\u2068",
                                    "\u2069"}) {
    const std::string escaped = escape_html(control);
    EXPECT_EQ(escaped.front(), '[');
    EXPECT_EQ(escaped.size(), 5U);
  }
}

TEST(EscapeHtml, ReplacesInvalidUtf8) {
  EXPECT_EQ(escape_html("\xC3("), "\uFFFD(");
}

TEST(EscapeHtml, KeepsJoinersThatEmojiAndPersianNeed) {
  EXPECT_EQ(escape_html("\U0001F468\u200D\U0001F33E"), "\U0001F468\u200D\U0001F33E");
}

TEST(IsolateHtml, WrapsInBdi) {
  EXPECT_EQ(isolate_html("\u05d0<"), "<bdi>\u05d0&lt;</bdi>");
}

TEST(VisibleText, LeavesMarkupToTheCaller) {
  EXPECT_EQ(visible_text("<a>\x07\u202E"), "<a>[RLO]");
}

}  // namespace
}  // namespace vigie::dashboards
