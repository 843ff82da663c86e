// Which files an operator means by a name: a file, a folder and all below it, or a pattern that the
// shell did not expand.
//
// What lies in a folder beside archives is left out when it is obviously something else: its name
// or its first bytes say so. A file named by itself is never left out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace vigie::collector {

struct ArchiveFile {
  std::filesystem::path path;
  std::string name;  ///< As shown: below the folder that was named, else without its folder.
};

/// An argument that names nothing, or a folder that cannot be read.
struct ArchiveFilesProblem {
  std::string argument;
  std::string message;
};

struct ArchiveFiles {
  std::vector<ArchiveFile> files;  ///< In the order of the arguments; of a folder, by name.
  /// Left out of folders: why (stable words, e.g. `hidden`), and how many.
  std::map<std::string, std::uint64_t> left_out;
  std::vector<ArchiveFilesProblem> problems;
};

/// Looks below folders without following links to folders; bytewise order of names, whatever the
/// locale. A file found twice is listed once; a file named twice, twice. `not_archives`: files of
/// the run that are something else, e.g. its labels. Never throws for what is on the disk.
[[nodiscard]] ArchiveFiles find_archive_files(std::span<const std::filesystem::path> arguments,
                                              std::span<const std::filesystem::path> not_archives);

}  // namespace vigie::collector
