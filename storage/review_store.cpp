#include "storage/review_store.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kCandidates =
    "SELECT s.account_id, p.name, a.native_id, s.likelihood, s.grade FROM account_score s "
    "JOIN account a ON a.account_id = s.account_id JOIN platform p USING (platform_id) "
    "WHERE s.run_id = ?1 AND s.rank > 0 AND s.likelihood IS NOT NULL AND a.opt_out & 10 = 0 "
    "ORDER BY p.name, a.native_id";
constexpr std::string_view kQueues =
    "SELECT queue_id, name, coalesce(run_id, 0), model, prior, report_line, window_begin_ms, "
    "window_end_ms, seed, population, drawn_ms FROM review_queue ORDER BY drawn_ms, name";
constexpr std::string_view kCoders =
    "SELECT coder FROM review_coder WHERE queue_id = ?1 ORDER BY coder";
constexpr std::string_view kAddQueue =
    "INSERT INTO review_queue (name, run_id, model, prior, report_line, window_begin_ms, "
    "window_end_ms, seed, population, drawn_ms) "
    "VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr std::string_view kAddCoder =
    "INSERT OR IGNORE INTO review_coder (queue_id, coder) VALUES (?1, ?2)";
constexpr std::string_view kAddItem =
    "INSERT OR IGNORE INTO review_item (queue_id, account_id, position, stratum, at_line, "
    "inclusion) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr std::string_view kItems =
    "SELECT i.account_id, p.name, a.native_id, coalesce(a.handle, a.native_id), i.position, "
    "i.stratum, i.at_line, i.inclusion FROM review_item i JOIN account a USING (account_id) "
    "JOIN platform p USING (platform_id) WHERE i.queue_id = ?1 AND a.opt_out & 10 = 0 "
    "ORDER BY i.position, p.name, a.native_id";
constexpr std::string_view kVerdicts =
    "SELECT account_id, reviewer, value, blind, adjudicates, decided_ms FROM verdict "
    "WHERE queue_id = ?1 ORDER BY account_id, adjudicates, reviewer";
constexpr std::string_view kForgetVerdict =
    "DELETE FROM verdict WHERE queue_id = ?1 AND account_id = ?2 AND adjudicates = ?3 "
    "AND (adjudicates = 1 OR reviewer = ?4)";
constexpr std::string_view kAddVerdict =
    "INSERT INTO verdict (account_id, run_id, value, blind, reviewer, decided_ms, queue_id, "
    "adjudicates) VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, nullif(?7, 0), ?8)";
constexpr std::string_view kAddNote =
    "INSERT INTO note (account_id, reviewer, text, written_ms) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kLooseVerdicts =
    "SELECT account_id, reviewer, value, blind, adjudicates, decided_ms FROM verdict "
    "JOIN account a USING (account_id) WHERE queue_id IS NULL AND a.opt_out & 10 = 0 "
    "ORDER BY account_id, decided_ms, reviewer, value";
constexpr std::string_view kAddReading =
    "INSERT INTO collection (method, source, format, source_bytes, source_hash, started_ms, "
    "finished_ms, records, stored, duplicates, rejected, ignored, complete, coverage_assumed) "
    "VALUES ('labels', ?1, 'verdicts', ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, 1, 0)";
constexpr std::string_view kAddRefused =
    "INSERT INTO reject (collection_id, byte_offset, line, reason, detail, bytes) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Columns reviewer, value, blind, adjudicates, decided_ms from `column` on. Nothing for a value
/// that this program does not know.
std::optional<Verdict> verdict_at(const Statement& row, int column) {
  const auto label = find_label(row.text(column + 1));
  if (!label) {
    return std::nullopt;
  }
  return Verdict{.coder = std::string{row.text(column)},
                 .label = *label,
                 .blind = row.integer(column + 2) != 0,
                 .adjudicates = row.integer(column + 3) != 0,
                 .decided = from_ms(row.integer(column + 4))};
}

