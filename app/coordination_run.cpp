#include "app/coordination_run.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "analysis/coordination/campaigns.h"
#include "analysis/coordination/findings.h"
#include "analysis/coordination/portrait.h"
#include "app/console.h"
#include "app/elapsed.h"
#include "app/profile_texts.h"
#include "storage/campaign_store.h"
#include "storage/coordination_store.h"
#include "storage/object_labels.h"

namespace vigie::app {
namespace {

using std::chrono::steady_clock;

std::string name_of(const GroupFinding& group,
                    const CoordinationFindings& findings,
                    storage::ObjectLabelReader& labels) {
  if (group.objects.empty()) {
    return analysis::name_group({});
  }
  const GroupObjectFinding& top = group.objects.front();
  analysis::TopObject named;
  named.layer = top.layer;
  if (top.cluster != 0) {
    named.text = labels.text(findings.texts[top.cluster - 1].representative);
  } else {
    storage::ObjectLabel label = labels.read(top.object);
    named.key = std::move(label.key);
    named.domain = std::move(label.domain);
    named.author = std::move(label.author);
  }
  return analysis::name_group(named);
}

std::uint32_t count_platforms(const analysis::CoordinatedGroup& group,
                              const FoundCoordination& found,
                              const analysis::Activity& activity) {
  std::set<std::string_view> platforms;
  for (std::uint32_t i = 0; i < group.members; ++i) {
    const auto& member = found.result.groups.members[group.first_member + i];
    platforms.insert(activity.accounts[member.account].platform);
  }
  return static_cast<std::uint32_t>(platforms.size());
}

}  // namespace

FoundCoordination look_for_coordination(analysis::ShareBuilder& builder,
                                        const analysis::Activity& activity,
                                        const analysis::AnalysisOptions& options,
                                        bool with_self_test) {
  const analysis::CoordinationOptions test = options.coordination_test();
  FoundCoordination found;
  auto start = steady_clock::now();
  found.shares = builder.build(activity, options.coordination.known, test);
  found.build_seconds = seconds_since(start);
  if (analysis::count_shares(found.shares.input).span_ms == 0) {
    return found;
  }
  start = steady_clock::now();
  found.result = analysis::find_coordination(found.shares.input, test);
  found.test_seconds = seconds_since(start);
  found.tested = found.result.coverage.shares > 0;
  found.signals =
      analysis::coordination_signals(found.shares.input, found.result, options.evidence_posts);
  if (found.tested && with_self_test) {
    start = steady_clock::now();
    found.self_test = analysis::run_self_test(found.shares.input, test);
    found.self_test_seconds = seconds_since(start);
  }
  return found;
}

CoordinationFindings describe_coordination(const FoundCoordination& found,
                                           const analysis::Activity& activity,
                                           const analysis::AnalysisOptions& options,
                                           storage::Database& database) {
  const analysis::CoordinationOptions test = options.coordination_test();
  std::vector<std::uint64_t> profile_keys;
  if (!found.result.groups.groups.empty()) {
    profile_keys = read_profile_keys(activity, database);
  }
  CoordinationFindings findings =
      analysis::describe_coordination({.activity = activity,
                                       .shares = found.shares,
                                       .result = found.result,
                                       .options = test,
                                       .self_test = found.self_test,
                                       .known = options.coordination.known,
                                       .profile_keys = profile_keys});
  storage::ObjectLabelReader labels{database};
  for (std::size_t g = 0; g < findings.groups.size(); ++g) {
    GroupFinding& group = findings.groups[g];
    group.name = name_of(group, findings, labels);
    group.techniques = analysis::suggest_techniques(
        group.layer_meetings, count_platforms(found.result.groups.groups[g], found, activity));
  }
  return findings;
}

std::uint64_t store_coordination(const AnalysisRun& run,
                                 const CoordinationFindings& findings,
                                 storage::Database& database) {
  const std::uint64_t bytes_before = database.used_bytes();
  storage::CoordinationStore{database}.write(run.id, findings);
  storage::CampaignStore campaigns{database};
  campaigns.write(
      run.id,
      analysis::follow_campaigns(campaigns.known_at(run.window.end), campaigns.groups_of(run.id)));
  const std::uint64_t bytes = database.used_bytes();
  return bytes - std::min(bytes, bytes_before);
}

std::string coordination_line(const CoordinationTotals& totals, std::uint64_t groups) {
  if (totals.eligible_pairs == 0.0) {
    return "Coordination: a single account posted, nobody to compare it with.";
  }
  if (totals.layers.empty()) {
    return "Coordination: nothing to compare; no post shares a link, a repost, a reply, hashtags "
           "or "
           "a text of 30 characters.";
  }
  if (totals.span_ms == 0) {
    return "Coordination: all posts bear one time, which says nothing of who acts together; "
           "nothing "
           "was tested.";
  }
  if (totals.shares == 0) {
    return "Coordination: no two accounts shared the same thing; nothing was tested.";
  }
  std::string line =
      fmt::format("Coordination: {} in {}, {} that chance does not explain of {} tested.",
                  counted(totals.accounts, "account"),
                  counted(groups, "group"),
                  counted(totals.pairs, "pair"),
                  with_thousands(totals.tested_pairs));
  if (totals.self_test) {
    line += fmt::format(
        " The same method flags {} where times within the hour are drawn anew, and {} where "
        "partners "
        "are.",
        counted(totals.self_test->times_accounts, "account"),
        with_thousands(totals.self_test->partners_accounts));
  }
  return line;
}

}  // namespace vigie::app
