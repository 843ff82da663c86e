// Innocent readings: what else than a troll bot looks like this.
//
// Every signal has an ordinary cause as well, and some causes show only in how signals stand
// together: a newsroom links, a live event fills two days, another time zone has its night
// elsewhere. A report names those that fit what fired and says what would tell them apart, so that
// a person can look before deciding.
#pragma once

#include <string_view>
#include <vector>

#include "dashboards/language.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

struct Reading {
  std::string_view who;   ///< E.g. `A scheduling tool.`
  std::string_view look;  ///< What to look at to tell.
};

/// The readings for the contributions that speak for the likelihood, most telling first, at most
/// five; when none fired, the general one. Never empty.
[[nodiscard]] std::vector<Reading> innocent_readings(Language language,
                                                     const ReportAccount& account);

}  // namespace vigie::dashboards
