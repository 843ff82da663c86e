// The accounts of a report: scores, contributions, the posts behind them, and when they posted.
#pragma once

#include <cstdint>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/report.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

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

}  // namespace vigie::storage
