// `vigie trace`: who pushed an object, in order.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/canonical_url.h"
#include "analysis/object_trace.h"
#include "analysis/share_extraction.h"
#include "analysis/source_index.h"
#include "app/commands.h"
#include "app/failure.h"
#include "app/naming.h"
#include "app/run_choice.h"
#include "app/traced_object.h"
#include "app/workspace.h"
#include "dashboards/html_escape.h"
#include "dashboards/trace_report.h"
#include "storage/trace_reader.h"

namespace vigie::app {
namespace {

/// The objects that the words may mean, the likeliest first.
std::vector<TracedObject> readings_of(const std::string& text,
                                      const std::vector<std::string>& shorteners,
                                      storage::Database& database) {
  std::vector<TracedObject> readings = read_as_object(text, shorteners);
  if (is_marked_object(text)) {
    return readings;
  }
  const std::vector<std::string> posts = storage::find_post_keys(database, text);
  if (posts.size() > 1) {
    throw UsageFailure(
        fmt::format("{} names posts of several platforms: {}. Write platform:id.",
                    dashboards::visible_text(text),
                    dashboards::visible_text(fmt::format("{}", fmt::join(posts, ", ")))));
  }
  for (const std::string& key : posts) {
    readings.insert(readings.begin(), TracedObject{ObjectKind::kPost, key});
  }
  return readings;
}

ObjectId find(const std::string& text,
              const std::vector<std::string>& shorteners,
              storage::Database& database) {
  const std::vector<TracedObject> readings = readings_of(text, shorteners, database);
  std::vector<std::string> tried;
  for (const TracedObject& reading : readings) {
    if (const auto object = storage::find_object(database, reading.kind, reading.key)) {
      return *object;
    }
    tried.push_back(reading.key);
  }
  if (tried.empty()) {
    throw UsageFailure(fmt::format("{} is no URL, #hashtag or post. See `vigie trace --help`.",
                                   dashboards::visible_text(text)));
  }
  throw RunFailure(fmt::format(
      "nobody shared {} in this database. A whole domain: `vigie query \"SELECT * FROM v_share "
      "WHERE registrable = 'domain.example'\"`.",
      dashboards::visible_text(fmt::format("{}", fmt::join(tried, ", nor ")))));
}

/// The tier of the URL's host; empty for what is no URL, for shorteners and declared outlets.
std::string listed_tier(const ReportTrace& trace,
                        const analysis::SourceIndex& sources,
                        analysis::UrlCanonicaliser& canonicaliser) {
  if (trace.kind != ObjectKind::kUrl) {
    return {};
  }
  const auto url = canonicaliser.canonicalise(trace.key);
  const auto hit = url ? sources.find_host(url->host) : std::nullopt;
  return hit && counts_as_listed(hit->tier) ? std::string{tier_name(hit->tier)} : std::string{};
}

}  // namespace

void run(const TraceCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  const std::vector<SourceList> lists = load_lists(settings);
  const analysis::SourceIndex sources{lists};
  const std::vector<std::string> shorteners = sources.shorteners();
  storage::Database database = open_for_reading(command.common);
  const ObjectId object = find(command.object, shorteners, database);
  const auto run = choose_run(command.run, database);
  const auto run_id = run ? std::optional{run->id} : std::nullopt;
  const auto is_listed_account = [&](std::string_view platform, std::string_view handle) {
    const auto hit = sources.find_account(platform, handle);
    return hit && counts_as_listed(hit->tier);
  };
  storage::TraceReading reading =
      storage::read_trace(database,
                          object,
                          {.run = run_id,
                           .max_rows = command.limit,
                           .naming = naming_rules(settings, database, run_id)},
                          is_listed_account);
  analysis::UrlCanonicaliser canonicaliser{shorteners};
  reading.trace.measures = analysis::measure_trace(reading.shares);
  reading.trace.listed_tier = listed_tier(reading.trace, sources, canonicaliser);
  if (console.json_mode()) {
    console.json(dashboards::render_json_trace(reading.trace));
  } else {
    console.say(dashboards::render_text_trace(reading.trace));
  }
  database.check_unchanged();
}

}  // namespace vigie::app
