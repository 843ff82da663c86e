#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/automation_score.h"
#include "app/analysis_run.h"
#include "app/commands.h"
#include "app/failure.h"
#include "app/fingerprint.h"
#include "app/freed_memory.h"
#include "app/importing.h"
#include "app/recheck_places.h"
#include "app/recheck_run.h"
#include "app/report_files.h"
#include "app/version.h"
#include "app/workspace.h"
#include "dashboards/comparison_text.h"
#include "storage/activity_reader.h"
#include "storage/run_store.h"

namespace vigie::app {
namespace {

/// The published run that would come out the same: same posts, window, settings and program, and
/// nothing collected since (a new profile or an edit changes no count).
std::optional<RunId> find_same_run(const WindowChoice& choice,
                                   const config::Settings& settings,
                                   storage::Database& database) {
  storage::RunStore store{database};
  const auto runs = store.runs();
  const auto last_collected = store.last_collected();
  const auto posts = storage::ActivityReader{database}.count_posts(choice.span());
  const auto lists = load_lists(settings);
  const auto topics = load_topics(settings);
  const auto lexicons = load_lexicons(settings);
  const auto hash =
      config_hash(settings.analysis,
                  analysis::with_bounded_content(
                      load_model(settings), settings.analysis.prior, settings.analysis.report_line),
                  lists,
                  topics,
                  lexicons);
  for (const auto& [run, published, bytes] : runs) {  // newest first
    if (!published) {
      continue;
    }
    // Only the latest: the views show that one, and must agree with the report.
    const bool same = !run.all_windows && run.window == choice.span() && run.posts == posts &&
                      run.config_hash == hash && run.code_version == kVersion && last_collected &&
                      run.started > *last_collected;
    return same ? std::optional{run.id} : std::nullopt;
  }
  return std::nullopt;
}

/// What is gone by now must not be shown; what cannot be asked for must not keep the report back.
/// @return A JSON object; empty: nothing was asked.
std::string ask_again_before_report(const DailyCommand& command,
                                    RunId run,
                                    const config::Settings& settings,
                                    storage::Database& database,
                                    Console& console) {
  if (command.no_recheck || !can_ask_again(settings.live)) {
    return {};
  }
  if (settings.contact.empty()) {
    console.warn(
        "vigie: without a `contact` in the settings no platform is asked whether posts are still "
        "there");
    return {};
  }
  const RecheckSummary summary = recheck_run(run, {}, settings, database, console);
  for (const std::string& failure : summary.failures) {
    console.warn("vigie: not asked again: " + failure);
  }
  if (summary.was_stopped) {
    throw RunFailure(
        "stopped by a signal before the report was written. Run it again: what is done stays "
        "done.");
  }
  if (!summary.places.empty()) {
    console.say(recheck_table(summary));
  }
  return recheck_json(summary);
}

}  // namespace

void run(const DailyCommand& command, Console& console) {
  config::Settings settings = with_options_of(command, load_settings(command.common));
  if (command.dry_run) {
    list_files(request_of(command), settings, console);
    return;
  }
  keep_freed_memory();
  if (!command.language.empty()) {
    settings.report.language = command.language;
  }
  if (!command.files.empty()) {
    reserve_pages(request_of(command), command.common.db);
  }
  storage::Database database = open_for_writing(command.common, true);
  std::string problem;
  std::string imports;
  if (!command.files.empty()) {
    const auto outcomes = import_files(request_of(command), settings, database, console);
    imports = outcomes_as_json(outcomes);
    try {
      report_outcomes(outcomes, console);
    } catch (const RunFailure& failure) {
      // One bad file must not cost the team its morning report; the exit code still tells.
      console.warn(std::string{"vigie: "} + failure.what());
      problem = failure.what();
    }
  }
  const WindowChoice choice = choose_windows("", command.date, false, settings, database);
  auto run = find_same_run(choice, settings, database);
  if (!run) {
    run = run_analysis(choice, settings, database, console).run.id;
  } else {
    console.say(
        dashboards::nothing_new_sentence(dashboards::language_of(settings.report.language), *run));
  }
  const std::string recheck = ask_again_before_report(command, *run, settings, database, console);
  const auto folder = command.out / to_iso_date(choice.span().end - std::chrono::milliseconds{1});
  const ReportData data =
      write_report_files(database,
                         {.run = run->value, .since = command.since, .beside_yesterday = true},
                         settings,
                         folder);
  announce_report(data, settings, folder, {.imports = imports, .recheck = recheck}, console);
  if (!problem.empty()) {
    throw RunFailure("the report is written, but an import failed: see above.");
  }
}

}  // namespace vigie::app
