#include "analysis/list_effect.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "analysis/automation_score.h"
#include "app/analysis_run.h"
#include "app/failure.h"
#include "app/fingerprint.h"
#include "app/list_actions.h"
#include "app/list_versions.h"
#include "app/naming.h"
#include "app/run_choice.h"
#include "app/workspace.h"
#include "storage/list_store.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMostTableRows = 50;  // of a table in the terminal; JSON holds all

WindowChoice windows_of(const AnalysisRun& run, const config::Settings& settings) {
  WindowChoice choice;
  choice.all = run.all_windows;
  choice.windows = {run.window};
  if (run.all_windows) {
    choice.windows =
        analysis::consecutive_windows(run.window.begin, run.window.end, settings.analysis.window);
  }
  return choice;
}

/// One recount: the activity as `lists` see it, and what comes of it.
struct Recount {
  analysis::Activity activity;
  analysis::AnalysisResult result;
};

class Recounter {
 public:
  Recounter(const config::Settings& settings,
            WindowChoice choice,
            storage::Database& database,
            Console& console)
      : choice_(std::move(choice)),
        database_(database),
        console_(console),
        options_(settings.analysis),
        topics_(load_topics(settings)),
        lexicons_(load_lexicons(settings)),
        model_(analysis::with_bounded_content(
            load_model(settings), settings.analysis.prior, settings.analysis.report_line)) {
    // Nothing is shown of an account but its likelihood: no redraws, no evidence.
    options_.keep_contributions_above = 1.0;
    options_.keep_contributions_top = 0;
  }

  [[nodiscard]] Recount count(std::span<const SourceList> lists) {
    const analysis::SourceIndex sources{lists};
    analysis::TopicMatcher matcher{topics_};
    const analysis::WordingReader wording{lexicons_, analysis::names_of_sources(lists)};
    analysis::ActivityBuilder builder{choice_.span(), sources, matcher, &wording};
    // No list decides what is coordinated: it is found in the first count and holds in all.
    const bool looks = options_.coordination.enabled && !looked_;
    analysis::ShareBuilder shares;
    Recount recount{read_activity(builder,
                                  {topics_, &wording, options_.threads},
                                  choice_.span(),
                                  database_,
                                  console_,
                                  looks ? &shares : nullptr),
                    {}};
    if (looks) {
      signals_ = look_for_coordination(shares, recount.activity, options_, false).signals;
      looked_ = true;
    }
    recount.result = analysis::analyze({.activity = recount.activity,
                                        .windows = choice_.windows,
                                        .sources = sources,
                                        .listed_sources = builder.listed_sources(),
                                        .topics = topics_,
                                        .model = model_,
                                        .options = options_,
                                        .coordination = signals_,
                                        .coordination_tested = looked_});
    console_.end_progress();
    return recount;
  }

  /// Whether `run` was made with these very settings.
  [[nodiscard]] bool matches(const AnalysisRun& run,
                             const config::Settings& settings,
                             std::span<const SourceList> lists) const {
    return config_hash(settings.analysis, model_, lists, topics_, lexicons_) == run.config_hash;
  }

 private:
  WindowChoice choice_;
  storage::Database& database_;
  Console& console_;
  analysis::AnalysisOptions options_;
  std::vector<analysis::TopicDefinition> topics_;
  std::vector<analysis::LexiconDefinition> lexicons_;
  analysis::ScoreModel model_;
  std::vector<analysis::CoordinationSignal> signals_;
  bool looked_ = false;
};

std::string tier_or_none(std::optional<SourceTier> tier) {
  return tier ? std::string{tier_name(*tier)} : "-";
}

ordered_json as_json(const analysis::SourceEffect& effect) {
  const auto tier = [](std::optional<SourceTier> value) {
    return value ? ordered_json(tier_name(*value)) : ordered_json();
  };
  return {{"source", effect.source},
          {"tier_before", tier(effect.tier_before)},
          {"tier_after", tier(effect.tier_after)},
          {"posts_before", effect.posts_before},
          {"posts_after", effect.posts_after},
          {"accounts_before", effect.accounts_before},
          {"accounts_after", effect.accounts_after}};
}

ordered_json as_json(const analysis::AccountEffect& effect) {
  const auto number = [](std::optional<double> value) {
    return value ? ordered_json(*value) : ordered_json();
  };
  return {{"platform", effect.platform},
          {"native_id", effect.native_id},
          {"handle", effect.handle},
          {"listed_posts_before", effect.listed_before},
          {"listed_posts_after", effect.listed_after},
          {"likelihood_before", number(effect.likelihood_before)},
          {"likelihood_after", number(effect.likelihood_after)}};
}

template <typename Record>
ordered_json effects_json(const std::vector<Record>& records) {
  auto array = ordered_json::array();
  for (const Record& record : records) {
    array.push_back(as_json(record));
  }
  return array;
}

ordered_json as_json(const analysis::ListEffect& effect) {
  return {{"accounts", effect.accounts},
          {"listed_posts_before", effect.listed_posts_before},
          {"listed_posts_after", effect.listed_posts_after},
          {"accounts_more_listed", effect.accounts_more_listed},
          {"accounts_fewer_listed", effect.accounts_fewer_listed},
          {"listed_source_share_rises", effect.share_rises},
          {"listed_source_share_falls", effect.share_falls},
          {"class_changes", effect.class_changes},
          {"at_or_above_line_before", effect.above_before},
          {"at_or_above_line_after", effect.above_after},
          {"now_above", effects_json(effect.now_above)},
          {"now_below", effects_json(effect.now_below)},
          {"sources", effects_json(effect.sources)}};
}

