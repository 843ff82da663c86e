#include "collector/simulation/simulation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "collector/simulation/composer.h"
#include "collector/simulation/gatherings.h"
#include "collector/simulation/post_line.h"
#include "collector/simulation/timetable.h"

namespace vigie::collector {
namespace {

using simulation::Actor;
using simulation::ComposedText;
using simulation::Draft;
using simulation::Event;
using simulation::Gathering;

constexpr std::uint64_t kFewestPosts = 1'000;
constexpr std::uint64_t kMostPosts = 200'000'000;
constexpr std::uint64_t kFewestAccounts = 100;
constexpr std::uint64_t kPostsPerAccount = 12;
constexpr double kMostSpecialPosts =
    0.62;  ///< Share of the timeline that roles other than persons may fill.
constexpr double kMostSpecialAccounts = 0.5;

constexpr std::array<std::string_view, kSimulatedRoleCount> kRoleNames{"person",
                                                                       "newsroom",
                                                                       "outlet",
                                                                       "scheduler",
                                                                       "relay",
                                                                       "text_bot",
                                                                       "crew",
                                                                       "declared_bot",
                                                                       "agency",
                                                                       "local_paper",
                                                                       "scheduled_person",
                                                                       "fluent_bot"};

struct ShareName {
  std::string_view name;
  double SimulationShares::*share;
  bool of_accounts;  ///< Else of people.
};

constexpr std::array<ShareName, 14> kShares{{
    {"newsroom", &SimulationShares::newsroom, true},
    {"scheduler", &SimulationShares::scheduler, true},
    {"relay", &SimulationShares::relay, true},
    {"text_bot", &SimulationShares::text_bot, true},
    {"declared_bot", &SimulationShares::declared_bot, true},
    {"local_paper", &SimulationShares::local_paper, true},
    {"scheduled_person", &SimulationShares::scheduled_person, true},
    {"fluent_bot", &SimulationShares::fluent_bot, true},
    {"fan", &SimulationShares::fan, false},
    {"night_shift", &SimulationShares::night_shift, false},
    {"abroad", &SimulationShares::abroad, false},
    {"conviction", &SimulationShares::conviction, false},
    {"german", &SimulationShares::german, false},
    {"russian", &SimulationShares::russian, false},
}};
constexpr std::uint32_t kMostCrews = 100;
constexpr std::uint32_t kMostEvents = 100;

std::string find_share_fault(const SimulationShares& shares) {
  double total = 0.0;
  for (const auto& [name, member, of_accounts] : kShares) {
    const double share = shares.*member;
    if (!(share >= 0.0)) {  // not a number, too
      return fmt::format("simulation: share {} is below 0", name);
    }
    if (share > 1.0) {
      return fmt::format("simulation: share {} is above 1", name);
    }
    total += of_accounts ? share : 0.0;
  }
  if (total > kMostSpecialAccounts) {
    return "simulation: the shares of all accounts exceed 0.5 together";
  }
  return shares.german + shares.russian > 1.0 ? "simulation: german and russian exceed 1 together"
                                              : "";
}

std::string find_fault(const SimulationOptions& options) {
  if (auto fault = find_share_fault(options.shares); !fault.empty()) {
    return fault;
  }
  if (options.crews > kMostCrews || options.events > kMostEvents) {
    return fmt::format("simulation: at most {} crews and {} events", kMostCrews, kMostEvents);
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

/// What happens and when.
struct Plan {
  std::vector<Gathering> gatherings;
  std::vector<Event> events;  ///< Sorted.
};

/// Fewer events than asked when the people cannot write so many.
Plan make_plan(std::vector<Actor>& actors, const SimulationOptions& options) {
  const TimeWindow window{options.begin, options.begin + std::chrono::days{options.days}};
  Plan plan{simulation::plan_gatherings(actors, window, options),
            simulation::schedule_roles(actors, window)};
  std::vector<Event>& events = plan.events;
  simulation::schedule_teams(actors, plan.gatherings, window, events);
  std::sort(events.begin(), events.end());
  shorten(events, actors.size(), kMostSpecialPosts * static_cast<double>(options.posts));
  const std::size_t of_roles = events.size();
  simulation::schedule_fans(actors, plan.gatherings, window, events);
  const auto persons =
      static_cast<std::size_t>(std::count_if(actors.begin(), actors.end(), [](const Actor& a) {
        return a.role == SimulatedRole::kPerson;
      }));
  // Everybody has a word of its own to say, too.
  const std::size_t most = options.posts - std::min<std::size_t>(options.posts, of_roles + persons);
  events.resize(std::min(events.size(), of_roles + most));
  simulation::share_out_posts(actors, options.posts - events.size(), options.days);
  events.reserve(options.posts);
  for (std::uint32_t index = 0; index < actors.size(); ++index) {
    if (actors[index].role == SimulatedRole::kPerson) {
      simulation::schedule_person(actors[index], index, window, events);
    }
  }
  std::sort(events.begin(), events.end());
  return plan;
}

/// Writes every event; returns how many posts each account made.
std::vector<std::uint64_t> write_posts(const std::vector<Actor>& actors,
                                       const Plan& plan,
                                       const simulation::Phrases& phrases,
                                       const SimulationOptions& options,
                                       const LineWriter& write) {
  const simulation::Composer composer{phrases};
  const std::vector<Event>& events = plan.events;
  simulation::Drafts drafts{actors, plan.gatherings, events, options};
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
    composer.compose(author, draft, other.author != nullptr ? other.author->handle : "", content);
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
                     simulation::group_name(actor),
                     posts[i],
                     simulation::language_code(actor.language),
                     static_cast<int>(actor.utc_offset / std::chrono::minutes{1}),
                     simulation::camp_name(actor)});
  }
  std::sort(truth.begin(), truth.end());
  return truth;
}

}  // namespace

std::string_view role_name(SimulatedRole role) {
  return kRoleNames.at(static_cast<std::size_t>(role));
}

bool set_share(SimulationShares& shares, std::string_view name, double value) {
  const auto found = std::find_if(
      kShares.begin(), kShares.end(), [name](const ShareName& one) { return one.name == name; });
  if (found == kShares.end()) {
    return false;
  }
  shares.*(found->share) = value;
  return true;
}

std::string list_shares() {
  std::string names;
  for (const auto& one : kShares) {
    names += names.empty() ? "" : ", ";
    names += one.name;
  }
  return names;
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
  const auto phrases = simulation::load_phrases();
  auto actors = simulation::invent_population(chosen, phrases);
  const Plan plan = make_plan(actors, chosen);
  if (plan.events.size() != chosen.posts) {
    return tl::unexpected(
        fmt::format("simulation: {} accounts cannot write {} posts by hand in {} days",
                    chosen.accounts,
                    chosen.posts,
                    chosen.days));
  }
  const auto posts = write_posts(actors, plan, phrases, chosen, write);
  return SimulationSummary{plan.events.size(), list_truth(actors, posts)};
}

std::string render_truth_csv(std::span<const SimulatedAccount> truth) {
  std::string csv = "account,handle,role,group,posts,language,utc_offset_minutes,camp\n";
  for (const auto& account : truth) {
    fmt::format_to(std::back_inserter(csv),
                   "{},{},{},{},{},{},{},{}\n",
                   account.native_id,
                   account.handle,
                   role_name(account.role),
                   account.group,
                   account.posts,
                   account.language,
                   account.utc_offset_minutes,
                   account.camp);
  }
  return csv;
}

}  // namespace vigie::collector
