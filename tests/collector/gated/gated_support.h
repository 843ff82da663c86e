// What the tests of gated sources share: a source is run once against answers written down.
#pragma once

#include <cstdlib>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "collector/live/fetcher.h"
#include "collector/live/live_source.h"
#include "collector/live/rate_limiter.h"
#include "tests/collector/bluesky/fake_http.h"
#include "tests/collector/bluesky/live_fakes.h"

namespace vigie::collector::tests {

/// What happens on one stream, in order: a line, silence for some time, an end.
using StreamStep = std::variant<std::string, std::chrono::milliseconds, NetError>;

/// Streams that a test has written down beforehand. When none is left, `stop` is requested.
class ScriptedStreams : public StreamClient {
 public:
  ScriptedStreams(FakeClock& clock, std::stop_source& stop) : clock_(clock), stop_(stop) {}

  void play(std::vector<StreamStep> steps) { scripts_.push_back(std::move(steps)); }

  tl::expected<void, NetError> read_lines(const StreamRequest& request,
                                          const std::function<bool(std::string_view)>& on_line,
                                          const std::stop_token& /*stop*/) override {
    requests.push_back(request);
    if (scripts_.empty()) {
      stop_.request_stop();
      return tl::unexpected{NetError{.kind = NetErrorKind::kStopped, .message = "stopped"}};
    }
    const std::vector<StreamStep> steps = std::move(scripts_.front());
    scripts_.pop_front();
    for (const StreamStep& step : steps) {
      if (const auto* error = std::get_if<NetError>(&step)) {
        return tl::unexpected{*error};
      }
      if (const auto* line = std::get_if<std::string>(&step)) {
        if (!on_line(*line)) {
          return {};
        }
        continue;
      }
      clock_.pass(std::get<std::chrono::milliseconds>(step));
      if (!on_line({})) {
        return {};
      }
    }
    return tl::unexpected{NetError{.kind = NetErrorKind::kClosed, .message = "closed"}};
  }

  std::vector<StreamRequest> requests;

 private:
  FakeClock& clock_;
  std::stop_source& stop_;
  std::deque<std::vector<StreamStep>> scripts_;
};

/// Everything around a source.
struct GatedBench {
  explicit GatedBench(std::string_view now) : clock(parse_iso8601(now).value()) {}

  tl::expected<void, LiveError> run(LiveSource& source, std::string from = {}, bool once = true) {
    const LiveRun run{.cursor = std::move(from),
                      .once = once,
                      .sink = sink,
                      .meter = meter,
                      .stop = stop.get_token()};
    return source.run(run);
  }

  [[nodiscard]] std::size_t sent() const { return http.requests.size() + streams.requests.size(); }

  FakeClock clock;
  std::stop_source stop;
  FakeHttp http;
  ScriptedStreams streams{clock, stop};
  ScriptedSockets sockets{clock};
  RateLimiter limiter{clock};
  Fetcher fetcher{http, limiter, clock};
  LiveTools tools{fetcher, streams, sockets, clock};
  BatchList sink;
  SourceMeter meter;
};

/// A recorded answer's folder, or an empty path where the shared servers are not there.
inline std::filesystem::path recordings(std::string_view platform) {
  const auto folder =
      std::filesystem::path{VIGIE_SOURCE_DIR} / "../shared/servers/specs/recordings" / platform;
  return std::filesystem::is_directory(folder) ? folder : std::filesystem::path{};
}

inline bool has_parameter(std::string_view url, std::string_view parameter) {
  for (std::size_t at = url.find(parameter); at != std::string_view::npos;
       at = url.find(parameter, at + 1)) {
    const std::size_t end = at + parameter.size();
    const bool begins = at > 0 && (url[at - 1] == '?' || url[at - 1] == '&');
    if (begins && (end == url.size() || url[end] == '&')) {
      return true;
    }
  }
  return false;
}

}  // namespace vigie::collector::tests
