// The accounts of a report: scores, contributions, the posts behind them, and when they posted.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/report.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Accounts that asked not to be shown have a pseudonym and no display name (withheld_names.h).

/// Ranked accounts of a run, by rank; at most `max_accounts`, each with `max_posts` posts shown.
[[nodiscard]] std::vector<ReportAccount> read_ranked_accounts(Database& database,
                                                              RunId run,
                                                              std::uint32_t max_accounts,
                                                              std::uint32_t max_posts);

/// Declared media, institutions and bots of a run, by class, then by falling number of posts.
[[nodiscard]] std::vector<ReportAccount> read_declared_accounts(Database& database,
                                                                RunId run,
                                                                std::uint32_t max_accounts,
                                                                std::uint32_t max_posts);

/// One account of the run, ranked or not, by its own name: for who asks what is held of it. Nothing
/// when the run has no score of it.
[[nodiscard]] std::optional<ReportAccount> read_one_account(Database& database,
                                                            RunId run,
                                                            AccountId account);

}  // namespace vigie::storage
