// `vigie label export`: labels, and the draws that they belong to, as a CSV file.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/label_actions.h"
#include "app/label_columns.h"
#include "app/review_choice.h"
#include "app/whole_file.h"
#include "app/workspace.h"
#include "dashboards/csv_cell.h"
#include "storage/audit_store.h"
#include "storage/review_store.h"
#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::app {
namespace {

using LabelCells = std::array<std::string, kLabelColumnCount>;

std::string& cell_at(LabelCells& cells, LabelColumn column) {
  return cells[static_cast<std::size_t>(column)];
}

/// Rows that become a file, in order.
class LabelRows {
 public:
  explicit LabelRows(bool blind) : blind_(blind) {
    text_ = fmt::format("{}{}", fmt::join(kLabelColumnNames, ","), dashboards::kCsvEndOfRow);
  }

  void add(const LabelCells& cells) {
    text_ += fmt::format("{}{}", fmt::join(cells, ","), dashboards::kCsvEndOfRow);
    ++rows_;
  }

  /// An account of a draw as every row of it begins.
  [[nodiscard]] LabelCells begin(const storage::ReviewQueue& queue,
                                 const storage::ReviewItem& item) const {
    LabelCells cells;
    cell_at(cells, LabelColumn::kPlatform) = dashboards::csv_text_cell(item.platform);
    cell_at(cells, LabelColumn::kNativeId) = dashboards::csv_text_cell(item.native_id);
    cell_at(cells, LabelColumn::kQueue) = queue.name;
    cell_at(cells, LabelColumn::kPosition) = fmt::format("{}", item.position);
    if (!blind_) {
      cell_at(cells, LabelColumn::kModel) = dashboards::csv_text_cell(queue.model);
      cell_at(cells, LabelColumn::kPrior) = fmt::format("{}", queue.prior);
      cell_at(cells, LabelColumn::kReportLine) = fmt::format("{}", queue.report_line);
      cell_at(cells, LabelColumn::kWindowBegin) = to_iso8601(queue.window.begin);
      cell_at(cells, LabelColumn::kWindowEnd) = to_iso8601(queue.window.end);
      cell_at(cells, LabelColumn::kSeed) = fmt::format("{}", queue.seed);
      cell_at(cells, LabelColumn::kPopulation) = fmt::format("{}", queue.population);
      cell_at(cells, LabelColumn::kDrawn) = to_iso8601(queue.drawn);
      cell_at(cells, LabelColumn::kStratum) = dashboards::csv_text_cell(item.stratum);
      cell_at(cells, LabelColumn::kAtLine) = item.at_line ? "1" : "0";
      cell_at(cells, LabelColumn::kInclusion) = fmt::format("{}", item.inclusion);
    }
    return cells;
  }

  void add_verdict(LabelCells cells, const Verdict& verdict) {
    cell_at(cells, LabelColumn::kCoder) = verdict.coder;
    cell_at(cells, LabelColumn::kLabel) = label_name(verdict.label);
    cell_at(cells, LabelColumn::kBlind) = verdict.blind ? "1" : "0";
    cell_at(cells, LabelColumn::kAdjudicates) = verdict.adjudicates ? "1" : "0";
    cell_at(cells, LabelColumn::kDecided) = to_iso8601(verdict.decided);
    add(cells);
  }

  void add_queue(const storage::ReviewQueue& queue, const std::vector<storage::ReviewItem>& items) {
    for (const storage::ReviewItem& item : items) {
      const LabelCells cells = begin(queue, item);
      for (const std::string& coder : queue.coders) {
        if (verdict_of(item, coder) == nullptr) {
          LabelCells open = cells;
          cell_at(open, LabelColumn::kCoder) = coder;
          add(open);
        }
      }
      if (blind_) {
        continue;  // what others said is not for who has yet to read
      }
      for (const Verdict& verdict : item.verdicts) {
        add_verdict(cells, verdict);
      }
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  [[nodiscard]] std::size_t rows() const { return rows_; }

 private:
  bool blind_;
  std::string text_;
  std::size_t rows_ = 0;
};

constexpr std::string_view kLabelledAccount =
    "SELECT p.name, a.native_id FROM account a JOIN platform p USING (platform_id) "
    "WHERE a.account_id = ?1";

void add_loose(storage::Database& database, LabelRows& rows) {
  storage::Statement row{database, kLabelledAccount};
  for (const auto& [account, verdict] : storage::ReviewStore{database}.loose_verdicts()) {
    if (!row.query(account.value).step()) {
      continue;
    }
    LabelCells cells;
    cell_at(cells, LabelColumn::kPlatform) = dashboards::csv_text_cell(row.text(0));
    cell_at(cells, LabelColumn::kNativeId) = dashboards::csv_text_cell(row.text(1));
    rows.add_verdict(std::move(cells), verdict);
  }
}

}  // namespace

void export_labels(const LabelCommand& command, Console& console) {
  storage::Database database = open_for_writing(command.common, false);
  storage::ReviewStore store{database};
  LabelRows rows{command.blind};
  if (!command.queue.empty()) {
    const storage::ReviewQueue queue = choose_queue(store, command.queue);
    rows.add_queue(queue, store.items(queue.id));
  } else {
    for (const storage::ReviewQueue& queue : store.queues()) {
      rows.add_queue(queue, store.items(queue.id));
    }
    add_loose(database, rows);
  }
  storage::Transaction transaction{database};
  storage::write_audit(database,
                       {.time = wall_clock(),
                        .action = "export",
                        .subject = "labels",
                        .detail = fmt::format("rows {}; blind {}", rows.rows(), command.blind)});
  write_whole_file(command.file, rows.text());
  transaction.commit();
  if (console.json_mode()) {
    console.json(
        nlohmann::ordered_json{{"file", command.file.string()}, {"rows", rows.rows()}}.dump(2));
    return;
  }
  console.say(fmt::format("{} in {}. {}",
                          counted(rows.rows(), "row"),
                          command.file.string(),
                          command.blind ? "It tells nothing of the scores."
                                        : "It tells who is at the line: keep it from readers who "
                                          "have not finished."));
}

}  // namespace vigie::app
