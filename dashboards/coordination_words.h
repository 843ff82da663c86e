// Sentences on what a run's test of coordination looked at, in English, for the terminal.
#pragma once

#include <string>

#include "storage/model/coordination.h"

namespace vigie::dashboards {

/// How many pairs were tested among how many, and how many chance does not explain.
[[nodiscard]] std::string tested_sentence(const CoordinationTotals& totals);

}  // namespace vigie::dashboards
