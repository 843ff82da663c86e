#include "collector/bluesky/reconnect.h"

#include <algorithm>

namespace vigie::collector {

std::chrono::milliseconds Reconnect::note_failure(bool is_starting) {
  constexpr std::int64_t kFirstMs = 1'000;
  constexpr std::int64_t kLongestMs = 300'000;
  constexpr std::size_t kMostDoublings = 9;
  ++in_row_;
  ++on_host_;
  if (is_starting || on_host_ >= kAttemptsPerHost) {
    host_ = (host_ + 1) % hosts_;
    on_host_ = 0;
  }
  if (is_starting && in_row_ % hosts_ != 0) {
    return std::chrono::milliseconds{0};
  }
  const std::int64_t most = std::min(kFirstMs << std::min(in_row_ - 1, kMostDoublings), kLongestMs);
  return std::chrono::milliseconds{
      std::uniform_int_distribution<std::int64_t>{most / 2, most}(random_)};
}

}  // namespace vigie::collector
