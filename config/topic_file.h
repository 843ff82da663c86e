// Reads one monitored topic: `config/topics/ID.toml`.
#pragma once

#include <tl/expected.hpp>

#include "analysis/options.h"
#include "config/data_source.h"

namespace vigie::config {

/// The topic's id is the file's name. Hashtags and domains come back in lower case (ASCII letters;
/// the matcher folds the rest), without repeats, in the order of the file.
[[nodiscard]] tl::expected<analysis::TopicDefinition, DataFileError> parse_topic(
    const DataFile& file);

}  // namespace vigie::config
