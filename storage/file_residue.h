// What an erasure may leave in a file although no row holds it any more.
//
// `secure_delete` overwrites a row where it lies. But when SQLite moves rows between the pages of a
// tree, it leaves the old bytes in the unallocated middle of a page, and does not find them again
// when the row is deleted (measured: 2 to 4 of 1,000 rows). Only a rebuilt file is free of them, so
// that an erasure looks through the bytes and has the file rebuilt when it finds something.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace vigie::storage {

/// Names and beginnings of texts that were erased, as bytes to look for.
class ErasedTraces {
 public:
  static constexpr std::size_t kTextBytes = 24;  ///< Shorter texts are everybody's.
  static constexpr std::size_t kNameBytes = 4;

  void add_name(std::string_view name);
  void add_text(std::string_view text);

  /// Others hold it too: finding it proves nothing.
  void forget_text(std::string_view text);
  void forget_names_in(std::string_view text);

  [[nodiscard]] bool empty() const { return names_.empty() && texts_.empty(); }

  /// True when `bytes` hold one of them. Cost: one pass, and one more for every name.
  [[nodiscard]] bool are_in(std::string_view bytes) const;

 private:
  std::vector<std::string> names_;
  std::unordered_set<std::uint64_t> texts_;  ///< Hashes of the first kTextBytes bytes.
};

/// True when the file, or its write-ahead log, holds a trace. No connection of this process may be
/// open: closing a file drops the locks that SQLite has on it. @throws StorageError  It cannot be
/// read.
[[nodiscard]] bool has_residue(const std::filesystem::path& database, const ErasedTraces& traces);

}  // namespace vigie::storage
