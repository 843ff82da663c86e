// What one version of a source list changes against another.
#pragma once

#include <string>
#include <vector>

#include "storage/model/source_list.h"

namespace vigie::config {

/// One field of an entry that differs.
struct FieldChange {
  std::string field;  ///< Column of the list file, e.g. `tier`.
  std::string before;
  std::string after;
};

/// An entry that both versions have, not the same in both.
struct EntryChange {
  SourceEntry before;
  SourceEntry after;
  std::vector<FieldChange> fields;  ///< In the order of the columns.
};

/// Entries by tier (of the new version where there is one), then match, pattern and platform.
struct ListDiff {
  std::vector<SourceEntry> added;
  std::vector<SourceEntry> removed;
  std::vector<EntryChange> changed;

  [[nodiscard]] bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};

/// Entries are the same when match, pattern and platform are; of doubles in one list the first
/// counts. Independent of the order of entries. O(n log n).
[[nodiscard]] ListDiff diff_lists(const SourceList& before, const SourceList& after);

}  // namespace vigie::config
