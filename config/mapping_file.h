// Reads one description of a foreign file: `config/mappings/NAME.toml`.
#pragma once

#include <tl/expected.hpp>

#include "collector/options.h"
#include "config/data_source.h"

namespace vigie::config {

/// A field is a path in quotes, or a table with `path` or `constant` and any of `format`,
/// `separator`, `values`, `prefix`. Which fields exist is the collector's to say, when it opens a
/// file with the mapping.
[[nodiscard]] tl::expected<collector::Mapping, DataFileError> parse_mapping(const DataFile& file);

}  // namespace vigie::config
