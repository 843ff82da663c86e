// Simulation: the public posts of an invented election, for demonstrations, tests and measurements.
//
// Nobody in it exists. Ordinary people, papers and associations make almost all of it, with what
// misleads a detector: share buttons, viral reposts, zealous campaigners, night workers, scheduling
// tools, people who share Russian state media out of conviction. Among them run the accounts that
// Vigie looks for. Only the names of the relayed outlets are real; their pages are not, and their
// paths say so (`/sim/`).
//
// It is no model of a real network: what a detector reaches here says that it works, not how well.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "storage/model/time.h"

namespace vigie::collector {

/// How an account of the simulation is driven. Written by name (`role_name`) to the truth table.
enum class SimulatedRole : std::uint8_t {
  kPerson,       ///< `person`: sleeps, bursts, varied topics; some zealous, some on night shifts.
  kNewsroom,     ///< `newsroom`: headlines with links to its own site, round the clock.
  kOutlet,       ///< `outlet`: the wire of a relayed state outlet; says that it is automated.
  kScheduler,    ///< `scheduler`: a person or association with a scheduling tool; quarter hours.
  kRelay,        ///< `relay`: lone clockwork account that relays the state outlets.
  kTextBot,      ///< `text_bot`: polished prose on a randomised clock that hardly sleeps.
  kCrew,         ///< `crew`: one coordinated group; waves of one text, one URL, one repost.
  kDeclaredBot,  ///< `declared_bot`: says that it is automated (weather).
};
inline constexpr std::size_t kSimulatedRoleCount = 8;

[[nodiscard]] std::string_view role_name(SimulatedRole role);

/// Shares of all accounts, 0..1. People and outlets (3) make up the rest.
struct SimulationShares {
  double newsroom = 0.006;
  double scheduler = 0.010;
  double relay = 0.006;     ///< At least 6 accounts, unless the share is 0.
  double text_bot = 0.008;  ///< At least 8 accounts, unless the share is 0.
  double declared_bot = 0.001;
};

struct SimulationOptions {
  std::uint64_t posts = 20'000;  ///< Exactly so many; 1,000 to 200 million.
  std::uint64_t accounts = 0;    ///< 0: one per 12 posts. At least 100, at most `posts`.
  std::uint64_t seed = 1;
  UtcTime begin{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};  ///< A Monday.
  int days = 28;                                                          ///< 2 to 366.
  SimulationShares shares{};                                              ///< Together 0.5 at most.
  std::uint32_t crew_accounts = 24;  ///< Members of the one crew; never over a tenth of all.
};

/// One row of the truth table: what the simulation knows and a detector must find out.
struct SimulatedAccount {
  std::string native_id;
  std::string handle;
  SimulatedRole role = SimulatedRole::kPerson;
  std::string group;  ///< `crew-1` for its members; for people who differ `zealous`, `conviction`,
                      ///< `night_shift`; empty for the others.
  std::uint64_t posts = 0;

  friend auto operator<=>(const SimulatedAccount&, const SimulatedAccount&) = default;
};

struct SimulationSummary {
  std::uint64_t posts = 0;
  std::vector<SimulatedAccount> truth;  ///< Every account, by native id.
};

/// Receives one line of JSON, newline included; the view is valid during the call only.
using LineWriter = std::function<void(std::string_view)>;

/// Writes the posts, one JSON object a line, in order of time.
///
/// Keys: `id`, `account`, `handle`, `display_name`, `account_created`, `followers`, `following`,
/// `posts_count` (at this post), `declared_bot` (Boolean), `time` (ISO 8601, ms), `kind` (`post`,
/// `reply`, `repost`, `quote`), `text`, `lang`, `urls`, `tags` (without `#`), `mentions` (account
/// ids), `client`; then, only where they apply, `parent` (a reply's) and `subject`,
/// `subject_account`, `subject_handle`, `subject_time` (a repost's or quote's). Whatever a post
/// refers to stands above it. A repost has empty text and the URLs of its subject.
///
/// The same options give the same bytes on every machine with IEEE 754 doubles.
///
/// @return  The truth, or what is wrong with `options`; nothing has then been written.
///
/// Below some 12,000 posts the special accounts would fill the timeline: they stop early, at 55 %
/// of `posts` in all. Time O(n log n), about 3 s and 20 bytes a post plus 0.4 KB an account for
/// 10^6.
[[nodiscard]] tl::expected<SimulationSummary, std::string> simulate(
    const SimulationOptions& options, const LineWriter& write);

/// `account,handle,role,group,posts`, a header line first.
[[nodiscard]] std::string render_truth_csv(std::span<const SimulatedAccount> truth);

}  // namespace vigie::collector
