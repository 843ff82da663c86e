#include "tests/drift/repository.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace vigie::tests {

std::filesystem::path source_dir() {
  return VIGIE_SOURCE_DIR;
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in{source_dir() / file, std::ios::binary};
  EXPECT_TRUE(in) << file << " cannot be read";
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

std::vector<std::filesystem::path> files_below(const std::vector<std::string>& folders,
                                               const std::vector<std::string>& endings) {
  std::vector<std::filesystem::path> files;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{source_dir() / folder}) {
      const std::string ending = entry.path().extension().string();
      if (entry.is_regular_file() &&
          std::find(endings.begin(), endings.end(), ending) != endings.end() &&
          entry.path().string().find("node_modules") == std::string::npos) {
        files.push_back(std::filesystem::relative(entry.path(), source_dir()));
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace vigie::tests
