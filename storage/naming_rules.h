// Whom a reading may name: what readers of reports ask for beside the run.
//
// PLATFORMS.md section 3: published reports name no account with fewer followers than
// `min_followers_to_name`. What the team itself has declared to be public (its outlets,
// institutions, bots and known coordinators) is named whatever its size.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "storage/model/ids.h"
#include "storage/options.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Nobody but who asked not to be shown is withheld, unless something is set here.
struct NamingRules {
  std::uint32_t min_followers = 0;         ///< To be named; 0: any number will do.
  std::vector<AccountId> public_accounts;  ///< Named whatever their size; sorted.
  std::optional<RunId> run;  ///< What it shows apart as media or institutions is public too.
};

/// The team's options for one run of this database. Names that no account bears are left out.
///
/// Cost: two look-ups by index for each name; none when the options name accounts of any size.
/// @throws StorageError.
[[nodiscard]] NamingRules resolve_naming(Database& database,
                                         const NamingOptions& options,
                                         std::optional<RunId> run);

}  // namespace vigie::storage
