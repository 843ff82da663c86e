#include "config/source_list_file.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/config/parse_support.h"

namespace vigie::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kFileHead =
    "# title: Invented outlets\n"
    "# version: 2026-01-31\n"
    "# licence: CC0-1.0\n"
    "# origin: nobody\n"
    "match,pattern,platform,tier,family,label,evidence_url,first_listed,last_checked\n";

DataFile file_of(const std::string& rows) {
  return {"invented", "lists/invented.csv", kFileHead + rows};
}

DataFileError list_error(const DataFile& file) {
  return tests::error_of(parse_source_list(file), file.content);
}

TEST(ParseSourceList, ReadsHeadAndEntries) {
  const auto list = parse_source_list(
      file_of("domain,Trolls.Example,,network,Echo,\"Echo, a \"\"network\"\"\","
              "https://a.example/r,2024-02-12,2026-01-31\n"
              "account,Relay_1,x,state_media,Echo,Relay,https://a.example/r,,2026-01-31\n"));

  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->name, "invented");
  EXPECT_EQ(list->title, "Invented outlets");
  EXPECT_EQ(list->version, "2026-01-31");
  EXPECT_EQ(list->licence, "CC0-1.0");
  EXPECT_EQ(list->origin, "nobody");
  ASSERT_EQ(list->entries.size(), 2U);
  EXPECT_EQ(list->entries[0].match, SourceMatch::kDomain);
  EXPECT_EQ(list->entries[0].pattern, "trolls.example");
  EXPECT_EQ(list->entries[0].tier, SourceTier::kNetwork);
  EXPECT_EQ(list->entries[0].label, "Echo, a \"network\"");
  EXPECT_EQ(list->entries[0].first_listed, "2024-02-12");
  EXPECT_EQ(list->entries[1].match, SourceMatch::kAccount);
  EXPECT_EQ(list->entries[1].pattern, "relay_1");
  EXPECT_EQ(list->entries[1].platform, "x");
  EXPECT_EQ(list->content_hash.size(), 16U);
}

TEST(ParseSourceList, HashesTheEntriesWhateverTheirOrderCaseAndLineEnds) {
  const std::string a = "domain,a.example,,clone,F,A,https://e.example,,2026-01-31";
  const std::string b = "domain,b.example,,clone,F,B,https://e.example,,2026-01-31";
  const std::string b_upper = "domain,B.Example,,clone,F,B,https://e.example,,2026-01-31";

  const auto one = parse_source_list(file_of(a + "\n" + b + "\n"));
  const auto other = parse_source_list(file_of(b_upper + "\r\n\r\n" + a));

  ASSERT_TRUE(one);
  ASSERT_TRUE(other);
  EXPECT_EQ(one->content_hash, other->content_hash);
}

TEST(ParseSourceList, HashesEveryField) {
  const auto hash = [](const std::string& row) {
    return parse_source_list(file_of(row + "\n"))->content_hash;
  };
  const std::string base =
      hash("domain,a.example,,clone,F,L,https://e.example,2024-01-01,2026-01-31");

  EXPECT_NE(base, hash("domain,b.example,,clone,F,L,https://e.example,2024-01-01,2026-01-31"));
  EXPECT_NE(base, hash("domain,a.example,,network,F,L,https://e.example,2024-01-01,2026-01-31"));
  EXPECT_NE(base, hash("domain,a.example,,clone,G,L,https://e.example,2024-01-01,2026-01-31"));
  EXPECT_NE(base, hash("domain,a.example,,clone,F,M,https://e.example,2024-01-01,2026-01-31"));
  EXPECT_NE(base, hash("domain,a.example,,clone,F,L,https://f.example,2024-01-01,2026-01-31"));
  EXPECT_NE(base, hash("domain,a.example,,clone,F,L,https://e.example,2024-01-02,2026-01-31"));
  EXPECT_NE(base, hash("domain,a.example,,clone,F,L,https://e.example,2024-01-01,2026-01-30"));
  EXPECT_NE(base, hash("account,a.example,x,clone,F,L,https://e.example,2024-01-01,2026-01-31"));
}

TEST(ParseSourceList, ReadsACellAsItIsWrittenAgain) {
  const auto list = parse_source_list(
      file_of("domain,a.example,,clone, F ,\"one\rtwo\r\",https://e.example,,\"2026-01-31 \"\n"));
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->entries[0].family, "F");
  EXPECT_EQ(list->entries[0].label, "one two");
  EXPECT_EQ(list->entries[0].last_checked, "2026-01-31");

  const auto again = parse_source_list(
      {.name = "invented", .shown_as = "again.csv", .content = render_source_list(*list)});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->content_hash, list->content_hash);
}

TEST(ParseSourceList, TakesAByteOrderMark) {
  DataFile file = file_of("domain,a.example,,clone,F,L,https://e.example,,2026-01-31\n");
  file.content.insert(0, "\xEF\xBB\xBF");

  EXPECT_TRUE(parse_source_list(file));
}

TEST(ParseSourceList, SaysFileLineAndWhatIsWrong) {
  const DataFileError tier = list_error(file_of("domain,a.example,,sanction,F,L,u,,d\n"));

  EXPECT_EQ(tier.kind, DataFileErrorKind::kInvalid);
  EXPECT_EQ(tier.line, 6U);
  EXPECT_THAT(tier.message,
              AllOf(HasSubstr("lists/invented.csv line 6"),
                    HasSubstr("unknown tier \"sanction\""),
                    HasSubstr("low_credibility")));
  EXPECT_THAT(list_error(file_of("host,a.example,,clone,F,L,u,,d\n")).message,
              HasSubstr("unknown match \"host\""));
  EXPECT_THAT(list_error(file_of("domain,a.example,,clone,F,L\n")).message,
              HasSubstr("6 cells, 9 expected"));
  EXPECT_THAT(list_error(file_of("domain,a.example,x,clone,F,L,u,,d\n")).message,
              HasSubstr("`platform` is for accounts"));
  EXPECT_THAT(list_error(file_of("account,a,,clone,F,L,u,,d\n")).message,
              HasSubstr("`platform` is for accounts"));
  EXPECT_THAT(list_error(file_of("domain,,,clone,F,L,u,,d\n")).message,
              HasSubstr("pattern is empty"));
  EXPECT_THAT(list_error(file_of("domain,\"a.example,,clone,F,L,u,,d\n")).message,
              HasSubstr("not closed"));
}

TEST(ParseSourceList, NeedsItsHead) {
  EXPECT_THAT(list_error({"x", "x.csv", ""}).message, HasSubstr("no header"));
  EXPECT_THAT(list_error({"x", "x.csv", "domain,pattern\n"}).message,
              HasSubstr("the header must be"));
  DataFile undated = file_of("");
  undated.content.replace(undated.content.find("2026-01-31"), 10, "2026-13-31");
  EXPECT_THAT(list_error(undated).message, HasSubstr("an ISO date"));
  DataFile untitled = file_of("");
  untitled.content.replace(0, 8, "# titel:");
  EXPECT_THAT(list_error(untitled).message, HasSubstr("`# title: ...` is missing"));
}

}  // namespace
}  // namespace vigie::config
