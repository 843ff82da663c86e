// Reads one source list: `# key: value` lines, a fixed header, then one outlet per CSV row.
#pragma once

#include <tl/expected.hpp>

#include "config/data_source.h"
#include "storage/model/source_list.h"

namespace vigie::config {

/// Entries come back sorted by match, pattern and platform, patterns in lower case, so that neither
/// the order of the rows nor their case changes `content_hash`. `title` and `version` are required;
/// what a reviewer would object to beyond that is for `check_lists` (config/list_check.h).
[[nodiscard]] tl::expected<SourceList, DataFileError> parse_source_list(const DataFile& file);

}  // namespace vigie::config
