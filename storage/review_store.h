// Blind review: accounts drawn from a run, who reads them, and what they say.
//
// A draw keeps what its figures need (model, prior, line, chance of each account), for runs are
// forgotten before verdicts are. Accounts that opted out are in no answer.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/record.h"
#include "storage/model/time.h"
#include "storage/model/verdict.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct ReviewQueue {
  std::int64_t id = 0;  ///< Given by `add_queue`.
  std::string name;
  RunId run{};  ///< 0: of another file.
  std::string model;
  double prior = 0.0;
  double report_line = 0.5;
  TimeWindow window;
  std::uint64_t seed = 1;
  std::uint64_t population = 0;  ///< Ranked accounts that could be drawn.
  UtcTime drawn{};
  std::vector<std::string> coders;  ///< Sorted.
};

/// One account of a draw.
struct ReviewItem {
  AccountId account;
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
  std::uint32_t position = 0;
  std::string stratum;
  bool at_line = false;
  double inclusion = 1.0;         ///< In (0, 1].
  std::vector<Verdict> verdicts;  ///< By coder, an adjudication last.
};

/// A ranked account of a run, as a draw needs it.
struct ReviewCandidate {
  AccountId account;
  std::string platform;
  std::string native_id;
  double likelihood = 0.0;
  Grade grade = Grade::kC;
};

/// What came of reading verdicts from a file.
struct VerdictImport {
  std::string source;  ///< File name, no folder.
  std::uint64_t bytes = 0;
  std::string hash;
  UtcTime started{};
  std::uint64_t records = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t ignored = 0;  ///< Rows without a label.
  std::vector<Reject> rejects;
};

/// Over a connection that must outlive it; the caller holds the transaction. @throws StorageError.
class ReviewStore {
 public:
  explicit ReviewStore(Database& database);

  /// By platform and native id.
  [[nodiscard]] std::vector<ReviewCandidate> candidates(RunId run);

  /// Oldest first: by time of the draw, then name.
  [[nodiscard]] std::vector<ReviewQueue> queues();
  [[nodiscard]] std::optional<ReviewQueue> find_queue(std::string_view name);

  /// Adds a draw and its coders. @return  Its key. The name must be new.
  std::int64_t add_queue(const ReviewQueue& queue);
  void add_coder(std::int64_t queue, std::string_view coder);
  /// An account that is there already stays as it is.
  void add_item(std::int64_t queue, const ReviewItem& item);

  /// In the order of reading, verdicts included.
  [[nodiscard]] std::vector<ReviewItem> items(std::int64_t queue);

  /// Stores a verdict. In a draw it takes the place of the coder's earlier one on that account, or
  /// of the earlier adjudication. `queue` 0: in none, added to those that are there.
  void set_verdict(AccountId account, const Verdict& verdict, std::int64_t queue, RunId run);

  void add_note(AccountId account, std::string_view coder, std::string_view text, UtcTime when);

  /// Verdicts in no draw, by account, then time.
  [[nodiscard]] std::vector<std::pair<AccountId, Verdict>> loose_verdicts();

  /// Keeps a reading of verdicts with its refused rows, as other readings.
  void record_import(const VerdictImport& read);

 private:
  Database& database_;
};

/// What the verdicts on one account of a draw come to: the adjudication, or else what two readers
/// or more agree on. Nothing while neither is there.
[[nodiscard]] std::optional<TeamDecision> decide(std::span<const Verdict> verdicts);

/// The newest decision on each account over all draws and what was decided outside them, by
/// account; of equal times the blind one, then the first label. A lone reader of a draw decides
/// nothing.
[[nodiscard]] std::vector<std::pair<AccountId, TeamDecision>> newest_decisions(Database& database);

}  // namespace vigie::storage
