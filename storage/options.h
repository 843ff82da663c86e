// Settings of the store, with their defaults.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace vigie::storage {

struct WriteOptions {
  std::uint32_t commit_posts = 100'000;              ///< Posts per transaction, at most.
  std::chrono::milliseconds commit_interval{1'000};  ///< A transaction is open this long, at most.
  std::uint64_t cache_bytes = 256ULL << 20;          ///< Bound of the interning caches together.
  bool bulk_load = true;  ///< Build the plain indexes at the end when the database has no posts.
  std::uint32_t rejects_with_bytes =
      1'000;  ///< Refused records of a collection kept with their bytes; later ones without.
  std::string suppression_key =
      {};  ///< Key of the suppression list's hashes; empty: not consulted.
};

}  // namespace vigie::storage
