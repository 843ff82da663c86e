#include "collector/simulation/timetable.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "collector/simulation/calendar.h"
#include "collector/simulation/crew.h"

namespace vigie::collector::simulation {
namespace {

/// Purposes of an actor's random keys, so that no two draws of one account are the same.
constexpr std::uint64_t kTimetablePurpose = 0x71;
constexpr std::uint64_t kSleepPurpose = 0x75;

/// Appends events of one account, counting them; what falls outside the window is dropped.
class EventSink {
 public:
  EventSink(std::uint32_t actor, TimeWindow window, std::vector<Event>& events)
      : actor_(actor), window_(window), events_(events) {}

  bool add(std::int64_t time_ms) {
    if (!window_.contains(from_ms(time_ms))) {
      return false;
    }
    events_.push_back({time_ms, actor_, count_++});
    return true;
  }

  [[nodiscard]] std::uint32_t count() const { return count_; }

 private:
  std::uint32_t actor_;
  TimeWindow window_;
  std::vector<Event>& events_;
  std::uint32_t count_ = 0;
};

std::int64_t to_rounded_ms(double ms) {
  return std::llround(ms);
}

// --- persons ------------------------------------------------------------------------------------

/// When an account is awake, every day the same.
struct WakingHours {
  std::int64_t wake_ms = 0;   ///< After local midnight; past 24 h for night workers is fine.
  std::int64_t awake_ms = 0;  ///< 15 to 18 h.
};

WakingHours draw_waking_hours(const Actor& actor) {
  Random random{derive_key(actor.key, kSleepPurpose)};
  WakingHours hours;
  hours.awake_ms = kDayMs - random.between(6 * kHourMs, 9 * kHourMs);
  hours.wake_ms = random.between(5 * kHourMs + 30 * kMinuteMs, 8 * kHourMs + 30 * kMinuteMs);
  if (actor.night_shift) {
    hours.wake_ms += 9 * kHourMs;
  }
  return hours;
}

/// The days on which a person is there, and its hours on each of them.
struct PersonDays {
  std::int64_t first_midnight_ms = 0;  ///< Unix time of local midnight of its first day.
  std::uint64_t days = 1;
  WakingHours hours;
};

PersonDays draw_days(const Actor& actor, TimeWindow window, Random& random) {
  const auto days = static_cast<std::uint64_t>(window_days(window));
  PersonDays person;
  // Two days at least: the first may lie before the window for people abroad, the second never
  // does.
  const std::uint64_t wanted =
      actor.zealous
          ? actor.posts / (65 + random.below(26))
          : std::max<std::uint64_t>(days - random.below(days * 3 / 5 + 1), actor.posts / 45);
  person.days = std::clamp<std::uint64_t>(wanted, 2, days);
  const std::int64_t local = to_ms(window.begin) + actor.utc_offset.count();
  const auto skipped = static_cast<std::int64_t>(random.below(days - person.days + 1));
  person.first_midnight_ms =
      local - since_midnight(local) - actor.utc_offset.count() + skipped * kDayMs;
  person.hours = draw_waking_hours(actor);
  return person;
}

/// Where in its waking hours a session begins, 0..1: evenings most, then midday.
double draw_moment(Random& random) {
  const double kind = random.unit();
  if (kind < 0.4) {
    return 0.62 + 0.18 * (random.unit() + random.unit());
  }
  if (kind < 0.6) {
    return 0.25 + 0.12 * (random.unit() + random.unit());
  }
  return random.unit();
}

void add_session(const PersonDays& person, std::uint32_t most, Random& random, EventSink& sink) {
  const auto day = static_cast<std::int64_t>(random.below(person.days));
  const std::int64_t wake = person.first_midnight_ms + day * kDayMs + person.hours.wake_ms;
  std::int64_t since_wake =
      to_rounded_ms(draw_moment(random) * static_cast<double>(person.hours.awake_ms));
  while (since_wake < person.hours.awake_ms && sink.count() < most) {
    sink.add(wake + since_wake);
    if (random.chance(0.4)) {
      return;
    }
    since_wake += to_rounded_ms(8'000.0 + random.log_normal(75'000.0, 1.3));
  }
}

// --- roles that follow a clock -------------------------------------------------------------------

using Schedule = void (*)(const Actor&, TimeWindow, Random&, EventSink&);

/// Part of the window in which a covert account is active, whole when the window is short.
TimeWindow draw_span(TimeWindow window,
                     std::int64_t shortest,
                     std::int64_t longest,
                     Random& random) {
  const std::int64_t days = window_days(window);
  const std::int64_t length = std::min(days, random.between(shortest, longest));
  const std::int64_t begin = to_ms(window.begin) + random.between(0, days - length) * kDayMs +
                             random.between(0, kHourMs - 1);
  return {from_ms(begin), std::min(window.end, from_ms(begin + length * kDayMs))};
}

/// Articles as an editorial system releases them: five-minute marks, fewer at night. A local paper
/// has few of its own beside what the agency sends.
void schedule_newsroom(const Actor& actor, TimeWindow window, Random& random, EventSink& sink) {
  const bool is_local = actor.role == SimulatedRole::kLocalPaper;
  const std::int64_t per_day = is_local ? random.between(1, 2) : random.between(4, 7);
  for (const std::int64_t day : midnights(window)) {
    for (std::int64_t i = 0; i < per_day; ++i) {
      const std::int64_t hour = random.chance(0.4) ? random.between(0, 23) : random.between(6, 22);
      sink.add(day + hour * kHourMs + 5 * random.between(0, 11) * kMinuteMs +
               random.between(0, 20 * kSecondMs));
    }
  }
}

/// A planner's quarter hours, in the office or in the evening, never at night.
void schedule_planner(const Actor& actor, TimeWindow window, Random& random, EventSink& sink) {
  const bool office = random.chance(0.6);
  const std::int64_t first_hour = office ? 8 : 12;
  const std::int64_t last_hour = office ? 17 : 21;
  const std::int64_t most = random.between(4, 5);
  for (const std::int64_t day : midnights(window)) {
    if (office && is_weekend(day)) {
      continue;
    }
    for (std::int64_t i = random.between(3, most); i > 0; --i) {
      const std::int64_t quarter = random.between(first_hour * 4, last_hour * 4 + 3);
      sink.add(day + quarter * 15 * kMinuteMs - actor.utc_offset.count() +
               random.between(0, 3 * kSecondMs));
    }
  }
}

/// Every 30 to 90 minutes, to the second or nearly; a third of them pauses for three hours a day.
void schedule_relay(const Actor& actor, TimeWindow window, Random& random, EventSink& sink) {
  constexpr std::array<std::int64_t, 6> kPeriodMinutes{30, 45, 60, 60, 75, 90};
  constexpr std::array<std::int64_t, 3> kJitterMs{400, 4 * kSecondMs, 20 * kSecondMs};
  const std::int64_t period = kPeriodMinutes.at(random.below(kPeriodMinutes.size())) * kMinuteMs;
  const std::int64_t jitter = kJitterMs.at(random.below(kJitterMs.size()));
  const std::int64_t pause_begin =
      actor.ordinal % 3 == 2 ? random.between(0, 4) * kHourMs : -kDayMs;
  const TimeWindow span = draw_span(window, 8, 12, random);
  for (std::int64_t time = to_ms(span.begin); time < to_ms(span.end); time += period) {
    const std::int64_t since_pause = since_midnight(time) - pause_begin;
    if (since_pause < 0 || since_pause >= 3 * kHourMs) {
      sink.add(time + random.between(0, jitter));
    }
  }
}

/// A clock that imitates a person's: delays vary, but evenly, and it rests three hours only.
void schedule_text_bot(const Actor& /*actor*/, TimeWindow window, Random& random, EventSink& sink) {
  const std::int64_t rest_begin = random.between(0, 23) * kHourMs;
  const double mean_delay_ms = 21.0 * double{kHourMs} / static_cast<double>(random.between(9, 13));
  const TimeWindow span = draw_span(window, 8, 13, random);
  double time = static_cast<double>(to_ms(span.begin));
  while (time < static_cast<double>(to_ms(span.end))) {
    const std::int64_t now = to_rounded_ms(time);
    if (since_midnight(now - rest_begin) >= 3 * kHourMs) {
      sink.add(now);
    }
    time += random.log_normal(0.9 * mean_delay_ms, 0.4);
  }
}

/// A person who writes when it can (pain, care of others, a screen reader) and lets a tool publish:
/// two or three favourite times a day, to the minute, weekends too; now and then by hand.
void schedule_ahead(const Actor& actor, TimeWindow window, Random& random, EventSink& sink) {
  Actor living = actor;
  living.posts = static_cast<std::uint32_t>(random.between(15, 30));
  const PersonDays person = draw_days(living, window, random);
  while (sink.count() < living.posts) {
    add_session(person, living.posts, random, sink);
  }
  std::array<std::int64_t, 3> slots{};
  const std::int64_t first = (person.hours.wake_ms / kHourMs + 2) * kHourMs;
  for (auto& slot : slots) {
    slot = first + random.between(0, 39) * 15 * kMinuteMs - actor.utc_offset.count();
  }
  const std::int64_t used = random.between(2, 3);
  for (const std::int64_t day : midnights(window)) {
    for (std::int64_t i = 0; i < used; ++i) {
      const std::int64_t queued = random.between(0, 20 * kSecondMs);
      if (random.chance(0.8)) {
        sink.add(day + slots.at(static_cast<std::size_t>(i)) + queued);
      }
    }
  }
}

/// Sessions, sleep and days off as a person has them: nothing in its clock gives it away.
void schedule_fluent_bot(const Actor& actor, TimeWindow window, Random& random, EventSink& sink) {
  Actor living = actor;
  living.posts = static_cast<std::uint32_t>(random.between(60, 110));
  const PersonDays person = draw_days(living, window, random);
  while (sink.count() < living.posts) {
    add_session(person, living.posts, random, sink);
  }
}

void schedule_weather(const Actor& actor, TimeWindow window, Random& random, EventSink& sink) {
  const std::int64_t period = actor.ordinal % 2 == 0 ? kHourMs : 3 * kHourMs;
  for (const std::int64_t day : midnights(window)) {
    for (std::int64_t time = day; time < day + kDayMs; time += period) {
      sink.add(time + random.between(kSecondMs, 5 * kSecondMs));
    }
  }
}

Schedule schedule_of(SimulatedRole role) {
  switch (role) {
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kLocalPaper:
      return schedule_newsroom;
    case SimulatedRole::kScheduledPerson:
      return schedule_ahead;
    case SimulatedRole::kFluentBot:
      return schedule_fluent_bot;
    case SimulatedRole::kScheduler:
      return schedule_planner;
    case SimulatedRole::kRelay:
      return schedule_relay;
    case SimulatedRole::kTextBot:
      return schedule_text_bot;
    case SimulatedRole::kDeclaredBot:
      return schedule_weather;
    case SimulatedRole::kPerson:
    case SimulatedRole::kCrew:
    case SimulatedRole::kAgency:
      break;
  }
  return nullptr;
}

}  // namespace

