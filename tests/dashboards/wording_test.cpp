// What no report and no source of a report may say of anyone.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "dashboards/report.h"
#include "tests/dashboards/example_groups.h"
#include "tests/dashboards/example_report.h"

namespace vigie::dashboards {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return text;
}

/// Verdicts, in every language. "inauthentic" is one, whatever the sentence around it.
std::vector<std::string> verdicts() {
  std::vector<std::string> phrases{"inauthenti",
                                   "foreign agent",
                                   "agent of ",
                                   "agent de ",
                                   "propagandist",
                                   "paid by ",
                                   "pay\u00e9 par",
                                   "bezahlt von",
                                   "im auftrag",
                                   "kremlin",
                                   "kreml"};
  for (const char* const verb : {"is", "are", "likely", "probably"}) {
    for (const char* const noun : {"bot", "bots", "troll", "trolls", "fake", "agent", "russian"}) {
      for (const char* const article : {"", "a ", "an "}) {
        phrases.push_back(std::string{verb} + ' ' + article + noun + ' ');
        phrases.push_back(std::string{verb} + ' ' + article + noun + '.');
      }
    }
  }
  for (const char* const verb : {"est", "sont", "serait"}) {
    for (const char* const noun : {"bot", "troll", "faux", "agent", "russe"}) {
      for (const char* const article : {"", "un ", "des "}) {
        phrases.push_back(std::string{verb} + ' ' + article + noun);
      }
    }
  }
  for (const char* const verb : {"ist", "sind", "w\u00e4re", "vermutlich"}) {
    for (const char* const noun : {"bot", "troll", "f\u00e4lschung", "agent", "russ", "fake"}) {
      for (const char* const article : {"", "ein ", "eine "}) {
        phrases.push_back(std::string{verb} + ' ' + article + noun);
      }
    }
  }
  return phrases;
}

void expect_no_verdict(const std::string& text, std::string_view where) {
  const std::string searched = lower(text);
  for (const std::string& verdict : verdicts()) {
    EXPECT_EQ(searched.find(verdict), std::string::npos) << verdict << " in " << where;
  }
}

TEST(Wording, NoOutputSaysAVerdict) {
  const ReportData data = tests::report_with_groups();
  for (const char* const language : {"en", "fr", "de"}) {
    ReportOptions options;
    options.language = language;
    expect_no_verdict(render_html_report(data, options), "html");
    expect_no_verdict(render_text_report(data, options), "text");
    expect_no_verdict(render_csv_report(data, options), "csv");
    expect_no_verdict(render_json_report(data, options), "json");
    expect_no_verdict(render_group_csv(data, options), "groups.csv");
  }
}

TEST(Wording, NoSourceHoldsAVerdict) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator{VIGIE_SOURCE_DIR "/dashboards"}) {
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".js") {
      std::ifstream file{entry.path()};
      expect_no_verdict({std::istreambuf_iterator<char>{file}, {}}, entry.path().string());
      ++files;
    }
  }
  EXPECT_GE(files, 15U);
}

TEST(Wording, SaysWhatItMayMeanInEveryLanguage) {
  ReportOptions french;
  french.language = "fr";
  const ReportData data = tests::example_report();

  EXPECT_NE(render_html_report(data, {}).find("consistent with automation or coordination"),
            std::string::npos);
  EXPECT_NE(render_html_report(data, french)
                .find("compatible avec une automatisation ou une coordination"),
            std::string::npos);
  ReportOptions german;
  german.language = "de";
  EXPECT_NE(
      render_html_report(data, german).find("mit Automatisierung oder Koordination vereinbar"),
      std::string::npos);
}

}  // namespace
}  // namespace vigie::dashboards
