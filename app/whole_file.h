// Files that are there whole or not at all.
#pragma once

#include <filesystem>
#include <string>

namespace vigie::app {

/// Writes `content` into a file beside `file`, mode 0600, then renames it: a reader never sees
/// half, and a failure leaves what was there. @throws RunFailure.
void write_whole_file(const std::filesystem::path& file, const std::string& content);

/// As above for folders. @throws RunFailure.
void create_folders(const std::filesystem::path& folder);

}  // namespace vigie::app
