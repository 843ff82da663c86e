#include "dashboards/plain_json.h"

#include <cmath>

namespace vigie::dashboards {

using nlohmann::ordered_json;

ordered_json number_or_null(std::optional<double> value) {
  return value && std::isfinite(*value) ? ordered_json(*value) : ordered_json();
}

ordered_json run_as_json(const std::optional<AnalysisRun>& run) {
  if (!run) {
    return nullptr;
  }
  return {{"run", run->id.value},
          {"window", {to_iso8601(run->window.begin), to_iso8601(run->window.end)}},
          {"report_line", run->report_line}};
}

ordered_json post_as_json(const ReportPost& post) {
  return {{"post_id", post.post_id},
          {"native_id", post.native_id},
          {"time", to_iso8601(post.time)},
          {"kind", post.kind},
          {"text", post.text},
          {"urls", post.urls},
          {"subject", post.subject}};
}

std::string dump(const ordered_json& document) {
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace vigie::dashboards
