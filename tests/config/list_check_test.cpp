#include "config/list_check.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

UtcTime day(const char* date) {
  return *parse_iso8601(date);
}

SourceEntry sound_entry(std::string pattern, SourceTier tier = SourceTier::kClone) {
  SourceEntry out;
  out.pattern = std::move(pattern);
  out.tier = tier;
  out.family = "Echo";
  out.label = "Echo";
  out.evidence_url = "https://evidence.example/report";
  out.last_checked = "2026-01-31";
  return out;
}

SourceList list(std::string name, std::vector<SourceEntry> entries) {
  SourceList out;
  out.name = std::move(name);
  out.version = "2026-01-31";
  out.title = "Invented";
  out.licence = "CC0-1.0";
  out.entries = std::move(entries);
  return out;
}

std::vector<ListProblem> problems(const std::vector<SourceList>& lists,
                                  const char* today = "2026-02-01") {
  std::vector<ListProblem> out;
  for (const ListFinding& finding : check_lists(lists, day(today))) {
    out.push_back(finding.problem);
  }
  return out;
}

TEST(CheckLists, FindsNothingInASoundList) {
  EXPECT_THAT(
      problems({list("a", {sound_entry("one.example"), sound_entry("xn--bcher-kva.example")})}),
      IsEmpty());
  EXPECT_THAT(problems({}), IsEmpty());
}

TEST(CheckLists, FindsTheSameSourceTwiceInOneList) {
  EXPECT_THAT(problems({list("a", {sound_entry("one.example"), sound_entry("one.example")})}),
              ElementsAre(ListProblem::kDuplicate));
  EXPECT_THAT(
      problems({list("a", {sound_entry("one.example")}), list("b", {sound_entry("one.example")})}),
      IsEmpty());
}

TEST(CheckLists, FindsWhatIsNoHost) {
  for (const char* pattern : {"One.example",
                              "www.one.example",
                              "example",
                              "one..example",
                              "-one.example",
                              "one.example/path",
                              "https://one.example",
                              "1.2.3.4",
                              "b\xC3\xBC-cher.example"}) {
    EXPECT_THAT(problems({list("a", {sound_entry(pattern)})}),
                ElementsAre(ListProblem::kInvalidPattern))
        << pattern;
  }
}

TEST(CheckLists, FindsWhatIsNoHandle) {
  SourceEntry account = sound_entry("relay_1");
  account.match = SourceMatch::kAccount;
  account.platform = "x";
  EXPECT_THAT(problems({list("a", {account})}), IsEmpty());

  account.pattern = "@relay_1";
  EXPECT_THAT(problems({list("a", {account})}), ElementsAre(ListProblem::kInvalidPattern));
}

TEST(CheckLists, AsksEvidenceOfListedSourcesOnly) {
  SourceEntry listed = sound_entry("one.example");
  listed.evidence_url = "a report";
  SourceEntry outlet = sound_entry("two.example", SourceTier::kOutlet);
  outlet.evidence_url.clear();

  EXPECT_THAT(problems({list("a", {listed, outlet})}), ElementsAre(ListProblem::kNoEvidence));
}

TEST(CheckLists, AsksEachListForItsLicence) {
  SourceList unlicensed = list("a", {});
  unlicensed.licence.clear();

  EXPECT_THAT(problems({unlicensed}), ElementsAre(ListProblem::kNoLicence));
}

TEST(CheckLists, FindsDatesThatAreMissingBrokenOrStillToCome) {
  SourceEntry undated = sound_entry("one.example");
  undated.last_checked.clear();
  SourceEntry broken = sound_entry("two.example");
  broken.first_listed = "2024-02-30";
  SourceEntry early = sound_entry("three.example");
  early.first_listed = "2026-02-02";

  EXPECT_THAT(problems({list("a", {undated})}), ElementsAre(ListProblem::kBadDate));
  EXPECT_THAT(problems({list("a", {broken})}), ElementsAre(ListProblem::kBadDate));
  EXPECT_THAT(problems({list("a", {early})}), ElementsAre(ListProblem::kFutureDate));
  EXPECT_THAT(problems({list("a", {early})}, "2026-02-02"), IsEmpty());
}

TEST(CheckLists, CallsAnEntryStaleAfter365DaysAndNotBefore) {
  const std::vector lists{list("a", {sound_entry("one.example")})};  // checked on 2026-01-31

  EXPECT_THAT(problems(lists, "2027-01-31"), IsEmpty());
  EXPECT_THAT(problems(lists, "2027-02-01"), ElementsAre(ListProblem::kStale));
}

TEST(CheckLists, FindsASourceBothListedAndDeclared) {
  const std::vector lists{list("a", {sound_entry("one.example")}),
                          list("b", {sound_entry("one.example", SourceTier::kOutlet)}),
                          list("c", {sound_entry("one.example", SourceTier::kStateMedia)})};

  const auto findings = check_lists(lists, day("2026-02-01"));

  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].problem, ListProblem::kContradiction);
  EXPECT_EQ(findings[0].list, "a");
  EXPECT_EQ(findings[0].pattern, "one.example");
  EXPECT_EQ(findings[1].list, "c");
}

TEST(CheckLists, FindsHostsOfAPlatformButNotThoseOfAHost) {
  SourceEntry platform = sound_entry("video.example", SourceTier::kOutlet);
  platform.family = "platform";
  SourceEntry hosting = sound_entry("blogs.example", SourceTier::kOutlet);
  hosting.family = "hosting";

  EXPECT_THAT(
      problems({list("a", {sound_entry("m.video.example"), sound_entry("echo.blogs.example")}),
                list("neutral", {platform, hosting})}),
      ElementsAre(ListProblem::kListedPlatform));
}

TEST(CheckLists, SortsFindingsWhateverTheOrderOfLists) {
  SourceList one = list("a", {sound_entry("B.example"), sound_entry("A.example")});
  SourceList two = list("b", {sound_entry("C.example")});

  const auto forward = check_lists(std::vector{one, two}, day("2026-02-01"));
  const auto backward = check_lists(std::vector{two, one}, day("2026-02-01"));

  ASSERT_EQ(forward.size(), 3U);
  ASSERT_EQ(backward.size(), 3U);
  for (std::size_t i = 0; i < forward.size(); ++i) {
    EXPECT_EQ(forward[i].message, backward[i].message);
  }
  EXPECT_EQ(forward[0].pattern, "A.example");
}

}  // namespace
}  // namespace vigie::config
