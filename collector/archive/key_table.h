// A small fixed set of strings, looked up once per JSON key: the hot path of every import.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::collector {

class KeyTable {
 public:
  /// `keys`: no key twice; the index of each is its answer.
  explicit KeyTable(std::vector<std::string> keys);

  /// Index of `key`, or -1. No allocation; a key that is not there costs one or two comparisons.
  [[nodiscard]] int find(std::string_view key) const {
    std::size_t slot = hash(key) & mask_;
    while (slots_[slot] >= 0) {
      const auto index = static_cast<std::size_t>(slots_[slot]);
      if (keys_[index] == key) {
        return slots_[slot];
      }
      slot = (slot + 1) & mask_;
    }
    return -1;
  }

 private:
  [[nodiscard]] static std::size_t hash(std::string_view key) {
    if (key.empty()) {
      return 0;
    }
    const auto byte = [&key](std::size_t at) {
      return static_cast<std::size_t>(static_cast<unsigned char>(key[at]));
    };
    return key.size() * 31 + byte(0) * 7 + byte(key.size() - 1) * 13 + byte(key.size() / 2) * 101;
  }

  std::vector<std::string> keys_;
  std::vector<std::int16_t> slots_;  ///< A power of two of them, at most a quarter in use.
  std::size_t mask_ = 0;
};

}  // namespace vigie::collector
