#include "storage/transaction_pace.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigie::storage {

TransactionPace::TransactionPace(Database& database, const WriteOptions& options)
    : database_(database),
      most_posts_(options.commit_posts),
      longest_(options.commit_interval),
      large_factor_(options.large_factor),
      large_bytes_(options.large_bytes),
      page_cache_(options.page_cache_bytes),
      page_cache_most_(options.page_cache_most),
      page_cache_before_(database.scalar("PRAGMA cache_size")) {
  if (page_cache_ > 0) {
    database_.set_page_cache(page_cache_);
  }
}

TransactionPace::~TransactionPace() {
  if (page_cache_ > 0) {
    try {
      database_.execute(fmt::format("PRAGMA cache_size = {}", page_cache_before_));
    } catch (const StorageError&) {
      // A connection that fails at this fails at whatever comes next, with a message.
    }
  }
}

void TransactionPace::begin() {
  factor_ = large_factor_ > 1 && database_.used_bytes() >= large_bytes_ ? large_factor_ : 1;
  posts_ = 0;
  static_cast<void>(database_.take_spilled_pages());  // of others: indexes are built with few pages
  start_ = std::chrono::steady_clock::now();
}

bool TransactionPace::is_full() const {
  return posts_ >= factor_ * most_posts_ ||
         std::chrono::steady_clock::now() - start_ >= factor_ * longest_;
}

void TransactionPace::end() {
  if (page_cache_ > 0 && page_cache_ < page_cache_most_ && database_.take_spilled_pages() > 0) {
    page_cache_ = std::min(2 * page_cache_, page_cache_most_);
    database_.set_page_cache(page_cache_);
  }
}

}  // namespace vigie::storage
