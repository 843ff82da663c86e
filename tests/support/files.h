// Files that tests write, read and spoil.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::tests {

/// The whole file; empty when it is not there.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

void write_file(const std::filesystem::path& file, std::string_view content);

/// Lines without their ends.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// Each line with an end.
[[nodiscard]] std::string join_lines(const std::vector<std::string>& lines);

/// One gzip member, one zstd frame.
[[nodiscard]] std::string gzip(std::string_view content);
[[nodiscard]] std::string zstd(std::string_view content);

/// The content of a gzip file.
[[nodiscard]] std::string gunzip_file(const std::filesystem::path& file);

}  // namespace vigie::tests
