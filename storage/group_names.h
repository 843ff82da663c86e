// What a group and the texts it met on may be called in a report. Names were made when the group
// was found; since then, or all along, the account they come from may have asked not to be shown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/model/ids.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {

/// Reads over a connection of any mode; both arguments must outlive it. @throws StorageError.
class GroupNames {
 public:
  GroupNames(Database& database, WithheldNames& names);

  /// `stored` where it names nobody who is withheld; else the pseudonym of the author whose post or
  /// words the name is made of; `unnamed` where nobody can tell whose words they are.
  [[nodiscard]] std::string group(RunId run, std::int64_t group, std::string_view stored);

  /// A text of the cluster by an author who may be shown, the representative first; failing that
  /// the pseudonym of the author. Empty when all were erased.
  [[nodiscard]] std::string text(RunId run, std::int64_t cluster);

 private:
  WithheldNames& names_;
  Statement origin_;
  Statement texts_;
};

}  // namespace vigie::storage
