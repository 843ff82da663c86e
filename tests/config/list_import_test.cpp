#include "config/list_import.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/list_diff.h"
#include "config/source_list_file.h"

namespace vigie::config {
namespace {

ListHead head_of(std::string name, std::string title, std::string version, std::string licence) {
  return {.name = std::move(name),
          .title = std::move(title),
          .version = std::move(version),
          .licence = std::move(licence),
          .origin = {}};
}

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

const ListHead kRegionHead{.name = "region",
                           .title = "Our region",
                           .version = "2026-02-01",
                           .licence = "CC0-1.0",
                           .origin = "desk"};
constexpr const char* kColumns = "pattern,tier,evidence_url\n";
constexpr const char* kRow = "echo.example,network,https://a.example/r\n";

std::string object_to_registry(const std::string& host) {
  return host == "co.test" ? "is a registry" : "";
}

auto import_text(const std::string& text, const ListHead& head = kRegionHead) {
  return import_source_list({"new", "new.csv", text}, head, "2026-03-01", object_to_registry);
}

std::vector<std::string> errors_of(const std::string& text, const ListHead& head = kRegionHead) {
  const auto imported = import_text(text, head);
  std::vector<std::string> messages;
  if (!imported) {
    for (const DataFileError& error : imported.error()) {
      messages.push_back(error.message);
    }
  }
  return messages;
}

TEST(ImportSourceList, NeedsThreeColumnsAndFillsTheOthers) {
  const auto imported = import_text(
      "\xEF\xBB\xBF"
      "# origin: the file\n"
      "Tier, Pattern ,platform,evidence_url\r\n"
      "network,Echo.Example,,https://a.example/r\r\n"
      "clone,relay_1,x,https://a.example/s\r\n");

  ASSERT_TRUE(imported) << imported.error().front().message;
  const SourceList& list = imported->list;
  EXPECT_EQ(list.name, "region");
  EXPECT_EQ(list.title, "Our region");
  EXPECT_EQ(list.version, "2026-02-01");
  EXPECT_EQ(list.origin, "desk");
  ASSERT_EQ(list.entries.size(), 2U);
  EXPECT_EQ(list.entries[0].match, SourceMatch::kDomain);
  EXPECT_EQ(list.entries[0].pattern, "echo.example");
  EXPECT_EQ(list.entries[0].label, "echo.example");
  EXPECT_EQ(list.entries[0].last_checked, "2026-02-01");
  EXPECT_EQ(list.entries[1].match, SourceMatch::kAccount);
  EXPECT_EQ(list.entries[1].platform, "x");
  EXPECT_EQ(imported->line_of.at("echo.example"), 3U);
}

TEST(ImportSourceList, TakesTheHeadFromTheFileWhereTheCommandIsSilent) {
  const auto imported = import_text(
      std::string{"# title: T\n# licence: L\n# version: 2026-01-05\n"} + kColumns + kRow,
      head_of("region", "", "", ""));

  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->list.title, "T");
  EXPECT_EQ(imported->list.licence, "L");
  EXPECT_EQ(imported->list.version, "2026-01-05");
  const auto undated = import_text(std::string{kColumns} + kRow, head_of("region", "T", "", "L"));
  ASSERT_TRUE(undated);
  EXPECT_EQ(undated->list.version, "2026-03-01");
}

TEST(ImportSourceList, RefusesAHeadThatIsMissingOrWrong) {
  const std::string good = std::string{kColumns} + kRow;
  EXPECT_THAT(errors_of(good, head_of("region", "", "", "L")), ElementsAre(HasSubstr("no title")));
  EXPECT_THAT(errors_of(good, head_of("region", "T", "", "")),
              ElementsAre(HasSubstr("no licence")));
  EXPECT_THAT(errors_of(good, head_of("../up", "T", "", "L")),
              ElementsAre(HasSubstr("no name for a list")));
  EXPECT_THAT(errors_of(good, head_of("region", "T", "soon", "L")),
              ElementsAre(HasSubstr("ISO date up to today")));
  EXPECT_THAT(errors_of(good, head_of("region", "T", "2026-03-02", "L")),
              ElementsAre(HasSubstr("ISO date up to today")));
}

TEST(ImportSourceList, RefusesAHeaderWithoutWhatEveryEntryNeeds) {
  EXPECT_THAT(errors_of("pattern,evidence_url\n"),
              ElementsAre(AllOf(HasSubstr("new.csv line 1"), HasSubstr("`tier` is missing"))));
  EXPECT_THAT(errors_of("pattern,tier\n"), ElementsAre(HasSubstr("`evidence_url` is missing")));
  EXPECT_THAT(errors_of("tier,evidence_url\n"), ElementsAre(HasSubstr("`pattern` is missing")));
  EXPECT_THAT(errors_of("pattern,tier,evidence_ulr,evidence_url\n"),
              ElementsAre(HasSubstr("did you mean `evidence_url`?")));
  EXPECT_THAT(errors_of("pattern,tier,tier,evidence_url\n"), ElementsAre(HasSubstr("twice")));
  EXPECT_THAT(errors_of(""), ElementsAre(HasSubstr("no header")));
  EXPECT_THAT(errors_of(kColumns), ElementsAre(HasSubstr("no entry")));
}

TEST(ImportSourceList, TellsEveryWrongRowWithItsLine) {
  const auto error_of_row = [](const std::string& row) {
    const auto errors = errors_of("pattern,platform,tier,evidence_url,match,last_checked\n" + row);
    EXPECT_EQ(errors.size(), 1U) << row;
    return errors.empty() ? std::string{} : errors.front();
  };
  const std::string end = ",https://a.example/r,,";
  EXPECT_THAT(error_of_row("a.example,," + end), HasSubstr("line 2: no tier"));
  EXPECT_THAT(error_of_row("a.example,,bad" + end), HasSubstr("unknown tier \"bad\""));
  EXPECT_THAT(error_of_row("a.example,,clone,,,"), HasSubstr("no evidence"));
  EXPECT_THAT(error_of_row("a.example,,clone,see file,,"), HasSubstr("no http(s) address"));
  EXPECT_THAT(error_of_row("https://a.example/,,clone" + end), HasSubstr("no host name"));
  EXPECT_THAT(error_of_row("www.a.example,,clone" + end), HasSubstr("no host name"));
  EXPECT_THAT(error_of_row("localhost,,clone" + end), HasSubstr("no host name"));
  EXPECT_THAT(error_of_row("1.2.3.4,,clone" + end), HasSubstr("no host name"));
  EXPECT_THAT(error_of_row("a b.example,,clone" + end), HasSubstr("no host name"));
  EXPECT_THAT(error_of_row("co.test,,clone" + end), HasSubstr("co.test is a registry"));
  EXPECT_THAT(error_of_row("@relay,x,clone" + end), HasSubstr("no handle"));
  EXPECT_THAT(error_of_row(",,clone" + end), HasSubstr("pattern is empty"));
  EXPECT_THAT(error_of_row("a.example,,clone,https://a.example/r,page,"),
              HasSubstr("unknown match"));
  EXPECT_THAT(error_of_row("a.example,x,clone,https://a.example/r,domain,"),
              HasSubstr("`platform` is for accounts"));
  EXPECT_THAT(error_of_row("a.example,,clone,https://a.example/r,,yesterday"),
              HasSubstr("no ISO date"));
  EXPECT_THAT(error_of_row("a.example,,clone,https://a.example/r,,2026-03-02"),
              HasSubstr("still to come"));
  EXPECT_THAT(error_of_row("a.example,,clone"), HasSubstr("3 cells, the header has 6"));
  EXPECT_THAT(error_of_row("\"a.example,,clone" + end), HasSubstr("quote is not closed"));
  EXPECT_THAT(error_of_row("a.example,,clone" + end + "\nA.Example,,network" + end),
              HasSubstr("line 3: a.example is there already, on line 2"));
  EXPECT_THAT(error_of_row("a.example,,clone,https://a.example/" + std::string(1'100, 'r') + ",,"),
              HasSubstr("at most 1000"));
}

TEST(ImportSourceList, TellsSeveralErrorsAtOnceAndCountsTheRest) {
  std::string text = kColumns;
  for (int i = 0; i < 50; ++i) {
    text += "nowhere,clone,https://a.example/r\n";
  }
  const auto errors = errors_of(text);

  ASSERT_EQ(errors.size(), kMostListErrors + 1);
  EXPECT_THAT(errors.front(), HasSubstr("line 2"));
  EXPECT_THAT(errors.back(), HasSubstr("more"));
}

TEST(RenderSourceList, GivesBackTheSameList) {
  const auto imported = import_text(
      "pattern,tier,evidence_url,label,family\n"
      "echo.example,network,https://a.example/r,\"Echo, the \"\"voice\"\"\",E\n");
  ASSERT_TRUE(imported);

  const auto again =
      parse_source_list({"region", "region.csv", render_source_list(imported->list)});

  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->content_hash, imported->list.content_hash);
  EXPECT_EQ(again->title, "Our region");
  EXPECT_EQ(again->licence, "CC0-1.0");
  EXPECT_EQ(again->entries[0].label, "Echo, the \"voice\"");
}

SourceEntry tiered_entry(std::string pattern, SourceTier tier, std::string label = "L") {
  SourceEntry result;
  result.pattern = std::move(pattern);
  result.tier = tier;
  result.label = std::move(label);
  return result;
}

TEST(DiffLists, TellsAddedRemovedAndChangedByTier) {
  SourceList before;
  before.entries = {tiered_entry("stay.example", SourceTier::kClone),
                    tiered_entry("gone.example", SourceTier::kNetwork),
                    tiered_entry("moved.example", SourceTier::kLowCredibility, "Old")};
  SourceList after;
  after.entries = {tiered_entry("moved.example", SourceTier::kSanctioned, "New"),
                   tiered_entry("new.example", SourceTier::kClone),
                   tiered_entry("also.example", SourceTier::kNetwork),
                   tiered_entry("stay.example", SourceTier::kClone)};

  const ListDiff diff = diff_lists(before, after);

  ASSERT_EQ(diff.added.size(), 2U);
  EXPECT_EQ(diff.added[0].pattern, "also.example");  // network comes before clone
  EXPECT_EQ(diff.added[1].pattern, "new.example");
  ASSERT_EQ(diff.removed.size(), 1U);
  EXPECT_EQ(diff.removed[0].pattern, "gone.example");
  ASSERT_EQ(diff.changed.size(), 1U);
  ASSERT_EQ(diff.changed[0].fields.size(), 2U);
  EXPECT_EQ(diff.changed[0].fields[0].field, "tier");
  EXPECT_EQ(diff.changed[0].fields[0].before, "low_credibility");
  EXPECT_EQ(diff.changed[0].fields[0].after, "sanctioned");
  EXPECT_EQ(diff.changed[0].fields[1].after, "New");
  EXPECT_TRUE(diff_lists(before, before).empty());
}

TEST(DiffLists, KeepsAnAccountApartFromADomainOfTheSameName) {
  SourceEntry account = tiered_entry("echo.example", SourceTier::kClone);
  account.match = SourceMatch::kAccount;
  account.platform = "x";
  SourceList before;
  before.entries = {tiered_entry("echo.example", SourceTier::kClone)};
  SourceList after;
  after.entries = {account};

  const ListDiff diff = diff_lists(before, after);

  EXPECT_EQ(diff.added.size(), 1U);
  EXPECT_EQ(diff.removed.size(), 1U);
}

}  // namespace
}  // namespace vigie::config
