// Labels that stand in every record of an account are handed over once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "collector/archive/profile_filter.h"
#include "storage/model/record.h"

namespace vigie::collector {

class LabelFilter {
 public:
  /// Appends the label to `batch` unless it is empty or was appended before. Memory: hashes of the
  /// last 10^6 pairs; past that all are forgotten, which only costs repetitions.
  void add(std::string_view account,
           std::string_view value,
           const std::string& origin,
           RecordBatch& batch) {
    const std::uint64_t key = content_hash(value, content_hash(account));
    if (value.empty() || labelled_.contains(key)) {
      return;
    }
    if (labelled_.size() >= kMaxLabelled) {
      labelled_.clear();
    }
    labelled_.insert(key);
    batch.labels.push_back(
        {.account_native_id = std::string{account}, .value = std::string{value}, .origin = origin});
  }

 private:
  static constexpr std::size_t kMaxLabelled = 1'000'000;

  std::unordered_set<std::uint64_t> labelled_;  ///< Hashes of (account, label).
};

}  // namespace vigie::collector
