// The weights of a run as a document: kept with the run, read again when its scores are explained.
#pragma once

#include <optional>
#include <string>

#include "analysis/options.h"

namespace vigie::app {

/// JSON in the format of a model file, digits and all: what is read back scores the same.
[[nodiscard]] std::string model_document(const analysis::ScoreModel& model);

/// Nothing for a document that this program cannot read, e.g. with a signal it does not know.
[[nodiscard]] std::optional<analysis::ScoreModel> parse_model_document(const std::string& name,
                                                                       const std::string& document);

}  // namespace vigie::app
