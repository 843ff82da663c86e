// ReportData: all that a report may show, ready to be rendered. Filled by storage over a read-only
// connection; dashboards render it and compute no score of their own.
//
// Every string that came from outside is raw here: escaping belongs to the renderer.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/report_amplification.h"
#include "storage/model/report_comparison.h"
#include "storage/model/report_explanation.h"
#include "storage/model/report_groups.h"
#include "storage/model/report_post.h"
#include "storage/model/report_stated_times.h"
#include "storage/model/run_totals.h"
#include "storage/model/source_list.h"
#include "storage/model/time.h"
#include "storage/model/verdict.h"
#include "storage/model/withheld.h"

namespace vigie {

struct ReportContribution {
  Signal signal = Signal::kRhythmDelayEntropy;
  double value = 0.0;
  double nats = 0.0;
  double percentile = 0.0;
  std::vector<std::int64_t> evidence;  ///< Post ids; the posts are in ReportAccount::posts_shown.
  /// That the percentile is taken over; 0: not kept by the run.
  std::uint64_t accounts = 0;
};

struct ReportAccount {
  std::uint32_t rank = 0;
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
  std::string display_name;
  AccountClass account_class = AccountClass::kOrdinary;
  Grade grade = Grade::kD;
  TimeWindow window;
  std::uint32_t posts = 0;
  std::uint32_t active_days = 0;
  std::optional<double> likelihood;
  std::optional<double> automation_likelihood;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> likelihood_prior_1;
  std::optional<double> likelihood_prior_15;
  std::array<double, kSignalGroupCount> group_nats{};
  std::vector<ReportContribution>
      contributions;                    ///< By falling |nats|; negative ones speak against.
  std::vector<ReportPost> posts_shown;  ///< Evidence posts, in time order.
  std::array<std::array<std::uint32_t, 24>, 7> hour_by_weekday{};  ///< UTC; row 0 is Monday.
  std::vector<std::uint32_t> posts_per_day;                        ///< One per day of its window.
  std::uint32_t listed_posts = 0;
  std::uint32_t linking_posts = 0;

  struct Domain {
    std::string domain;
    std::string tier;
    std::uint32_t posts = 0;
    StanceCounts stance{};  ///< Of these posts.
  };

  std::vector<Domain> listed_domains;  ///< By falling count.

  struct Topic {
    std::string topic;
    std::uint32_t posts = 0;
  };

  std::vector<Topic> topics;               ///< By falling count.
  std::optional<TeamDecision> decision{};  ///< The team's newest, of whatever run.
  ReportStatedTimes stated_times{};
  std::optional<ReportExplanation> explanation;
  std::int64_t account_id = 0;
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
};

/// A listed domain of the window.
struct ReportDomain {
  std::string domain;
  std::string tier;    ///< `sanctioned`, `network`, `clone`, `state_media`, `low_credibility`.
  std::string family;  ///< E.g. `RT`.
  std::string label;
  std::string evidence_url;
  std::string list;  ///< `name version`.
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  std::vector<std::uint32_t> posts_per_day;  ///< One per day of the run's window.
  StanceCounts stance{};                     ///< Of the posts.
};

struct ReportTopic {
  std::string topic;  ///< Id, e.g. `ukraine_war`.
  std::string title;  ///< In the topic file's own words; English where `titles` has no other.
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  std::uint64_t listed_posts = 0;  ///< Of these posts: with a listed source.
  std::vector<std::uint32_t> posts_per_day;
  Tone tone{};
  std::vector<Tone> tone_per_day{};             ///< As `posts_per_day`.
  std::map<std::string, std::string> titles{};  ///< By language; empty in runs of before.
};

/// A name that the team protected in the run.
struct ReportProtected {
  std::string kind;  ///< `domain`, `handle`, `name`.
  std::string name;
};

/// A domain, handle or display name that resembles a protected one. A fact about two names.
struct ReportLookalike {
  std::string kind;      ///< `domain`, `handle`, `name`: what resembles.
  std::string platform;  ///< Of an account; empty for a domain.
  std::string native_id;
  std::string subject;       ///< The domain, or the account's handle.
  std::string display_name;  ///< Of an account.
  std::string protected_name;
  std::string rule;            ///< As `rule_name` (model/lookalike.h).
  std::uint32_t distance = 0;  ///< Edits; for `token` letters beyond the name.
  UtcTime first_seen;          ///< In the whole store.
  UtcTime last_seen;           ///< In the run's window, as are the counts.
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  std::vector<std::int64_t> evidence;  ///< Ids of the oldest posts that are still there.
  std::optional<Withheld> withheld{};  ///< As ReportAccount::withheld.
};

/// One source that was read.
struct ReportCollection {
  std::string platform;
  std::string source;  ///< File name or feed, no folder.
  std::string method;  ///< `import`, `stream`, ...
  std::uint64_t records = 0;
  std::uint64_t stored = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t rejected = 0;
  std::uint64_t ignored = 0;
  bool complete = false;
  bool coverage_assumed = true;  ///< Coverage is assumed from first to last post.
  std::optional<UtcTime> first_post;
  std::optional<UtcTime> last_post;
};

/// What a live source did not see, for one reason.
struct ReportMissed {
  std::string reason;  ///< As in `coverage_gap`.
  std::uint64_t gaps = 0;
  double hours = 0.0;  ///< Within the run's window.
};

/// A live source, within the run's window.
struct ReportLiveSource {
  std::string name;
  double seen_hours = 0.0;
  std::vector<ReportMissed> missed;  ///< By reason.
};

struct ReportReject {
  std::string reason;
  std::uint64_t count = 0;
  std::string example;      ///< Where, e.g. `posts.csv line 12`.
  std::string detail = {};  ///< What was wrong with that one, e.g. the field; may be empty.
};

struct ReportData {
  AnalysisRun run;
  std::string vigie_version;
  std::uint32_t min_followers_to_name = 0;  ///< 0: accounts of any size are named.
  std::vector<std::string> platforms;
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  std::uint64_t reposts = 0;
  std::array<std::uint64_t, 4> accounts_by_grade{};  ///< A, B, C, D.
  std::uint64_t above_line = 0;                      ///< Ranked accounts with P >= report line.
  std::uint64_t listed_posts = 0;
  std::uint64_t listed_accounts = 0;
  std::uint64_t urls = 0;            ///< Shares of URLs in the window.
  std::uint64_t urls_shortened = 0;  ///< Of these behind a shortener: unknown.
  std::vector<std::uint32_t> posts_per_day;
  std::vector<ReportAccount> ranked;    ///< By rank; at most the options' limit.
  std::vector<ReportAccount> declared;  ///< Media, institutions, declared bots.
  std::vector<ReportDomain> domains;    ///< By falling posts.
  std::vector<ReportTopic> topics;      ///< By falling posts.
  ReportCoordination coordination;
  std::vector<ReportProtected> protected_names;  ///< By kind and name; empty: none protected.
  std::vector<ReportLookalike> lookalikes;       ///< Domains, then accounts, by falling posts.
  ReportAmplification amplification;
  std::vector<ReportCollection> collections;
  std::vector<ReportLiveSource> live_sources;  ///< By name.
  std::vector<ReportReject> rejects;
  bool simulated = false;  ///< The database holds invented data of `vigie simulate`.
  ReportHeld held;
  std::optional<ReportComparison> comparison;  ///< With an earlier run, when it was asked for.
  MeasuredPrecision measured{};                ///< By the team's own blind decisions.
};

}  // namespace vigie