void say_sources(const analysis::ListEffect& effect, Console& console) {
  if (effect.sources.empty()) {
    console.say("No listed source counts differently.");
    return;
  }
  Table table{
      {"source", "tier before", "after", "posts before", "after", "accounts before", "after"}};
  for (std::size_t i = 0; i < std::min(effect.sources.size(), kMostTableRows); ++i) {
    const analysis::SourceEffect& source = effect.sources[i];
    table.add({source.source,
               tier_or_none(source.tier_before),
               tier_or_none(source.tier_after),
               with_thousands(source.posts_before),
               with_thousands(source.posts_after),
               with_thousands(source.accounts_before),
               with_thousands(source.accounts_after)});
  }
  console.say(table.render());
  if (effect.sources.size() > kMostTableRows) {
    console.say(fmt::format("... and {} more; --json has all.",
                            with_thousands(effect.sources.size() - kMostTableRows)));
  }
}

void say_accounts(const std::vector<analysis::AccountEffect>& accounts,
                  std::string_view what,
                  Console& console) {
  for (std::size_t i = 0; i < std::min(accounts.size(), kMostTableRows); ++i) {
    const analysis::AccountEffect& account = accounts[i];
    console.say(
        fmt::format("  {} {} {}: likelihood {:.3f} -> {:.3f}, posts with a listed source "
                    "{} -> {}",
                    what,
                    account.platform,
                    account.handle,
                    account.likelihood_before.value_or(0.0),
                    account.likelihood_after.value_or(0.0),
                    account.listed_before,
                    account.listed_after));
  }
}

void say(const analysis::ListEffect& effect, Console& console) {
  say_sources(effect, console);
  console.say(
      fmt::format("Posts with a listed source: {} -> {}; more of them for {} accounts, "
                  "fewer for {}, of {}.",
                  with_thousands(effect.listed_posts_before),
                  with_thousands(effect.listed_posts_after),
                  with_thousands(effect.accounts_more_listed),
                  with_thousands(effect.accounts_fewer_listed),
                  with_thousands(effect.accounts)));
  console.say(fmt::format("listed_source_share rises for {} accounts and falls for {}.",
                          with_thousands(effect.share_rises),
                          with_thousands(effect.share_falls)));
  console.say(fmt::format("At or above the report line: {} -> {} ({} come, {} go).",
                          with_thousands(effect.above_before),
                          with_thousands(effect.above_after),
                          with_thousands(effect.now_above.size()),
                          with_thousands(effect.now_below.size())));
  say_accounts(effect.now_above, "+", console);
  say_accounts(effect.now_below, "-", console);
  if (effect.class_changes > 0) {
    console.say(fmt::format("{} accounts become declared or stop being it.",
                            with_thousands(effect.class_changes)));
  }
  console.say("Nothing was stored.");
}

}  // namespace

dashboards::WithheldCount withhold_names(analysis::ListEffect& effect,
                                         storage::WithheldNames& names) {
  dashboards::WithheldCount withheld;
  for (auto* accounts : {&effect.now_above, &effect.now_below}) {
    for (analysis::AccountEffect& account : *accounts) {
      if (const auto why = names.hide(account.platform, account.native_id, account.handle)) {
        withheld.add(*why);
      }
    }
  }
  return withheld;
}

void show_list_effect(const ListsCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  std::vector<SourceList> replacements;
  std::vector<std::string> names;
  std::set<std::string> distinct;
  for (const std::string& spec : command.names) {
    replacements.push_back(find_list_version(spec, command, settings));
    distinct.insert(replacements.back().name);
    names.push_back(replacements.back().name + ' ' + version_name(replacements.back()));
  }
  if (distinct.size() != names.size()) {
    throw UsageFailure("one list is named twice.");
  }
  storage::Database database = open_for_reading(command.common);
  const AnalysisRun run = require_run(command.run, database, "to recount");
  const std::vector<SourceList> before_lists = lists_of_run(run, database);
  const std::vector<SourceList> after_lists = with_replaced(before_lists, replacements);

  Recounter recounter{settings, windows_of(run, settings), database, console};
  const Recount before = recounter.count(before_lists);
  const Recount after = recounter.count(after_lists);
  analysis::ListEffect effect = analysis::compare_lists(
      before.activity, before.result, after.result, settings.analysis.report_line);
  storage::WithheldNames names_withheld{database, naming_rules(settings, database, run.id)};
  const dashboards::WithheldCount withheld = withhold_names(effect, names_withheld);
  const bool same_settings = recounter.matches(run, settings, before_lists);
  if (console.json_mode()) {
    ordered_json document{
        {"run", run.id.value}, {"lists", names}, {"same_settings", same_settings}};
    document.update(as_json(effect));
    document["names_withheld"] = withheld.total();
    document["names_withheld_because"] = dashboards::withheld_count_json(withheld);
    console.json(document.dump(2, ' ', false, ordered_json::error_handler_t::replace));
    return;
  }
  console.say(fmt::format("Run {}, recounted with {}.", run.id.value, fmt::join(names, ", ")));
  if (!same_settings) {
    console.say(
        "The settings have changed since: both counts use those of today, so they may differ from "
        "the run's own.");
  }
  say(effect, console);
  if (withheld.total() > 0) {
    console.say(dashboards::plain_withheld(withheld));
  }
}

}  // namespace vigie::app
