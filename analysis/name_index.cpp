#include "analysis/name_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <tuple>
#include <utility>

#include "analysis/characters.h"
#include "analysis/common_words.h"
#include "analysis/confusables.h"
#include "analysis/edit_distance.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kLongest = 64;  // characters; beyond, no edits are looked for
constexpr std::size_t kMostEdits = 2;

bool is_digit_character(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// The letter that a digit stands for; `l` and `i` are one, as `1` may be either.
char swapped(char c) {
  constexpr std::string_view kLetters = "olzeasgtbg";
  if (is_digit_character(static_cast<unsigned char>(c))) {
    return kLetters[static_cast<std::size_t>(c - '0')];
  }
  return c == 'i' ? 'l' : c;
}

std::string swap_digits(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), swapped);
  return out;
}

/// Letters in one where the other has a digit that looks like them, and nothing else.
std::size_t count_swaps(std::string_view a, std::string_view b) {
  std::size_t swaps = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) {
      continue;
    }
    if (is_digit_character(static_cast<unsigned char>(a[i])) ==
        is_digit_character(static_cast<unsigned char>(b[i]))) {
      return 0;
    }
    ++swaps;
  }
  return swaps;
}

std::u32string without_digits(std::u32string text) {
  std::erase_if(text, is_digit_character);
  return text;
}

/// Channels and years: `radio1` and `radio2` are two stations.
bool differ_in_numbers_only(const std::u32string& a, const std::u32string& b) {
  const bool both = std::any_of(a.begin(), a.end(), is_digit_character) &&
                    std::any_of(b.begin(), b.end(), is_digit_character);
  return both && without_digits(a) == without_digits(b);
}

/// Hashes of a text with up to two letters deleted, each from the sums of the whole.
class Deletions {
 public:
  explicit Deletions(const std::u32string& letters) : size_(letters.size()) {
    for (std::size_t i = 0; i < size_; ++i) {
      prefix_.at(i + 1) = prefix_.at(i) * kBase + mix(letters[i]);
      power_.at(i + 1) = power_.at(i) * kBase;
    }
  }

  /// Calls `fn(hash)` for the text itself and every way to delete up to `most` letters.
  template <typename Fn>
  void for_each(std::size_t most, const Fn& fn) const {
    fn(finish(prefix_.at(size_), 0));
    for (std::size_t i = 0; most >= 1 && i < size_; ++i) {
      fn(finish(append(prefix_.at(i), i + 1, size_), 1));
      for (std::size_t j = i + 1; most >= 2 && j < size_; ++j) {
        fn(finish(append(append(prefix_.at(i), i + 1, j), j + 1, size_), 2));
      }
    }
  }

 private:
  static constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ULL;

  static std::uint64_t mix(char32_t c) {
    std::uint64_t x = c * 0xBF58476D1CE4E5B9ULL + 0x94D049BB133111EBULL;
    return x ^= x >> 31U;
  }

  /// `hash` followed by the letters [begin, end).
  [[nodiscard]] std::uint64_t append(std::uint64_t hash, std::size_t begin, std::size_t end) const {
    const std::uint64_t power = power_.at(end - begin);
    return hash * power + (prefix_.at(end) - prefix_.at(begin) * power);
  }

  /// The length goes in, so that short and long texts never meet.
  [[nodiscard]] std::uint64_t finish(std::uint64_t hash, std::size_t deleted) const {
    std::uint64_t x = hash ^ ((size_ - deleted) * 0xD6E8FEB86659FD93ULL);
    x ^= x >> 32U;
    x *= 0xD6E8FEB86659FD93ULL;
    return x ^ (x >> 32U);
  }

  std::size_t size_;
  std::array<std::uint64_t, kLongest + 1> prefix_{};
  std::array<std::uint64_t, kLongest + 1> power_{1};
};

void add(std::unordered_map<std::string, std::vector<std::uint32_t>>& rows,
         std::string key,
         std::uint32_t name) {
  rows[std::move(key)].push_back(name);
}

void keep_strongest(std::vector<NearName>& found) {
  std::sort(found.begin(), found.end(), [](const NearName& a, const NearName& b) {
    return std::tie(a.name, a.rule, a.distance) < std::tie(b.name, b.rule, b.distance);
  });
  const auto same = [](const NearName& a, const NearName& b) { return a.name == b.name; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
}

}  // namespace

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    letters.push_back(c.code_point);
    i += c.bytes;
  }
  return letters;
}

NameIndex::NameIndex(std::vector<std::string> names, EditLimits limits)
    : names_(std::move(names)), limits_(limits), deletes_at_(kLongest + 1, 0) {
  for (std::uint32_t name = 0; name < names_.size(); ++name) {
    const std::string& text = names_[name];
    letters_.push_back(letters_of(text));
    common_.push_back(is_common_name(text));
    has_length_.resize(std::max(has_length_.size(), text.size() + 1));
    has_length_[text.size()] = true;
    add(exact_, text, name);
    add(skeletons_, confusable_skeleton(text), name);
    add(swapped_, swap_digits(text), name);
    add_deletions(name);
  }
  build_filter();
}

