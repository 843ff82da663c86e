// When an item was published, as feeds write it: RFC 822 with its usual mistakes, or RFC 3339.
//
// Apart from archive/time_format.h, whose formats are exact and chosen once per file: publishers
// mix styles within one feed.
#pragma once

#include <optional>
#include <string_view>

#include "storage/model/time.h"

namespace vigie::collector {

/// Reads `Mon, 02 Mar 2026 06:00:00 GMT` and what passes for it: no or a wrong day name, one digit
/// where two belong, months written out, years of two digits, no seconds, no zone (read as UTC),
/// `+0100`, `+01:00`, `GMT+1`, `EST` and the other zones of RFC 822; or ISO 8601. Nothing for
/// anything else, and for times before 2000 or from 2100 on.
[[nodiscard]] std::optional<UtcTime> parse_feed_time(std::string_view text);

}  // namespace vigie::collector
