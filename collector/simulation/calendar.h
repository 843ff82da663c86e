// Calendar: the days and hours of a simulation, in Unix milliseconds.
#pragma once

#include <cstdint>
#include <vector>

#include "storage/model/time.h"

namespace vigie::collector::simulation {

/// Whole days of `window`.
[[nodiscard]] std::int64_t window_days(TimeWindow window);

/// 0 to 24 h after midnight UTC, also before 1970.
[[nodiscard]] std::int64_t since_midnight(std::int64_t time_ms);

/// Midnights, UTC, of the days that `window` touches.
[[nodiscard]] std::vector<std::int64_t> midnights(TimeWindow window);

/// Saturday or Sunday, UTC.
[[nodiscard]] bool is_weekend(std::int64_t time_ms);

}  // namespace vigie::collector::simulation
