#include "app/detection_power.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

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

constexpr std::array kLayers{Layer::kUrl, Layer::kRepost, Layer::kText};
constexpr std::array<std::int64_t, 4> kBurstsMs{10'000, 60'000, 900'000, 21'600'000};
constexpr std::array<std::uint32_t, 3> kMembers{5, 10, 30};
constexpr std::array<std::uint32_t, 3> kEvents{3, 10, 30};
constexpr std::size_t kCrewsOfABurst = kMembers.size() * kEvents.size();

std::vector<SimulatedCrew> crews_of(Layer layer, std::int64_t burst_ms) {
  std::vector<SimulatedCrew> crews;
  for (const std::uint32_t members : kMembers) {
    for (const std::uint32_t events : kEvents) {
      crews.push_back({.members = members, .events = events, .burst_ms = burst_ms, .layer = layer});
    }
  }
  return crews;
}

std::string words_of(std::int64_t burst_ms) {
  if (burst_ms < kMinuteMs) {
    return fmt::format("within {} s", burst_ms / kSecondMs);
  }
  return burst_ms < kHourMs ? fmt::format("within {} min", burst_ms / kMinuteMs)
                            : fmt::format("within {} h", burst_ms / kHourMs);
}

/// `24/30`; a dash when no account was left to play the crew.
std::string found_of(const CrewPower& power) {
  return power.members == 0 ? "-" : fmt::format("{}/{}", power.found, power.members);
}

/// Crews of one layer: a row per size and effort, a column per burst.
void say_layer(std::span<const CrewPower> crews, Console& console) {
  std::vector<std::string> head{"accounts", "actions"};
  for (const std::int64_t burst : kBurstsMs) {
    head.push_back(words_of(burst));
  }
  Table table{head};
  for (std::size_t row = 0; row < kCrewsOfABurst; ++row) {
    std::vector<std::string> cells{std::to_string(crews[row].crew.members),
                                   std::to_string(crews[row].crew.events)};
    for (std::size_t burst = 0; burst < kBurstsMs.size(); ++burst) {
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
  const analysis::Activity activity =
      read_activity(builder, choice.span(), database, console, &shares);
  if (activity.time_ms.empty()) {
    throw RunFailure(fmt::format(
        "no posts between {} and {}. `vigie status` shows the span that the database holds.",
        to_iso8601(choice.span().begin),
        to_iso8601(choice.span().end)));
  }
  const analysis::CoordinationOptions options = settings.analysis.coordination_test();
  const analysis::CoordinationInput input =
      shares.build(activity, settings.analysis.coordination.known, options).input;
  DetectionPower power{choice.span(), activity.time_ms.size(), activity.accounts.size(), {}};
  for (const Layer layer : kLayers) {
    for (const std::int64_t burst : kBurstsMs) {
      console.progress(fmt::format("planting {} crews {}", layer_name(layer), words_of(burst)));
      const std::vector<CrewPower> found =
          analysis::measure_power(input, crews_of(layer, burst), options);
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
      "each action a random 80 % of a crew share one new thing. Nothing was stored.\n",
      with_thousands(power.posts),
      with_thousands(power.accounts),
      to_iso8601(power.window.begin),
      to_iso8601(power.window.end)));
  constexpr std::size_t kCrewsOfALayer = kCrewsOfABurst * kBurstsMs.size();
  for (std::size_t layer = 0; layer < kLayers.size(); ++layer) {
    console.say(fmt::format("They share the same {}:", layer_name(kLayers.at(layer))));
    say_layer(std::span{power.crews}.subspan(layer * kCrewsOfALayer, kCrewsOfALayer), console);
  }
  console.say(
      "A crew that would not have been found here cannot be excluded when a report is empty.");
}

}  // namespace vigie::app
