// Gatherings: what many accounts do about one thing, at once or one after the other. Crews meet so,
// and so do the innocent: the public of a match or a debate, and local papers that print what an
// agency sends.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "collector/simulation/timetable.h"

namespace vigie::collector::simulation {

enum class GatheringKind : std::uint8_t {
  kCrewWave,   ///< Members of one crew push one text and page, or repost one post.
  kLiveEvent,  ///< Fans comment on a match or a debate and repost each other's few best posts.
  kDispatch,   ///< An agency's piece, which papers link under its own headline or repost.
};

struct Gathering {
  GatheringKind kind = GatheringKind::kCrewWave;
  std::uint64_t key = 0;
  std::int64_t begin_ms = 0;  ///< Unix time.
  std::uint32_t team = 0;     ///< Crew, live event or agency, counted from 0.
  bool reposts = false;       ///< A naive crew's wave: the same members then repost one post.
};

/// Every gathering of the simulation. Its place in the result is the number in `Event::what`.
[[nodiscard]] std::vector<Gathering> plan_gatherings(std::span<const Actor> actors,
                                                     TimeWindow window,
                                                     const SimulationOptions& options);

/// Appends what crews, agencies and papers do, inside `window`.
void schedule_teams(std::span<const Actor> actors,
                    std::span<const Gathering> gatherings,
                    TimeWindow window,
                    std::vector<Event>& events);

/// Appends what fans do; each attends while it is awake, for whole bursts after a moment of the
/// event (a goal, a blunder).
void schedule_fans(std::span<const Actor> actors,
                   std::span<const Gathering> gatherings,
                   TimeWindow window,
                   std::vector<Event>& events);

/// The debate when even, else the match: topic of live event `team`.
[[nodiscard]] Topic live_topic(std::uint32_t team);

/// The hashtags that everybody uses at live event `team`; two.
[[nodiscard]] std::array<std::string_view, 2> live_tags(std::uint32_t team);

}  // namespace vigie::collector::simulation
