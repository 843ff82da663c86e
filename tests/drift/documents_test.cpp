// Documents that must not drift from the program: commands, settings, signals, packages.
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <regex>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "app/arguments.h"
#include "config/settings.h"
#include "storage/model/finding.h"
#include "tests/drift/repository.h"

namespace vigie::tests {
namespace {

/// Lines of fenced blocks that call vigie, as words.
std::vector<std::vector<std::string>> documented_calls(const std::string& document) {
  static const std::regex kLine{R"(^ *(?:\$ )?(?:build/release/)?vigie +([^\n#|>&]*))",
                                std::regex::multiline};
  std::vector<std::vector<std::string>> calls;
  for (std::sregex_iterator it{document.begin(), document.end(), kLine}, end; it != end; ++it) {
    std::istringstream words{(*it)[1].str()};
    std::vector<std::string> call{"vigie"};
    for (std::string word; words >> std::quoted(word);) {
      call.push_back(word);
    }
    calls.push_back(std::move(call));
  }
  return calls;
}

const std::vector<std::string> kDocuments{"README.md",
                                          "ARCHITECTURE.md",
                                          "CONTRIBUTING.md",
                                          "analysis/README.md",
                                          "collector/README.md",
                                          "config/README.md",
                                          "config/lists/README.md",
                                          "dashboards/README.md",
                                          "storage/README.md",
                                          "app/README.md",
                                          "tests/README.md"};

TEST(Documents, CallTheProgramAsItIs) {
  std::size_t calls = 0;
  for (const std::string& document : kDocuments) {
    for (const auto& call : documented_calls(read_text(document))) {
      std::vector<const char*> argv;
      std::string shown;
      for (const std::string& word : call) {
        argv.push_back(word.c_str());
        shown += word + " ";
      }
      const auto parsed = app::parse_arguments(static_cast<int>(argv.size()), argv.data());
      const auto* exit = std::get_if<app::Exit>(&parsed);
      EXPECT_TRUE(exit == nullptr || exit->code == 0) << document << ": " << shown << "\n"
                                                      << (exit != nullptr ? exit->text : "");
      ++calls;
    }
  }
  EXPECT_GE(calls, 10U);
}

TEST(Documents, NameOnlyFilesThatAreThere) {
  static const std::regex kLink{R"(\]\(([^)#:]+)(#[^)]*)?\))"};
  for (const std::string& document : kDocuments) {
    const std::string text = read_text(document);
    const auto folder = std::filesystem::path{document}.parent_path();
    for (std::sregex_iterator it{text.begin(), text.end(), kLink}, end; it != end; ++it) {
      EXPECT_TRUE(std::filesystem::exists(source_dir() / folder / (*it)[1].str()))
          << document << " links to " << (*it)[1].str();
    }
  }
}

TEST(Documents, DescribeEverySignal) {
  const std::string text = read_text("analysis/README.md");
  for (const SignalInfo& signal : kSignals) {
    EXPECT_NE(text.find("`" + std::string{signal.name} + "`"), std::string::npos)
        << "analysis/README.md has no row for " << signal.name;
  }
}

TEST(Documents, DescribeEverySetting) {
  const std::string readme = read_text("config/README.md");
  for (const std::string& key : config::setting_keys()) {
    EXPECT_NE(readme.find("`" + key + "`"), std::string::npos)
        << "config/README.md has no row for " << key;
  }
}

TEST(Documents, KeepOneListOfPackages) {
  // No script, workflow or document installs a package by name beside config/packages.txt.
  static const std::regex kInstall{R"(apt(-get)? install[^\n]*\blib[a-z0-9-]+)"};
  for (const std::string file : {"setup", "check", ".ci/run", "README.md", "CONTRIBUTING.md"}) {
    EXPECT_FALSE(std::regex_search(read_text(file), kInstall)) << file;
  }
}

TEST(Documents, AreLinkedFromTheReadmeOrTheArchitecture) {
  const std::string entry = read_text("README.md") + read_text("ARCHITECTURE.md");
  for (const std::string& document : kDocuments) {
    EXPECT_NE(entry.find(document), std::string::npos) << document << " is linked from nowhere";
  }
}

}  // namespace
}  // namespace vigie::tests
