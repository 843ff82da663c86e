// `youtube:comments`: comments under the newest videos of channels, and under single videos.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "collector/gated/gate.h"
#include "collector/live/live_source.h"
#include "collector/live/options.h"

namespace vigie::collector {

/// Bucket of the rate limiter.
inline constexpr std::string_view kYoutubeLimit = "youtube";

inline constexpr const char* kYoutubeKeyVariable = "VIGIE_YOUTUBE_API_KEY";

/// Why the source of YouTube must not start.
[[nodiscard]] std::optional<LiveError> closed_youtube_gate(const YoutubeOptions& options,
                                                           const std::string& api_key);

class YoutubeComments : public LiveSource {
 public:
  YoutubeComments(YoutubeOptions options, std::string api_key, LiveTools tools);

  [[nodiscard]] std::string name() const override { return "youtube:comments"; }

  [[nodiscard]] std::string platform() const override { return "youtube"; }

  [[nodiscard]] std::string format() const override { return "youtube_v3"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  /// Threads are read newest first, down to what was read before. When the day's units are used,
  /// waits for midnight in California, which is a gap of reason `quota`; with `once` returns kPark.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  YoutubeOptions options_;
  std::string api_key_;
  LiveTools tools_;
};

}  // namespace vigie::collector
