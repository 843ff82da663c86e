#include "dashboards/plain_json.h"

namespace vigie::dashboards {

using json::Json;

Json run_as_json(const std::optional<AnalysisRun>& run) {
  if (!run) {
    return nullptr;
  }
  return {{"run", run->id.value},
          {"window", {to_iso8601(run->window.begin), to_iso8601(run->window.end)}},
          {"report_line", run->report_line}};
}

std::string dump(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace vigie::dashboards
