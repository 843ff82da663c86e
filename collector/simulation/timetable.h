// Timetable: when each account of a simulation posts, by the habit of its role.
//
// Times come first and alone (16 bytes an event): they are sorted once, and each post is written
// when its turn comes.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "collector/simulation/population.h"
#include "storage/model/time.h"

namespace vigie::collector::simulation {

/// One post to be written. Order: time, then account, then what.
struct Event {
  std::int64_t time_ms = 0;  ///< Unix time.
  std::uint32_t actor = 0;   ///< Index into the population.
  std::uint32_t what = 0;    ///< The account's own count of posts, or a wave with its flags.

  friend auto operator<=>(const Event&, const Event&) = default;
};

/// Flags of `Event::what` for the posts of a coordinated wave; the low bits are the wave's number.
inline constexpr std::uint32_t kWaveFlag = 0x8000'0000U;
inline constexpr std::uint32_t kWaveRepostFlag = 0x4000'0000U;
inline constexpr std::uint32_t kWaveNumberMask = 0x3FFF'FFFFU;

/// Events of every account whose clock decides how often it posts (all roles but persons), in no
/// particular order; all inside `window`.
[[nodiscard]] std::vector<Event> schedule_roles(std::span<const Actor> actors,
                                                TimeWindow window,
                                                std::uint64_t seed);

/// Appends the events of person `index`: exactly `actor.posts`, in sessions, none while it sleeps,
/// all inside `window`, which must hold 2 days or more.
void schedule_person(const Actor& actor,
                     std::uint32_t index,
                     TimeWindow window,
                     std::vector<Event>& events);

}  // namespace vigie::collector::simulation
