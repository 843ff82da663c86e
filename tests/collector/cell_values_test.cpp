// How single values of strangers' files are read: times, lists, text, addresses.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/archive/at_uri.h"
#include "collector/archive/json_text.h"
#include "collector/archive/list_cell.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string read_time(const std::string& format, const std::string& text) {
  const auto compiled = TimeFormat::compile(format);
  if (!compiled) {
    return "no format";
  }
  const auto time = compiled->parse(text);
  return time ? to_iso8601(*time) : "unreadable";
}

TEST(TimeFormat, ReadsTheNamedFormats) {
  EXPECT_EQ(read_time("", "2024-03-16T00:00:08.5Z"), "2024-03-16T00:00:08.500Z");
  EXPECT_EQ(read_time("iso8601", " 2024-03-16 01:00:08+01:00 "), "2024-03-16T00:00:08.000Z");
  EXPECT_EQ(read_time("unix_s", "1623881091"), "2021-06-16T22:04:51.000Z");
  EXPECT_EQ(read_time("unix_s", "1606451170.518101"), "2020-11-27T04:26:10.518Z");
  EXPECT_EQ(read_time("unix_ms", "1623881091007"), "2021-06-16T22:04:51.007Z");
  EXPECT_EQ(read_time("twitter", "Tue Dec 08 18:54:01 +0000 2009"), "2009-12-08T18:54:01.000Z");
  EXPECT_EQ(read_time("twitter", "Tue Dec 08 18:54:01 -0130 2009"), "2009-12-08T20:24:01.000Z");
}

TEST(TimeFormat, ReadsPatterns) {
  EXPECT_EQ(read_time("%d-%m-%Y %H.%M", "24-02-2015 11.35"), "2015-02-24T11:35:00.000Z");
  EXPECT_EQ(read_time("%m/%d/%Y %H:%M", "1/2/2017 9:05"), "2017-01-02T09:05:00.000Z");
  EXPECT_EQ(read_time("%F %T.%f", "2017-01-02 09:05:06.25"), "2017-01-02T09:05:06.250Z");
  EXPECT_EQ(read_time("%B %e, %Y %I:%M %p", "January  5, 2017 12:30 am"),
            "2017-01-05T00:30:00.000Z");
  EXPECT_EQ(read_time("%d %b %y %R %Z", "05 SEP 17 12:30 UTC"), "2017-09-05T12:30:00.000Z");
  EXPECT_EQ(read_time("%s", "86400"), "1970-01-02T00:00:00.000Z");
}

TEST(TimeFormat, RefusesWhatDoesNotMatchToTheEnd) {
  EXPECT_EQ(read_time("%d-%m-%Y", "24-02-2015 11"), "unreadable");
  EXPECT_EQ(read_time("%d-%m-%Y", "31-02-2015"), "unreadable");
  EXPECT_EQ(read_time("%d-%m-%Y", ""), "unreadable");
  EXPECT_EQ(read_time("%H:%M", "24:00"), "unreadable");
  EXPECT_EQ(read_time("unix_s", "1623881091x"), "unreadable");
  EXPECT_EQ(read_time("unix_s", "nan"), "unreadable");
  EXPECT_EQ(read_time("unix_s", "1e300"), "unreadable");
  EXPECT_EQ(read_time("unix_s", "9223372036854775807"), "unreadable");
  EXPECT_EQ(read_time("twitter", "2009-12-08"), "unreadable");
}

TEST(TimeFormat, KnowsNoOtherFormats) {
  EXPECT_EQ(read_time("%Q", ""), "no format");
  EXPECT_EQ(read_time("%Y%", ""), "no format");
  EXPECT_EQ(read_time("fortnight", ""), "no format");
}

TEST(TimeFormat, CallsTheYears2000To2099Plausible) {
  EXPECT_FALSE(is_plausible_time(*parse_iso8601("1999-12-31T23:59:59.999Z")));
  EXPECT_TRUE(is_plausible_time(*parse_iso8601("2000-01-01")));
  EXPECT_TRUE(is_plausible_time(*parse_iso8601("2099-12-31T23:59:59.999Z")));
  EXPECT_FALSE(is_plausible_time(*parse_iso8601("2100-01-01")));
}

TEST(ListCell, ReadsJsonPythonAndBareBrackets) {
  EXPECT_THAT(split_list_cell(R"(["a", "b\u00e9", "c\"d"])", ""),
              ElementsAre("a", "b\xC3\xA9", "c\"d"));
  EXPECT_THAT(split_list_cell("['it', \"o'clock\", None, '']", ""), ElementsAre("it", "o'clock"));
  EXPECT_THAT(split_list_cell("[a, b c,d]", ""), ElementsAre("a", "b c", "d"));
  EXPECT_THAT(split_list_cell(R"(["\ud83d\ude00", "\ud83d"])", ""),
              ElementsAre("\xF0\x9F\x98\x80", "\xEF\xBF\xBD"));
  EXPECT_THAT(split_list_cell("[]", ""), IsEmpty());
}

