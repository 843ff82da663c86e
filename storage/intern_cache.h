// Text keys to database keys, in memory and bounded: what spares the writer a look-up per row.
//
// Two generations: when the younger one is full it becomes the older, and the older is forgotten.
// What is used stays, what is not goes; a forgotten key only costs a look-up in the database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::storage {

/// Keys live in spaces (a platform, a kind of object) and are compared byte by byte, never by hash
/// alone. The hash is seeded per process: a stranger's file cannot aim at its buckets.
class InternCache {
 public:
  /// @param bytes  Bound of both generations together, >= 1 KiB.
  explicit InternCache(std::uint64_t bytes);

  [[nodiscard]] std::optional<std::int64_t> find(std::uint32_t space, std::string_view key) {
    return find(hash_of(space, key), space, key);
  }

  /// The same with the key's hash at hand.
  [[nodiscard]] std::optional<std::int64_t> find(std::uint64_t hash,
                                                 std::uint32_t space,
                                                 std::string_view key);

  /// Adds or replaces. Any value but 0.
  void put(std::uint32_t space, std::string_view key, std::int64_t value) {
    put(hash_of(space, key), space, key, value);
  }

  void put(std::uint64_t hash, std::uint32_t space, std::string_view key, std::int64_t value);

  [[nodiscard]] std::uint64_t hash_of(std::uint32_t space, std::string_view key) const;

  /// Has the memory that `find` will look at brought near, without waiting for it: first the slot,
  /// some keys later the bytes to compare. Tables of this size miss the processor's caches twice a
  /// look-up, and a writer that waits for each miss does little else.
  void expect_slot(std::uint64_t hash) const;
  void expect_key(std::uint64_t hash) const;

  void forget(std::uint32_t space, std::string_view key);
  void clear();

  /// Bytes held by both generations.
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  struct Slot {
    std::uint64_t hash = 0;  ///< 0: free.
    std::int64_t value = 0;  ///< 0: forgotten.
    std::uint32_t space = 0;
    std::uint32_t length = 0;
    std::uint64_t offset = 0;
  };

  /// An open-addressing table and the bytes of its keys.
  struct Generation {
    std::vector<Slot> slots;
    std::string keys;
    std::size_t used = 0;

    [[nodiscard]] Slot* find(std::uint64_t hash, std::uint32_t space, std::string_view key);
    void put(std::uint64_t hash, std::uint32_t space, std::string_view key, std::int64_t value);
    [[nodiscard]] std::uint64_t bytes() const;
    void grow();
  };

  std::uint64_t generation_bytes_;
  std::uint64_t seed_;
  Generation young_;
  Generation old_;
};

}  // namespace vigie::storage
