// `vigie label set`: one label, for scripts and for what readers settled.
#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/label_actions.h"
#include "app/named_account.h"
#include "app/review_choice.h"
#include "app/workspace.h"
#include "dashboards/html_escape.h"
#include "storage/review_store.h"
#include "storage/run_store.h"
#include "storage/sqlite/transaction.h"

namespace vigie::app {
namespace {

struct PlaceInDraw {
  storage::ReviewQueue queue;
  storage::ReviewItem item;
};

/// In the draw that is named, or the newest that has the account.
std::optional<PlaceInDraw> find_place(storage::ReviewStore& store,
                                      const std::string& name,
                                      AccountId account) {
  std::vector<storage::ReviewQueue> queues = store.queues();
  if (!name.empty()) {
    queues = {choose_queue(store, name)};
  }
  std::reverse(queues.begin(), queues.end());
  for (storage::ReviewQueue& queue : queues) {
    for (storage::ReviewItem& item : store.items(queue.id)) {
      if (item.account == account) {
        return PlaceInDraw{std::move(queue), std::move(item)};
      }
    }
  }
  if (!name.empty()) {
    throw UsageFailure(fmt::format("the account is not in the draw {}.", name));
  }
  return std::nullopt;
}

void check_adjudication(const std::optional<PlaceInDraw>& place) {
  if (!place || readers_of(place->item) < 2) {
    throw UsageFailure(
        "--adjudicate settles what two readers of a draw have labelled; they have not both "
        "labelled this account. `vigie label agreement` lists what is open.");
  }
}

/// A label that both readers gave is not changed afterwards: agreement would flatter.
void check_not_settled(const PlaceInDraw& place, const std::string& coder) {
  check_reader(place.queue, coder);
  if (verdict_of(place.item, coder) != nullptr && readers_of(place.item) >= 2) {
    throw UsageFailure(fmt::format(
        "{} and another reader have both labelled this account: what is said now is no blind label "
        "any more. Settle it with --adjudicate.",
        coder));
  }
}

}  // namespace

void set_label(const LabelCommand& command, Console& console) {
  const std::string& coder = command.coders.front();
  storage::Database database = open_for_writing(command.common, false);
  const auto account = find_named_account(command.account, database);
  if (!account) {
    throw RunFailure(fmt::format("nothing is stored of {}. `vigie query` finds accounts.",
                                 dashboards::visible_text(command.account)));
  }
  storage::ReviewStore store{database};
  storage::Transaction transaction{database};
  const auto place = find_place(store, command.queue, account->id);
  if (command.adjudicate) {
    check_adjudication(place);
  } else if (place) {
    check_not_settled(*place, coder);
  }
  const Verdict verdict{.coder = coder,
                        .label = *find_label(command.label),
                        .blind = place.has_value() && !command.seen,
                        .adjudicates = command.adjudicate,
                        .decided = wall_clock()};
  const RunId run =
      place ? place->queue.run : storage::RunStore{database}.latest_run().value_or(RunId{});
  store.set_verdict(account->id, verdict, place ? place->queue.id : 0, run);
  if (!command.note.empty()) {
    store.add_note(account->id, coder, command.note, verdict.decided);
  }
  transaction.commit();
  const std::string queue = place ? place->queue.name : std::string{};
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{{"platform", account->platform},
                                        {"native_id", account->native_id},
                                        {"label", command.label},
                                        {"coder", coder},
                                        {"queue", queue},
                                        {"blind", verdict.blind},
                                        {"adjudicates", verdict.adjudicates}}
                     .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  console.say(fmt::format("{}: {}{}.",
                          dashboards::visible_text(account->handle),
                          command.label,
                          place ? fmt::format(" (draw {})", queue)
                                : std::string{", in no draw: the report shows it, no figure counts "
                                              "it"}));
}

}  // namespace vigie::app
