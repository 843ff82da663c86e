#include "collector/archive/html_text.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string text_of(std::string_view html) {
  return html_to_text(html).text;
}

TEST(HtmlText, TurnsBreaksAndParagraphsIntoLines) {
  EXPECT_EQ(text_of("<p>one</p><p>two<br>three<br />four</p>\n"), "one\ntwo\nthree\nfour");
  EXPECT_EQ(text_of("before<p>inside</p>after"), "before\ninside\nafter");
  EXPECT_EQ(text_of("a<br><br>b"), "a\n\nb") << "an empty line that the author wrote";
  EXPECT_EQ(text_of("<p></p><p>a</p><p></p>"), "a");
  EXPECT_EQ(text_of(""), "");
}

TEST(HtmlText, FoldsWhiteSpaceOfTheSource) {
  EXPECT_EQ(text_of("  <p> a \n\t b </p> \n <p> c</p> "), "a b\nc");
  EXPECT_EQ(text_of("a<b> b</b>c"), "a bc");
}

TEST(HtmlText, DecodesCharacterReferences) {
  EXPECT_EQ(text_of("&lt;b&gt; &amp;amp; &quot;&#39;&apos;"), "<b> &amp; \"''");
  EXPECT_EQ(text_of("caf&eacute; &#xe9; &#233; &yuml;&nbsp;!"),
            "caf\xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xBF\xC2\xA0!");
  EXPECT_EQ(text_of("&#x1F984;&hellip;&euro;"), "\xF0\x9F\xA6\x84\xE2\x80\xA6\xE2\x82\xAC");
  EXPECT_EQ(text_of("&unknown; & &; &# &#x; AT&T"), "&unknown; & &; &# &#x; AT&T");
  EXPECT_EQ(text_of("&#0;&#xD800;&#x110000;&#99999999999;"),
            "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD&#99999999999;")
      << "a reference longer than any is text";
}

TEST(HtmlText, ListsLinksWithoutMentionsAndHashtags) {
  const HtmlText found = html_to_text(
      R"(<a href="https://gazette.example/?a=1&amp;b=2" rel="nofollow"><span class="invisible">https://</span><span>gazette.example</span></a>
         <a class="u-url mention" href="https://social.example/@bo">@bo</a>
         <a href='https://social.example/tags/vote' class='mention hashtag'>#vote</a>
         <A HREF=http://two.example/x>two</A> <a href="https://gazette.example/?a=1&amp;b=2">again</a>)");

  EXPECT_THAT(found.urls, ElementsAre("https://gazette.example/?a=1&b=2", "http://two.example/x"));
  EXPECT_EQ(found.text, "https://gazette.example @bo #vote two again");
}

TEST(HtmlText, KeepsNoTargetThatIsNotOfTheWeb) {
  EXPECT_THAT(html_to_text("<a href=\"javascript:alert(1)\">x</a><a href=\"data:text/html,x\">y</a>"
                           "<a href=\"/local\">z</a><a>w</a><a href>v</a><a href=\"\">u</a>")
                  .urls,
              IsEmpty());
  EXPECT_THAT(html_to_text("<a href=\"\n ht\ttps://a.example/\">x</a>").urls,
              ElementsAre("https://a.example/"))
      << "browsers drop white space inside a target";
}

TEST(HtmlText, DropsScriptsStylesAndComments) {
  EXPECT_EQ(text_of("a<script>alert('<p>x</p>')</script>b<STYLE>p{}</STYLE >c<!-- <p>x</p> -->d"),
            "abcd");
  EXPECT_EQ(text_of("a<!doctype html><?php x ?></ >b"), "ab");
}

TEST(HtmlText, HidesTheQuoteLineOnlyWhereThereIsAQuote) {
  const std::string html =
      "<p class=\"quote-inline\">RE: <a href=\"https://s.example/1\">s</a></p><p>mine</p>";

  EXPECT_EQ(html_to_text(html, true).text, "mine");
  EXPECT_EQ(html_to_text(html).text, "RE: s\nmine") << "nobody hides words behind a class";
}

TEST(HtmlText, SurvivesBrokenMarkup) {
  EXPECT_EQ(text_of("1 < 2 and 3 > 2 <3"), "1 < 2 and 3 > 2 <3");
  EXPECT_EQ(text_of("a<p"), "a");
  EXPECT_EQ(text_of("a<a href=\"never closed>b</a>"), "a");
  EXPECT_EQ(text_of("a<script>b"), "a");
  EXPECT_EQ(text_of("a<!-- b"), "a");
  EXPECT_EQ(text_of("a</b></p></p>b"), "a\nb");
  EXPECT_EQ(text_of(std::string_view{"a\0b", 3}), "ab");
  EXPECT_EQ(text_of("<x a=b=c =d/ / e=\"f\"g>t"), "t");
  EXPECT_EQ(text_of("<"), "<");
}

TEST(HtmlText, EndsInLinearTimeOnHostileInput) {
  std::string tags;
  std::string links;
  for (int i = 0; i < 50000; ++i) {
    tags += "<a <!-<&#";
    links += "<a href=http://h.example/" + std::to_string(i) + ">";
  }

  EXPECT_EQ(text_of(tags), "");
  EXPECT_EQ(html_to_text(links).urls.size(), 1000U);
  EXPECT_EQ(text_of(std::string(300000, '<')), std::string(300000, '<'));
}

}  // namespace
}  // namespace vigie::collector
