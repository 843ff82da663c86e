// A set of the newest keys, whose memory is taken once: what a stream remembers for weeks must not
// grow with it.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vigie::app {

/// Open addressing with linear probing over twice as many places as keys. Keys are hashes already.
class KeyRing {
 public:
  explicit KeyRing(std::size_t most_keys)
      : order_(most_keys), table_(std::bit_ceil(2 * most_keys)), mask_(table_.size() - 1) {}

  /// Takes in `key`, and puts out the oldest when there are too many. A key that is there stays
  /// where it is in line.
  void add(std::uint64_t key) {
    key = std::max(key, kFirstKey);
    if (table_[place_of(key)] == key) {
      return;
    }
    if (order_[next_] != kNoKey) {
      remove(order_[next_]);
    }
    order_[next_] = key;
    next_ = (next_ + 1) % order_.size();
    table_[place_of(key)] = key;
  }

  [[nodiscard]] bool contains(std::uint64_t key) const {
    key = std::max(key, kFirstKey);
    return table_[place_of(key)] == key;
  }

 private:
  static constexpr std::uint64_t kNoKey = 0;
  static constexpr std::uint64_t kFirstKey = 1;

  /// Where `key` is, or would be.
  [[nodiscard]] std::size_t place_of(std::uint64_t key) const {
    std::size_t place = key & mask_;
    while (table_[place] != kNoKey && table_[place] != key) {
      place = (place + 1) & mask_;
    }
    return place;
  }

  /// Closes the hole by what was pushed past it, so that a search may end at the first free place.
  void remove(std::uint64_t key) {
    std::size_t hole = place_of(key);
    table_[hole] = kNoKey;
    for (std::size_t at = (hole + 1) & mask_; table_[at] != kNoKey; at = (at + 1) & mask_) {
      const std::size_t home = table_[at] & mask_;
      const bool reaches_hole = ((at - home) & mask_) >= ((at - hole) & mask_);
      if (reaches_hole) {
        table_[hole] = table_[at];
        table_[at] = kNoKey;
        hole = at;
      }
    }
  }

  std::vector<std::uint64_t> order_;  ///< A ring; `next_` is the oldest once it is full.
  std::vector<std::uint64_t> table_;
  std::size_t mask_;
  std::size_t next_ = 0;
};

}  // namespace vigie::app
