// What the test asks of the meetings of one pair, looked up once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coordination/candidates.h"
#include "analysis/coordination/share_table.h"

namespace vigie::analysis {

/// One meeting, as the tests see it.
struct MeetingFacts {
  std::int64_t gap_ms = 0;   ///< Between the two shares, >= 0.
  std::uint32_t object = 0;  ///< Index into the table.
  std::uint8_t layer = 0;
  std::uint8_t popularity = 0;  ///< null_model.h: `popularity_of`.
  bool popular = false;         ///< Above the most sharers at which all pairs are looked at.
  bool counted = false;         ///< Strong, and neither post stands for an earlier meeting.
};

/// Describes pairs one after the other, in memory that it keeps. Not for two threads at once.
class PairMeetings {
 public:
  PairMeetings(const ShareTable& table, std::uint32_t max_sharers)
      : table_{table}, max_sharers_{max_sharers} {}

  /// Facts of the meetings of one pair, in order; valid until the next call.
  [[nodiscard]] std::span<const MeetingFacts> describe(std::span<const Meeting> meetings);

  /// Counted ones among the last described.
  [[nodiscard]] std::uint32_t counted() const { return counted_; }

 private:
  void mark_few(std::span<const Meeting> meetings);
  void mark_many(std::span<const Meeting> meetings);

  const ShareTable& table_;
  std::uint32_t max_sharers_;
  std::uint32_t counted_ = 0;
  std::vector<MeetingFacts> facts_;
};

}  // namespace vigie::analysis
