// Mean tone of a topic's posts, over the window and by day.
//
// A mean over few people would be a statement about them: none is given below ten posts or five
// accounts, for the window as for each day.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "storage/model/run_totals.h"

namespace vigie::analysis {

inline constexpr std::uint64_t kMinTonePosts = 10;
inline constexpr std::uint64_t kMinToneAccounts = 5;

/// Integer sums, so that no order of posts can change a mean.
class TopicToneSums {
 public:
  TopicToneSums(std::size_t topics, std::size_t days);

  /// @param account          Index; all posts of one account come in a row.
  /// @param tone_hundredths  As Wording: kNoTone adds nothing.
  void add(std::size_t topic, std::size_t day, std::uint32_t account, std::int16_t tone_hundredths);

  /// Fills `tone` and `tone_per_day` of each topic.
  void write(std::span<TopicUse> topics) const;

 private:
  struct Sum {
    std::int64_t hundredths = 0;
    std::uint64_t posts = 0;
    std::uint64_t accounts = 0;
    std::uint32_t last_account = UINT32_MAX;

    void add(std::uint32_t account, std::int16_t tone_hundredths);
    [[nodiscard]] Tone mean() const;
  };

  std::size_t days_;
  std::vector<Sum> totals_;  ///< By topic.
  std::vector<Sum> by_day_;  ///< Topics x days, row t is topic t.
};

}  // namespace vigie::analysis
