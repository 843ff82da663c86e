// Agreement and measured precision in words and as JSON, for `vigie label`.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "analysis/learning/agreement.h"
#include "storage/model/verdict.h"

namespace vigie::app {

/// `0.74 (0.46 to 1.00)`, or `-`.
[[nodiscard]] std::string alpha_text(const analysis::Agreement& agreement);
[[nodiscard]] nlohmann::ordered_json agreement_json(const analysis::Agreement& agreement);

/// A sentence: the precision, or that it is not yet measured and why.
[[nodiscard]] std::string measured_text(const MeasuredPrecision& measured);
[[nodiscard]] nlohmann::ordered_json measured_json(const MeasuredPrecision& measured);

}  // namespace vigie::app
