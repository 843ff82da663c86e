#include "app/detection_power.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/coordination_run.h"
#include "app/failure.h"
#include "storage/model/time.h"

namespace vigie::app {
namespace {

using analysis::CrewPower;
using analysis::Layer;
using analysis::SimulatedCrew;

constexpr std::array<std::uint32_t, 3> kMembers{5, 10, 30};
constexpr std::size_t kEfforts = 3;
constexpr std::size_t kCrewsOfABurst = kMembers.size() * kEfforts;

/// Crews that are told of in one table.
struct Family {
  std::string_view says;  ///< What they do.
  Layer layer;
  std::array<std::uint32_t, kEfforts> events;
  std::array<std::int64_t, 4> bursts_ms;
  double own_source;
};

constexpr std::array<std::int64_t, 4> kQuick{
    10 * kSecondMs, kMinuteMs, 15 * kMinuteMs, 6 * kHourMs};
constexpr std::array<std::int64_t, 4> kSlow{6 * kHourMs, 12 * kHourMs, kDayMs, 3 * kDayMs};
constexpr std::array<std::uint32_t, kEfforts> kFewEvents{3, 10, 30};
constexpr std::array<std::uint32_t, kEfforts> kManyEvents{10, 20, 40};
constexpr std::array kFamilies{
    Family{"They share the same url:", Layer::kUrl, kFewEvents, kQuick, 0.0},
    Family{"They share the same repost:", Layer::kRepost, kFewEvents, kQuick, 0.0},
    Family{"They share the same text:", Layer::kText, kFewEvents, kQuick, 0.0},
    Family{"They repost a leader of their own half of the time, else authors whom others repost:",
           Layer::kRepost,
           kManyEvents,
           kSlow,
           0.5}};

std::vector<SimulatedCrew> crews_of(const Family& family, std::int64_t burst_ms) {
  std::vector<SimulatedCrew> crews;
  for (const std::uint32_t members : kMembers) {
    for (const std::uint32_t events : family.events) {
      crews.push_back({.members = members,
                       .events = events,
                       .burst_ms = burst_ms,
                       .layer = family.layer,
                       .own_source = family.own_source});
    }
  }
  return crews;
}

std::string words_of(std::int64_t burst_ms) {
  if (burst_ms < kMinuteMs) {
    return fmt::format("within {} s", burst_ms / kSecondMs);
  }
  if (burst_ms < kHourMs) {
    return fmt::format("within {} min", burst_ms / kMinuteMs);
  }
  return burst_ms <= kDayMs ? fmt::format("within {} h", burst_ms / kHourMs)
                            : fmt::format("within {} days", burst_ms / kDayMs);
}

/// `24/30`; a dash when no account was left to play the crew.
std::string found_of(const CrewPower& power) {
  return power.members == 0 ? "-" : fmt::format("{}/{}", power.found, power.members);
}

/// A row per size and effort, a column per burst.
void say_family(const Family& family, std::span<const CrewPower> crews, Console& console) {
  console.say(std::string{family.says});
  if (std::all_of(crews.begin(), crews.end(), [](const CrewPower& c) { return c.members == 0; })) {
    console.say(fmt::format("  nothing to hide among: no {}s{} in this window\n",
                            layer_name(family.layer),
                            family.own_source > 0.0 ? " of known authors" : ""));
    return;
  }
  std::vector<std::string> head{"accounts", "actions"};
  for (const std::int64_t burst : family.bursts_ms) {
    head.push_back(words_of(burst));
  }
  Table table{head};
  for (std::size_t row = 0; row < kCrewsOfABurst; ++row) {
    std::vector<std::string> cells{std::to_string(crews[row].crew.members),
                                   std::to_string(crews[row].crew.events)};
    for (std::size_t burst = 0; burst < family.bursts_ms.size(); ++burst) {
      cells.push_back(found_of(crews[burst * kCrewsOfABurst + row]));
    }
    table.add(cells);
  }
  console.say(table.render());
}

}  // namespace

DetectionPower measure_power(const WindowChoice& choice,
                             const config::Settings& settings,
                             storage::Database& database,
                             Console& console) {
  const std::vector<SourceList> no_lists;
  const analysis::SourceIndex sources{no_lists};
  const std::vector<analysis::TopicDefinition> no_topics;
  analysis::TopicMatcher topics{no_topics};
  analysis::ActivityBuilder builder{choice.span(), sources, topics};
  analysis::ShareBuilder shares;
  const analysis::Activity activity = read_activity(builder,
                                                    {no_topics, nullptr, settings.analysis.threads},
                                                    choice.span(),
                                                    database,
                                                    console,
                                                    &shares);
  if (activity.time_ms.empty()) {
    throw RunFailure(fmt::format(
        "no posts between {} and {}. `vigie status` shows the span that the database holds.",
        to_iso8601(choice.span().begin),
        to_iso8601(choice.span().end)));
  }
  const analysis::CoordinationOptions options = settings.analysis.coordination_test();
  const analysis::CoordinationInput input =
      shares.build(activity, settings.analysis.coordination.known, options).input;
  console.progress("looking for who stands in a group already");
  const std::vector<std::uint32_t> grouped =
      analysis::grouped_accounts(analysis::find_coordination(input, options));
  DetectionPower power{choice.span(), activity.time_ms.size(), activity.accounts.size(), {}};
  for (const Family& family : kFamilies) {
    for (const std::int64_t burst : family.bursts_ms) {
      const std::vector<SimulatedCrew> crews = crews_of(family, burst);
      if (!analysis::can_plant(input, crews.front())) {
        for (const SimulatedCrew& crew : crews) {
          power.crews.push_back({.crew = crew});
        }
        continue;
      }
      console.progress(fmt::format("planting {} crews{} {}",
                                   layer_name(family.layer),
                                   family.own_source > 0.0 ? " with a leader" : "",
                                   words_of(burst)));
      const std::vector<CrewPower> found = analysis::measure_power(input, grouped, crews, options);
      power.crews.insert(power.crews.end(), found.begin(), found.end());
    }
  }
  console.end_progress();
  return power;
}

void report_power(const DetectionPower& power, Console& console) {
  if (console.json_mode()) {
    auto crews = nlohmann::ordered_json::array();
    for (const CrewPower& crew : power.crews) {
      crews.push_back({{"layer", layer_name(crew.crew.layer)},
                       {"accounts", crew.crew.members},
                       {"actions", crew.crew.events},
                       {"participation", crew.crew.participation},
                       {"burst_ms", crew.crew.burst_ms},
                       {"own_source", crew.crew.own_source},
                       {"planted", crew.members},
                       {"found", crew.found}});
    }
    console.json(nlohmann::ordered_json{
        {"window", {to_iso8601(power.window.begin), to_iso8601(power.window.end)}},
        {"posts", power.posts},
        {"accounts", power.accounts},
        {"crews", std::move(crews)}}
                     .dump(2));
    return;
  }
  console.say(fmt::format(
      "Invented crews among {} posts of {} accounts, {} to {}: accounts found of those planted. In "
      "each action a random 80 % of a crew share one new thing. Each figure is one draw. Nothing "
      "was "
      "stored.\n",
      with_thousands(power.posts),
      with_thousands(power.accounts),
      to_iso8601(power.window.begin),
      to_iso8601(power.window.end)));
  std::span<const CrewPower> crews{power.crews};
  for (const Family& family : kFamilies) {
    const std::size_t count = kCrewsOfABurst * family.bursts_ms.size();
    say_family(family, crews.first(count), console);
    crews = crews.subspan(count);
  }
  console.say(
      "A crew that would not have been found here cannot be excluded when a report is empty.");
}

}  // namespace vigie::app
