#include "collector/live/gap_reason.h"

namespace vigie::collector {
namespace {

/// A cause that somebody can do something about.
bool is_a_cause(std::string_view reason) {
  return reason == "throttled" || reason == "quota" || reason == "credentials";
}

}  // namespace

std::string away_reason_of(const LiveError& error) {
  return is_a_cause(error.gap_reason) ? error.gap_reason : "error";
}

std::string worse_reason(std::string_view known, std::string_view reason) {
  return std::string{is_a_cause(known) && !is_a_cause(reason) ? known : reason};
}

std::string reason_of_gap(std::string_view said, std::string_view away) {
  if (away.empty() || is_a_cause(said)) {
    return std::string{said};
  }
  // `cursor too old` and `feed too short` say more than that there was an error.
  const bool says_nothing = said.empty() || said == "stopped" || said == "error";
  return std::string{is_a_cause(away) || says_nothing ? away : said};
}

}  // namespace vigie::collector
