// Protected names, indexed so that a million other names can be compared with all of them.
//
// No name is compared with every protected one. Equal spellings, equal skeletons and equal
// spellings after digits became letters are look-ups. Names at one or two edits share a spelling
// once as many letters are deleted from both (symmetric deletion), so they are look-ups too; what
// is found is then measured. Cost per name: a few look-ups, and about n^2 / 2 hashes of one
// addition each for a name of n letters when two edits are allowed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/model/lookalike.h"

namespace vigie::analysis {

/// From which length of the protected name on edits are looked for, in characters.
struct EditLimits {
  std::size_t one_edit = 6;
  std::size_t two_edits = 10;
};

/// One protected name that a text resembles.
struct NearName {
  std::uint32_t name = 0;  ///< Index into the names that the index was built from.
  LookalikeRule rule = LookalikeRule::kEdits;
  std::uint32_t distance = 0;
};

/// Immutable once built: any number of readers.
class NameIndex {
 public:
  /// @param names  Folded (`fold_accents`), without separators; a name twice is kept once for each.
  NameIndex(std::vector<std::string> names, EditLimits limits);

  /// Protected names that `text` resembles, each once with its strongest rule, in the order of the
  /// names: `kSameLabel` for an equal spelling, `kDigitSwap`, `kConfusable` or `kEdits`. `text` is
  /// folded as the names are. A common name is found by all but `kEdits`, which also leaves out
  /// texts that are a common name, and names that differ in their numbers only.
  [[nodiscard]] std::vector<NearName> find(std::string_view text) const;

  /// Names that are exactly `text`.
  [[nodiscard]] std::vector<std::uint32_t> find_exact(std::string_view text) const;

  /// Names of at least `least` characters, no common ones, that `text` begins with, where nothing
  /// but a publishing suffix follows (common_words.h).
  [[nodiscard]] std::vector<std::uint32_t> find_prefixes(std::string_view text,
                                                         std::size_t least) const;

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  [[nodiscard]] std::size_t length(std::uint32_t name) const { return letters_[name].size(); }

  [[nodiscard]] bool is_common(std::uint32_t name) const { return common_[name]; }

  [[nodiscard]] bool empty() const { return names_.empty(); }

 private:
  using Rows = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  [[nodiscard]] std::size_t most_edits(std::uint32_t name) const;
  void add_deletions(std::uint32_t name);
  void build_filter();
  void find_edits(std::string_view text, std::vector<NearName>& found) const;
  void try_candidates(std::uint64_t hash,
                      const std::u32string& letters,
                      std::string_view text,
                      std::vector<NearName>& found) const;

  std::vector<std::string> names_;
  EditLimits limits_;
  std::vector<std::u32string> letters_;
  std::vector<bool> common_;
  std::vector<bool> has_length_;  ///< By bytes: some name is that long.
  Rows exact_;
  Rows skeletons_;
  Rows swapped_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> deletions_;
  std::vector<std::uint64_t> filter_;  ///< Bits of hashes in `deletions_`: most look-ups end here.
  std::vector<std::uint8_t> deletes_at_;  ///< By length of a text: deletions worth trying, 0..2.
};

/// Code points of valid or invalid UTF-8.
[[nodiscard]] std::u32string letters_of(std::string_view text);

}  // namespace vigie::analysis
