#include "app/report_files.h"

#include <cstdint>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/naming.h"
#include "app/review_figures.h"
#include "app/score_explanation.h"
#include "app/version.h"
#include "app/whole_file.h"
#include "dashboards/comparison_text.h"
#include "dashboards/report.h"
#include "storage/report_comparison.h"
#include "storage/report_reader.h"
#include "storage/run_store.h"

namespace vigie::app {
namespace {

/// Every post behind an account's figures: report.json holds all of them, the page picks its own.
constexpr std::uint32_t kAllEvidence = 1000;

RunId choose_run(storage::Database& database, std::int64_t run) {
  if (run != 0) {
    return RunId{run};
  }
  const auto latest = storage::RunStore{database}.latest_run();
  if (!latest) {
    throw RunFailure("there is no analysis to report yet. Run `vigie analyze` first.");
  }
  return *latest;
}

/// A date alone stands for the end of that day, as a window of that day ends.
UtcTime end_of_since(const std::string& since) {
  constexpr std::size_t kDateOnly = 10;
  const auto time = parse_iso8601(since);
  if (!time || since.size() != kDateOnly) {
    throw UsageFailure(fmt::format("--since {}: not a date. Write it as 2026-03-01.", since));
  }
  return *time + std::chrono::days{1};
}

std::optional<ReportComparison> compare(storage::Database& database,
                                        const AnalysisRun& run,
                                        const ReportRequest& request,
                                        const config::Settings& settings,
                                        const storage::NamingRules& naming) {
  storage::ComparisonQuery query{.since = run.window.end - std::chrono::days{1},
                                 .exactly = true,
                                 .max_accounts = settings.report.max_accounts,
                                 .naming = naming};
  if (!request.since.empty()) {
    query.since = end_of_since(request.since);
    query.exactly = false;
  } else if (!request.beside_yesterday || !storage::find_earlier_run(database, run, query)) {
    return std::nullopt;
  }
  return storage::read_comparison(database, run, query);
}

/// A file that belongs to no part of this report must not lie there from an earlier one.
void write_or_remove(const std::filesystem::path& file, const std::optional<std::string>& content) {
  if (content) {
    write_whole_file(file, *content);
    return;
  }
  std::error_code error;
  std::filesystem::remove(file, error);
  if (error) {
    throw RunFailure(fmt::format(
        "cannot remove {} of an earlier report: {}. Check the folder's rights, or name another one "
        "with --out.",
        file.string(),
        error.message()));
  }
}

nlohmann::ordered_json comparison_as_json(const ReportComparison& comparison,
                                          const std::filesystem::path& folder) {
  nlohmann::ordered_json document{{"before", nullptr},
                                  {"appeared", comparison.appeared_total},
                                  {"gone", comparison.gone_total},
                                  {"stayed", comparison.stayed_total},
                                  {"csv", (folder / "comparison.csv").string()}};
  if (comparison.before) {
    document["before"] = comparison.before->id.value;
  }
  return document;
}

}  // namespace

ReportData write_report_files(storage::Database& database,
                              const ReportRequest& request,
                              const config::Settings& settings,
                              const std::filesystem::path& folder) {
  const RunId run = choose_run(database, request.run);
  const storage::NamingRules naming = naming_rules(settings, database, run);
  ReportData data =
      storage::read_report(database, run, {settings.report.max_accounts, kAllEvidence, naming});
  data.vigie_version = kVersion;
  show_profile_texts(data.coordination, database, naming);
  data.measured = measure_run(database, data.run);
  data.comparison = compare(database, data.run, request, settings, naming);
  explain_report(database, settings, naming, data);
  database.check_unchanged();
  create_folders(folder);
  write_whole_file(folder / "report.html", dashboards::render_html_report(data, settings.report));
  write_whole_file(folder / "report.json", dashboards::render_json_report(data, settings.report));
  write_whole_file(folder / "report.csv", dashboards::render_csv_report(data, settings.report));
  write_or_remove(folder / "groups.csv",
                  data.coordination.tested
                      ? std::optional{dashboards::render_group_csv(data, settings.report)}
                      : std::nullopt);
  write_or_remove(folder / "lookalikes.csv",
                  data.protected_names.empty()
                      ? std::nullopt
                      : std::optional{dashboards::render_lookalike_csv(data, settings.report)});
  write_or_remove(folder / "amplification.csv",
                  data.amplification.measured
                      ? std::optional{dashboards::render_amplification_csv(data)}
                      : std::nullopt);
  write_or_remove(
      folder / "comparison.csv",
      data.comparison ? std::optional{dashboards::render_csv_comparison(data)} : std::nullopt);
  return data;
}

void announce_report(const ReportData& data,
                     const config::Settings& settings,
                     const std::filesystem::path& folder,
                     const DoneBefore& before,
                     Console& console) {
  const std::string html = (folder / "report.html").string();
  if (console.json_mode()) {
    nlohmann::ordered_json document{{"run", data.run.id.value},
                                    {"at_or_above_line", data.above_line},
                                    {"html", html},
                                    {"json", (folder / "report.json").string()},
                                    {"csv", (folder / "report.csv").string()}};
    if (data.comparison) {
      document["comparison"] = comparison_as_json(*data.comparison, folder);
    }
    if (!before.imports.empty()) {
      document["imports"] = nlohmann::ordered_json::parse(before.imports);
    }
    if (!before.recheck.empty()) {
      document["recheck"] = nlohmann::ordered_json::parse(before.recheck);
    }
    console.json(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  console.say(dashboards::render_text_report(data, settings.report));
  console.say(dashboards::files_sentence(
      dashboards::language_of(settings.report.language), html, data.comparison.has_value()));
}

}  // namespace vigie::app
