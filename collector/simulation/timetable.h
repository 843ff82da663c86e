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

/// Flags of `Event::what` for what is done at a gathering; the low bits are its number.
inline constexpr std::uint32_t kWaveFlag = 0x8000'0000U;
inline constexpr std::uint32_t kWaveRepostFlag = 0x4000'0000U;
inline constexpr std::uint32_t kWaveNumberMask = 0x3FFF'FFFFU;

/// Events of every account whose clock decides how often it posts (all roles but persons), what
/// gatherings ask of it left out, in no particular order; all inside `window`.
[[nodiscard]] std::vector<Event> schedule_roles(std::span<const Actor> actors, TimeWindow window);

/// A moment at which `actor` is awake, in milliseconds after midnight UTC of the local day's date;
/// may be below 0 or above 24 h.
[[nodiscard]] std::int64_t draw_waking_moment(const Actor& actor, Random& random);

/// Appends the events of person `index`: exactly `actor.posts`, in sessions, none while it sleeps,
/// all inside `window`, which must hold 2 days or more.
void schedule_person(const Actor& actor,
                     std::uint32_t index,
                     TimeWindow window,
                     std::vector<Event>& events);

}  // namespace vigie::collector::simulation
