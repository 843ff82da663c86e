#include "app/score_explanation.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "analysis/account_offset.h"
#include "analysis/automation_score.h"
#include "analysis/counterfactual.h"
#include "analysis/covered_time.h"
#include "analysis/data_needed.h"
#include "analysis/earlier_window.h"
#include "analysis/score_change.h"
#include "analysis/source_index.h"
#include "analysis/wording.h"
#include "app/list_versions.h"
#include "app/stored_model.h"
#include "app/workspace.h"
#include "storage/account_rows_reader.h"
#include "storage/list_store.h"
#include "storage/run_store.h"
#include "storage/run_values.h"

namespace vigie::app {
namespace {

constexpr std::uint32_t kHistoryRuns = 60;  // two months of mornings

using analysis::AccountOffset;
using analysis::ScoreModel;
using analysis::SignalValues;
using storage::RunValues;

/// One account's side of a change: with its likelihood and the model of its run.
struct ScoredSide {
  const RunValues& values;
  const ScoreModel& model;
  double prior = 0.05;
};

/// The offset under which the values give the stored likelihood: then nothing of them is missing.
std::optional<AccountOffset> offset_of(const ScoredSide& side,
                                       const std::vector<std::string>& languages) {
  return analysis::find_offset({.values = analysis::signal_values(side.values.values),
                                .model = side.model,
                                .prior = side.prior,
                                .platform = side.values.platform,
                                .likelihood = *side.values.likelihood},
                               languages);
}

/// Both sides of a change, with the priors that they started from.
struct Priors {
  double then = 0.05;
  double now = 0.05;
  double now_then = 0.05;  ///< The later one, for the platform and language of then.
};

/// Nothing where a side cannot be scored again, or the earlier language cannot be told.
std::optional<Priors> priors_of(const ScoredSide& then, const ScoredSide& now) {
  const auto languages = analysis::offset_languages({&then.model, &now.model});
  const auto offset_then = offset_of(then, languages);
  const auto offset_now = offset_of(now, languages);
  if (!offset_then || !offset_now) {
    return std::nullopt;
  }
  const auto between =
      analysis::offset_of_then(now.model, now.values.platform, *offset_then, *offset_now);
  if (!between) {
    return std::nullopt;
  }
  return Priors{analysis::moved_prior(then.prior, offset_then->nats),
                analysis::moved_prior(now.prior, offset_now->nats),
                analysis::moved_prior(now.prior, *between)};
}

SignalValues values_of(const ReportAccount& account) {
  SignalValues values{};
  for (const ReportContribution& contribution : account.contributions) {
    values.at(static_cast<std::size_t>(contribution.signal)) = contribution.value;
  }
  return values;
}

std::optional<ScoreModel> model_of(const std::optional<storage::StoredModel>& stored) {
  return stored ? parse_model_document(stored->name, stored->document) : std::nullopt;
}

bool has_seconds(const AnalysisRun& run) {
  return std::find(run.notes.begin(), run.notes.end(), "second_level_absent") == run.notes.end();
}

}  // namespace

/// The earlier run.
struct ScoreExplainer::Before {
  AnalysisRun run;
  std::optional<ScoreModel> model;
};

/// The lists of the later run, ready to be asked.
struct ScoreExplainer::Lists {
  std::vector<SourceList> lists;
  std::vector<analysis::LexiconDefinition> lexicons;
  analysis::SourceIndex index;
  analysis::WordingReader wording;

