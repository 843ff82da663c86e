// `vigie label queue`: who is read.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "analysis/learning/review_sample.h"
#include "app/failure.h"
#include "app/label_actions.h"
#include "app/review_figures.h"
#include "app/run_choice.h"
#include "app/workspace.h"
#include "storage/review_store.h"
#include "storage/sqlite/transaction.h"

namespace vigie::app {
namespace {

std::vector<std::string> two_readers(std::vector<std::string> coders) {
  std::sort(coders.begin(), coders.end());
  coders.erase(std::unique(coders.begin(), coders.end()), coders.end());
  if (coders.size() < 2) {
    throw UsageFailure(
        "two readers at least: one label alone decides nothing. Write --coder ana --coder ben.");
  }
  return coders;
}

/// The window's last day, with a number when there is such a draw already.
std::string free_name(storage::ReviewStore& store, const std::string& asked, TimeWindow window) {
  if (!asked.empty()) {
    if (store.find_queue(asked)) {
      throw UsageFailure(fmt::format("there is a draw {} already. Take another --name.", asked));
    }
    return asked;
  }
  const std::string day = to_iso_date(window.end - std::chrono::milliseconds{1});
  std::string name = day;
  for (int number = 2; store.find_queue(name); ++number) {
    name = fmt::format("{}.{}", day, number);
  }
  return name;
}

struct Draw {
  std::vector<storage::ReviewCandidate> candidates;
  std::vector<analysis::SampledAccount> drawn;
};

Draw draw_from(storage::ReviewStore& store, const AnalysisRun& run, const LabelCommand& command) {
  Draw draw{store.candidates(run.id), {}};
  if (draw.candidates.empty()) {
    throw RunFailure(fmt::format(
        "run {} ranks no account: there is nobody to draw. Collect or import more posts first.",
        run.id.value));
  }
  std::vector<analysis::SampleCandidate> candidates;
  for (const storage::ReviewCandidate& one : draw.candidates) {
    candidates.push_back({{one.platform, one.native_id}, one.likelihood, one.grade});
  }
  draw.drawn =
      analysis::draw_review_sample(candidates, run.report_line, command.size, command.seed);
  return draw;
}

void store_draw(storage::ReviewStore& store, storage::ReviewQueue& queue, const Draw& draw) {
  queue.id = store.add_queue(queue);
  std::uint32_t position = 0;
  for (const analysis::SampledAccount& one : draw.drawn) {
    store.add_item(queue.id,
                   {.account = draw.candidates[one.candidate].account,
                    .platform = {},
                    .native_id = {},
                    .handle = {},
                    .position = ++position,
                    .stratum = one.stratum,
                    .at_line = one.at_line,
                    .inclusion = one.inclusion,
                    .verdicts = {}});
  }
}

void tell_draw(const storage::ReviewQueue& queue, const Draw& draw, Console& console) {
  const auto at_line = std::count_if(
      draw.drawn.begin(), draw.drawn.end(), [](const auto& one) { return one.at_line; });
  std::set<std::string> strata;
  for (const analysis::SampledAccount& one : draw.drawn) {
    strata.insert(one.stratum);
  }
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{{"queue", queue.name},
                                        {"run", queue.run.value},
                                        {"accounts", draw.drawn.size()},
                                        {"at_line", at_line},
                                        {"strata", strata.size()},
                                        {"population", queue.population},
                                        {"seed", queue.seed},
                                        {"coders", queue.coders}}
                     .dump(2));
    return;
  }
  console.say(
      fmt::format("Draw {}: {} of {} ranked accounts of run {}, from {} bands of likelihood "
                  "and data; {} of them at the line.",
                  queue.name,
                  with_thousands(draw.drawn.size()),
                  with_thousands(queue.population),
                  queue.run.value,
                  strata.size(),
                  at_line));
  if (static_cast<std::uint64_t>(at_line) < kLeastDecided) {
    console.warn(fmt::format(
        "a precision takes {} decided accounts at the line. Draw more (--size), or draw from later "
        "runs as well: draws at the same model and line count together.",
        kLeastDecided));
  }
  console.say(fmt::format("Readers: {}. Next: `vigie label next --coder {}`.",
                          fmt::join(queue.coders, ", "),
                          queue.coders.front()));
}

}  // namespace

void draw_queue(const LabelCommand& command, Console& console) {
  const std::vector<std::string> coders = two_readers(command.coders);
  storage::Database database = open_for_writing(command.common, false);
  const AnalysisRun run = require_run(command.run, database, "to draw from");
  storage::ReviewStore store{database};
  const Draw draw = draw_from(store, run, command);
  storage::Transaction transaction{database};
  storage::ReviewQueue queue{.id = 0,
                             .name = free_name(store, command.queue, run.window),
                             .run = run.id,
                             .model = run.model,
                             .prior = run.prior,
                             .report_line = run.report_line,
                             .window = run.window,
                             .seed = command.seed,
                             .population = draw.candidates.size(),
                             .drawn = wall_clock(),
                             .coders = coders};
  store_draw(store, queue, draw);
  transaction.commit();
  tell_draw(queue, draw, console);
}

}  // namespace vigie::app
