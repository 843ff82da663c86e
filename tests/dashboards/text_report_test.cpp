#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dashboards/report.h"
#include "dashboards/utf8.h"
#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(RenderTextReport, SaysTheHeadlineFirst) {
  const std::string text = render_text_report(tests::example_report(), {});

  EXPECT_THAT(text, HasSubstr("8 accounts reach the report line of 50\u00a0%"));
  EXPECT_THAT(text, HasSubstr("north-wind-daily.example"));
  EXPECT_THAT(text, HasSubstr("rt[.]com"));
  EXPECT_THAT(text, HasSubstr("Simulated data"));
}

TEST(RenderTextReport, KeepsEveryLineWithinAHundredColumns) {
  ReportData data = tests::example_report();
  data.ranked[0].handle = std::string(10'000, 'x');
  data.ranked[1].handle =
      "\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e";
  for (const char* const language : {"en", "fr", "de"}) {
    ReportOptions options;
    options.language = language;
    std::istringstream lines{render_text_report(data, options)};
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(display_width(line), 100U) << line;
      EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
    }
  }
}

TEST(RenderTextReport, AlignsWideCharacters) {
  ReportData data = tests::example_report();
  data.ranked[0].handle = "\u65e5\u672c";
  std::istringstream lines{render_text_report(data, {})};
  std::string head;
  std::string row;
  for (std::string line; std::getline(lines, line);) {
    head = line.starts_with("  # ") && head.empty() ? line : head;
    row = line.find("\u65e5\u672c") != std::string::npos ? line : row;
  }

  EXPECT_EQ(display_width(head.substr(0, head.find("Platform"))),
            display_width(row.substr(0, row.find("bluesky"))));
}

TEST(RenderTextReport, SendsNoControlCharacterToTheTerminal) {
  ReportData data = tests::example_report();
  data.ranked[0].handle = "\x1B]0;title\x07\u202Eevil";
  data.rejects[0].reason = "\x1B[2J";
  data.platforms = {"\x1B[31m"};
  data.run.notes = {"\x1B[5m note"};

  const std::string text = render_text_report(data, {});

  EXPECT_THAT(text, Not(HasSubstr("\x1B")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
  EXPECT_THAT(text, HasSubstr("[RLO]evil"));
}

TEST(RenderTextReport, IsCalmWhenThereIsNothing) {
  EXPECT_THAT(render_text_report(ReportData{}, {}),
              HasSubstr("None of the accounts had enough data"));
}

}  // namespace
}  // namespace vigie::dashboards
