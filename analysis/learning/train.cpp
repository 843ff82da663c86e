#include "analysis/learning/train.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "analysis/learning/calibration.h"
#include "analysis/learning/capped_fit.h"
#include "analysis/learning/folds.h"
#include "analysis/learning/offsets.h"

namespace vigie::analysis {
namespace {

constexpr std::array kRidges{1.0, 3.0, 10.0, 30.0};
constexpr std::uint32_t kLeastOfClass = 10;

std::vector<LabelledAccount> select(std::span<const LabelledAccount> accounts,
                                    std::span<const std::size_t> rows) {
  std::vector<LabelledAccount> selected;
  selected.reserve(rows.size());
  for (const std::size_t row : rows) {
    selected.push_back(accounts[row]);
  }
  return selected;
}

/// The fit to some of the accounts, for one ridge after another.
class PartFit {
 public:
  PartFit(std::vector<LabelledAccount> accounts, const ScoreModel& base)
      : base_(base),
        accounts_(std::move(accounts)),
        curves_(curves_of(base, accounts_)),
        problem_(accounts_, prior_logits(accounts_), base, curves_) {}

  [[nodiscard]] std::vector<SignalCurve> curves(double ridge) const {
    return with_ends(curves_, problem_.solve(ridge));
  }

  [[nodiscard]] ScoreModel model(double ridge) const { return with_curves(base_, curves(ridge)); }

 private:
  const ScoreModel& base_;
  std::vector<LabelledAccount> accounts_;
  std::vector<SignalCurve> curves_;
  FitProblem problem_;
};

/// Left-out scores under one ridge, by row.
std::vector<HeldOutScore> score_left_out(std::span<const LabelledAccount> accounts,
                                         const Folds& folds,
                                         std::span<const PartFit> fits,
                                         double ridge) {
  std::vector<HeldOutScore> scores;
  for (std::size_t f = 0; f < folds.folds.size(); ++f) {
    const ScoreModel model = fits[f].model(ridge);
    for (const std::size_t row : folds.folds[f].test) {
      scores.push_back({row, evidence_nats(model, accounts[row])});
    }
  }
  std::sort(scores.begin(), scores.end(), [](const HeldOutScore& a, const HeldOutScore& b) {
    return a.row < b.row;
  });
  return scores;
}

double mean_loss(std::span<const LabelledAccount> accounts,
                 std::span<const double> priors,
                 std::span<const HeldOutScore> scores) {
  double sum = 0.0;
  for (const HeldOutScore& score : scores) {
    const double likelihood = logistic(priors[score.row] + score.nats);
    sum -= std::log(accounts[score.row].positive ? likelihood : 1.0 - likelihood);
  }
  return sum / static_cast<double>(scores.size());
}

/// Left-out evidence under one slope, in the order of `scores`.
std::vector<double> nats_under(std::span<const LabelledAccount> accounts,
                               const Folds& folds,
                               std::span<const ScoreModel> models,
                               double slope) {
  std::vector<std::pair<std::size_t, double>> by_row;
  for (std::size_t f = 0; f < folds.folds.size(); ++f) {
    const ScoreModel model = with_slope(models[f], slope);
    for (const std::size_t row : folds.folds[f].test) {
      by_row.emplace_back(row, evidence_nats(model, accounts[row]));
    }
  }
  std::sort(by_row.begin(), by_row.end());
  std::vector<double> nats;
  nats.reserve(by_row.size());
  for (const auto& [row, value] : by_row) {
    nats.push_back(value);
  }
  return nats;
}

/// Chooses the slope and puts it into the left-out scores.
void calibrate(std::span<const LabelledAccount> accounts,
               std::span<const double> priors,
               const Folds& folds,
               std::span<const ScoreModel> models,
               TrainedModel& trained) {
  std::vector<HeldOutEvidence> rows;
  rows.reserve(trained.held_out.size());
  for (const HeldOutScore& score : trained.held_out) {
    rows.push_back({score.nats, priors[score.row], accounts[score.row].positive});
  }
  trained.slope =
      fit_slope(rows, [&](double slope) { return nats_under(accounts, folds, models, slope); });
  const std::vector<double> nats = nats_under(accounts, folds, models, trained.slope);
  for (std::size_t i = 0; i < nats.size(); ++i) {
    trained.held_out[i].nats = nats[i];
  }
}

/// Puts the offsets into the model and into the left-out scores that the threshold comes from.
void apply_offsets(std::span<const LabelledAccount> accounts, TrainedModel& trained) {
  trained.model.offsets = offsets_of(trained.offsets);
  for (HeldOutScore& score : trained.held_out) {
    const LabelledAccount& account = accounts[score.row];
    score.nats += prior_offset(trained.model, account.key.platform, account.language);
  }
}

double threshold_of(std::span<const LabelledAccount> accounts,
                    std::span<const HeldOutScore> scores) {
  std::vector<ScoredLabel> rows;
  rows.reserve(scores.size());
  for (const HeldOutScore& score : scores) {
    rows.push_back({.logit = score.nats, .positive = accounts[score.row].positive});
  }
  return best_f1_threshold(std::move(rows));
}

}  // namespace

std::optional<std::string> find_training_problem(std::span<const LabelledAccount> accounts) {
  std::uint32_t positives = 0;
  std::uint32_t negatives = 0;
  for (const LabelledAccount& account : accounts) {
    ++(account.positive ? positives : negatives);
  }
  if (positives >= kLeastOfClass && negatives >= kLeastOfClass) {
    return std::nullopt;
  }
  return fmt::format(
      "{} positive and {} negative accounts have enough posts to be scored; training needs {} of "
      "each",
      positives,
      negatives,
      kLeastOfClass);
}

TrainedModel train_model(std::span<const LabelledAccount> accounts, const ScoreModel& given) {
  TrainedModel trained;
  const ScoreModel base = with_candidates(given);
  const Folds folds = make_folds(accounts);
  trained.by_source = folds.by_source;
  const std::vector<double> priors = prior_logits(accounts);
  std::vector<PartFit> fits;
  fits.reserve(folds.folds.size());
  for (const Fold& fold : folds.folds) {
    fits.emplace_back(select(accounts, fold.train), base);
  }
  double best = std::numeric_limits<double>::infinity();
  for (const double ridge : kRidges) {
    std::vector<HeldOutScore> scores = score_left_out(accounts, folds, fits, ridge);
    const double loss = mean_loss(accounts, priors, scores);
    if (loss < best) {
      best = loss;
      trained.ridge = ridge;
      trained.held_out = std::move(scores);
    }
  }
  std::vector<ScoreModel> models;
  models.reserve(fits.size());
  for (const PartFit& fit : fits) {
    models.push_back(fit.model(trained.ridge));
  }
  calibrate(accounts, priors, folds, models, trained);

  trained.offsets = fit_offsets(accounts, priors, trained.held_out);
  const PartFit whole{{accounts.begin(), accounts.end()}, base};
  trained.curves = whole.curves(trained.ridge);
  trained.model = with_slope(with_curves(base, trained.curves), trained.slope);
  apply_offsets(accounts, trained);
  trained.model.threshold_nats = threshold_of(accounts, trained.held_out);
  drop_unlearned_candidates(trained.model, trained.curves);
  return trained;
}

double evidence_nats(const ScoreModel& model, const LabelledAccount& account) {
  constexpr double kEven = 0.5;  // log-odds 0: what remains is the evidence
  return Scorecard{model}.score(account.values, kEven).logit +
         prior_offset(model, account.key.platform, account.language);
}

}  // namespace vigie::analysis
