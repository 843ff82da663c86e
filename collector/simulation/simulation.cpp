#include "collector/simulation/simulation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "collector/simulation/composer.h"
#include "collector/simulation/post_line.h"
#include "collector/simulation/timetable.h"

namespace vigie::collector {
namespace {

using simulation::Actor;
using simulation::ComposedText;
using simulation::Draft;
using simulation::Event;

constexpr std::uint64_t kFewestPosts = 1'000;
constexpr std::uint64_t kMostPosts = 200'000'000;
constexpr std::uint64_t kFewestAccounts = 100;
constexpr std::uint64_t kPostsPerAccount = 12;
constexpr double kMostSpecialPosts =
    0.55;  ///< Share of the timeline that roles other than persons may fill.
constexpr double kMostSpecialAccounts = 0.5;

constexpr std::array<std::string_view, kSimulatedRoleCount> kRoleNames{
    "person", "newsroom", "outlet", "scheduler", "relay", "text_bot", "crew", "declared_bot"};

std::string find_fault(const SimulationOptions& options) {
  const auto& shares = options.shares;
  const std::array all{
      shares.newsroom, shares.scheduler, shares.relay, shares.text_bot, shares.declared_bot};
  double total = 0.0;
  for (const double share : all) {
    if (!(share >= 0.0)) {  // not a number, too
      return "simulation: a share is below 0";
    }
    total += share;
  }
  if (total > kMostSpecialAccounts) {
    return "simulation: the shares exceed 0.5 together";
  }
  if (options.posts < kFewestPosts || options.posts > kMostPosts) {
    return fmt::format("simulation: posts must be {} to {}", kFewestPosts, kMostPosts);
  }
  if (options.accounts < kFewestAccounts || options.accounts > options.posts) {
    return fmt::format("simulation: accounts must be {} to the number of posts", kFewestAccounts);
  }
  if (options.days < 2 || options.days > 366) {
    return "simulation: days must be 2 to 366";
  }
  return {};
}

/// Keeps the first posts of every account when all of them would fill the timeline: what remains
/// has the same rhythm, over fewer days. `events` sorted.
void shorten(std::vector<Event>& events, std::size_t accounts, double most) {
  if (static_cast<double>(events.size()) <= most) {
    return;
  }
  const double kept_share = most / static_cast<double>(events.size());
  std::vector<std::uint32_t> budget(accounts, 0);
  for (const auto& event : events) {
    ++budget[event.actor];
  }
  for (auto& posts : budget) {
    posts = static_cast<std::uint32_t>(std::floor(kept_share * posts));
  }
  std::erase_if(events, [&budget](const Event& event) {
    auto& left = budget[event.actor];
    if (left == 0) {
      return true;
    }
    --left;
    return false;
  });
}

/// Every event of the simulation, sorted; fewer than asked when the people cannot write so many.
std::vector<Event> plan_events(std::vector<Actor>& actors, const SimulationOptions& options) {
  const TimeWindow window{options.begin, options.begin + std::chrono::days{options.days}};
  std::vector<Event> events = simulation::schedule_roles(actors, window, options.seed);
  std::sort(events.begin(), events.end());
  shorten(events, actors.size(), kMostSpecialPosts * static_cast<double>(options.posts));
  simulation::share_out_posts(actors, options.posts - events.size(), options.days);
  events.reserve(options.posts);
  for (std::uint32_t index = 0; index < actors.size(); ++index) {
    if (actors[index].role == SimulatedRole::kPerson) {
      simulation::schedule_person(actors[index], index, window, events);
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

/// Writes every event; returns how many posts each account made.
std::vector<std::uint64_t> write_posts(const std::vector<Actor>& actors,
                                       const std::vector<Event>& events,
                                       const simulation::Phrases& phrases,
                                       const SimulationOptions& options,
                                       const LineWriter& write) {
  const simulation::Composer composer{phrases};
  simulation::Drafts drafts{actors, events, options};
  std::vector<std::uint64_t> posts(actors.size(), 0);
  ComposedText content;
  std::string line;
  for (std::uint32_t index = 0; index < events.size(); ++index) {
    const Event& event = events[index];
    const Actor& author = actors[event.actor];
    const Draft draft = drafts.write(index);
    simulation::PostReference other;
    if (draft.other != Draft::kNobody) {
      const Event& earlier = events[draft.other];
      other = {draft.other, &actors[earlier.actor], earlier.time_ms};
    }
    composer.compose(
        author, event, draft, other.author != nullptr ? other.author->handle : "", content);
    const auto written = static_cast<std::int64_t>(++posts[event.actor]);
    line.clear();
    simulation::append_json(
        {index, &author, event.time_ms, author.posts_before + written, draft.kind, &content, other},
        line);
    write(line);
  }
  return posts;
}

std::vector<SimulatedAccount> list_truth(const std::vector<Actor>& actors,
                                         const std::vector<std::uint64_t>& posts) {
  std::vector<SimulatedAccount> truth;
  truth.reserve(actors.size());
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const Actor& actor = actors[i];
    truth.push_back({actor.native_id,
                     actor.handle,
                     actor.role,
                     std::string{simulation::group_name(actor)},
                     posts[i]});
  }
  std::sort(truth.begin(), truth.end());
  return truth;
}

}  // namespace

std::string_view role_name(SimulatedRole role) {
  return kRoleNames.at(static_cast<std::size_t>(role));
}

tl::expected<SimulationSummary, std::string> simulate(const SimulationOptions& options,
                                                      const LineWriter& write) {
  SimulationOptions chosen = options;
  if (chosen.accounts == 0) {
    chosen.accounts = std::max(chosen.posts / kPostsPerAccount, kFewestAccounts);
  }
  if (auto fault = find_fault(chosen); !fault.empty()) {
    return tl::unexpected(std::move(fault));
  }
  chosen.crew_accounts = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(chosen.crew_accounts, chosen.accounts / 10));
  const auto phrases = simulation::load_phrases();
  auto actors = simulation::invent_population(chosen, phrases);
  const auto events = plan_events(actors, chosen);
  if (events.size() != chosen.posts) {
    return tl::unexpected(
        fmt::format("simulation: {} accounts cannot write {} posts by hand in {} days",
                    chosen.accounts,
                    chosen.posts,
                    chosen.days));
  }
  const auto posts = write_posts(actors, events, phrases, chosen, write);
  return SimulationSummary{events.size(), list_truth(actors, posts)};
}

std::string render_truth_csv(std::span<const SimulatedAccount> truth) {
  std::string csv = "account,handle,role,group,posts\n";
  for (const auto& account : truth) {
    fmt::format_to(std::back_inserter(csv),
                   "{},{},{},{},{}\n",
                   account.native_id,
                   account.handle,
                   role_name(account.role),
                   account.group,
                   account.posts);
  }
  return csv;
}

}  // namespace vigie::collector
