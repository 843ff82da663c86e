#include "storage/intern_cache.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <utility>

namespace vigie::storage {
namespace {

constexpr std::size_t kCacheFirstSlots = 64;

__extension__ using Wide = unsigned __int128;

/// Both halves of the 128-bit product, folded: every input bit reaches every output bit.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = Wide{a} * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t read_word(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}

}  // namespace

InternCache::InternCache(std::uint64_t bytes)
    : generation_bytes_(std::max<std::uint64_t>(bytes, 1024) / 2),
      seed_((std::uint64_t{std::random_device{}()} << 32U) | std::random_device{}()) {}

std::uint64_t InternCache::hash_of(std::uint32_t space, std::string_view key) const {
  constexpr std::uint64_t kOdd1 = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t kOdd2 = 0xD6E8FEB86659FD93ULL;
  std::uint64_t hash = fold(seed_ ^ space, kOdd1 ^ key.size());
  while (key.size() > 8) {
    hash = fold(hash ^ read_word(key.data(), 8), kOdd2 ^ seed_);
    key.remove_prefix(8);
  }
  hash = fold(hash ^ read_word(key.data(), key.size()), kOdd1);
  return hash == 0 ? 1 : hash;
}

InternCache::Slot* InternCache::Generation::find(std::uint64_t hash,
                                                 std::uint32_t space,
                                                 std::string_view key) {
  if (slots.empty()) {
    return nullptr;
  }
  const std::size_t mask = slots.size() - 1;
  for (std::size_t i = hash & mask; slots[i].hash != 0; i = (i + 1) & mask) {
    Slot& slot = slots[i];
    if (slot.hash == hash && slot.space == space &&
        std::string_view{keys}.substr(slot.offset, slot.length) == key) {
      return &slot;
    }
  }
  return nullptr;
}

void InternCache::Generation::put(std::uint64_t hash,
                                  std::uint32_t space,
                                  std::string_view key,
                                  std::int64_t value) {
  if (Slot* slot = find(hash, space, key)) {
    slot->value = value;
    return;
  }
  if (slots.empty() || used * 3 >= slots.size() * 2) {
    grow();
  }
  const std::size_t mask = slots.size() - 1;
  std::size_t i = hash & mask;
  while (slots[i].hash != 0) {
    i = (i + 1) & mask;
  }
  slots[i] = {hash, value, space, static_cast<std::uint32_t>(key.size()), keys.size()};
  keys.append(key);
  ++used;
}

void InternCache::Generation::grow() {
  std::vector<Slot> wider(std::max(kCacheFirstSlots, slots.size() * 2));
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots) {
    if (slot.hash == 0) {
      continue;
    }
    std::size_t i = slot.hash & mask;
    while (wider[i].hash != 0) {
      i = (i + 1) & mask;
    }
    wider[i] = slot;
  }
  slots = std::move(wider);
}

std::uint64_t InternCache::Generation::bytes() const {
  return slots.size() * sizeof(Slot) + keys.size();
}

std::optional<std::int64_t> InternCache::find(std::uint64_t hash,
                                              std::uint32_t space,
                                              std::string_view key) {
  if (const Slot* slot = young_.find(hash, space, key)) {
    return slot->value == 0 ? std::nullopt : std::optional{slot->value};
  }
  if (const Slot* slot = old_.find(hash, space, key); slot != nullptr && slot->value != 0) {
    const std::int64_t value = slot->value;
    put(hash, space, key, value);
    return value;
  }
  return std::nullopt;
}

void InternCache::put(std::uint64_t hash,
                      std::uint32_t space,
                      std::string_view key,
                      std::int64_t value) {
  if (young_.bytes() + sizeof(Slot) + key.size() > generation_bytes_) {
    old_ = std::exchange(young_, Generation{});
  }
  young_.put(hash, space, key, value);
}

void InternCache::expect_slot(std::uint64_t hash) const {
  for (const Generation* generation : {&young_, &old_}) {
    if (!generation->slots.empty()) {
      __builtin_prefetch(&generation->slots[hash & (generation->slots.size() - 1)]);
    }
  }
}

// The key is most often in the first slot of its hash.
void InternCache::expect_key(std::uint64_t hash) const {
  for (const Generation* generation : {&young_, &old_}) {
    if (generation->slots.empty()) {
      continue;
    }
    const Slot& slot = generation->slots[hash & (generation->slots.size() - 1)];
    if (slot.hash == hash) {
      __builtin_prefetch(generation->keys.data() + slot.offset);
      return;
    }
  }
}

void InternCache::forget(std::uint32_t space, std::string_view key) {
  const std::uint64_t hash = hash_of(space, key);
  for (Generation* generation : {&young_, &old_}) {
    if (Slot* slot = generation->find(hash, space, key)) {
      slot->value = 0;
    }
  }
}

void InternCache::clear() {
  young_ = {};
  old_ = {};
}

std::uint64_t InternCache::bytes() const {
  return young_.bytes() + old_.bytes();
}

}  // namespace vigie::storage
