#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "dashboards/report.h"
#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

/// RFC 4180 as a reader sees it: rows of cells; a row ends in CR LF.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text.substr(i, 2) == "\"\"") {
      rows.back().back() += '"';
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && text.substr(i, 2) == "\r\n") {
      rows.emplace_back(1);
      ++i;
    } else {
      rows.back().back() += text[i];
    }
  }
  rows.pop_back();
  return rows;
}

std::string cell(const ReportData& data, std::size_t row, std::string_view column) {
  const auto rows = read_csv(render_csv_report(data, {}));
  const auto found = std::find(rows.at(0).begin(), rows.at(0).end(), column);
  return rows.at(row).at(static_cast<std::size_t>(found - rows.at(0).begin()));
}

TEST(RenderCsvReport, HasOneRowOfEqualLengthPerAccount) {
  const auto rows = read_csv(render_csv_report(tests::example_report(), {}));

  ASSERT_EQ(rows.size(), 1U + 30U + 3U);
  for (const auto& row : rows) {
    EXPECT_EQ(row.size(), rows[0].size());
  }
}

TEST(RenderCsvReport, WritesNumbersBare) {
  ReportData data = tests::example_report();
  data.ranked[0].likelihood = 0.9;
  data.ranked[0].group_nats[0] = -0.35;

  EXPECT_EQ(cell(data, 1, "troll_bot_likelihood"), "0.9000");
  EXPECT_EQ(cell(data, 1, "cadence_nats"), "-0.3500");
  EXPECT_EQ(cell(data, 31, "troll_bot_likelihood"), "");
  EXPECT_EQ(cell(data, 31, "rank"), "");
  EXPECT_EQ(cell(data, 1, "at_or_above_line"), "yes");
}

TEST(RenderCsvReport, QuotesCommasQuotesAndNothingElse) {
  ReportData data = tests::example_report();
  data.ranked[0].display_name = R"(Big, "bold" name)";

  EXPECT_EQ(cell(data, 1, "display_name"), R"(Big, "bold" name)");
  EXPECT_NE(render_csv_report(data, {}).find(R"("Big, ""bold"" name")"), std::string::npos);
}

TEST(RenderCsvReport, DisarmsFormulas) {
  ReportData data = tests::example_report();
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r"}) {
    data.ranked[0].handle = start + "cmd|' /C calc'!A0";

    EXPECT_EQ(cell(data, 1, "handle").front(), '\'') << start;
  }
}

TEST(RenderCsvReport, DisarmsAFormulaBehindCharactersThatVanish) {
  ReportData data = tests::example_report();
  data.ranked[0].handle = std::string("\0\x01=1+1", 6);

  EXPECT_EQ(cell(data, 1, "handle"), "'=1+1");
}

TEST(RenderCsvReport, DefangsDomains) {
  EXPECT_EQ(cell(tests::example_report(), 1, "listed_domains").substr(0, 8), "rt[.]com");
}

TEST(RenderCsvReport, IsAHeaderAloneForNoAccounts) {
  EXPECT_EQ(read_csv(render_csv_report(ReportData{}, {})).size(), 1U);
}

TEST(RenderCsvReport, SaysHowASourceWasShared) {
  ReportData data = tests::example_report();
  data.ranked.front().listed_domains = {{"rt.com", "sanctioned", 9, {4, 3}},
                                        {"sputnik.example", "sanctioned", 2}};

  EXPECT_EQ(cell(data, 1, "listed_domains"),
            "rt[.]com 9 (neutral 4, debunk 3); sputnik[.]example 2");
}

}  // namespace
}  // namespace vigie::dashboards
