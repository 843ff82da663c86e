#include "analysis/learning/evaluation.h"

#include <algorithm>
#include <functional>
#include <map>

#include "analysis/learning/folds.h"

namespace vigie::analysis {
namespace {

/// An account with a likelihood, as its source's model sees it.
struct Judged {
  const LabelledAccount* account = nullptr;
  std::uint32_t number = 0;  ///< The same for all rows of one account.
  double prior = 0.0;
  ScoredLabel scored{};
};

std::vector<Judged> judge_all(const EvaluationRequest& request) {
  std::vector<LabelledAccount> graded;
  std::vector<const LabelledAccount*> rows;
  for (const LabelledAccount& account : request.accounts) {
    if (account.grade != Grade::kD) {
      graded.push_back(account);
      rows.push_back(&account);
    }
  }
  const std::vector<double> priors = prior_logits(graded);
  std::map<AccountKey, std::uint32_t> numbers;
  std::vector<Judged> judged;
  judged.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ScoreModel& model = *request.judges[rows[i]->source].model;
    const double nats = evidence_nats(model, *rows[i]);
    const double prior = request.prior ? log_odds(*request.prior) : priors[i];
    Judged row{.account = rows[i],
               .number = numbers.emplace(rows[i]->key, static_cast<std::uint32_t>(i)).first->second,
               .prior = logistic(prior)};
    row.scored = {.logit = prior + nats,
                  .positive = rows[i]->positive,
                  .flagged = model.threshold_nats && nats >= *model.threshold_nats};
    judged.push_back(row);
  }
  return judged;
}

using JudgedRows = std::vector<const Judged*>;

std::vector<ScoredLabel> scores_of(const JudgedRows& rows) {
  std::vector<ScoredLabel> scores;
  scores.reserve(rows.size());
  for (const Judged* row : rows) {
    scores.push_back(row->scored);
  }
  return scores;
}

MetricIntervals intervals_of(const JudgedRows& rows,
                             bool thresholds,
                             const BootstrapOptions& options) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(rows.size());
  for (const Judged* row : rows) {
    numbers.push_back(row->number);
  }
  MetricIntervals intervals = bootstrap_metrics(scores_of(rows), numbers, options);
  if (!thresholds) {
    intervals[static_cast<std::size_t>(Metric::kF1AtThreshold)] = {};
  }
  return intervals;
}

MetricValues baseline_metrics(const Baseline& rule, const JudgedRows& rows) {
  std::vector<ScoredLabel> scores;
  scores.reserve(rows.size());
  for (const Judged* row : rows) {
    const double score = rule.score(*row->account);
    scores.push_back({score, row->scored.positive, score >= rule.threshold});
  }
  MetricValues metrics = measure_metrics(std::move(scores));
  for (const Metric likelihood : {Metric::kMcc,
                                  Metric::kF1,
                                  Metric::kPrecision,
                                  Metric::kRecall,
                                  Metric::kBrier,
                                  Metric::kCalibrationError}) {
    metrics[static_cast<std::size_t>(likelihood)] = std::nullopt;
  }
  return metrics;
}

SourceResult evaluate_rows(const JudgedRows& rows,
                           bool thresholds,
                           const BootstrapOptions& bootstrap) {
  SourceResult result;
  if (rows.empty()) {
    return result;
  }
  result.accounts = static_cast<std::uint32_t>(rows.size());
  result.positives = static_cast<std::uint32_t>(std::count_if(
      rows.begin(), rows.end(), [](const Judged* row) { return row->scored.positive; }));
  result.prior = rows.front()->prior;
  result.metrics = intervals_of(rows, thresholds, bootstrap);
  result.calibration = calibration_curve(scores_of(rows));
  return result;
}

SourceResult evaluate_source(const JudgedRows& rows,
                             const SourceJudge& judge,
                             const BootstrapOptions& bootstrap) {
  SourceResult result = evaluate_rows(rows, judge.model->threshold_nats.has_value(), bootstrap);
  result.seen = judge.seen;
  result.baselines_seen = judge.baselines_seen;
  for (const Baseline& rule : judge.baselines) {
    result.baselines.push_back({rule, baseline_metrics(rule, rows)});
  }
  return result;
}

/// Mean of each metric over the sources that have it.
MetricValues mean_of(const std::vector<MetricValues>& sources) {
  MetricValues mean{};
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    double sum = 0.0;
    double n = 0.0;
    for (const MetricValues& values : sources) {
      sum += values[m].value_or(0.0);
      n += values[m] ? 1.0 : 0.0;
    }
    mean[m] = n > 0.0 ? std::optional{sum / n} : std::nullopt;
  }
  return mean;
}

MetricValues values_of(const MetricIntervals& intervals) {
  MetricValues values{};
  for (std::size_t m = 0; m < kMetricCount; ++m) {
    values[m] = intervals[m].value;
  }
  return values;
}

void add_means(Evaluation& evaluation) {
  const auto counts = [](const SourceResult& source) {
    return source.positives > 0 && source.positives < source.accounts;
  };
  evaluation.mean_is_of_unseen = std::any_of(
      evaluation.sources.begin(), evaluation.sources.end(), [&](const SourceResult& source) {
        return counts(source) && !source.seen;
      });
  std::vector<MetricValues> own;
  std::map<BaselineKind, std::vector<MetricValues>> rules;
  for (const SourceResult& source : evaluation.sources) {
    if (counts(source) && !(evaluation.mean_is_of_unseen && source.seen)) {
      own.push_back(values_of(source.metrics));
      for (const BaselineResult& baseline : source.baselines) {
        rules[baseline.rule.kind].push_back(baseline.metrics);
      }
    }
  }
  evaluation.mean_of = static_cast<std::uint32_t>(own.size());
  evaluation.mean = mean_of(own);
  for (const auto& [kind, metrics] : rules) {
    evaluation.baseline_mean.emplace_back(kind, mean_of(metrics));
  }
}

