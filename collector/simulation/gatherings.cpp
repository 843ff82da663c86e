#include "collector/simulation/gatherings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "collector/simulation/calendar.h"
#include "collector/simulation/crew.h"

namespace vigie::collector::simulation {
namespace {

constexpr std::int64_t kValmontOffsetMs = kHourMs;
constexpr std::uint64_t kCrewPurpose = 0x72;
constexpr std::uint64_t kLivePurpose = 0x73;
constexpr std::uint64_t kDispatchPurpose = 0x74;

/// Accounts of one role, by team; a team's members in order.
std::vector<std::vector<std::uint32_t>> list_teams(std::span<const Actor> actors,
                                                   SimulatedRole role) {
  std::vector<std::vector<std::uint32_t>> teams;
  for (std::uint32_t index = 0; index < actors.size(); ++index) {
    if (actors[index].role == role) {
      teams.resize(std::max<std::size_t>(teams.size(), actors[index].team + std::size_t{1}));
      teams[actors[index].team].push_back(index);
    }
  }
  return teams;
}

// --- plans ---------------------------------------------------------------------------------------

/// Naive: one or two waves each working day, in office hours. Careful: one on most of them.
/// Patient: one or two posts a day, at any hour.
void plan_crew(std::uint32_t crew,
               TimeWindow window,
               std::uint64_t seed,
               std::vector<Gathering>& gatherings) {
  const std::uint64_t key = derive_key(derive_key(seed, kCrewPurpose), crew);
  Random random{key};
  for (const std::int64_t day : midnights(window)) {
    if (is_weekend(day)) {
      continue;
    }
    std::int64_t waves = random.between(1, 2);
    if (skill_of(crew) == CrewSkill::kCareful) {
      waves = random.chance(0.8) ? 1 : 0;
    }
    for (; waves > 0; --waves) {
      const std::int64_t begin = day + random.between(9 * kHourMs, 17 * kHourMs) - kValmontOffsetMs;
      gatherings.push_back({GatheringKind::kCrewWave,
                            derive_key(key, gatherings.size() + 1),
                            begin,
                            crew,
                            random.chance(0.6)});
    }
  }
}

/// At equal distances in the window, late in the afternoon: whoever lives on Valmont's clock and is
/// awake in the day is awake to its end.
void plan_live_events(TimeWindow window,
                      const SimulationOptions& options,
                      std::vector<Gathering>& gatherings) {
  const auto days = midnights(window);
  for (std::uint32_t event = 0; event < options.events; ++event) {
    const std::uint64_t key = derive_key(derive_key(options.seed, kLivePurpose), event);
    Random random{key};
    const std::size_t day = (2 * std::size_t{event} + 1) * days.size() / (2 * options.events);
    const std::int64_t begin =
        days[day] + random.between(17 * kHourMs, 18 * kHourMs) - kValmontOffsetMs;
    gatherings.push_back({GatheringKind::kLiveEvent, key, begin, event, false});
  }
}

void plan_dispatches(std::uint32_t agency,
                     TimeWindow window,
                     std::uint64_t seed,
                     std::vector<Gathering>& gatherings) {
  const std::uint64_t key = derive_key(derive_key(seed, kDispatchPurpose), agency);
  Random random{key};
  for (const std::int64_t day : midnights(window)) {
    for (std::int64_t i = random.between(2, 4); i > 0; --i) {
      gatherings.push_back({GatheringKind::kDispatch,
                            derive_key(key, gatherings.size() + 1),
                            day + random.between(5 * kHourMs, 21 * kHourMs),
                            agency,
                            false});
    }
  }
}

// --- what each account does ----------------------------------------------------------------------

/// One gathering and where its events go.
struct Stage {
  const Gathering& gathering;
  std::uint32_t number;
  TimeWindow window;
  std::vector<Event>& events;

