// A simulated world as a test reads it: from the lines that were written.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/simulation/simulation.h"
#include "storage/model/time.h"

namespace vigie::collector {

struct ReadPost {
  std::string id, account, handle, kind, text, language, parent, subject, subject_account,
      subject_time;
  std::int64_t time_ms = 0;
  bool declared_bot = false;
  std::vector<std::string> urls, tags, mentions;
};

struct World {
  SimulationSummary summary;
  std::string bytes;
  std::vector<ReadPost> posts;
  std::map<std::string, SimulatedAccount> truth;

  [[nodiscard]] SimulatedRole role(const ReadPost& post) const {
    return truth.at(post.account).role;
  }
};

/// Fails the test when a time cannot be read.
[[nodiscard]] std::int64_t time_of(std::string_view iso);

[[nodiscard]] std::string bytes_of(const SimulationOptions& options);

/// Simulates and parses; fails the test unless each line is one JSON object.
[[nodiscard]] World make_world(const SimulationOptions& options);

/// The default simulation, made once.
[[nodiscard]] const World& default_world();

/// Times of each account of `role`, ascending.
[[nodiscard]] std::map<std::string, std::vector<std::int64_t>> times_of(const World& world,
                                                                        SimulatedRole role);

/// Longest run of clock hours without a post, circular, all days pooled.
[[nodiscard]] int empty_hours(const std::vector<std::int64_t>& times_ms);

[[nodiscard]] std::string host_of(std::string_view url);

}  // namespace vigie::collector