/// Whether `a` says more than `b`: later, then blind, then the first label.
bool is_newer(const TeamDecision& a, const TeamDecision& b) {
  return std::tuple{b.decided, b.blind, a.label} < std::tuple{a.decided, a.blind, b.label};
}

}  // namespace

ReviewStore::ReviewStore(Database& database) : database_(database) {}

std::vector<ReviewCandidate> ReviewStore::candidates(RunId run) {
  std::vector<ReviewCandidate> found;
  Statement row{database_, kCandidates};
  row.query(run.value);
  while (row.step()) {
    found.push_back({.account = {row.integer(0)},
                     .platform = std::string{row.text(1)},
                     .native_id = std::string{row.text(2)},
                     .likelihood = row.real(3),
                     .grade = static_cast<Grade>(row.integer(4))});
  }
  return found;
}

std::vector<ReviewQueue> ReviewStore::queues() {
  std::vector<ReviewQueue> found;
  Statement coders{database_, kCoders};
  Statement row{database_, kQueues};
  while (row.step()) {
    ReviewQueue& queue = found.emplace_back();
    queue.id = row.integer(0);
    queue.name = row.text(1);
    queue.run = {row.integer(2)};
    queue.model = row.text(3);
    queue.prior = row.real(4);
    queue.report_line = row.real(5);
    queue.window = {from_ms(row.integer(6)), from_ms(row.integer(7))};
    queue.seed = static_cast<std::uint64_t>(row.integer(8));
    queue.population = count_at(row, 9);
    queue.drawn = from_ms(row.integer(10));
    coders.query(queue.id);
    while (coders.step()) {
      queue.coders.emplace_back(coders.text(0));
    }
  }
  return found;
}

std::optional<ReviewQueue> ReviewStore::find_queue(std::string_view name) {
  for (ReviewQueue& queue : queues()) {
    if (queue.name == name) {
      return std::move(queue);
    }
  }
  return std::nullopt;
}

std::int64_t ReviewStore::add_queue(const ReviewQueue& queue) {
  Statement add{database_, kAddQueue};
  add.run(std::string_view{queue.name},
          queue.run.value,
          std::string_view{queue.model},
          queue.prior,
          queue.report_line,
          to_ms(queue.window.begin),
          to_ms(queue.window.end),
          queue.seed,
          queue.population,
          to_ms(queue.drawn));
  const std::int64_t id = database_.last_insert_id();
  for (const std::string& coder : queue.coders) {
    add_coder(id, coder);
  }
  return id;
}

void ReviewStore::add_coder(std::int64_t queue, std::string_view coder) {
  Statement{database_, kAddCoder}.run(queue, coder);
}

void ReviewStore::add_item(std::int64_t queue, const ReviewItem& item) {
  Statement{database_, kAddItem}.run(queue,
                                     item.account.value,
                                     item.position,
                                     std::string_view{item.stratum},
                                     item.at_line ? 1 : 0,
                                     item.inclusion);
}

std::vector<ReviewItem> ReviewStore::items(std::int64_t queue) {
  std::map<std::int64_t, std::vector<Verdict>> verdicts;
  Statement said{database_, kVerdicts};
  said.query(queue);
  while (said.step()) {
    if (auto verdict = verdict_at(said, 1)) {
      verdicts[said.integer(0)].push_back(std::move(*verdict));
    }
  }
  std::vector<ReviewItem> found;
  Statement row{database_, kItems};
  row.query(queue);
  while (row.step()) {
    found.push_back({.account = {row.integer(0)},
                     .platform = std::string{row.text(1)},
                     .native_id = std::string{row.text(2)},
                     .handle = std::string{row.text(3)},
                     .position = number_at(row, 4),
                     .stratum = std::string{row.text(5)},
                     .at_line = row.integer(6) != 0,
                     .inclusion = row.real(7),
                     .verdicts = std::move(verdicts[row.integer(0)])});
  }
  return found;
}

