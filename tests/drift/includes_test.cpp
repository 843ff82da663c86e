// Arrows between modules, as ARCHITECTURE.md draws them: read from every #include.
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/drift/repository.h"

namespace vigie::tests {
namespace {

const std::vector<std::string> kModules{
    "analysis", "app", "collector", "config", "dashboards", "storage"};

/// Folders of ours that a module may include, besides itself.
const std::map<std::string, std::set<std::string>> kAllowed{
    {"storage/model", {}},
    {"storage", {"storage/model"}},
    {"collector", {"storage/model"}},
    {"analysis", {"storage/model"}},
    {"dashboards", {"storage/model"}},
    {"config", {"storage/model"}},
    {"app", {"storage", "storage/model", "collector", "analysis", "dashboards", "config"}},
};

/// Third-party headers and the only folders that may include them.
const std::vector<std::pair<std::string, std::set<std::string>>> kThirdParty{
    {"sqlite3.h", {"storage/sqlite"}},
    {"cpprest/", {"collector/net", "dashboards/web"}},
    {"pplx/", {"collector/net", "dashboards/web"}},
    {"libxml/", {"collector/feeds"}},
    {"simdjson.h", {"collector"}},
    {"toml++/", {"config"}},
    {"CLI/", {"app"}},
    {"unicode/", {"analysis"}},
    {"libpsl.h", {"analysis"}},
    {"idn2.h", {"analysis"}},
    {"cld2/", {"analysis"}},
    {"libstemmer.h", {"analysis"}},
    {"Eigen/", {"analysis"}},
    {"igraph/", {"analysis/coordination"}},
};

struct Include {
  std::string name;
  bool quoted = false;
};

std::vector<Include> includes_of(const std::filesystem::path& file) {
  static const std::regex kPattern{R"(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"])",
                                   std::regex::multiline};
  const std::string text = read_text(file);
  std::vector<Include> found;
  for (std::sregex_iterator it{text.begin(), text.end(), kPattern}, end; it != end; ++it) {
    found.push_back({(*it)[2].str(), (*it)[1].str() == "\""});
  }
  return found;
}

std::string module_of(const std::string& path) {
  if (path.starts_with("storage/model/")) {
    return "storage/model";
  }
  return path.substr(0, path.find('/'));
}

bool is_ours(const std::string& name) {
  return kAllowed.contains(module_of(name)) && name.find('/') != std::string::npos;
}

bool is_allowed(const std::string& from, const std::string& name) {
  const std::string to = module_of(name);
  if (to == from || kAllowed.at(from).contains(to)) {
    return true;
  }
  // Settings fill the options structs of the modules, and know nothing else of them.
  return from == "config" && name.ends_with("/options.h");
}

TEST(Includes, FollowTheArrowsBetweenModules) {
  const auto files = files_below(kModules, {".h", ".cpp"});
  ASSERT_GT(files.size(), 50U);
  for (const auto& file : files) {
    const std::string from = module_of(file.generic_string());
    for (const Include& include : includes_of(file)) {
      if (include.quoted && is_ours(include.name)) {
        EXPECT_TRUE(is_allowed(from, include.name))
            << file << " may not include \"" << include.name << "\"";
      }
    }
  }
}

TEST(Includes, KeepEachThirdPartyLibraryInItsPlace) {
  for (const auto& file : files_below(kModules, {".h", ".cpp"})) {
    for (const Include& include : includes_of(file)) {
      for (const auto& [library, folders] : kThirdParty) {
        if (!include.name.starts_with(library)) {
          continue;
        }
        bool inside = false;
        for (const std::string& folder : folders) {
          inside = inside || file.generic_string().starts_with(folder + "/");
        }
        EXPECT_TRUE(inside) << file << " includes <" << include.name << ">";
      }
    }
  }
}

TEST(Includes, KeepThirdPartyOutOfHeaders) {
  const std::set<std::string> shown{"Eigen/", "fmt/", "tl/"};  // these may show
  for (const auto& file : files_below(kModules, {".h"})) {
    for (const Include& include : includes_of(file)) {
      for (const auto& [library, folders] : kThirdParty) {
        if (!shown.contains(library)) {
          // Inside a folder that exists to wrap one library, its header is the point.
          const bool wrapper = file.generic_string().starts_with("storage/sqlite/") ||
                               file.generic_string().starts_with("collector/archive/") ||
                               file.generic_string().starts_with("collector/net/");
          EXPECT_TRUE(!include.name.starts_with(library) || wrapper)
              << file << " shows <" << include.name << ">";
        }
      }
    }
  }
}

TEST(Includes, OfTheProjectAreWrittenFromTheRoot) {
  for (const auto& file : files_below(kModules, {".h", ".cpp"})) {
    for (const Include& include : includes_of(file)) {
      EXPECT_EQ(include.name.find("../"), std::string::npos) << file << ": " << include.name;
    }
  }
}

}  // namespace
}  // namespace vigie::tests
