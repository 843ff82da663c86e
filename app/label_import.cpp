// `vigie label import`: labels from a CSV file, into the draws that they belong to.
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "app/failure.h"
#include "app/label_actions.h"
#include "app/label_rows.h"
#include "app/review_choice.h"
#include "app/workspace.h"
#include "dashboards/html_escape.h"
#include "storage/review_store.h"
#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::app {
namespace {

/// Why a row is not taken: stable words.
using Refusal = std::string_view;

constexpr Refusal kNotStored = "account: not stored";
constexpr std::string_view kAccountByKey =
    "SELECT a.account_id FROM account a JOIN platform p USING (platform_id) "
    "WHERE p.name = ?1 AND a.native_id = ?2 AND a.opt_out & 10 = 0";

/// As `label set`: what two readers have labelled stays, and only then is it settled by a third.
Refusal refusal_of(const std::vector<Verdict>& known, const Verdict& verdict) {
  std::set<std::string_view> readers;
  for (const Verdict& one : known) {
    if (!one.adjudicates) {
      readers.insert(one.coder);
    }
  }
  const bool is_labelled = readers.size() >= 2;
  if (verdict.adjudicates) {
    return is_labelled ? Refusal{} : Refusal{"adjudicates: two readers have not both labelled it"};
  }
  return is_labelled && readers.contains(verdict.coder)
             ? Refusal{"label: two readers have labelled it, theirs stay"}
             : Refusal{};
}

enum class Taken : std::uint8_t { kStored, kKnown, kNoLabel };

std::optional<double> number_in(const std::string& cell) {
  double number = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  const bool is_whole = error == std::errc{} && end == cell.data() + cell.size();
  return is_whole && std::isfinite(number) ? std::optional{number} : std::nullopt;
}

std::optional<std::uint64_t> count_in(const std::string& cell) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return error == std::errc{} && end == cell.data() + cell.size() ? std::optional{number}
                                                                  : std::nullopt;
}

/// The draw that a row describes; nothing when it does not do so whole.
std::optional<storage::ReviewQueue> queue_in(const LabelRow& row) {
  const auto prior = number_in(row.at(LabelColumn::kPrior));
  const auto line = number_in(row.at(LabelColumn::kReportLine));
  const auto begin = parse_iso8601(row.at(LabelColumn::kWindowBegin));
  const auto end = parse_iso8601(row.at(LabelColumn::kWindowEnd));
  const auto seed = count_in(row.at(LabelColumn::kSeed));
  const auto population = count_in(row.at(LabelColumn::kPopulation));
  const auto drawn = parse_iso8601(row.at(LabelColumn::kDrawn));
  const auto is_chance = [](const std::optional<double>& p) { return p && *p > 0.0 && *p < 1.0; };
  if (!is_chance(prior) || !is_chance(line) || !begin || !end || !seed || !population || !drawn) {
    return std::nullopt;
  }
  storage::ReviewQueue queue;
  queue.name = row.at(LabelColumn::kQueue);
  queue.model = row.at(LabelColumn::kModel);
  queue.prior = *prior;
  queue.report_line = *line;
  queue.window = {*begin, *end};
  queue.seed = *seed;
  queue.population = *population;
  queue.drawn = *drawn;
  return queue;
}

std::optional<storage::ReviewItem> item_in(const LabelRow& row, AccountId account) {
  const auto position = count_in(row.at(LabelColumn::kPosition));
  const auto inclusion = number_in(row.at(LabelColumn::kInclusion));
  const std::string& at_line = row.at(LabelColumn::kAtLine);
  // A smaller chance would let one row decide what is measured.
  constexpr double kLeastInclusion = 1e-7;
  if (!position || *position > std::numeric_limits<std::uint32_t>::max() || !inclusion ||
      *inclusion < kLeastInclusion || *inclusion > 1.0 || (at_line != "0" && at_line != "1")) {
    return std::nullopt;
  }
  storage::ReviewItem item;
  item.account = account;
  item.position = static_cast<std::uint32_t>(*position);
  item.stratum = row.at(LabelColumn::kStratum);
  item.at_line = at_line == "1";
  item.inclusion = *inclusion;
  return item;
}

