// The loop: every source on a thread of its own, from its cursor to its sink, again after a
// failure, until stopped. One source's failure never stops another.
//
// A source that cannot connect is tried again after 1 s x 2^n with full jitter, at most 5 minutes;
// after 8 failures in a row, or when a platform blocks us, its circuit opens for an hour. One that
// needs the operator is not tried again. With `once`, an open circuit ends its source instead.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

#include "collector/live/live_source.h"

namespace vigie::collector {

struct CollectorOptions {
  bool once = false;  ///< Sources return when what there was at the start has been read.
  std::chrono::milliseconds first_backoff{1'000};
  std::chrono::milliseconds longest_backoff{300'000};
  std::chrono::milliseconds parked{3'600'000};
  std::uint32_t failures_before_parking = 8;
  std::uint64_t seed = 1;  ///< Of the jitter.
};

/// A source, and what it works with. All of it outlives the loop.
struct CollectedSource {
  std::reference_wrapper<LiveSource> source;
  std::reference_wrapper<PostSink> sink;
  std::reference_wrapper<SourceMeter> meter;
  std::string cursor;  ///< Where it goes on; empty: from now.
  /// Why it was not read before the program ended, as in `coverage_gap`; empty: it was.
  std::string away_reason = {};
};

class Collector {
 public:
  Collector(Clock& clock, CollectorOptions options);

  /// Blocks until all sources have finished, failed for good, or stopped after `stop`.
  void run(std::span<CollectedSource> sources, const std::stop_token& stop);

 private:
  Clock& clock_;
  CollectorOptions options_;
};

}  // namespace vigie::collector
