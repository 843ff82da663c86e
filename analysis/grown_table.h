// Tables indexed by ids that a database counts up from 1: dense enough to be plain arrays.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vigie::analysis {

/// `table[id]`, after growing the table by half as often as that takes.
template <typename T>
typename std::vector<T>::reference grow_to(std::vector<T>& table, std::int64_t id) {
  const auto index = static_cast<std::size_t>(id);
  if (index >= table.size()) {
    table.resize(std::max(index + 1, table.size() + table.size() / 2));
  }
  return table[index];
}

/// `table[id]`, or nullptr where the table does not reach.
template <typename T>
[[nodiscard]] const T* find_in(const std::vector<T>& table, std::int64_t id) {
  const auto index = static_cast<std::size_t>(id);
  return index < table.size() ? &table[index] : nullptr;
}

}  // namespace vigie::analysis
