// Versions of the source lists, as the runs used them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "storage/model/source_list.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Works over a connection that must outlive it. @throws StorageError.
class ListStore {
 public:
  explicit ListStore(Database& database);

  /// Keeps this version. The same name, version and content again changes nothing; the same version
  /// with other content is kept beside it, told apart by its hash.
  ///
  /// @return  Key of the list version.
  std::int64_t write(const SourceList& list);

  /// The newest version of every list: highest version, then last written; by name.
  [[nodiscard]] std::vector<SourceList> read_latest();

  /// Every version of one list, oldest first.
  [[nodiscard]] std::vector<SourceList> read_versions(std::string_view name);

 private:
  Database& database_;
};

}  // namespace vigie::storage