  Lists(std::vector<SourceList> all, std::vector<analysis::LexiconDefinition> words)
      : lists(std::move(all)),
        lexicons(std::move(words)),
        index(lists),
        wording(lexicons, analysis::names_of_sources(lists)) {}
};

ScoreExplainer::ScoreExplainer(storage::Database& database,
                               const config::Settings& settings,
                               const AnalysisRun& now,
                               std::optional<RunId> before)
    : database_(database),
      settings_(settings),
      now_(now),
      history_(database, now, kHistoryRuns),
      stored_(storage::ScoreModelStore{database}.read(now.id)),
      model_(model_of(stored_)) {
  const auto earlier = before ? before : history_.previous_run();
  auto summary = earlier ? storage::RunStore{database}.find_run(*earlier) : std::nullopt;
  if (summary) {
    before_ = std::make_unique<Before>(Before{
        std::move(summary->run), model_of(storage::ScoreModelStore{database}.read(*earlier))});
  }
}

ScoreExplainer::~ScoreExplainer() = default;

const ScoreExplainer::Lists& ScoreExplainer::lists_of_now() {
  if (lists_ == nullptr) {
    lists_ = std::make_unique<Lists>(lists_of_run(now_, database_), load_lexicons(settings_));
  }
  return *lists_;
}

std::optional<analysis::MeasuredAgain> ScoreExplainer::measure_again(AccountId account,
                                                                     const RunValues& then,
                                                                     bool lists_changed,
                                                                     bool program_changed) {
  storage::AccountRowsReader reader{database_};
  const analysis::SourceIndex no_lists{std::span<const SourceList>{}};
  const auto& usual = stored_->usual_listed;
  const analysis::AgainContext context{
      .sources = lists_changed ? lists_of_now().index : no_lists,
      .wording = lists_changed ? &lists_of_now().wording : nullptr,
      .seconds_known = has_seconds(before_->run),
      .usual =
          usual ? std::optional{analysis::SourcePrior{usual->mean, usual->strength}} : std::nullopt,
      .posts_then = then.posts,
      .covered_days_then = then.covered_days};
  const double covered =
      analysis::covered_days(reader.coverage(account, then.window),
                             analysis::LiveLedger{reader.ledger(account, then.window)},
                             then.window);
  const bool is_known_as_then =
      analysis::has_same_posts(reader.count_posts(account, then.window), covered, context);
  if (is_known_as_then && !lists_changed && !program_changed) {
    return std::nullopt;
  }
  return analysis::measure_again(reader.read(account, then.window), then.window, context);
}

std::optional<ReportChange> ScoreExplainer::change_of(AccountId account) {
  if (before_ == nullptr) {
    return std::nullopt;
  }
  const auto then = storage::read_run_values(database_, before_->run.id, account);
  const auto now = storage::read_run_values(database_, now_.id, account);
  if (!then || !now || !then->likelihood || !now->likelihood) {
    return std::nullopt;
  }
  ReportChange change{.before = before_->run.id,
                      .before_end = before_->run.window.end,
                      .logit_before = analysis::log_odds(*then->likelihood),
                      .logit_now = analysis::log_odds(*now->likelihood),
                      .nats = std::nullopt};
  if (!model_ || !before_->model) {
    return change;
  }
  const auto priors =
      priors_of({*then, *before_->model, before_->run.prior}, {*now, *model_, now_.prior});
  if (!priors) {
    return change;
  }
  const bool lists_changed = before_->run.list_versions != now_.list_versions;
  if (lists_changed && !stored_->usual_listed) {
    return change;  // several windows: what share was usual in the account's own is not kept
  }
  if (storage::AccountRowsReader{database_}.count_posts(account, then->window) < then->posts) {
    return change;  // posts were taken out since: what they did cannot be told from coverage
  }
  const bool program_changed = before_->run.code_version != now_.code_version;
  const analysis::ScoreChange split = analysis::split_change(
      {.model_before = *before_->model,
       .model_now = *model_,
       .before = {analysis::signal_values(then->values), priors->then},
       .now = {analysis::signal_values(now->values), priors->now},
       .prior_of_now_then = priors->now_then,
       .again = measure_again(account, *then, lists_changed, program_changed),
       .lists_changed = lists_changed,
       .topics_changed = before_->run.topics != now_.topics,
       .program_changed = program_changed});
  change.logit_before = split.logit_before;
  change.logit_now = split.logit_now;
  change.nats = split.nats;
  return change;
}

void ScoreExplainer::explain_score(const ReportAccount& account,
                                   ReportExplanation& explanation) const {
  if (!model_ || !account.likelihood) {
    return;
  }
  const SignalValues values = values_of(account);
  const auto offset = analysis::find_offset({.values = values,
                                             .model = *model_,
                                             .prior = now_.prior,
                                             .platform = account.platform,
                                             .likelihood = *account.likelihood},
                                            analysis::offset_languages({&*model_}));
  if (!offset) {
    return;
  }
  explanation.offset = analysis::describe_offset(*model_, account.platform, *offset);
  explanation.unmeasured = analysis::list_unmeasured(values, account.posts, account.active_days);
  const auto found =
      account.rank == 0
          ? std::nullopt
          : analysis::find_counterfactual(
                values, *model_, analysis::moved_prior(now_.prior, offset->nats), now_.report_line);
  if (found) {
    explanation.counterfactual = {found->without, analysis::logistic(found->logit)};
  }
}

ReportExplanation ScoreExplainer::explain(const ReportAccount& account) {
  ReportExplanation explanation;
  explanation.next_grade = analysis::next_grade(account.posts, account.active_days);
  explain_score(account, explanation);
  const AccountId id{account.account_id};
  explanation.change = change_of(id);
  explanation.history = history_.read(id);
  explanation.above_until =
      storage::ScoreHistoryReader::above_until(explanation.history, settings_.report.keep_margin);
  return explanation;
}

ReportHeld ScoreExplainer::held(std::uint32_t most, const storage::NamingRules& naming) {
  return history_.read_held(settings_.report.keep_margin, most, naming);
}

void explain_report(storage::Database& database,
                    const config::Settings& settings,
                    const storage::NamingRules& naming,
                    ReportData& data) {
  std::optional<RunId> before;
  if (data.comparison && data.comparison->before) {
    before = data.comparison->before->id;
  }
  ScoreExplainer explainer{database, settings, data.run, before};
  for (auto* accounts : {&data.ranked, &data.declared}) {
    for (ReportAccount& account : *accounts) {
      account.explanation = explainer.explain(account);
    }
  }
  data.held = explainer.held(settings.report.max_accounts, naming);
  if (!before) {
    return;
  }
  ReportComparison& comparison = *data.comparison;
  for (auto* accounts : {&comparison.appeared, &comparison.gone, &comparison.stayed}) {
    for (ComparedAccount& account : *accounts) {
      account.change = explainer.change_of({account.account_id});
    }
  }
}

}  // namespace vigie::app
