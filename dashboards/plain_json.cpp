#include "dashboards/plain_json.h"

namespace vigie::dashboards {

using nlohmann::ordered_json;

ordered_json run_as_json(const std::optional<AnalysisRun>& run) {
  if (!run) {
    return nullptr;
  }
  return {{"run", run->id.value},
          {"window", {to_iso8601(run->window.begin), to_iso8601(run->window.end)}},
          {"report_line", run->report_line}};
}

std::string dump(const ordered_json& document) {
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace vigie::dashboards
