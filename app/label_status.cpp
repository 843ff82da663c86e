// `vigie label status`: how far each reader is, and what the labels give so far.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/label_actions.h"
#include "app/measured_output.h"
#include "app/review_choice.h"
#include "app/review_figures.h"
#include "app/workspace.h"
#include "storage/review_store.h"

namespace vigie::app {
namespace {

/// One draw, counted.
struct DrawProgress {
  storage::ReviewQueue queue;
  std::size_t accounts = 0;
  std::vector<std::size_t> labelled;  ///< By coder, in the queue's order.
  std::size_t by_two = 0;             ///< Labelled by two readers or more.
  std::size_t agreed = 0;             ///< Decided without an adjudication.
  std::size_t adjudicated = 0;
  QueueAgreement agreement;
  MeasuredPrecision measured;

  [[nodiscard]] std::size_t open() const { return by_two - std::min(by_two, agreed + adjudicated); }
};

DrawProgress count_draw(storage::Database& database, storage::ReviewQueue queue) {
  DrawProgress progress;
  const std::vector<storage::ReviewItem> items = storage::ReviewStore{database}.items(queue.id);
  progress.accounts = items.size();
  for (const std::string& coder : queue.coders) {
    progress.labelled.push_back(static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [&](const storage::ReviewItem& item) {
          return verdict_of(item, coder) != nullptr;
        })));
  }
  for (const storage::ReviewItem& item : items) {
    progress.by_two += readers_of(item) >= 2 ? 1U : 0U;
    if (const auto decision = storage::decide(item.verdicts)) {
      ++(decision->adjudicated ? progress.adjudicated : progress.agreed);
    }
  }
  progress.agreement = measure_queue(items);
  progress.measured = measure_like(database, queue);
  progress.queue = std::move(queue);
  return progress;
}

nlohmann::ordered_json draw_progress_json(const DrawProgress& progress) {
  nlohmann::ordered_json coders = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < progress.labelled.size(); ++i) {
    coders[progress.queue.coders[i]] = progress.labelled[i];
  }
  return {{"queue", progress.queue.name},
          {"drawn", to_iso8601(progress.queue.drawn)},
          {"run", progress.queue.run.value},
          {"model", progress.queue.model},
          {"prior", progress.queue.prior},
          {"report_line", progress.queue.report_line},
          {"population", progress.queue.population},
          {"accounts", progress.accounts},
          {"labelled", coders},
          {"labelled_by_two", progress.by_two},
          {"agreed", progress.agreed},
          {"adjudicated", progress.adjudicated},
          {"to_settle", progress.open()},
          {"agreement", agreement_json(progress.agreement.labels)},
          {"measured", measured_json(progress.measured)}};
}

void say_progress(const std::vector<DrawProgress>& draws, Console& console) {
  Table table{{"draw",
               "model",
               "accounts",
               "labelled by",
               "by two",
               "agreed",
               "settled",
               "to settle",
               "alpha"}};
  for (const DrawProgress& draw : draws) {
    std::vector<std::string> readers;
    for (std::size_t i = 0; i < draw.labelled.size(); ++i) {
      readers.push_back(fmt::format("{} {}", draw.queue.coders[i], draw.labelled[i]));
    }
    table.add({draw.queue.name,
               draw.queue.model,
               std::to_string(draw.accounts),
               fmt::format("{}", fmt::join(readers, ", ")),
               std::to_string(draw.by_two),
               std::to_string(draw.agreed),
               std::to_string(draw.adjudicated),
               std::to_string(draw.open()),
               alpha_text(draw.agreement.labels)});
  }
  console.say(table.render());
  const DrawProgress& newest = draws.back();
  console.say(fmt::format(
      "At the line of model {}: {}", newest.queue.model, measured_text(newest.measured)));
}

}  // namespace

void show_label_status(const LabelCommand& command, Console& console) {
  storage::Database database = open_for_reading(command.common);
  storage::ReviewStore store{database};
  if (!console.json_mode()) {
    static_cast<void>(choose_queue(store, {}));  // says what to do when there is none
  }
  std::vector<DrawProgress> draws;
  for (storage::ReviewQueue& queue : store.queues()) {
    draws.push_back(count_draw(database, std::move(queue)));
  }
  if (console.json_mode()) {
    nlohmann::ordered_json document = nlohmann::ordered_json::array();
    for (const DrawProgress& draw : draws) {
      document.push_back(draw_progress_json(draw));
    }
    console.json(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  } else {
    say_progress(draws, console);
  }
  database.check_unchanged();
}

}  // namespace vigie::app
