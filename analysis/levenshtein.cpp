#include "analysis/levenshtein.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace vigie::analysis {
namespace {

constexpr std::size_t kRowsPerBlock = 64;
constexpr std::uint64_t kHighBit = 1ULL << 63U;

/// For each distinct character of a pattern, the rows where it stands, as bits.
class RowsOfCharacters {
 public:
  explicit RowsOfCharacters(std::u32string_view pattern)
      : blocks_((pattern.size() + kRowsPerBlock - 1) / kRowsPerBlock),
        characters_(pattern.begin(), pattern.end()) {
    std::sort(characters_.begin(), characters_.end());
    characters_.erase(std::unique(characters_.begin(), characters_.end()), characters_.end());
    rows_.resize((characters_.size() + 1) * blocks_);  // The last is that of absent characters.
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      rows_[position(pattern[i]) * blocks_ + i / kRowsPerBlock] |= 1ULL << (i % kRowsPerBlock);
    }
  }

  [[nodiscard]] std::size_t blocks() const { return blocks_; }

  [[nodiscard]] const std::uint64_t* rows(char32_t character) const {
    return rows_.data() + position(character) * blocks_;
  }

 private:
  [[nodiscard]] std::size_t position(char32_t character) const {
    const auto at = std::lower_bound(characters_.begin(), characters_.end(), character);
    const bool found = at != characters_.end() && *at == character;
    return found ? static_cast<std::size_t>(at - characters_.begin()) : characters_.size();
  }

  std::size_t blocks_;
  std::vector<char32_t> characters_;
  std::vector<std::uint64_t> rows_;
};

/// Vertical differences of 64 rows of one column: where the value rises and falls by one.
struct Block {
  std::uint64_t rises = ~0ULL;
  std::uint64_t falls = 0;
};

/// Horizontal differences that leave a block.
struct Horizontal {
  std::uint64_t rises = 0;
  std::uint64_t falls = 0;
};

/// One column of one block. `step` is the horizontal difference at its upper edge, -1, 0 or 1; the
/// differences come back before they are shifted, row by row.
Horizontal advance(Block& block, std::uint64_t equal, int step) {
  const std::uint64_t vertical = equal | block.falls;
  equal |= step < 0 ? 1U : 0U;
  const std::uint64_t diagonal = (((equal & block.rises) + block.rises) ^ block.rises) | equal;
  const Horizontal here{block.falls | ~(diagonal | block.rises), block.rises & diagonal};
  const std::uint64_t rises = (here.rises << 1U) | (step > 0 ? 1U : 0U);
  const std::uint64_t falls = (here.falls << 1U) | (step < 0 ? 1U : 0U);
  block.rises = falls | ~(vertical | rises);
  block.falls = rises & vertical;
  return here;
}

/// Horizontal difference in the row of `bit`.
int step_at(const Horizontal& horizontal, std::uint64_t bit) {
  return ((horizontal.rises & bit) != 0 ? 1 : 0) - ((horizontal.falls & bit) != 0 ? 1 : 0);
}

std::uint32_t distance_by_blocks(std::u32string_view pattern, std::u32string_view text) {
  const RowsOfCharacters equal(pattern);
  std::vector<Block> column(equal.blocks());
  const std::uint64_t last_row = 1ULL << ((pattern.size() - 1) % kRowsPerBlock);
  auto distance = static_cast<std::int64_t>(pattern.size());
  for (const char32_t character : text) {
    const std::uint64_t* rows = equal.rows(character);
    int step = 1;  // The first row of the table counts insertions.
    for (std::size_t b = 0; b + 1 < column.size(); ++b) {
      step = step_at(advance(column[b], rows[b], step), kHighBit);
    }
    distance += step_at(advance(column.back(), rows[column.size() - 1], step), last_row);
  }
  return static_cast<std::uint32_t>(distance);
}

}  // namespace

std::uint32_t levenshtein_distance(std::u32string_view a, std::u32string_view b) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  a.remove_prefix(static_cast<std::size_t>(differ.first - a.begin()));
  b.remove_prefix(static_cast<std::size_t>(differ.second - b.begin()));
  const auto from_end = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  const auto common_end = static_cast<std::size_t>(from_end.first - a.rbegin());
  a.remove_suffix(common_end);
  b.remove_suffix(common_end);
  if (a.empty() || b.empty()) {
    return static_cast<std::uint32_t>(std::max(a.size(), b.size()));
  }
  return a.size() <= b.size() ? distance_by_blocks(a, b) : distance_by_blocks(b, a);
}

double levenshtein_similarity(std::u32string_view a, std::u32string_view b) {
  const std::size_t longer = std::max(a.size(), b.size());
  return longer == 0
             ? 1.0
             : 1.0 - static_cast<double>(levenshtein_distance(a, b)) / static_cast<double>(longer);
}

}  // namespace vigie::analysis
