// `vigie label agreement`: whether readers mean the same by a label, and where they do not.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/label_actions.h"
#include "app/measured_output.h"
#include "app/review_choice.h"
#include "app/review_figures.h"
#include "app/workspace.h"
#include "dashboards/html_escape.h"
#include "storage/review_store.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

/// Labelled by two readers or more, who do not all say the same.
bool is_disputed(const storage::ReviewItem& item) {
  std::vector<VerdictLabel> labels;
  for (const Verdict& verdict : item.verdicts) {
    if (!verdict.adjudicates) {
      labels.push_back(verdict.label);
    }
  }
  return std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to{}) != labels.end();
}

std::string settled_as(const storage::ReviewItem& item) {
  const auto decision = storage::decide(item.verdicts);
  return decision ? std::string{label_name(decision->label)} : std::string{};
}

ordered_json disputed_json(const storage::ReviewItem& item) {
  ordered_json labels = ordered_json::object();
  for (const Verdict& verdict : item.verdicts) {
    if (!verdict.adjudicates) {
      labels[verdict.coder] = label_name(verdict.label);
    }
  }
  const std::string settled = settled_as(item);
  return {{"platform", item.platform},
          {"native_id", item.native_id},
          {"handle", item.handle},
          {"labels", labels},
          {"settled", settled.empty() ? ordered_json(nullptr) : ordered_json(settled)}};
}

void print_agreement_json(const storage::ReviewQueue& queue,
                          const QueueAgreement& agreement,
                          const std::vector<storage::ReviewItem>& disputed,
                          Console& console) {
  ordered_json rows = ordered_json::array();
  for (const storage::ReviewItem& item : disputed) {
    rows.push_back(disputed_json(item));
  }
  const ordered_json document{{"queue", queue.name},
                              {"coders", queue.coders},
                              {"five_labels", agreement_json(agreement.labels)},
                              {"positive_or_negative", agreement_json(agreement.use)},
                              {"disagreements", rows}};
  console.json(document.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

void say_agreement(const storage::ReviewQueue& queue,
                   const QueueAgreement& agreement,
                   const std::vector<storage::ReviewItem>& disputed,
                   Console& console) {
  console.say(
      fmt::format("Draw {}: {} with two blind labels or more, {} unanimous.\n"
                  "Krippendorff's alpha: {} on the five labels, {} on positive or negative\n"
                  "(1: complete, 0: as by chance; 95 % interval in brackets).",
                  queue.name,
                  counted(agreement.labels.units, "account"),
                  agreement.labels.unanimous,
                  alpha_text(agreement.labels),
                  alpha_text(agreement.use)));
  Table table{{"account", "labels", "settled as"}};
  for (const storage::ReviewItem& item : disputed) {
    std::vector<std::string> labels;
    for (const Verdict& verdict : item.verdicts) {
      if (!verdict.adjudicates) {
        labels.push_back(fmt::format("{} {}", verdict.coder, label_name(verdict.label)));
      }
    }
    table.add({dashboards::visible_text(item.platform + ":" + item.handle),
               fmt::format("{}", fmt::join(labels, ", ")),
               settled_as(item)});
  }
  if (!disputed.empty()) {
    console.say(table.render());
    console.say(
        "Talk them over, then settle each: `vigie label set ACCOUNT LABEL --coder NAME "
        "--adjudicate`.");
  }
}

}  // namespace

void show_agreement(const LabelCommand& command, Console& console) {
  storage::Database database = open_for_reading(command.common);
  storage::ReviewStore store{database};
  const storage::ReviewQueue queue = choose_queue(store, command.queue);
  std::vector<storage::ReviewItem> items = store.items(queue.id);
  const QueueAgreement agreement = measure_queue(items);
  std::erase_if(items, [](const storage::ReviewItem& item) { return !is_disputed(item); });
  if (console.json_mode()) {
    print_agreement_json(queue, agreement, items, console);
  } else {
    say_agreement(queue, agreement, items, console);
  }
  database.check_unchanged();
}

}  // namespace vigie::app
