// Working hours of one account: ten hours in a row from Monday to Friday, and the weekend beside.
//
// Context and no evidence: people who post at work keep office hours, and so do newsrooms,
// ministries and paid crews. It says something of a group whose members should not share a clock;
// of one account it is a fact that no model weighs.
//
// Source: METHODS C11; Schoch et al. 2022, doi:10.1038/s41598-022-08404-9 (paid staff keep office
// hours).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace vigie::analysis {

struct OfficeHours {
  /// Share of the posts that fall on Monday to Friday within the ten hours in a row that hold most
  /// of them; posts spread evenly give 10 / 24 * 5 / 7 = 0.30.
  std::optional<double> office;
  /// Posts per weekend day over the sum of posts per weekend day and per weekday: 0.5, both alike;
  /// 0, none at the weekend. Days begin eight hours before the ten do.
  std::optional<double> weekend;
};

/// @param times_ms  UTC, ascending; 120 of them over 14 days or more, else nothing.
[[nodiscard]] OfficeHours measure_office_hours(std::span<const std::int64_t> times_ms);

}  // namespace vigie::analysis
