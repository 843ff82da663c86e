// Words of all lexicons in one hash table, looked up while a text is walked over, without a copy.
//
// A written word is folded (case, accents) character by character into a hash; most words are in no
// lexicon, and a bit map says so before the table is touched: a third of the cost of topics.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/options.h"

namespace vigie::analysis {

/// Languages of one table; row 0 stands for texts of unknown language.
inline constexpr std::size_t kMaxLexiconLanguages = 8;

/// Bits of Cue.
using CueMask = std::uint16_t;

[[nodiscard]] constexpr CueMask cue_bit(Cue cue) {
  return static_cast<CueMask>(1U << static_cast<unsigned>(cue));
}

/// What one folded word means, by language.
struct LexiconEntry {
  std::array<std::int8_t, kMaxLexiconLanguages> valence{};  ///< -5..5; 0: none. Row 0: emoji only.
  std::array<CueMask, kMaxLexiconLanguages> cues{};         ///< Row 0: of any language.
  bool begins_phrase = false;                               ///< Some phrase of two words.
};

/// A word as it stands in a text.
struct FoldedWord {
  std::uint64_t hash = 0;    ///< Of the folded characters.
  std::uint64_t prefix = 0;  ///< Of the first four; 0: it has fewer.
  std::size_t bytes = 0;     ///< As written; 0: no word begins here.
};

/// Reads the word at `position` < text.size(); no allocation but for letters that fold to several.
[[nodiscard]] FoldedWord read_word(std::string_view text, std::size_t position);

/// Immutable once built: any number of readers.
class LexiconTable {
 public:
  /// @param lexicons  At most seven languages and `emoji`; more are left out.
  /// @param makers    Names that count as Cue::kMaker in every language.
  LexiconTable(std::span<const LexiconDefinition> lexicons, std::span<const std::string> makers);

  /// Row of a language: 0 for an empty code, none (kMaxLexiconLanguages) for one without lexicon.
  [[nodiscard]] std::size_t row_of(std::string_view language) const;

  /// Negators of that row may follow what they deny.
  [[nodiscard]] bool negation_reaches_back(std::size_t row) const { return reaches_back_[row]; }

  /// Nothing for a word that is in no lexicon.
  [[nodiscard]] const LexiconEntry* find(std::uint64_t hash) const;

  /// The entry of a phrase of two words.
  [[nodiscard]] const LexiconEntry* find_phrase(std::uint64_t first, std::uint64_t second) const;

  /// Cues of the word beginnings (`word*`) that `word` has. `word` as written.
  [[nodiscard]] CueMask cues_of_beginning(const FoldedWord& folded,
                                          std::string_view word,
                                          std::size_t row) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t entry = 0;  ///< 1 + index; 0: free.
  };

  struct Beginning {
    std::string folded;
    std::array<CueMask, kMaxLexiconLanguages> cues{};
  };

  LexiconEntry& entry_of(std::unordered_map<std::uint64_t, std::uint32_t>& rows,
                         std::uint64_t hash);
  void fill_table(const std::unordered_map<std::uint64_t, std::uint32_t>& rows);
  void add_lexicon(const LexiconDefinition& lexicon,
                   std::unordered_map<std::uint64_t, std::uint32_t>& rows);
  void add_cue(std::string_view phrase,
               CueMask cue,
               std::span<const std::size_t> languages,
               std::unordered_map<std::uint64_t, std::uint32_t>& rows);

  std::vector<std::string> languages_;  ///< From row 1 on.
  std::array<bool, kMaxLexiconLanguages> reaches_back_{};
  std::vector<LexiconEntry> entries_;
  std::vector<Slot> slots_;
  std::vector<std::uint64_t> filter_;  ///< A bit per hash that is there.
  std::unordered_multimap<std::uint64_t, Beginning> beginnings_;
  std::vector<std::uint64_t> beginning_filter_;
};

}  // namespace vigie::analysis