/// `0`, `1`, or empty for `otherwise`.
std::optional<bool> flag_in(const std::string& cell, bool otherwise) {
  if (cell.empty()) {
    return otherwise;
  }
  return cell == "0" || cell == "1" ? std::optional{cell == "1"} : std::nullopt;
}

class LabelImporter {
 public:
  LabelImporter(storage::Database& database, UtcTime now)
      : store_(database), find_account_(database, kAccountByKey), now_(now) {
    for (storage::ReviewQueue& queue : store_.queues()) {
      Draw draw{queue, {}};
      for (storage::ReviewItem& item : store_.items(queue.id)) {
        draw.items.emplace(item.account.value, std::move(item.verdicts));
      }
      draws_.emplace(queue.name, std::move(draw));
    }
    for (auto& [account, verdict] : store_.loose_verdicts()) {
      loose_[account.value].push_back(std::move(verdict));
    }
  }

  [[nodiscard]] tl::expected<Taken, Refusal> take(const LabelRow& row) {
    if (!row.refused.empty()) {
      return tl::unexpected{Refusal{row.refused}};
    }
    const std::string& coder = row.at(LabelColumn::kCoder);
    const auto label = find_label(row.at(LabelColumn::kLabel));
    if (!label && !row.at(LabelColumn::kLabel).empty()) {
      return tl::unexpected{Refusal{"label: unknown"}};
    }
    if (!is_pseudonym(coder)) {
      return tl::unexpected{Refusal{"coder: no pseudonym"}};
    }
    const auto account = find(row);
    if (!account) {
      return tl::unexpected{kNotStored};
    }
    Draw* draw = nullptr;
    if (!row.at(LabelColumn::kQueue).empty()) {
      const auto found = draw_of(row, *account);
      if (!found) {
        return tl::unexpected{found.error()};
      }
      draw = *found;
      store_.add_coder(draw->queue.id, coder);
    }
    return label ? keep(row, *account, draw, *label) : Taken::kNoLabel;
  }

 private:
  struct Draw {
    storage::ReviewQueue queue;
    std::map<std::int64_t, std::vector<Verdict>> items;  ///< By account.
  };

  [[nodiscard]] std::optional<AccountId> find(const LabelRow& row) {
    find_account_.query(std::string_view{row.at(LabelColumn::kPlatform)},
                        std::string_view{row.at(LabelColumn::kNativeId)});
    return find_account_.step() ? std::optional{AccountId{find_account_.integer(0)}} : std::nullopt;
  }

  /// The draw of a row, made if the row describes it, and the account put into it likewise: a draw
  /// of this file's own runs takes in nobody.
  [[nodiscard]] tl::expected<Draw*, Refusal> draw_of(const LabelRow& row, AccountId account) {
    const std::string& name = row.at(LabelColumn::kQueue);
    auto known = draws_.find(name);
    if (known == draws_.end()) {
      auto queue = is_pseudonym(name) ? queue_in(row) : std::nullopt;
      if (!queue || !item_in(row, account)) {
        return tl::unexpected{Refusal{"queue: unknown and not described"}};
      }
      queue->id = store_.add_queue(*queue);
      known = draws_.emplace(name, Draw{std::move(*queue), {}}).first;
    }
    Draw& draw = known->second;
    if (!draw.items.contains(account.value)) {
      const auto item = item_in(row, account);
      if (draw.queue.run || !item) {
        return tl::unexpected{Refusal{"account: not in the draw"}};
      }
      store_.add_item(draw.queue.id, *item);
      draw.items[account.value];
    }
    return &draw;
  }

