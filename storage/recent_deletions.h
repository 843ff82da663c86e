// Deletions of posts that were not there, for as long as such a post may still be on its way.
//
// A stream that speaks of everybody deletes thousands of posts a day that nobody stored: a
// tombstone each would outgrow the posts. But the history of an account may have been fetched a
// moment before one of its posts was deleted, and reach the writer a moment after. So the newest
// deletions are kept in memory: the last 262,144, some 16 MB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace vigie::storage {

class RecentDeletions {
 public:
  void add(std::int64_t platform, std::string_view native_id) {
    const std::uint64_t key = key_of(platform, native_id);
    if (!known_.insert(key).second) {
      return;
    }
    if (order_.size() < kMost) {
      order_.push_back(key);
      return;
    }
    known_.erase(order_[next_]);
    order_[next_] = key;
    next_ = (next_ + 1) % kMost;
  }

  [[nodiscard]] bool empty() const { return known_.empty(); }

  [[nodiscard]] bool contains(std::int64_t platform, std::string_view native_id) const {
    return !known_.empty() && known_.contains(key_of(platform, native_id));
  }

 private:
  static constexpr std::size_t kMost = 262'144;

  /// 64 bits: two of them meet by chance once in 10^13 look-ups.
  [[nodiscard]] static std::uint64_t key_of(std::int64_t platform, std::string_view native_id) {
    return std::hash<std::string_view>{}(native_id) ^
           (static_cast<std::uint64_t>(platform) * 0x9e3779b97f4a7c15ULL);
  }

  std::unordered_set<std::uint64_t> known_;
  std::vector<std::uint64_t> order_;
  std::size_t next_ = 0;
};

}  // namespace vigie::storage
