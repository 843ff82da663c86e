// Times of posts, written as the delays between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vigie::analysis {

using Times = std::vector<std::int64_t>;

inline constexpr std::int64_t kMidnight = 1'709'164'800'000;  // 2024-02-29T00:00:00Z.

/// `first_ms`, then each delay after the one before.
inline Times times_after(std::int64_t first_ms, const Times& delays) {
  Times times{first_ms};
  for (const std::int64_t delay : delays) {
    times.push_back(times.back() + delay);
  }
  return times;
}

/// `posts` times from midnight on, `step_ms` apart.
inline Times every(std::int64_t step_ms, std::size_t posts) {
  return times_after(kMidnight, Times(posts - 1, step_ms));
}

}  // namespace vigie::analysis