std::vector<Event> schedule_roles(std::span<const Actor> actors, TimeWindow window) {
  std::vector<Event> events;
  for (std::uint32_t index = 0; index < actors.size(); ++index) {
    const Actor& actor = actors[index];
    Random random{derive_key(actor.key, kTimetablePurpose)};
    EventSink sink{index, window, events};
    if (const Schedule schedule = schedule_of(actor.role)) {
      schedule(actor, window, random, sink);
    } else if (actor.role == SimulatedRole::kCrew) {
      Actor camouflage = actor;  // between waves it lives as a person would
      const bool is_naive = skill_of(actor.team) == CrewSkill::kNaive;
      camouflage.posts =
          static_cast<std::uint32_t>(is_naive ? random.between(10, 40) : random.between(15, 35));
      schedule_person(camouflage, index, window, events);
    }
  }
  return events;
}

std::int64_t draw_waking_moment(const Actor& actor, Random& random) {
  const WakingHours hours = draw_waking_hours(actor);
  return hours.wake_ms - actor.utc_offset.count() +
         to_rounded_ms(draw_moment(random) * static_cast<double>(hours.awake_ms));
}

void schedule_person(const Actor& actor,
                     std::uint32_t index,
                     TimeWindow window,
                     std::vector<Event>& events) {
  Random random{derive_key(actor.key, kTimetablePurpose)};
  const PersonDays person = draw_days(actor, window, random);
  EventSink sink{index, window, events};
  while (sink.count() < actor.posts) {
    add_session(person, actor.posts, random, sink);
  }
}

}  // namespace vigie::collector::simulation
