#include "dashboards/missed_text.h"

#include <array>
#include <string_view>
#include <utility>

#include "dashboards/phrases.h"

namespace vigie::dashboards {
namespace {

std::string_view missed_phrase(const Phrases& p, std::string_view reason) {
  const std::array<std::pair<std::string_view, std::string_view>, 7> phrases_by_reason{
      {{"stopped", p.missed_stopped},
       {"throttled", p.missed_throttled},
       {"cursor too old", p.missed_cursor},
       {"feed too short", p.missed_feed},
       {"error", p.missed_error},
       {"quota", p.missed_quota},
       {"credentials", p.missed_credentials}}};
  for (const auto& [name, phrase] : phrases_by_reason) {
    if (name == reason) {
      return phrase;
    }
  }
  return reason;
}

}  // namespace

std::string missed_text(Language language, const ReportLiveSource& source) {
  const Phrases& p = phrases(language);
  std::string text;
  for (const ReportMissed& missed : source.missed) {
    text += text.empty() ? "" : "; ";
    text += fill(
        p.missed_hours, missed_phrase(p, missed.reason), format_decimal(language, missed.hours, 1));
  }
  return text.empty() ? std::string{p.missed_none} : text;
}

}  // namespace vigie::dashboards
