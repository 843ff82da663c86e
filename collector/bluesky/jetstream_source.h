// The stream of all public posts of Bluesky, read from a Jetstream server: one of several hosts
// that send the same.
//
// It stays connected by itself: a connection that ends is opened again where the last batch ended,
// with back-off, and after three failures at the next host.
#pragma once

#include <cstdint>
#include <string>

#include "collector/live/live_source.h"
#include "collector/live/options.h"

namespace vigie::collector {

class JetstreamSource : public LiveSource {
 public:
  /// `options.jetstream_hosts` is not empty. `seed`: of the back-off's jitter.
  JetstreamSource(BlueskyOptions options, LiveTools tools, std::uint64_t seed = 1);

  [[nodiscard]] std::string name() const override { return "bluesky:jetstream"; }

  [[nodiscard]] std::string platform() const override { return "bluesky"; }

  [[nodiscard]] std::string format() const override {
    return options_.jetstream_version == 2 ? "jetstream_v2" : "jetstream";
  }

  [[nodiscard]] bool is_filtered() const override { return true; }

  /// Fails with kOperator when a server refuses the subscription or the dictionary cannot be read;
  /// with `once` also, kTransient, when no host answers.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  BlueskyOptions options_;
  LiveTools tools_;
  std::uint64_t seed_;
};

}  // namespace vigie::collector
