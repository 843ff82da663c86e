#include "analysis/lexicon_table.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "analysis/characters.h"
#include "analysis/written_words.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kPrefixLetters = 4;
constexpr std::size_t kFilterBits = 1U << 17U;           ///< 16 KiB: stays in the cache.
constexpr std::size_t kBeginningFilterBits = 1U << 12U;  ///< Beginnings are few.
constexpr std::uint64_t kHashStart = 0xCBF29CE484222325ULL;
constexpr std::uint64_t kHashPrime = 0x100000001B3ULL;
constexpr char32_t kFirstPictograph = 0x2000;  ///< Digits count as emoji too: they are none here.

/// FNV-1a over characters.
class CharacterHash {
 public:
  void add(char32_t letter) {
    hash_ = (hash_ ^ letter) * kHashPrime;
    if (++letters_ == kPrefixLetters) {
      prefix_ = mixed();
    }
  }

  [[nodiscard]] std::uint64_t mixed() const { return (hash_ ^ (hash_ >> 29U)) * kHashPrime; }

  [[nodiscard]] std::uint64_t prefix() const { return prefix_; }

 private:
  std::uint64_t hash_ = kHashStart;
  std::uint64_t prefix_ = 0;
  std::uint32_t letters_ = 0;
};

CharacterHash hash_of_folded(std::string_view folded) {
  CharacterHash hash;
  for (std::size_t i = 0; i < folded.size();) {
    const DecodedCharacter c = decode_utf8(folded, i);
    hash.add(c.code_point);
    i += c.bytes;
  }
  return hash;
}

std::uint64_t join(std::uint64_t first, std::uint64_t second) {
  return std::rotl(first, 21) * kHashPrime ^ second;
}

bool has_bit(const std::vector<std::uint64_t>& filter, std::uint64_t hash) {
  const std::size_t bit = hash & (filter.size() * 64 - 1);
  return (filter[bit / 64] >> (bit % 64) & 1U) != 0;
}

