// Groups of a run, read back for reports and for the analyst's commands.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/model/ids.h"
#include "storage/model/report_groups.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct GroupQuery {
  std::uint32_t max_groups = 50;
  std::uint32_t max_objects = 10;  ///< Per group.
  std::uint32_t max_meetings = 4;  ///< Per group.
  std::uint32_t only_group = 0;    ///< One group by its number; 0: all.
  NamingRules naming{};
};

/// What a run looked at; nothing when it did not look: it is older than the test, or it was
/// switched off. @throws StorageError.
[[nodiscard]] std::optional<CoordinationTotals> read_coordination_totals(Database& database,
                                                                         RunId run);

/// Reads over a connection of any mode. A run that did not look, or had nothing to look at, gives
/// `tested` false. Posts that were erased since are left out. @throws StorageError.
[[nodiscard]] ReportCoordination read_groups(Database& database,
                                             RunId run,
                                             const GroupQuery& query = {});

}  // namespace vigie::storage
