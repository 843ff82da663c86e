#include "analysis/text_entities.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

std::string_view link_in(std::string_view text, std::size_t position) {
  return text.substr(position, link_bytes(text, position));
}

std::string_view hashtag_in(std::string_view text, std::size_t position) {
  return text.substr(position, hashtag_bytes(text, position));
}

std::string_view mention_in(std::string_view text, std::size_t position) {
  return text.substr(position, mention_bytes(text, position));
}

TEST(LinkBytes, EndsBeforeSpacesQuotesAndClosingPunctuation) {
  EXPECT_EQ(link_in("https://a.example/x, et", 0), "https://a.example/x");
  EXPECT_EQ(link_in("(https://a.example/x).", 1), "https://a.example/x");
  EXPECT_EQ(link_in("\u00ab\u00a0https://a.example/x\u00a0\u00bb", 4), "https://a.example/x");
  EXPECT_EQ(link_in("https://a.example/x\u2026", 0), "https://a.example/x");
  EXPECT_EQ(link_in("https://a.example/x\U0001F600", 0), "https://a.example/x");
}

TEST(LinkBytes, KeepsABracketThatWasOpenedInside) {
  EXPECT_EQ(link_in("https://a.example/x_(y)", 0), "https://a.example/x_(y)");
}

TEST(LinkBytes, KeepsLettersOfAnyScript) {
  EXPECT_EQ(link_in("http://\u043f\u0440\u0438\u043c\u0435\u0440.example/\u00e9 x", 0),
            "http://\u043f\u0440\u0438\u043c\u0435\u0440.example/\u00e9");
}

TEST(LinkBytes, NeedsAWordBoundaryOnlyBeforeWww) {
  EXPECT_EQ(link_in("voirhttps://a.example", 4), "https://a.example");
  EXPECT_EQ(link_in("HTTP://A.example", 0), "HTTP://A.example");
  EXPECT_EQ(link_in("www.a.example", 0), "www.a.example");
  EXPECT_EQ(link_bytes("awww.a.example", 1), 0U);
}

TEST(LinkBytes, IsZeroWhereNothingFollowsThePrefix) {
  EXPECT_EQ(link_bytes("https:// a", 0), 0U);
  EXPECT_EQ(link_bytes("https://...", 0), 0U);
  EXPECT_EQ(link_bytes("ftp://a.example", 0), 0U);
  EXPECT_EQ(link_bytes("h", 0), 0U);
}

TEST(IsTruncatedLink, SeesTheEllipsisOfADisplayedLink) {
  const std::string_view ellipsis = "https://a.example/long\u2026 x";
  const std::string_view dots = "https://a.example/long... x";
  const std::string_view whole = "https://a.example/long. x";

  EXPECT_TRUE(is_truncated_link(ellipsis, 0, link_bytes(ellipsis, 0)));
  EXPECT_TRUE(is_truncated_link(dots, 0, link_bytes(dots, 0)));
  EXPECT_FALSE(is_truncated_link(whole, 0, link_bytes(whole, 0)));
}

TEST(MentionBytes, TakesHandlesOfEveryPlatform) {
  EXPECT_EQ(mention_in("@ali_1, salut", 0), "@ali_1");
  EXPECT_EQ(mention_in("@ali@social.example.", 0), "@ali@social.example");
  EXPECT_EQ(mention_in("@ali.social.example: oui", 0), "@ali.social.example");
  EXPECT_EQ(mention_bytes("bea@mail.example", 3), 0U);
  EXPECT_EQ(mention_bytes("@ 5 euros", 0), 0U);
}

TEST(HashtagBytes, TakesLettersDigitsAndUnderscoresOfAnyScript) {
  EXPECT_EQ(hashtag_in("#R\u00e9forme_2027!", 0), "#R\u00e9forme_2027");
  EXPECT_EQ(hashtag_in("#\u0412\u043e\u0439\u043d\u0430,", 0), "#\u0412\u043e\u0439\u043d\u0430");
  EXPECT_EQ(hashtag_in("\uff03tag x", 0), "\uff03tag");
  EXPECT_EQ(hashtag_in("#a#b", 0), "#a");
}

TEST(HashtagBytes, RefusesNumbersAnchorsAndEscapedCharacters) {
  EXPECT_EQ(hashtag_bytes("#1", 0), 0U);
  EXPECT_EQ(hashtag_bytes("#2027_", 0), 0U);
  EXPECT_EQ(hashtag_bytes("&#39;", 1), 0U);
  EXPECT_EQ(hashtag_bytes("page#titre", 4), 0U);
  EXPECT_EQ(hashtag_bytes("# seul", 0), 0U);
}

TEST(Links, EndBeforeAnyNumberOfBracketsThatWereNotOpenedThere) {
  const std::string brackets(200'000,
                             ')');  // one pass: a second one per bracket would take minutes

  EXPECT_EQ(link_bytes("https://a.example/(b)" + brackets, 0),
            std::string_view{"https://a.example/(b)"}.size());
}

}  // namespace
}  // namespace vigie::analysis
