// Lookalikes of a run: where names that resemble a protected one were met, and what a run keeps of
// it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/function_ref.h"
#include "storage/model/finding.h"
#include "storage/model/lookalike.h"
#include "storage/model/report.h"
#include "storage/model/time.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// An account of a run, with the names that it shows. Views: valid only during the call.
struct NamedAccount {
  AccountId account;
  AccountClass account_class = AccountClass::kOrdinary;
  std::string_view platform;
  std::string_view native_id;
  std::string_view handle;
  std::string_view display_name;
};

/// Works over a connection that must outlive it. @throws StorageError.
class LookalikeStore {
 public:
  explicit LookalikeStore(Database& database);

  /// Accounts with a score in `run`, by platform and native id; without those that opted out.
  void read_accounts(RunId run, FunctionRef<void(const NamedAccount&)> fn);

  /// Use of several groups of domains at once, e.g. all hosts below one registrable domain.
  ///
  /// @param group_of  Group of each domain, 0..groups - 1.
  /// @param most      Posts kept as evidence.
  /// @return          One per group; `posts` is 0 when the window has none.
  ///
  /// Reads every object once and the shares of those that count: the cost follows the use of the
  /// groups, not the window.
  [[nodiscard]] std::vector<LookalikeUse> use_of_domains(
      const std::unordered_map<std::int64_t, std::uint32_t>& group_of,
      std::size_t groups,
      TimeWindow window,
      std::uint32_t most);

  /// Posts of one account, erased ones left out.
  [[nodiscard]] LookalikeUse use_of_account(AccountId account,
                                            TimeWindow window,
                                            std::uint32_t most);

  /// In one transaction; once per run, before it is published.
  void write(RunId run, const Lookalikes& lookalikes);

  /// What a report shows, domains first, each by falling posts, then subject and protected name.
  /// Rows of accounts that opted out since are left out.
  void read(RunId run, const NamingRules& naming, ReportData& data);

 private:
  Database& database_;
};

}  // namespace vigie::storage