void set_bit(std::vector<std::uint64_t>& filter, std::uint64_t hash) {
  const std::size_t bit = hash & (filter.size() * 64 - 1);
  filter[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

bool is_pictograph(const DecodedCharacter& c, std::uint32_t bits) {
  return (bits & CharacterBits::kEmoji) != 0 && c.code_point >= kFirstPictograph;
}

/// Hashes of the words of a phrase.
std::vector<FoldedWord> folded_words_of(std::string_view phrase) {
  std::vector<FoldedWord> words;
  for (std::size_t i = 0; i < phrase.size();) {
    const FoldedWord word = read_word(phrase, i);
    if (word.bytes > 0) {
      words.push_back(word);
    }
    i += word.bytes > 0 ? word.bytes : decode_utf8(phrase, i).bytes;
  }
  return words;
}

}  // namespace

FoldedWord read_word(std::string_view text, std::size_t position) {
  const CharacterTable& table = character_table();
  CharacterHash hash;
  bool folds_to_several = false;
  std::size_t end = position;
  while (end < text.size()) {
    const DecodedCharacter c = decode_utf8(text, end);
    const std::uint32_t bits = table.bits(c.code_point);
    if ((bits & CharacterBits::kWord) == 0) {
      if (end == position && is_pictograph(c, bits)) {
        hash.add(c.code_point);
        return {hash.mixed(), 0, c.bytes};
      }
      break;
    }
    const char32_t letter = table.plain(c.code_point);
    folds_to_several = folds_to_several || letter == 0;
    hash.add(letter);
    end += c.bytes;
  }
  const std::size_t bytes = end - position;
  if (bytes == 0 || bytes > kMaxWordBytes) {
    return {0, 0, bytes};
  }
  if (folds_to_several) {
    hash = hash_of_folded(fold_accents(text.substr(position, bytes)));
  }
  return {hash.mixed(), hash.prefix(), bytes};
}

LexiconTable::LexiconTable(std::span<const LexiconDefinition> lexicons,
                           std::span<const std::string> makers)
    : filter_(kFilterBits / 64), beginning_filter_(kBeginningFilterBits / 64) {
  std::unordered_map<std::uint64_t, std::uint32_t> rows;
  for (const LexiconDefinition& lexicon : lexicons) {
    if (lexicon.language != "emoji" && languages_.size() + 1 < kMaxLexiconLanguages) {
      languages_.push_back(lexicon.language);
    }
  }
  for (const LexiconDefinition& lexicon : lexicons) {
    add_lexicon(lexicon, rows);
  }
  std::vector<std::size_t> all;
  for (std::size_t row = 0; row <= languages_.size(); ++row) {
    all.push_back(row);
  }
  for (const std::string& maker : makers) {
    add_cue(maker, cue_bit(Cue::kMaker), all, rows);
  }
  fill_table(rows);
}

LexiconEntry& LexiconTable::entry_of(std::unordered_map<std::uint64_t, std::uint32_t>& rows,
                                     std::uint64_t hash) {
  const auto [row, fresh] = rows.try_emplace(hash, static_cast<std::uint32_t>(entries_.size()));
  if (fresh) {
    entries_.emplace_back();
  }
  return entries_[row->second];
}

void LexiconTable::add_lexicon(const LexiconDefinition& lexicon,
                               std::unordered_map<std::uint64_t, std::uint32_t>& rows) {
  const bool is_emoji = lexicon.language == "emoji";
  const std::size_t row = row_of(lexicon.language);
  if (row == kMaxLexiconLanguages && !is_emoji) {
    return;
  }
  for (const auto& [word, valence] : lexicon.valences) {
    const std::vector<FoldedWord> words = folded_words_of(word);
    if (words.size() != 1) {
      continue;
    }
    LexiconEntry& entry = entry_of(rows, words.front().hash);
    const auto value = static_cast<std::int8_t>(std::clamp(valence, -5, 5));
    if (is_emoji) {
      entry.valence.fill(value);
    } else if (std::abs(value) > std::abs(entry.valence[row])) {
      entry.valence[row] = value;  // two spellings fold to one word: the stronger stands
    }
  }
  if (is_emoji) {
    return;
  }
  reaches_back_[row] = lexicon.negation_reaches_back;
  const std::array<std::size_t, 2> languages{0, row};
  for (std::size_t cue = 0; cue < kCueCount; ++cue) {
    for (const std::string& phrase : lexicon.cues[cue]) {
      add_cue(phrase, cue_bit(static_cast<Cue>(cue)), languages, rows);
    }
  }
}

void LexiconTable::add_cue(std::string_view phrase,
                           CueMask cue,
                           std::span<const std::size_t> languages,
                           std::unordered_map<std::uint64_t, std::uint32_t>& rows) {
  const std::vector<FoldedWord> words = folded_words_of(phrase);
  const auto add_to = [&](std::array<CueMask, kMaxLexiconLanguages>& cues) {
    for (const std::size_t language : languages) {
      cues[language] = static_cast<CueMask>(cues[language] | cue);
    }
  };
  if (words.size() == 2) {
    const std::uint64_t first = words.front().hash;
    const std::uint64_t both = join(first, words.back().hash);
    entry_of(rows, first).begins_phrase = true;
    add_to(entry_of(rows, both).cues);
  } else if (words.size() == 1 && !phrase.ends_with('*')) {
    add_to(entry_of(rows, words.front().hash).cues);
  } else if (words.size() == 1 && words.front().prefix != 0) {
    Beginning beginning{fold_accents(phrase.substr(0, phrase.size() - 1)), {}};
    add_to(beginning.cues);
    set_bit(beginning_filter_, words.front().prefix);
    beginnings_.emplace(words.front().prefix, std::move(beginning));
  }
}

void LexiconTable::fill_table(const std::unordered_map<std::uint64_t, std::uint32_t>& rows) {
  slots_.resize(std::bit_ceil(2 * rows.size() + 2));
  for (const auto& [hash, entry] : rows) {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].entry != 0) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = {hash, entry + 1};
    set_bit(filter_, hash);
  }
}

std::size_t LexiconTable::row_of(std::string_view language) const {
  if (language.empty()) {
    return 0;
  }
  const auto found = std::find(languages_.begin(), languages_.end(), language);
  return found == languages_.end() ? kMaxLexiconLanguages
                                   : static_cast<std::size_t>(found - languages_.begin()) + 1;
}

const LexiconEntry* LexiconTable::find(std::uint64_t hash) const {
  if (!has_bit(filter_, hash)) {
    return nullptr;
  }
  for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot].entry != 0;
       slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot].hash == hash) {
      return &entries_[slots_[slot].entry - 1];
    }
  }
  return nullptr;
}

const LexiconEntry* LexiconTable::find_phrase(std::uint64_t first, std::uint64_t second) const {
  return find(join(first, second));
}

CueMask LexiconTable::cues_of_beginning(const FoldedWord& folded,
                                        std::string_view word,
                                        std::size_t row) const {
  if (folded.prefix == 0 || !has_bit(beginning_filter_, folded.prefix)) {
    return 0;
  }
  const auto [first, last] = beginnings_.equal_range(folded.prefix);
  if (first == last) {
    return 0;
  }
  CueMask cues = 0;
  const std::string whole = fold_accents(word);
  for (auto it = first; it != last; ++it) {
    if (whole.starts_with(it->second.folded)) {
      cues = static_cast<CueMask>(cues | it->second.cues[row]);
    }
  }
  return cues;
}

}  // namespace vigie::analysis
