// Single values of tables: numbers and truths as strangers write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "collector/archive/time_format.h"

namespace vigie::collector {

/// A count >= 0; decimals are cut, negative or unreadable ones are missing.
[[nodiscard]] std::optional<std::int64_t> parse_count(std::string_view text);

/// `true`, `yes`, `1`, `t`, `y` and their opposites in any case; numbers by being 0 or not.
[[nodiscard]] std::optional<bool> parse_truth(std::string_view text);

/// A time by `format` when it can be one of anything on a platform; else missing.
[[nodiscard]] std::optional<UtcTime> parse_plausible_time(const TimeFormat& format,
                                                          std::string_view text);

}  // namespace vigie::collector
