// The project's own files, as the drift tests read them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace vigie::tests {

[[nodiscard]] std::filesystem::path source_dir();

/// Whole content; the test fails when it cannot be read.
[[nodiscard]] std::string read_text(const std::filesystem::path& file);

/// Files below the module folders with one of these endings, sorted; relative to the root.
[[nodiscard]] std::vector<std::filesystem::path> files_below(
    const std::vector<std::string>& folders, const std::vector<std::string>& endings);

}  // namespace vigie::tests
