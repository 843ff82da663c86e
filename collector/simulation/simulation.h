// Simulation: the public posts of an invented election, for demonstrations, tests and measurements.
//
// Nobody in it exists. Ordinary people, papers and associations make almost all of it, with what
// misleads a detector: share buttons, viral reposts, the public of a match, papers that print what
// their agency sends, camps that read different papers, zealous campaigners, night workers, people
// abroad, scheduling tools, people who share Russian state media out of conviction. Among them run
// the accounts that Vigie looks for. Only the names of the relayed outlets are real; their pages
// are not, and their paths say so (`/sim/`).
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
  kCrew,         ///< `crew`: coordinated groups; waves of one text, one URL, one repost.
  kDeclaredBot,  ///< `declared_bot`: says that it is automated (weather).
  kAgency,       ///< `agency`: a news agency, whose pieces local papers take over within minutes.
  kLocalPaper,   ///< `local_paper`: the agency's pieces, and a few of its own.
  kScheduledPerson,  ///< `scheduled_person`: writes when it can, publishes at its favourite times.
  kFluentBot,        ///< `fluent_bot`: varied, well-made texts at a person's hours.
};
inline constexpr std::size_t kSimulatedRoleCount = 12;

[[nodiscard]] std::string_view role_name(SimulatedRole role);

/// Shares, 0..1.
struct SimulationShares {
  // Of all accounts. People, outlets (3), agencies (2 for every 80 papers) and crews are the rest.
  double newsroom = 0.005;
  double scheduler = 0.008;
  double relay = 0.006;     ///< At least 6 accounts, unless the share is 0.
  double text_bot = 0.008;  ///< At least 8 accounts, unless the share is 0.
  double declared_bot = 0.001;
  double local_paper = 0.004;
  double scheduled_person = 0.003;
  double fluent_bot = 0.004;  ///< At least 6 accounts, unless the share is 0.

  // Of the people; one person may be several of these.
  double fan = 0.13;  ///< Of those who live on Valmont's clock and sleep at night.
  double night_shift = 0.03;
  double abroad = 0.15;      ///< In other time zones, -5 h to +8 h.
  double conviction = 0.02;  ///< Shares state outlets by hand.
  double german = 0.04;      ///< Writes and reads in German.
  double russian = 0.04;
};

/// Sets the share called as its member, e.g. `fan`. @return  False: there is none of that name.
[[nodiscard]] bool set_share(SimulationShares& shares, std::string_view name, double value);

/// All names that `set_share` knows, separated by ", ".
[[nodiscard]] std::string list_shares();

struct SimulationOptions {
  std::uint64_t posts = 20'000;  ///< Exactly so many; 1,000 to 200 million.
  std::uint64_t accounts = 0;    ///< 0: one per 12 posts. At least 100, at most `posts`.
  std::uint64_t seed = 1;
  UtcTime begin{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};  ///< A Monday.
  int days = 28;                                                          ///< 2 to 366.
  SimulationShares shares{};  ///< Those of all accounts: together 0.5 at most.
  std::uint32_t crews = 3;    ///< Up to 100; sizes and skills: simulation/crew.h.
  std::uint32_t events = 2;   ///< Debates and matches in turn; up to 100.
};

/// One row of the truth table: what the simulation knows and a detector must find out.
struct SimulatedAccount {
  std::string native_id;
  std::string handle;
  SimulatedRole role = SimulatedRole::kPerson;
  /// `crew-1-naive` and so on for its members; of people the first that holds of `conviction`,
  /// `zealous`, `night_shift`, `abroad`, `fan`, `camp`; empty for the others.
  std::string group;
  std::uint64_t posts = 0;
  std::string_view language;   ///< `fr`, `en`, `de`, `ru`.
  int utc_offset_minutes = 0;  ///< Of the clock that it lives by.
  std::string_view camp;       ///< Of people and crews: whose papers it reads; `valley`, `shore` or
                               ///< empty.

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
/// Below some 20,000 posts the special accounts would fill the timeline: they stop early, at 62 %
/// of `posts` in all. Lines are written one by one, in order of time; what is kept are the times
/// (20 bytes a post) and the accounts (0.5 KB each). Time O(n log n).
[[nodiscard]] tl::expected<SimulationSummary, std::string> simulate(
    const SimulationOptions& options, const LineWriter& write);

/// `account,handle,role,group,posts,language,utc_offset_minutes,camp`, a header line first.
[[nodiscard]] std::string render_truth_csv(std::span<const SimulatedAccount> truth);

}  // namespace vigie::collector
