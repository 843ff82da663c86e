#include "app/report_files.h"

#include <cstdint>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/version.h"
#include "app/whole_file.h"
#include "dashboards/report.h"
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

}  // namespace

ReportData write_report_files(storage::Database& database,
                              std::int64_t run,
                              const config::Settings& settings,
                              const std::filesystem::path& folder) {
  ReportData data = storage::read_report(
      database, choose_run(database, run), {settings.report.max_accounts, kAllEvidence});
  data.vigie_version = kVersion;
  create_folders(folder);
  write_whole_file(folder / "report.html", dashboards::render_html_report(data, settings.report));
  write_whole_file(folder / "report.json", dashboards::render_json_report(data, settings.report));
  write_whole_file(folder / "report.csv", dashboards::render_csv_report(data, settings.report));
  if (!data.protected_names.empty()) {
    write_whole_file(folder / "lookalikes.csv",
                     dashboards::render_lookalike_csv(data, settings.report));
  }
  return data;
}

void announce_report(const ReportData& data,
                     const config::Settings& settings,
                     const std::filesystem::path& folder,
                     Console& console) {
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{{"run", data.run.id.value},
                                        {"at_or_above_line", data.above_line},
                                        {"html", (folder / "report.html").string()},
                                        {"json", (folder / "report.json").string()},
                                        {"csv", (folder / "report.csv").string()}}
                     .dump(2));
    return;
  }
  console.say(dashboards::render_text_report(data, settings.report));
  console.say("Report: " + (folder / "report.html").string() + " (beside it report.json and .csv)");
}

}  // namespace vigie::app
