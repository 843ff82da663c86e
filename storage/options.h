// Settings of the store, with their defaults.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace vigie::storage {

struct WriteOptions {
  /// Posts per transaction and how long one is open, at most but for the batch that ends it.
  std::uint32_t commit_posts = 100'000;
  std::chrono::milliseconds commit_interval{1'000};
  /// In a file whose pages in use have `large_bytes` or more, a transaction may have so many times
  /// the posts and the time; transaction_pace.h says why.
  std::uint32_t large_factor = 1;
  std::uint64_t large_bytes = 256ULL << 20;
  /// Pages held, at first and at most; 0: as every connection does.
  std::uint64_t page_cache_bytes = 0;
  std::uint64_t page_cache_most = 0;
  std::uint64_t cache_bytes = 256ULL << 20;  ///< Bound of the interning caches together.
  bool bulk_load = true;  ///< Build the plain indexes at the end when the database has no posts.
  std::uint32_t rejects_with_bytes =
      1'000;  ///< Refused records of a collection kept with their bytes; later ones without.
  std::string suppression_key =
      {};  ///< Key of the suppression list's hashes; empty: not consulted.
};

/// How long what is kept, counted from the day it was taken in: an archive that is older than that
/// when it is imported stays as long as a post that was collected live.
struct RetentionOptions {
  std::chrono::days text{90};          ///< Texts, records as they came, URLs as given.
  std::chrono::days youtube_text{30};  ///< Of posts of the platform `youtube`: its terms.
  std::chrono::days features{400};     ///< Post rows with their shares; runs.
  /// Before the content of an account that is suspended, taken down or deactivated goes, and before
  /// a deleted one is replaced by its keyed hash: it may come back.
  std::chrono::days grace{7};
  std::uint32_t batch_posts = 5'000;  ///< Posts per transaction.
};

/// Whom reports may name beside those who asked not to be shown, who never are.
struct NamingOptions {
  /// Accounts with fewer followers, or of unknown number, have a pseudonym. 0: off, the default,
  /// for no number fits every platform; config/README.md says what to consider.
  std::uint32_t min_followers = 0;
  std::vector<std::string> public_accounts;  ///< `platform:name`: named whatever their size.
};

}  // namespace vigie::storage
