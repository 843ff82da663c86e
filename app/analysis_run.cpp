#include "app/analysis_run.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/analyze.h"
#include "analysis/automation_score.h"
#include "app/amplification_run.h"
#include "app/elapsed.h"
#include "app/failure.h"
#include "app/fingerprint.h"
#include "app/lookalike_run.h"
#include "app/post_pipeline.h"
#include "app/stored_model.h"
#include "app/version.h"
#include "app/workspace.h"
#include "storage/activity_reader.h"
#include "storage/amplification_store.h"
#include "storage/finding_store.h"
#include "storage/list_store.h"
#include "storage/lookalike_store.h"
#include "storage/score_model_store.h"

namespace vigie::app {
namespace {

using std::chrono::days;
using std::chrono::steady_clock;

UtcTime end_of_day(UtcTime time) {
  return std::chrono::floor<days>(time) + days{1};
}

UtcTime parse_time(const std::string& text, const char* option, bool is_end) {
  const auto time = parse_iso8601(text);
  if (!time) {
    throw UsageFailure(fmt::format(
        "{} {}: not a time. Write an ISO date (2026-03-01) or time (2026-03-01T06:00Z).",
        option,
        text));
  }
  constexpr std::size_t kDateOnly = 10;
  return is_end && text.size() == kDateOnly ? end_of_day(*time) : *time;
}

/// What a run needs from the data files.
struct Inputs {
  std::vector<SourceList> lists;
  std::vector<analysis::TopicDefinition> topics;
  std::vector<analysis::LexiconDefinition> lexicons;
  analysis::ScoreModel model;
};

AnalysisRun describe_run(const WindowChoice& choice,
                         const config::Settings& settings,
                         const Inputs& inputs) {
  AnalysisRun run;
  run.window = choice.span();
  run.all_windows = choice.all;
  run.code_version = kVersion;
  run.model = inputs.model.name;
  run.config_hash =
      config_hash(settings.analysis, inputs.model, inputs.lists, inputs.topics, inputs.lexicons);
  run.seed = settings.analysis.seed;
  run.prior = settings.analysis.prior;
  run.report_line = settings.analysis.report_line;
  for (const SourceList& list : inputs.lists) {
    run.list_versions.push_back(
        fmt::format("{} {} {}", list.name, list.version, list.content_hash));
  }
  std::sort(run.list_versions.begin(), run.list_versions.end());
  for (const auto& topic : inputs.topics) {
    run.topics.push_back(topic.id);
  }
  return run;
}

void store(RunOutcome& outcome,
           const Inputs& inputs,
           const config::Settings& settings,
           const analysis::SourceIndex& sources,
           storage::Database& database) {
  storage::ListStore lists{database};
  for (const SourceList& list : inputs.lists) {
    lists.write(list);
  }
  storage::FindingStore findings{database};
  outcome.run.id = findings.begin_run(outcome.run);
  outcome.bytes = findings.write(outcome.run.id, outcome.scores, outcome.totals);
  storage::ScoreModelStore{database}.write(outcome.run.id,
                                           {.name = inputs.model.name,
                                            .document = model_document(inputs.model),
                                            .usual_listed = outcome.totals.usual_listed});
  if (outcome.coordination) {
    const std::uint64_t bytes = store_coordination(outcome.run, *outcome.coordination, database);
    findings.add_bytes(outcome.run.id, bytes);
    outcome.bytes += bytes;
  }
  storage::AmplificationStore{database}.write(outcome.run.id, outcome.amplification);
  const Lookalikes lookalikes = find_lookalikes(outcome.run, settings.analysis, sources, database);
  storage::LookalikeStore{database}.write(outcome.run.id, lookalikes);
  outcome.lookalike_domains = lookalikes.domains.size();
  outcome.lookalike_accounts = lookalikes.accounts.size();
  findings.publish(outcome.run.id, wall_clock());
}

nlohmann::ordered_json coordination_json(const RunOutcome& outcome) {
  if (!outcome.coordination) {
    return nullptr;
  }
  const CoordinationTotals& totals = outcome.coordination->coverage;
  nlohmann::ordered_json json{{"shares", totals.shares},
                              {"objects", totals.objects},
                              {"tested_pairs", totals.tested_pairs},
                              {"pairs", totals.pairs},
                              {"groups", outcome.coordination->groups.size()},
                              {"accounts", totals.accounts},
                              {"self_test", nullptr}};
  if (totals.self_test) {
    json["self_test"] = {{"times_accounts", totals.self_test->times_accounts},
                         {"times_groups", totals.self_test->times_groups},
                         {"partners_accounts", totals.self_test->partners_accounts},
                         {"partners_groups", totals.self_test->partners_groups}};
  }
  return json;
}

/// By index of the activity's accounts: 1 for members of a group.
std::vector<std::uint8_t> members_of_groups(
    const analysis::Activity& activity, const std::optional<CoordinationFindings>& coordination) {
  std::unordered_set<AccountId> members;
  if (coordination) {
    for (const GroupFinding& group : coordination->groups) {
      for (const GroupMemberFinding& member : group.members) {
        members.insert(member.account);
      }
    }
  }
  std::vector<std::uint8_t> grouped;
  grouped.reserve(activity.accounts.size());
  for (const analysis::ActivityAccount& account : activity.accounts) {
    grouped.push_back(members.contains(account.account) ? 1 : 0);
  }
  return grouped;
}

}  // namespace

analysis::Activity read_activity(analysis::ActivityBuilder& builder,
                                 const WordReading& words,
                                 TimeWindow span,
                                 storage::Database& database,
                                 Console& console,
                                 analysis::ShareBuilder* shares) {
  storage::ActivityReader reader{database};
  const storage::ReadSnapshot snapshot{database};
  reader.read_domains([&](const DomainRow& row) {
    builder.add_domain(row);
    if (shares != nullptr) {
      shares->add_domain(row);
    }
  });
  reader.read_objects([&](const ObjectRow& row) {
    builder.add_object(row);
    if (shares != nullptr) {
      shares->add_object(row);
    }
  });
  reader.read_handles([&](const HandleRow& row) { builder.add_handle(row); });
  builder.reserve_posts(reader.count_posts(span));
  std::uint64_t posts = 0;
  constexpr std::uint64_t kEvery = 16'384;
  PostPipeline pipeline{words.topics,
                        words.wording,
                        words.threads,
                        [&](const PostRow& row, const analysis::PostReading& reading) {
                          builder.add_post(row, reading);
                          if (shares != nullptr) {
                            shares->add_post(row);
                          }
                        }};
  reader.read_posts(span, [&](const PostRow& row) {
    pipeline.add(row);
    if (++posts % kEvery == 0) {
      console.progress("reading  " + with_thousands(posts) + " posts");
    }
  });
  pipeline.finish();
  reader.read_shares(span, [&](const ShareRow& row) {
    const auto post = builder.add_share(row);
    if (shares != nullptr && post) {
      shares->add_share(*post, row);
    }
  });
  reader.read_accounts(span, [&](const AccountRow& row) { builder.add_account(row); });
  reader.read_coverage(span, [&](const CoverageRow& row) { builder.add_coverage(row); });
  reader.read_ledger(span, [&](const LedgerRow& row) { builder.add_ledger(row); });
  return builder.build();
}

WindowChoice choose_windows(const std::string& from,
                            const std::string& to,
                            bool all,
                            const config::Settings& settings,
                            storage::Database& database) {
  storage::ActivityReader reader{database};
  const auto oldest = reader.oldest_post_time();
  const auto newest = reader.newest_post_time();
  if (!oldest || !newest) {
    throw RunFailure(
        "the database holds no posts yet. `vigie import FILE...` reads some from files, `vigie "
        "collect` from the platforms of vigie.toml.");
  }
  WindowChoice choice;
  choice.all = all;
  const UtcTime end = to.empty() ? end_of_day(*newest) : parse_time(to, "--to", true);
  if (all) {
    choice.windows = analysis::consecutive_windows(*oldest, end, settings.analysis.window);
    return choice;
  }
  const UtcTime begin =
      from.empty() ? UtcTime{end - settings.analysis.window} : parse_time(from, "--from", false);
  if (begin >= end) {
    throw UsageFailure(fmt::format("the window {} to {} is empty: --from must be before --to.",
                                   to_iso8601(begin),
                                   to_iso8601(end)));
  }
  choice.windows = {{begin, end}};
  return choice;
}

RunOutcome run_analysis(const WindowChoice& choice,
                        const config::Settings& settings,
                        storage::Database& database,
                        Console& console) {
  const Inputs inputs{
      load_lists(settings),
      load_topics(settings),
      load_lexicons(settings),
      analysis::with_bounded_content(
          load_model(settings), settings.analysis.prior, settings.analysis.report_line)};
  const analysis::SourceIndex sources{inputs.lists};
  analysis::TopicMatcher topics{inputs.topics};
  const analysis::WordingReader wording{inputs.lexicons, analysis::names_of_sources(inputs.lists)};

  RunOutcome outcome;
  const UtcTime started = wall_clock();  // before the first row is read
  auto start = steady_clock::now();
  analysis::ActivityBuilder builder{choice.span(), sources, topics, &wording};
  const bool looks = settings.analysis.coordination.enabled;
  std::optional<analysis::ShareBuilder> shares;
  if (looks) {
    shares.emplace();
  }
  const analysis::Activity activity =
      read_activity(builder,
                    {inputs.topics, &wording, settings.analysis.threads},
                    choice.span(),
                    database,
                    console,
                    looks ? &*shares : nullptr);
  outcome.read_seconds = seconds_since(start);
  if (activity.time_ms.empty()) {
    throw RunFailure(fmt::format(
        "no posts between {} and {}. `vigie status` shows the span that the database holds.",
        to_iso8601(choice.span().begin),
        to_iso8601(choice.span().end)));
  }

  start = steady_clock::now();
  FoundCoordination coordination;
  if (looks) {
    console.progress("coordination of " + with_thousands(activity.accounts.size()) + " accounts");
    coordination = look_for_coordination(*shares, activity, settings.analysis, true);
    outcome.coordination =
        describe_coordination(coordination, activity, settings.analysis, database);
    shares.reset();  // texts and shares are large, and the score needs the signals alone
    coordination.shares = {};
    coordination.result = {};
  }
  outcome.coordination_seconds = seconds_since(start);

  start = steady_clock::now();
  console.progress("scoring  " + with_thousands(activity.accounts.size()) + " accounts");
  analysis::AnalysisResult result = analysis::analyze({.activity = activity,
                                                       .windows = choice.windows,
                                                       .sources = sources,
                                                       .listed_sources = builder.listed_sources(),
                                                       .topics = inputs.topics,
                                                       .model = inputs.model,
                                                       .options = settings.analysis,
                                                       .coordination = coordination.signals,
                                                       .coordination_tested = coordination.tested});
  outcome.run = describe_run(choice, settings, inputs);
  outcome.run.started = started;
  outcome.run.notes = std::move(result.notes);
  outcome.run.posts = result.totals.posts;
  outcome.run.accounts = result.totals.accounts;
  outcome.scores = std::move(result.scores);
  outcome.totals = std::move(result.totals);
  outcome.score_seconds = seconds_since(start);

  start = steady_clock::now();
  console.progress("measuring what was pushed");
  const std::vector<std::uint8_t> grouped = members_of_groups(activity, outcome.coordination);
  outcome.amplification = measure_window({.activity = activity,
                                          .sources = sources,
                                          .listed_sources = builder.listed_sources(),
                                          .topics = inputs.topics,
                                          .scores = outcome.scores,
                                          .report_line = settings.analysis.report_line,
                                          .threads = settings.analysis.threads,
                                          .grouped = grouped},
                                         database);
  outcome.amplification_seconds = seconds_since(start);

  start = steady_clock::now();
  console.progress("writing  " + with_thousands(outcome.scores.size()) + " scores");
  store(outcome, inputs, settings, sources, database);
  outcome.write_seconds = seconds_since(start);
  console.end_progress();
  return outcome;
}

void report_outcome(const RunOutcome& outcome, Console& console) {
  std::array<std::uint64_t, 4> grades{};
  std::uint64_t above = 0;
  std::uint64_t declared = 0;
  for (const AccountScore& score : outcome.scores) {
    ++grades[static_cast<std::size_t>(score.grade)];
    declared += score.account_class != AccountClass::kOrdinary ? 1U : 0U;
    above += score.rank > 0 && *score.likelihood >= outcome.run.report_line ? 1U : 0U;
  }
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{
        {"run", outcome.run.id.value},
        {"window", {to_iso8601(outcome.run.window.begin), to_iso8601(outcome.run.window.end)}},
        {"posts", outcome.totals.posts},
        {"accounts", outcome.totals.accounts},
        {"grades", {{"A", grades[0]}, {"B", grades[1]}, {"C", grades[2]}, {"D", grades[3]}}},
        {"at_or_above_line", above},
        {"declared", declared},
        {"listed_posts", outcome.totals.listed_posts},
        {"config_hash", outcome.run.config_hash},
        {"notes", outcome.run.notes},
        {"lookalikes",
         {{"domains", outcome.lookalike_domains}, {"accounts", outcome.lookalike_accounts}}},
        {"coordination", coordination_json(outcome)},
        {"amplification",
         {{"objects", outcome.amplification.objects.size()},
          {"narratives", outcome.amplification.narratives.size()},
          {"alerts", outcome.amplification.alerts.size()}}},
        {"run_bytes", outcome.bytes},
        {"seconds",
         {{"read", outcome.read_seconds},
          {"coordination", outcome.coordination_seconds},
          {"score", outcome.score_seconds},
          {"amplification", outcome.amplification_seconds},
          {"write", outcome.write_seconds}}}}
                     .dump(2));
    return;
  }
  console.say(fmt::format("Run {}: {} of {}, {} to {}.",
                          outcome.run.id.value,
                          counted(outcome.totals.posts, "post"),
                          counted(outcome.totals.accounts, "account"),
                          to_iso8601(outcome.run.window.begin),
                          to_iso8601(outcome.run.window.end)));
  console.say(
      fmt::format("Data: grade A {}, B {}, C {}, D (too little, not scored) {}; declared {}.",
                  with_thousands(grades[0]),
                  with_thousands(grades[1]),
                  with_thousands(grades[2]),
                  with_thousands(grades[3]),
                  with_thousands(declared)));
  console.say(fmt::format(
      "{} at or above the report line ({:.0f} %): consistent with automation or coordination, for "
      "a person to judge.",
      counted(above, "account"),
      outcome.run.report_line * 100.0));
  if (outcome.coordination) {
    console.say(
        coordination_line(outcome.coordination->coverage, outcome.coordination->groups.size()));
  }
  if (outcome.lookalike_domains + outcome.lookalike_accounts > 0) {
    console.say(fmt::format("Resembling a name that you protect: {}, {}.",
                            counted(outcome.lookalike_domains, "domain"),
                            counted(outcome.lookalike_accounts, "account")));
  }
  if (!outcome.amplification.alerts.empty()) {
    console.say(fmt::format("{} on objects shared more than their past explains.",
                            counted(outcome.amplification.alerts.size(), "alert")));
  }
  console.say(fmt::format(
      "Took {:.1f} s to read, {:.1f} s for coordination, {:.1f} s to score, {:.1f} s to "
      "measure what was pushed, {:.1f} s to write ({}).",
      outcome.read_seconds,
      outcome.coordination_seconds,
      outcome.score_seconds,
      outcome.amplification_seconds,
      outcome.write_seconds,
      human_bytes(outcome.bytes)));
}

}  // namespace vigie::app
