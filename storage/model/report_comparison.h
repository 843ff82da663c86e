// Two runs side by side: who came to the line, who went, who stayed, and what rose and fell.
//
// Behaviour of two windows that mostly overlap, measured twice: a change says that the numbers
// changed, not that a person did. Where the two runs were not made of the same weights, lists or
// settings, the comparison says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/report_explanation.h"
#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

/// One account in both runs. No likelihood: no post in the window, or too few for one.
struct ComparedAccount {
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
  std::optional<double> likelihood_before;
  std::optional<double> likelihood_now;
  std::uint32_t rank_before = 0;  ///< 0: not ranked.
  std::uint32_t rank_now = 0;
  std::optional<ReportChange> change = {};
  std::int64_t account_id = 0;
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
};

/// A listed source or a topic in both runs; 0 where it did not occur.
struct ComparedUse {
  std::string name;   ///< Domain, or id of the topic.
  std::string title;  ///< Label of the source, title of the topic; may be empty.
  std::uint64_t posts_before = 0;
  std::uint64_t posts_now = 0;
  std::uint64_t accounts_before = 0;
  std::uint64_t accounts_now = 0;
};

/// What, beside the posts, may have changed the numbers.
enum class RunDifference : std::uint8_t {
  kModel,     ///< Another set of weights, by name.
  kLists,     ///< Other versions of the source lists.
  kTopics,    ///< Other topics.
  kLine,      ///< Another report line or prior.
  kWindow,    ///< A window of another length.
  kProgram,   ///< Another version of Vigie.
  kSettings,  ///< None of these explains why the settings' hash differs.
};

struct ReportComparison {
  UtcTime since;                      ///< End of the day asked for.
  std::optional<AnalysisRun> before;  ///< Nothing: there is no run to compare with.
  std::vector<RunDifference> differences;

  std::uint64_t appeared_total = 0;  ///< At the line now and not before.
  std::uint64_t gone_total = 0;      ///< At the line before and not now.
  std::uint64_t stayed_total = 0;
  std::vector<ComparedAccount> appeared;  ///< By rank now; at most the limit asked for.
  std::vector<ComparedAccount> gone;      ///< By rank before; likewise.
  std::vector<ComparedAccount> stayed;    ///< By rank now; likewise.

  std::vector<ComparedUse> domains;  ///< By falling change, either way, then by name; capped.
  std::vector<ComparedUse> topics;   ///< Likewise.
};

}  // namespace vigie
