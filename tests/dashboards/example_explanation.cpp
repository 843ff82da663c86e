#include "tests/dashboards/example_explanation.h"

#include <chrono>
#include <numeric>

#include "dashboards/language.h"
#include "storage/model/time.h"
#include "tests/dashboards/example_report.h"

namespace vigie::tests {
namespace {

const UtcTime kEndOfMonday = *parse_iso8601("2026-11-24T00:00:00Z");
constexpr int kMornings = 9;

}  // namespace

ReportChange change_of(std::array<double, kChangeCauseCount> nats) {
  return {.before = RunId{41},
          .before_end = kEndOfMonday,
          .logit_before = -1.0,
          .logit_now = -1.0 + std::accumulate(nats.begin(), nats.end(), 0.0),
          .nats = nats};
}

ReportExplanation full_explanation() {
  ReportExplanation explanation;
  explanation.counterfactual = ReportCounterfactual{{Signal::kRhythmDelayEntropy}, 0.42};
  explanation.change =
      change_of({6.0 / dashboards::kPointsPerNat, -2.0 / dashboards::kPointsPerNat, 0.0, 0.0});
  explanation.unmeasured = {{Signal::kSleepGap, DataUnit::kPosts, 120, 7, 70, 2},
                            {Signal::kHourEntropy, DataUnit::kPosts, 120, 0, 70, 0},
                            {Signal::kHourResultant, DataUnit::kPosts, 120, 0, 70, 0},
                            {Signal::kPeriodicity, DataUnit::kPosts, 40, 0, 0, 0},
                            {Signal::kAccountAge, DataUnit::kProfile, 1, 0, 0, 0}};
  explanation.next_grade = ReportNextGrade{Grade::kA, 12, 0};
  for (int morning = 0; morning < kMornings; ++morning) {
    explanation.history.push_back(
        {.run = RunId{morning + 1},
         .window_end = kEndOfMonday - std::chrono::days{kMornings - morning},
         .grade = Grade::kB,
         .likelihood = 0.1 + 0.08 * morning,
         .automation_likelihood = 0.1,
         .rank = 3,
         .report_line = 0.5});
  }
  return explanation;
}

ReportData explained_report() {
  ReportData data = example_report();
  data.ranked.front().explanation = full_explanation();
  ReportExplanation held;
  held.above_until = kEndOfMonday;
  data.ranked.back().explanation = held;
  data.held.keep_margin = 0.1;
  data.held.total = 7;
  data.held.accounts = {{.account = AccountId{9},
                         .platform = "bluesky",
                         .native_id = "did:plc:invented000030",
                         .handle = "<b>held</b>.example",
                         .rank = 30,
                         .likelihood = 0.44,
                         .above_until = kEndOfMonday}};
  return data;
}

}  // namespace vigie::tests
