// Who pushed one object, in order: a URL, a hashtag or a post.
//
// Every string that came from outside is raw here: escaping belongs to the renderer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/report.h"
#include "storage/model/share.h"
#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

/// One account putting the object before its audience, once.
struct TraceShare {
  std::int64_t time_ms = 0;
  std::int64_t account = 0;  ///< Any key of the account.

  friend auto operator<=>(const TraceShare&, const TraceShare&) = default;
};

/// How fast and by how few: facts of times and counts, without names.
struct TraceMeasures {
  std::uint64_t shares = 0;
  std::uint64_t accounts = 0;
  UtcTime first;
  UtcTime last;
  std::int64_t half_ms = 0;        ///< From the first share to the one that makes half of them.
  std::uint64_t first_minute = 0;  ///< Shares less than a minute after the first, itself included.
  std::uint64_t first_hour = 0;
  double gini = 0.0;         ///< 0..1 over the shares per account: 0 when all shared equally often.
  double top_account = 0.0;  ///< 0..1: part of the shares by the busiest account.
  double top_ten_accounts = 0.0;              ///< By the ten busiest.
  double top_percent = 0.0;                   ///< By the busiest 1 % of the accounts, one at least.
  std::uint32_t hours_per_bin = 1;            ///< Width of a bin of `shares_per_bin`.
  std::vector<std::uint32_t> shares_per_bin;  ///< From the full hour of the first share on.
};

/// What a run says of the accounts that shared it.
struct TraceSharers {
  std::uint64_t scored = 0;       ///< With a row in the run.
  std::uint64_t above_line = 0;   ///< Likelihood at or above the run's report line.
  std::uint64_t in_groups = 0;    ///< Members of groups of the run.
  std::uint64_t known = 0;        ///< Of these: listed by the team as coordinating in the open.
  std::uint64_t declared = 0;     ///< Media, institutions, declared bots.
  std::uint64_t with_listed = 0;  ///< Shared a listed source in the run's window.
};

struct TraceRow {
  UtcTime time;
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
  std::string post;    ///< Native id of the post; empty where the account is withheld.
  std::string kind;    ///< `post`, `reply`, `repost`, `quote`.
  std::optional<double> likelihood;
  Grade grade = Grade::kD;
  std::uint32_t group = 0;             ///< 0: none.
  bool is_first_by_account = false;    ///< False: this account shared it before.
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
};

struct ReportTrace {
  ObjectKind kind = ObjectKind::kUrl;
  std::string key;
  bool is_shortened = false;       ///< A shortener hides the page.
  std::string listed_tier;         ///< The URL's domain is on a list; empty: not.
  std::optional<AnalysisRun> run;  ///< None: no likelihoods, no groups.
  bool groups_tested = false;
  TraceMeasures measures;
  TraceSharers sharers;
  std::uint64_t listed_accounts = 0;  ///< Accounts that are themselves on a source list.
  std::optional<ReportPost> origin;   ///< The post itself, if it was collected.
  std::string origin_account;         ///< Its author's handle.
  std::vector<TraceRow> rows;         ///< The earliest, in time order; ties by natural key.
};

}  // namespace vigie