TEST(ListCell, SplitsOnTheSeparatorElseOnSpace) {
  EXPECT_THAT(split_list_cell("a; b;;c ", ";"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split_list_cell(" a\tb  c ", ""), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split_list_cell("", ""), IsEmpty());
  EXPECT_THAT(split_list_cell("", ";"), IsEmpty());
}

TEST(ListCell, YieldsWhatAnUnfinishedListHas) {
  EXPECT_THAT(split_list_cell("['a', 'b]", ""), ElementsAre("a", "b"));
  EXPECT_THAT(split_list_cell("['a\\]", ""), ElementsAre("a\\"));
}

TEST(Utf8, ReplacesEachMaximalIllFormedPart) {
  const std::string r = "\xEF\xBF\xBD";

  EXPECT_EQ(repair_utf8("a\xC3\xA9z"), "a\xC3\xA9z");
  EXPECT_EQ(repair_utf8("a\xFFz"), "a" + r + "z");
  EXPECT_EQ(repair_utf8("\xE2\x82z"), r + "z");               // a character cut short is one part
  EXPECT_EQ(repair_utf8("\xC0\xAF"), r + r);                  // overlong
  EXPECT_EQ(repair_utf8("\xED\xA0\x80"), r + r + r);          // a surrogate
  EXPECT_EQ(repair_utf8("\xF4\x90\x80\x80"), r + r + r + r);  // past U+10FFFF
  EXPECT_EQ(repair_utf8("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(repair_utf8("\xF0\x9F\x98"), r);
}

TEST(Utf8, AlwaysYieldsValidText) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second), 'x'};
      const std::string repaired = repair_utf8(text);
      ASSERT_TRUE(is_valid_utf8(repaired)) << first << " " << second;
      ASSERT_EQ(is_valid_utf8(text), repaired == text) << first << " " << second;
    }
  }
}

TEST(Utf8, ReplacesLoneSurrogateEscapesInJson) {
  EXPECT_EQ(repair_json_text(R"("\ud83d\ude00 \ud83d \ude00 \\ud83d \u00e9")"),
            R"("\ud83d\ude00 \ufffd \ufffd \\ud83d \u00e9")");
  EXPECT_EQ(repair_json_text("\"\\"), "\"\\");
  EXPECT_EQ(repair_json_text("\"\\ud8"), "\"\\ud8");
}

TEST(JsonText, MeasuresDepthOutsideStrings) {
  EXPECT_FALSE(exceeds_depth("[[1], [2], [3], [4]]", 2));
  EXPECT_TRUE(exceeds_depth("[[1], [[2]]]", 2));
  EXPECT_FALSE(exceeds_depth(R"(["[[[[", "\"[[[", {}])", 2));
}

TEST(PlainText, DecodesTheFiveReferencesOnce) {
  EXPECT_EQ(decode_references("a &amp;amp; b &lt;i&gt; &quot;&#39; &eacute; & &"),
            "a &amp; b <i> \"' &eacute; & &");
}

TEST(PlainText, ShowsWhatAnAnchorShows) {
  EXPECT_EQ(anchor_text("<a href=\"https://app.example\" rel=\"nofollow\">Web &amp; App</a>"),
            "Web & App");
  EXPECT_EQ(anchor_text("web"), "web");
  EXPECT_EQ(anchor_text("<a href="), "<a href=");
}

TEST(PlainText, CutsExcerptsBetweenCharacters) {
  const std::string text = std::string(79, 'x') + "\xC3\xA9 and more";

  EXPECT_EQ(excerpt(text), std::string(79, 'x') + "...");
  EXPECT_EQ(excerpt("short"), "short");
}

TEST(AtUri, TakesAddressesApart) {
  const auto parts = parse_at_uri("at://did:plc:ana/app.bsky.feed.post/3k");

  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->did, "did:plc:ana");
  EXPECT_EQ(parts->collection, "app.bsky.feed.post");
  EXPECT_EQ(parts->rkey, "3k");
  EXPECT_EQ(make_at_uri(parts->did, parts->collection, parts->rkey),
            "at://did:plc:ana/app.bsky.feed.post/3k");
}

TEST(AtUri, RefusesOtherShapes) {
  for (const char* uri : {"",
                          "at://",
                          "https://x.example",
                          "at://did:plc:a",
                          "at://did:plc:a/b",
                          "at://did:plc:a//c",
                          "at://did:plc:a/b/",
                          "at://ana.example/b/c"}) {
    EXPECT_FALSE(parse_at_uri(uri)) << uri;
  }
}

TEST(AtUri, ReadsTheTimeOfATid) {
  // 1 s in microseconds, shifted by 10 bits of clock: 1024000000 in base32-sortable.
  EXPECT_EQ(tid_time("2222222ykm222"), from_ms(1000));
  EXPECT_EQ(tid_time("2222222222222"), from_ms(0));
  EXPECT_FALSE(tid_time("222222222222"));
  EXPECT_FALSE(tid_time("222222222222A"));
  EXPECT_FALSE(tid_time("z222222222222"));
}

}  // namespace
}  // namespace vigie::collector