void ReviewStore::set_verdict(AccountId account,
                              const Verdict& verdict,
                              std::int64_t queue,
                              RunId run) {
  const int adjudicates = verdict.adjudicates ? 1 : 0;
  const std::string_view coder = verdict.coder;
  if (queue != 0) {
    Statement{database_, kForgetVerdict}.run(queue, account.value, adjudicates, coder);
  }
  Statement{database_, kAddVerdict}.run(account.value,
                                        run.value,
                                        label_name(verdict.label),
                                        verdict.blind ? 1 : 0,
                                        coder,
                                        to_ms(verdict.decided),
                                        queue,
                                        adjudicates);
}

void ReviewStore::add_note(AccountId account,
                           std::string_view coder,
                           std::string_view text,
                           UtcTime when) {
  Statement{database_, kAddNote}.run(account.value, coder, text, to_ms(when));
}

std::vector<std::pair<AccountId, Verdict>> ReviewStore::loose_verdicts() {
  std::vector<std::pair<AccountId, Verdict>> found;
  Statement row{database_, kLooseVerdicts};
  while (row.step()) {
    if (auto verdict = verdict_at(row, 1)) {
      found.emplace_back(AccountId{row.integer(0)}, std::move(*verdict));
    }
  }
  return found;
}

void ReviewStore::record_import(const VerdictImport& read) {
  Statement{database_, kAddReading}.run(std::string_view{read.source},
                                        read.bytes,
                                        std::string_view{read.hash},
                                        to_ms(read.started),
                                        read.records,
                                        read.stored,
                                        read.duplicates,
                                        read.rejects.size(),
                                        read.ignored);
  const std::int64_t collection = database_.last_insert_id();
  Statement refuse{database_, kAddRefused};
  for (const Reject& reject : read.rejects) {
    refuse.bind(1, collection)
        .bind(2, reject.byte_offset)
        .bind(3, reject.line)
        .bind(4, std::string_view{reject.reason})
        .bind(5, std::string_view{reject.detail});
    if (reject.bytes.empty()) {
      refuse.bind(6, nullptr);
    } else {
      refuse.bind_blob(6, reject.bytes);
    }
    refuse.run_bound();
  }
}

std::optional<TeamDecision> decide(std::span<const Verdict> verdicts) {
  std::optional<TeamDecision> agreed;
  std::size_t readers = 0;
  bool agree = true;
  for (const Verdict& verdict : verdicts) {
    if (verdict.adjudicates) {
      return TeamDecision{verdict.label, verdict.decided, verdict.blind, true};
    }
    ++readers;
    if (!agreed) {
      agreed = TeamDecision{verdict.label, verdict.decided, verdict.blind, false};
      continue;
    }
    agree = agree && verdict.label == agreed->label;
    agreed->blind = agreed->blind && verdict.blind;
    agreed->decided = std::max(agreed->decided, verdict.decided);
  }
  return agree && readers >= 2 ? agreed : std::nullopt;
}

std::vector<std::pair<AccountId, TeamDecision>> newest_decisions(Database& database) {
  ReviewStore store{database};
  std::map<std::int64_t, TeamDecision> newest;
  const auto take = [&](AccountId account, const TeamDecision& decision) {
    const auto [known, added] = newest.emplace(account.value, decision);
    if (!added && is_newer(decision, known->second)) {
      known->second = decision;
    }
  };
  for (const auto& [account, verdict] : store.loose_verdicts()) {
    take(account, {verdict.label, verdict.decided, verdict.blind, verdict.adjudicates});
  }
  for (const ReviewQueue& queue : store.queues()) {
    for (const ReviewItem& item : store.items(queue.id)) {
      if (const auto decision = decide(item.verdicts)) {
        take(item.account, *decision);
      }
    }
  }
  std::vector<std::pair<AccountId, TeamDecision>> decisions;
  for (const auto& [account, decision] : newest) {
    decisions.emplace_back(AccountId{account}, decision);
  }
  return decisions;
}

}  // namespace vigie::storage
