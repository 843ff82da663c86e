// The researcher's views as the file itself describes them.
#pragma once

#include <string>
#include <vector>

#include "storage/sqlite/database.h"

namespace vigie::storage {

struct DescribedColumn {
  std::string name;
  std::string description;  ///< From data_dictionary; empty when it has no row.
  std::string unit;
};

struct DescribedView {
  std::string name;
  std::string description;
  std::vector<DescribedColumn> columns;  ///< In the view's own order.
};

/// All views, by name. @throws StorageError.
[[nodiscard]] std::vector<DescribedView> read_views(Database& database);

}  // namespace vigie::storage
