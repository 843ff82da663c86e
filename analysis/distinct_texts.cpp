#include "analysis/distinct_texts.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "analysis/radix_sort.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kFirstSlots = 1024;

}  // namespace

std::uint32_t DistinctTexts::add(std::string_view text, std::uint64_t hash) {
  assert(text.size() <= kBlockBytes);
  if (records_.size() * 3 >= slots_.size() * 2) {
    grow();
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const std::uint32_t index = slots_[slot] - 1;
    if (records_[index].hash == hash && this->text(index) == text) {
      return index;
    }
  }
  keep(text, hash);
  slots_[slot] = static_cast<std::uint32_t>(records_.size());
  return slots_[slot] - 1;
}

void DistinctTexts::keep(std::string_view text, std::uint64_t hash) {
  if (blocks_.empty() || blocks_.back().size() + text.size() > kBlockBytes) {
    blocks_.emplace_back().reserve(kBlockBytes);
  }
  std::string& block = blocks_.back();
  records_.push_back({hash,
                      static_cast<std::uint32_t>(blocks_.size() - 1),
                      static_cast<std::uint32_t>(block.size()),
                      static_cast<std::uint32_t>(text.size())});
  block.append(text);
}

void DistinctTexts::grow() {
  slots_.assign(std::max(kFirstSlots, slots_.size() * 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    std::size_t slot = records_[i].hash & mask;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

std::vector<std::uint32_t> DistinctTexts::close_and_order() {
  constexpr std::uint64_t kHigh = 0xFFFFFFFF00000000ULL;
  std::vector<std::uint32_t>{}.swap(slots_);
  std::vector<std::uint64_t> keys(records_.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    keys[i] = (records_[i].hash & kHigh) | i;
  }
  std::vector<std::uint64_t> scratch;
  radix_sort(keys, scratch, 32);
  const auto before = [this](std::uint32_t a, std::uint32_t b) {
    return std::tuple(records_[a].hash, text(a)) < std::tuple(records_[b].hash, text(b));
  };
  std::vector<std::uint32_t> order(keys.size());
  std::transform(keys.begin(), keys.end(), order.begin(), [](std::uint64_t key) {
    return static_cast<std::uint32_t>(key);
  });
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    end = begin + 1;
    while (end < keys.size() && (keys[end] & kHigh) == (keys[begin] & kHigh)) {
      ++end;
    }
    if (end - begin > 1) {
      std::sort(order.begin() + static_cast<std::ptrdiff_t>(begin),
                order.begin() + static_cast<std::ptrdiff_t>(end),
                before);
    }
  }
  return order;
}

}  // namespace vigie::analysis
