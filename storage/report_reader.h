// Fills ReportData for one run. Reads only; computes counts, never a score.
#pragma once

#include <cstdint>

#include "storage/model/ids.h"
#include "storage/model/report.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct ReportQuery {
  std::uint32_t max_accounts = 100;          ///< Ranked accounts; the same limit for declared ones.
  std::uint32_t max_posts_per_account = 12;  ///< Evidence posts shown.
  NamingRules naming{};
};

/// @param database  Any mode; read-only is enough. Read as one snapshot.
/// @throws StorageError  There is no such run, or it is not published.
///
/// Cost: proportional to the accounts shown and their posts in their windows, not to the database.
/// Posts that were erased since the run are not shown.
[[nodiscard]] ReportData read_report(Database& database, RunId run, const ReportQuery& query);

}  // namespace vigie::storage
