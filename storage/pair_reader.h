// Two accounts side by side: the tested pair of a run, or what they have in common anyway.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/model/ids.h"
#include "storage/model/report_pair.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct PairQuery {
  std::optional<RunId> run;            ///< A finished run; none: there is none.
  std::uint32_t max_meetings = 20;     ///< Posts side by side of a tested pair.
  std::uint32_t max_common = 12;       ///< Objects that both shared.
  std::uint32_t max_shares = 200'000;  ///< Of each account that are compared, the latest.
  NamingRules naming{};
};

/// Reads one snapshot over a connection of any mode. `common` is filled only for a pair that is not
/// linked; mentions and, of reposts, all but the reposted post are left out of it, as in the test.
/// Erased posts are never shown. Cost: the posts of both accounts in the window.
/// @throws StorageError  No such account or run.
[[nodiscard]] ReportPair read_pair(Database& database,
                                   AccountId account_a,
                                   AccountId account_b,
                                   const PairQuery& query);

}  // namespace vigie::storage