  void add(std::uint32_t actor, std::int64_t time_ms, std::uint32_t flags = 0) const {
    if (window.contains(from_ms(time_ms))) {
      events.push_back({time_ms, actor, number | kWaveFlag | flags});
    }
  }
};

/// Four members in five act, within a minute; the same members then repost one post.
void add_naive_wave(const Stage& stage, std::span<const std::uint32_t> members, Random& random) {
  const std::int64_t begin = stage.gathering.begin_ms;
  const std::int64_t spread = random.between(30 * kSecondMs, 60 * kSecondMs);
  for (const std::uint32_t member : members) {
    const std::int64_t text_at = begin + random.between(0, spread);
    const std::int64_t repost_at = begin + 3 * kMinuteMs + random.between(0, spread);
    if (!random.chance(0.8)) {
      continue;
    }
    stage.add(member, text_at);
    if (stage.gathering.reposts) {
      stage.add(member, repost_at, kWaveRepostFlag);
    }
  }
}

/// Two members in three, half an hour apart more often than not, within six hours.
void add_careful_wave(const Stage& stage, std::span<const std::uint32_t> members, Random& random) {
  for (const std::uint32_t member : members) {
    const std::int64_t delay = std::llround(random.log_normal(35.0 * double{kMinuteMs}, 1.1));
    if (random.chance(0.65)) {
      const std::uint32_t flags = random.chance(0.3) ? kWaveRepostFlag : 0;
      stage.add(member, stage.gathering.begin_ms + std::min(delay, 6 * kHourMs), flags);
    }
  }
}

/// Half of the members, each at a waking hour of one of three days. The first member is the one
/// whose posts are pushed: it reposts nothing.
void add_patient_wave(const Stage& stage,
                      std::span<const Actor> actors,
                      std::span<const std::uint32_t> members,
                      Random& random) {
  const std::int64_t begin = stage.gathering.begin_ms;
  for (const std::uint32_t member : members.subspan(1)) {
    const std::int64_t day = begin - since_midnight(begin) + random.between(0, 2) * kDayMs;
    const std::int64_t moment = day + draw_waking_moment(actors[member], random);
    if (random.chance(0.5) && moment >= begin) {
      stage.add(member, moment, kWaveRepostFlag);
    }
  }
}

void add_crew_wave(const Stage& stage,
                   std::span<const Actor> actors,
                   std::span<const std::uint32_t> members) {
  Random random{derive_key(stage.gathering.key, kCrewPurpose)};
  if (members.empty()) {
    return;
  }
  switch (skill_of(stage.gathering.team)) {
    case CrewSkill::kNaive:
      return add_naive_wave(stage, members, random);
    case CrewSkill::kCareful:
      return add_careful_wave(stage, members, random);
    case CrewSkill::kPatient:
      return add_patient_wave(stage, actors, members, random);
  }
}

/// The agency first; then papers by a feed, to within two minutes, and by a desk, to within
/// twenty. A third of them repost.
void add_dispatch(const Stage& stage,
                  std::span<const Actor> actors,
                  std::span<const std::uint32_t> papers,
                  std::uint32_t agency) {
  Random random{derive_key(stage.gathering.key, kDispatchPurpose)};
  const std::int64_t begin = stage.gathering.begin_ms;
  stage.add(agency, begin);
  for (const std::uint32_t paper : papers) {
    const bool has_feed = actors[paper].ordinal % 2 == 0;
    const std::int64_t delay = has_feed ? random.between(20 * kSecondMs, 100 * kSecondMs)
                                        : random.between(2 * kMinuteMs, 20 * kMinuteMs);
    const bool takes = random.chance(0.45);
    const std::uint32_t flags = random.chance(0.33) ? kWaveRepostFlag : 0;
    if (takes) {
      stage.add(paper, begin + delay, flags);
    }
  }
}

/// A fan speaks one to four times, each within minutes of one of the six moments of 100 minutes.
void add_fan(const Stage& stage, const Actor& fan, std::uint32_t index) {
  constexpr std::int64_t kMoments = 6;
  Random random{derive_key(stage.gathering.key, fan.key)};
  if (!random.chance(0.7)) {
    return;
  }
  for (std::int64_t i = random.between(1, 2) * random.between(1, 2); i > 0; --i) {
    Random moments{derive_key(stage.gathering.key, random.below(kMoments))};
    const std::int64_t moment = stage.gathering.begin_ms + moments.between(0, 100 * kMinuteMs);
    const std::int64_t delay = std::llround(random.log_normal(70.0 * double{kSecondMs}, 0.8));
    stage.add(
        index, moment + std::min(delay, 15 * kMinuteMs), random.chance(0.5) ? kWaveRepostFlag : 0);
  }
}

}  // namespace

std::vector<Gathering> plan_gatherings(std::span<const Actor> actors,
                                       TimeWindow window,
                                       const SimulationOptions& options) {
  std::vector<Gathering> gatherings;
  for (std::uint32_t crew = 0; crew < options.crews; ++crew) {
    plan_crew(crew, window, options.seed, gatherings);
  }
  plan_live_events(window, options, gatherings);
  const auto agencies = std::count_if(actors.begin(), actors.end(), [](const Actor& actor) {
    return actor.role == SimulatedRole::kAgency;
  });
  for (std::uint32_t agency = 0; agency < agencies; ++agency) {
    plan_dispatches(agency, window, options.seed, gatherings);
  }
  return gatherings;
}

void schedule_teams(std::span<const Actor> actors,
                    std::span<const Gathering> gatherings,
                    TimeWindow window,
                    std::vector<Event>& events) {
  auto crews = list_teams(actors, SimulatedRole::kCrew);
  const auto agencies = list_teams(actors, SimulatedRole::kAgency);
  auto papers = list_teams(actors, SimulatedRole::kLocalPaper);
  papers.resize(std::max(papers.size(), agencies.size()));
  for (std::uint32_t number = 0; number < gatherings.size(); ++number) {
    const Gathering& gathering = gatherings[number];
    const Stage stage{gathering, number, window, events};
    if (gathering.kind == GatheringKind::kCrewWave && gathering.team < crews.size()) {
      add_crew_wave(stage, actors, crews[gathering.team]);
    } else if (gathering.kind == GatheringKind::kDispatch) {
      add_dispatch(stage, actors, papers[gathering.team], agencies[gathering.team].front());
    }
  }
}

void schedule_fans(std::span<const Actor> actors,
                   std::span<const Gathering> gatherings,
                   TimeWindow window,
                   std::vector<Event>& events) {
  for (std::uint32_t number = 0; number < gatherings.size(); ++number) {
    if (gatherings[number].kind != GatheringKind::kLiveEvent) {
      continue;
    }
    const Stage stage{gatherings[number], number, window, events};
    for (std::uint32_t index = 0; index < actors.size(); ++index) {
      if (actors[index].fan) {
        add_fan(stage, actors[index], index);
      }
    }
  }
}

Topic live_topic(std::uint32_t team) {
  return team % 2 == 0 ? Topic::kElections : Topic::kSport;
}

std::array<std::string_view, 2> live_tags(std::uint32_t team) {
  constexpr std::array<std::string_view, 6> kMatches{
      "BRUPOR", "CERVAU", "MONROS", "ROCBRU", "PORCER", "VAUMON"};
  constexpr std::array<std::string_view, 4> kDebates{
      "DebatValmont", "LeGrandDebat", "FaceAFace", "DernierDebat"};
  return live_topic(team) == Topic::kSport
             ? std::array<std::string_view, 2>{"CoupeDesVallees", kMatches.at(team / 2 % 6)}
             : std::array<std::string_view, 2>{"Valmont2026", kDebates.at(team / 2 % 4)};
}

}  // namespace vigie::collector::simulation
