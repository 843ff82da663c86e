// Reads the weights of a score: `config/models/NAME.json`.
#pragma once

#include <tl/expected.hpp>

#include "analysis/options.h"
#include "config/data_source.h"

namespace vigie::config {

/// Refuses what would break the promises of the score: an unknown signal or group, knots that do
/// not rise, nats that are not monotone, an automation share for content or profile groups.
/// Weights come back in the order of `kSignals`.
[[nodiscard]] tl::expected<analysis::ScoreModel, DataFileError> parse_model(const DataFile& file);

}  // namespace vigie::config