std::size_t NameIndex::most_edits(std::uint32_t name) const {
  const std::size_t length = letters_[name].size();
  if (common_[name] || length > kLongest || length < limits_.one_edit) {
    return 0;
  }
  return length >= limits_.two_edits ? kMostEdits : 1;
}

void NameIndex::add_deletions(std::uint32_t name) {
  const std::size_t edits = most_edits(name);
  if (edits == 0) {
    return;
  }
  const std::size_t length = letters_[name].size();
  for (std::size_t n = length - edits; n <= std::min(length + edits, kLongest); ++n) {
    deletes_at_[n] = std::max(deletes_at_[n], static_cast<std::uint8_t>(edits));
  }
  Deletions{letters_[name]}.for_each(edits, [&](std::uint64_t hash) {
    auto& row = deletions_[hash];
    if (row.empty() || row.back() != name) {
      row.push_back(name);
    }
  });
}

void NameIndex::build_filter() {
  constexpr std::size_t kBitsPerHash = 16;
  constexpr std::size_t kWordBits = 64;
  filter_.assign(std::bit_ceil(deletions_.size() * kBitsPerHash / kWordBits + 1), 0);
  for (const auto& [hash, row] : deletions_) {
    filter_[(hash >> 6U) & (filter_.size() - 1)] |= 1ULL << (hash & 63U);
  }
}

std::vector<NearName> NameIndex::find(std::string_view text) const {
  std::vector<NearName> found;
  if (text.empty() || names_.empty()) {
    return found;
  }
  for (const std::uint32_t name : find_exact(text)) {
    found.push_back({name, LookalikeRule::kSameLabel, 0});
  }
  const auto distance_to = [&](std::uint32_t name) {
    const std::size_t most = std::max(letters_[name].size(), text.size());
    return static_cast<std::uint32_t>(edit_distance(letters_of(text), letters_[name], most));
  };
  if (const auto row = swapped_.find(swap_digits(text)); row != swapped_.end()) {
    for (const std::uint32_t name : row->second) {
      if (const std::size_t swaps = count_swaps(text, names_[name]); swaps > 0) {
        found.push_back({name, LookalikeRule::kDigitSwap, static_cast<std::uint32_t>(swaps)});
      }
    }
  }
  if (const auto row = skeletons_.find(confusable_skeleton(text)); row != skeletons_.end()) {
    for (const std::uint32_t name : row->second) {
      found.push_back({name, LookalikeRule::kConfusable, distance_to(name)});
    }
  }
  find_edits(text, found);
  keep_strongest(found);
  return found;
}

std::vector<std::uint32_t> NameIndex::find_exact(std::string_view text) const {
  const auto row = exact_.find(std::string{text});
  return row == exact_.end() ? std::vector<std::uint32_t>{} : row->second;
}

std::vector<std::uint32_t> NameIndex::find_prefixes(std::string_view text,
                                                    std::size_t least) const {
  std::vector<std::uint32_t> found;
  constexpr std::size_t kMostText = 4 * kLongest;
  for (std::size_t end = least; end < std::min(text.size(), kMostText); ++end) {
    if (end >= has_length_.size() || !has_length_[end]) {
      continue;
    }
    const std::vector<std::uint32_t> begins = find_exact(text.substr(0, end));
    if (begins.empty() || !is_publishing_suffix(text.substr(end))) {
      continue;
    }
    std::copy_if(begins.begin(), begins.end(), std::back_inserter(found), [&](std::uint32_t name) {
      return !common_[name] && letters_[name].size() >= least;
    });
  }
  return found;
}

void NameIndex::find_edits(std::string_view text, std::vector<NearName>& found) const {
  const std::u32string letters = letters_of(text);
  if (letters.size() > kLongest || deletes_at_[letters.size()] == 0) {
    return;
  }
  Deletions{letters}.for_each(deletes_at_[letters.size()], [&](std::uint64_t hash) {
    if ((filter_[(hash >> 6U) & (filter_.size() - 1)] >> (hash & 63U) & 1U) != 0) {
      try_candidates(hash, letters, text, found);
    }
  });
}

void NameIndex::try_candidates(std::uint64_t hash,
                               const std::u32string& letters,
                               std::string_view text,
                               std::vector<NearName>& found) const {
  const auto row = deletions_.find(hash);
  if (row == deletions_.end()) {
    return;
  }
  for (const std::uint32_t name : row->second) {
    const bool seen = std::any_of(
        found.begin(), found.end(), [name](const NearName& near) { return near.name == name; });
    if (seen || is_common_name(text) || differ_in_numbers_only(letters, letters_[name])) {
      continue;
    }
    const std::size_t limit = most_edits(name);
    const std::size_t distance = edit_distance(letters, letters_[name], limit);
    if (distance <= limit) {
      found.push_back({name, LookalikeRule::kEdits, static_cast<std::uint32_t>(distance)});
    }
  }
}

}  // namespace vigie::analysis