  [[nodiscard]] tl::expected<Taken, Refusal> keep(const LabelRow& row,
                                                  AccountId account,
                                                  Draw* draw,
                                                  VerdictLabel label) {
    const std::string& written = row.at(LabelColumn::kDecided);
    const auto decided = written.empty() ? std::optional{now_} : parse_iso8601(written);
    const auto blind = flag_in(row.at(LabelColumn::kBlind), draw != nullptr);
    const auto adjudicates = flag_in(row.at(LabelColumn::kAdjudicates), false);
    if (!decided || !blind || !adjudicates) {
      return tl::unexpected{!decided ? Refusal{"decided: no time"}
                                     : Refusal{"blind or adjudicates: neither 0 nor 1"}};
    }
    const Verdict verdict{row.at(LabelColumn::kCoder), label, *blind, *adjudicates, *decided};
    std::vector<Verdict>& known =
        draw != nullptr ? draw->items[account.value] : loose_[account.value];
    for (Verdict& one : known) {
      const bool same_place = one.adjudicates == verdict.adjudicates &&
                              (one.coder == verdict.coder || (draw && one.adjudicates));
      const bool same_label = one.label == label && (written.empty() || draw != nullptr ||
                                                     one.decided == verdict.decided);
      if (same_place && (same_label || (draw != nullptr && one.decided >= verdict.decided))) {
        return Taken::kKnown;
      }
    }
    if (draw != nullptr) {
      if (const Refusal refusal = refusal_of(known, verdict); !refusal.empty()) {
        return tl::unexpected{refusal};
      }
      std::erase_if(known, [&](const Verdict& one) {
        return one.adjudicates == verdict.adjudicates &&
               (one.adjudicates || one.coder == verdict.coder);
      });
    }
    known.push_back(verdict);
    store_.set_verdict(account,
                       verdict,
                       draw != nullptr ? draw->queue.id : 0,
                       draw != nullptr ? draw->queue.run : RunId{});
    return Taken::kStored;
  }

  storage::ReviewStore store_;
  storage::Statement find_account_;
  UtcTime now_;
  std::map<std::string, Draw> draws_;
  std::map<std::int64_t, std::vector<Verdict>> loose_;
};

/// A row about an account that is not stored may be about one that was erased: its number in the
/// file is kept, and nothing else.
Reject refused_row(const LabelRow& row, Refusal reason) {
  const bool names_stranger = reason == kNotStored;
  return {.line = row.line,
          .byte_offset = row.byte_offset,
          .reason = std::string{reason},
          .detail = names_stranger ? std::string{} : row.at(LabelColumn::kLabel).substr(0, 80),
          .bytes = names_stranger ? std::string{} : row.bytes};
}

void tell_import(const storage::VerdictImport& read, Console& console) {
  std::map<std::string, std::size_t> reasons;
  for (const Reject& reject : read.rejects) {
    ++reasons[reject.reason];
  }
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{
        {"file", read.source},
        {"rows", read.records},
        {"stored", read.stored},
        {"known", read.duplicates},
        {"without_label", read.ignored},
        {"refused", read.rejects.size()},
        {"reasons",
         reasons}}.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  console.say(fmt::format("{}: {} stored, {} known, {} without a label, {} refused.",
                          counted(read.records, "row"),
                          counted(read.stored, "label"),
                          read.duplicates,
                          read.ignored,
                          read.rejects.size()));
  for (const auto& [reason, count] : reasons) {
    console.say(fmt::format("  {:>6}  {}", count, dashboards::visible_text(reason)));
  }
  console.say("Next: `vigie label status`.");
}

}  // namespace

void import_labels(const LabelCommand& command, Console& console) {
  storage::Database database = open_for_writing(command.common, false);
  storage::VerdictImport read;
  read.source = command.file.filename().string();
  read.started = wall_clock();
  storage::Transaction transaction{database};
  LabelImporter importer{database, read.started};
  read_label_rows(command.file, [&](const LabelRow& row) {
    ++read.records;
    const auto taken = importer.take(row);
    if (!taken) {
      read.rejects.push_back(refused_row(row, taken.error()));
      return;
    }
    ++(*taken == Taken::kStored  ? read.stored
       : *taken == Taken::kKnown ? read.duplicates
                                 : read.ignored);
  });
  std::error_code unknown;
  const auto bytes = std::filesystem::file_size(command.file, unknown);
  read.bytes = unknown ? 0 : bytes;
  storage::ReviewStore{database}.record_import(read);
  transaction.commit();
  tell_import(read, console);
  if (!read.rejects.empty() && read.rejects.size() == read.records) {
    throw RunFailure(
        fmt::format("every row of {} was refused. `vigie status` shows an example of each reason.",
                    read.source));
  }
}

}  // namespace vigie::app
