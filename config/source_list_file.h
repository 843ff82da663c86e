// Reads one source list: `# key: value` lines, a fixed header, then one outlet per CSV row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "config/data_source.h"
#include "storage/model/source_list.h"

namespace vigie::config {

/// Entries come back sorted by match, pattern and platform, patterns in lower case, so that neither
/// the order of the rows nor their case changes `content_hash`. `title` and `version` are required;
/// what a reviewer would object to beyond that is for `check_lists` (config/list_check.h).
[[nodiscard]] tl::expected<SourceList, DataFileError> parse_source_list(const DataFile& file);

/// Columns of a list file, in order.
[[nodiscard]] const std::vector<std::string>& source_list_columns();

/// Reads `# key: value` into `list` where the key is `title`, `version`, `licence` or `origin`.
void read_list_comment(std::string_view line, SourceList& list);

/// Without the blanks, tabs and carriage returns at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// ASCII letters in lower case, other bytes as they are: how hosts and machine words are compared.
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// Cells of one line (RFC 4180, but no line break inside quotes: a list is read by people too). The
/// error is a sentence.
[[nodiscard]] tl::expected<std::vector<std::string>, std::string> split_list_row(
    std::string_view line);

/// Sets `tier` from its name, or says what is wrong and which names there are.
[[nodiscard]] std::optional<std::string> read_list_tier(const std::string& text, SourceTier& tier);

/// The text of a list as `parse_source_list` reads it: the same list comes back, with the same
/// content hash. Line breaks in a field become blanks.
[[nodiscard]] std::string render_source_list(const SourceList& list);

}  // namespace vigie::config
