// The accounts of a report: scores, contributions, the posts behind them, and when they posted.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/report.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Accounts that are not named have a pseudonym and no display name (withheld_names.h).
struct AccountQuery {
  std::uint32_t max_accounts = 0;
  std::uint32_t max_posts = 0;  ///< Shown with each.
  NamingRules naming{};
};

/// Ranked accounts of a run, by rank.
[[nodiscard]] std::vector<ReportAccount> read_ranked_accounts(Database& database,
                                                              RunId run,
                                                              const AccountQuery& query);

/// Declared media, institutions and bots of a run, by class, then by falling number of posts.
[[nodiscard]] std::vector<ReportAccount> read_declared_accounts(Database& database,
                                                                RunId run,
                                                                const AccountQuery& query);

/// One account of the run, ranked or not, by its own name: for who asks what is held of it. Nothing
/// when the run has no score of it.
[[nodiscard]] std::optional<ReportAccount> read_one_account(Database& database,
                                                            RunId run,
                                                            AccountId account);

}  // namespace vigie::storage