std::string age_name(const LabelledAccount& account) {
  const auto& days = account.values[static_cast<std::size_t>(Signal::kAccountAge)];
  if (!days) {
    return "unknown";
  }
  if (*days < 30.0) {
    return "under 30 days";
  }
  return *days < 365.0 ? "30 to 364 days" : "365 days or more";
}

std::string volume_name(const LabelledAccount& account) {
  if (account.posts < 20) {
    return "10 to 19 posts";
  }
  if (account.posts < 60) {
    return "20 to 59 posts";
  }
  return account.posts < 200 ? "60 to 199 posts" : "200 posts or more";
}

struct Division {
  std::string by;
  std::function<std::string(const LabelledAccount&)> name;
};

Slice evaluate_slice(const std::string& by,
                     const std::string& name,
                     const JudgedRows& rows,
                     const BootstrapOptions& bootstrap) {
  Slice slice;
  slice.by = by;
  slice.name = name;
  for (const Judged* row : rows) {
    const bool at_line = row->scored.logit >= 0.0;
    ++(row->scored.positive ? slice.positives : slice.negatives);
    if (at_line) {
      ++(row->scored.positive ? slice.positives_at_line : slice.negatives_at_line);
    }
  }
  slice.recall = wilson_bounds(slice.positives_at_line, slice.positives);
  slice.false_positives = wilson_bounds(slice.negatives_at_line, slice.negatives);
  slice.metrics = intervals_of(rows, false, bootstrap);
  return slice;
}

void add_slices(const std::vector<Judged>& judged,
                const BootstrapOptions& bootstrap,
                Evaluation& evaluation) {
  const std::vector<Division> divisions{{"language",
                                         [](const LabelledAccount& account) {
                                           return account.language.empty() ? "unknown"
                                                                           : account.language;
                                         }},
                                        {"account_age", age_name},
                                        {"volume", volume_name},
                                        {"account_class", [](const LabelledAccount& account) {
                                           return std::string{class_name(account.account_class)};
                                         }}};
  for (const Division& division : divisions) {
    std::map<std::string, JudgedRows> parts;
    for (const Judged& row : judged) {
      parts[division.name(*row.account)].push_back(&row);
    }
    for (const auto& [name, rows] : parts) {
      evaluation.slices.push_back(evaluate_slice(division.by, name, rows, bootstrap));
    }
  }
}

void count_too_little(std::span<const LabelledAccount> accounts, Evaluation& evaluation) {
  for (const LabelledAccount& account : accounts) {
    if (account.grade == Grade::kD) {
      SourceResult& source = evaluation.sources[account.source];
      ++source.too_little;
      source.too_little_positives += account.positive ? 1U : 0U;
    }
  }
}

}  // namespace

Evaluation evaluate_model(const EvaluationRequest& request) {
  const std::vector<Judged> judged = judge_all(request);
  std::vector<JudgedRows> by_source(request.judges.size());
  JudgedRows all;
  for (const Judged& row : judged) {
    by_source[row.account->source].push_back(&row);
    all.push_back(&row);
  }
  Evaluation evaluation;
  bool thresholds = !request.judges.empty();
  for (std::size_t s = 0; s < request.judges.size(); ++s) {
    evaluation.sources.push_back(
        evaluate_source(by_source[s], request.judges[s], request.bootstrap));
    thresholds = thresholds && request.judges[s].model->threshold_nats;
  }
  count_too_little(request.accounts, evaluation);
  evaluation.pooled = intervals_of(all, thresholds, request.bootstrap);
  evaluation.calibration = calibration_curve(scores_of(all));
  add_means(evaluation);
  add_slices(judged, request.bootstrap, evaluation);
  return evaluation;
}

Evaluation evaluate_held_out(std::span<const LabelledAccount> accounts,
                             std::span<const LabelledAccount> graded,
                             const TrainedModel& trained,
                             std::size_t sources) {
  const std::vector<double> priors = prior_logits(graded);
  std::vector<Judged> judged;
  judged.reserve(trained.held_out.size());
  for (const HeldOutScore& score : trained.held_out) {
    const LabelledAccount& account = graded[score.row];
    Judged row{.account = &account,
               .number = static_cast<std::uint32_t>(score.row),
               .prior = logistic(priors[score.row])};
    row.scored = {.logit = priors[score.row] + score.nats,
                  .positive = account.positive,
                  .flagged = score.nats >= *trained.model.threshold_nats};
    judged.push_back(row);
  }
  std::vector<JudgedRows> by_source(sources);
  for (const Judged& row : judged) {
    by_source[row.account->source].push_back(&row);
  }
  Evaluation evaluation;
  for (const JudgedRows& rows : by_source) {
    evaluation.sources.push_back(evaluate_rows(rows, true, {.draws = 0}));
  }
  count_too_little(accounts, evaluation);
  add_means(evaluation);
  return evaluation;
}

}  // namespace vigie::analysis
