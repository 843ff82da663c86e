// `x:stream`: the filtered stream, whose rules are made to match the settings. It has the reposts
// that search has not.
//
// An app has one connection and one set of rules: rules that are not in the settings are removed,
// for what they let through would be charged and kept. Use an app of its own.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "collector/live/live_source.h"
#include "collector/x/x_api.h"

namespace vigie::collector {

/// How long to wait before the next connection, as X asks for: network +250 ms to 16 s; HTTP 5 s
/// doubling to 320 s; 429 from 60 s, doubling (to 16 minutes).
class XReconnect {
 public:
  [[nodiscard]] std::chrono::milliseconds after_network_error();
  [[nodiscard]] std::chrono::milliseconds after_http_error();
  [[nodiscard]] std::chrono::milliseconds after_throttling();

  void note_progress() { *this = {}; }

 private:
  std::uint32_t network_ = 0;
  std::uint32_t http_ = 0;
  std::uint32_t throttled_ = 0;
};

class XStream : public LiveSource {
 public:
  XStream(XOptions options, std::string token, LiveTools tools);

  [[nodiscard]] std::string name() const override { return "x:stream"; }

  [[nodiscard]] std::string platform() const override { return "x"; }

  [[nodiscard]] std::string format() const override { return "x_v2"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  /// Reconnects by itself. What passes while there is no connection is lost: a gap. With `once`
  /// returns at once and sends nothing, for a stream holds nothing that was there at the start.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  XOptions options_;
  std::string token_;
  LiveTools tools_;
};

}  // namespace vigie::collector
