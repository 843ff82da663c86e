#include "analysis/learning/train.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/learning/baselines.h"
#include "analysis/learning/calibration.h"
#include "analysis/learning/capped_fit.h"
#include "analysis/learning/folds.h"
#include "analysis/learning/offsets.h"
#include "tests/analysis/learning/learning_support.h"

namespace vigie::analysis {
namespace {

using tests::labelled;
using tests::separable_accounts;
using tests::small_model;

constexpr double kTight = 1e-9;

const SignalWeight& weight_of(const ScoreModel& model, Signal signal) {
  return *std::find_if(model.weights.begin(), model.weights.end(), [&](const SignalWeight& weight) {
    return weight.signal == signal;
  });
}

TEST(SignalCurves, TakeABaseModelApartAndPutItTogetherAgain) {
  const ScoreModel base = small_model();
  const auto accounts = separable_accounts(2, 1);

  const auto curves = curves_of(base, accounts);
  const ScoreModel again = with_curves(base, curves);

  EXPECT_NEAR(curves[0].most, 1.0, kTight);
  EXPECT_NEAR(curves[0].against, 0.5, kTight);
  EXPECT_THAT(curves[0].shape.nats, testing::ElementsAre(1.0, 0.0));
  EXPECT_TRUE(curves[0].learned);
  for (std::size_t w = 0; w < base.weights.size(); ++w) {
    for (std::size_t k = 0; k < base.weights[w].nats.size(); ++k) {
      EXPECT_NEAR(again.weights[w].nats[k], base.weights[w].nats[k], kTight);
    }
  }
}

TEST(SignalCurves, LearnNeitherContentNorCoordinationNorWhatFewAccountsShow) {
  auto accounts = separable_accounts(2, 1);
  accounts[0].values[static_cast<std::size_t>(Signal::kAccountAge)] = 3.0;

  const auto curves = curves_of(small_model(), accounts);

  EXPECT_TRUE(curves[1].learned);   // question_share
  EXPECT_FALSE(curves[2].learned);  // coordination
  EXPECT_FALSE(curves[3].learned);  // listed_source_share, though it tells the classes apart
  EXPECT_FALSE(curves[4].learned);  // account_age: one account
  EXPECT_EQ(curves[4].accounts, 1U);
}

TEST(SignalCurves, ScaleEveryLogOddsButCoordinationBySlope) {
  const ScoreModel base = small_model();
  const ScoreModel half = with_slope(base, 0.5);
  const auto account = labelled("1",
                                0,
                                true,
                                {{Signal::kBurstiness, -0.4},
                                 {Signal::kQuestionShare, 0.9},
                                 {Signal::kListedSourceShare, 0.8}});

  EXPECT_NEAR(evidence_nats(half, account), 0.5 * evidence_nats(base, account), kTight);
  EXPECT_EQ(weight_of(half, Signal::kCoordination).nats,
            weight_of(base, Signal::kCoordination).nats);
  EXPECT_EQ(half.caps[2].troll_bot, base.caps[2].troll_bot);
}

TEST(CapGroups, AddsUpAsTheScoreDoes) {
  const ScoreModel base = small_model();
  const auto account = labelled("1",
                                0,
                                true,
                                {{Signal::kBurstiness, -0.3},
                                 {Signal::kQuestionShare, 0.7},
                                 {Signal::kListedSourceShare, 0.5},
                                 {Signal::kAccountAge, 10.0}});
  GroupSums sums{};
  for (const SignalWeight& weight : base.weights) {
    if (const auto& value = account.values[static_cast<std::size_t>(weight.signal)]) {
      sums[static_cast<std::size_t>(info(weight.signal).group)] += weigh(weight, *value);
    }
  }

  const CappedSum capped = cap_groups(sums, base);

  EXPECT_NEAR(capped.nats, evidence_nats(base, account), kTight);
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    constexpr double kStep = 1e-6;
    GroupSums moved = sums;
    moved[g] += kStep;
    EXPECT_NEAR((cap_groups(moved, base).nats - capped.nats) / kStep, capped.slope[g], 1e-5);
  }
}

TEST(FitProblem, ReachesAPointFromWhichNoStepLeadsDown) {
  const ScoreModel base = small_model();
  const auto accounts = separable_accounts(2, 3);
  const auto curves = curves_of(base, accounts);
  const FitProblem problem{accounts, prior_logits(accounts), base, curves};

  const Eigen::VectorXd theta = problem.solve(1.0);
  const double reached = problem.loss(theta, 1.0);

  ASSERT_EQ(theta.size(), 4);  // two ends of burstiness, two of question_share
  for (Eigen::Index j = 0; j < theta.size(); ++j) {
    for (const double step : {-1e-3, 1e-3}) {
      Eigen::VectorXd beside = theta;
      beside[j] = std::max(0.0, beside[j] + step);
      EXPECT_GE(problem.loss(beside, 1.0), reached - kTight);
    }
  }
  EXPECT_GT(theta[0], 1.0);  // the classes are further apart than the base model says
}

TEST(FitProblem, StaysAtTheBaseModelUnderAHeavyRidge) {
  const ScoreModel base = small_model();
  const auto accounts = separable_accounts(2, 3);
  const auto curves = curves_of(base, accounts);

  const Eigen::VectorXd theta =
      FitProblem{accounts, prior_logits(accounts), base, curves}.solve(1e9);

  EXPECT_NEAR(theta[0], 1.0, 1e-6);
  EXPECT_NEAR(theta[1], 0.5, 1e-6);
}

TEST(FitProblem, NeverTurnsASignWhateverTheLabelsSay) {
  const ScoreModel base = small_model();
  auto accounts = separable_accounts(2, 3);
  for (LabelledAccount& account : accounts) {
    account.positive = !account.positive;
  }
  const auto curves = curves_of(base, accounts);

  const Eigen::VectorXd theta =
      FitProblem{accounts, prior_logits(accounts), base, curves}.solve(0.1);

  EXPECT_GE(theta.minCoeff(), 0.0);
  EXPECT_EQ(theta[0], 0.0);
}

TEST(Folds, LeaveOutASourceWithEveryRowOfItsAccounts) {
  const std::vector accounts{labelled("a", 0, true, {}),
                             labelled("b", 0, false, {}),
                             labelled("a", 1, true, {}),
                             labelled("c", 1, false, {})};

  const Fold fold = leave_out(accounts, 0);

  EXPECT_THAT(fold.test, testing::ElementsAre(0, 1));
  EXPECT_THAT(fold.train, testing::ElementsAre(3));  // "a" is known to the source left out
}

TEST(Folds, GoByAccountWhereNoTwoSourcesCanBeLeftOut) {
  const auto one = separable_accounts(1, 5);
  const auto three = separable_accounts(3, 5);

  EXPECT_TRUE(make_folds(three).by_source);
  EXPECT_EQ(make_folds(three).folds.size(), 3U);
  const Folds folds = make_folds(one);
  EXPECT_FALSE(folds.by_source);
  std::size_t tested = 0;
  for (const Fold& fold : folds.folds) {
    tested += fold.test.size();
    EXPECT_EQ(fold.test.size() + fold.train.size(), one.size());
  }
  EXPECT_EQ(tested, one.size());
}

TEST(Folds, GoByAccountWhereSourcesOfOneClassWouldBeTestedAlone) {
  auto accounts = separable_accounts(3, 5);
  for (LabelledAccount& account : accounts) {
    account.positive = account.source == 0;
  }

  EXPECT_FALSE(make_folds(accounts).by_source);
}

TEST(Folds, TakeEachSourcesShareAsItsPriorUnlessItHasOneClass) {
  const std::vector accounts{labelled("a", 0, true, {}),
                             labelled("b", 0, false, {}),
                             labelled("c", 0, false, {}),
                             labelled("d", 0, false, {}),
                             labelled("e", 1, true, {})};

  const auto logits = prior_logits(accounts);

  EXPECT_NEAR(logistic(logits[0]), 0.25, kTight);
  EXPECT_NEAR(logistic(logits[4]), 0.4, kTight);
}

TEST(FitSlope, FindsHowMuchTooSureTheEvidenceIs) {
  // Evidence of 2 nats that is right in logistic(1) of the cases: half as much was true.
  std::vector<HeldOutEvidence> rows;
  constexpr int kRows = 100'000;
  const int right = static_cast<int>(std::lround(kRows * logistic(1.0)));
  for (int i = 0; i < kRows; ++i) {
    rows.push_back({2.0, 0.0, i < right});
    rows.push_back({-2.0, 0.0, i >= right});
  }

  EXPECT_NEAR(fit_slope(rows), 0.5, 1e-3);
}

TEST(FitSlope, NeverGoesAboveThree) {
  std::vector<HeldOutEvidence> rows;
  for (int i = 0; i < 50; ++i) {
    rows.push_back({0.1, 0.0, true});
    rows.push_back({-0.1, 0.0, false});
  }

  EXPECT_NEAR(fit_slope(rows), 3.0, 2e-3);
  EXPECT_EQ(fit_slope({}), 1.0);
}

TEST(SignalCurves, GrowWithTheSlopeInsideCapsThatStay) {
  const ScoreModel base = small_model();
  const ScoreModel sharper = with_slope(base, 2.0);

  EXPECT_NEAR(weight_of(sharper, Signal::kBurstiness).nats.front(), 2.0, kTight);
  EXPECT_EQ(weight_of(sharper, Signal::kListedSourceShare).nats,
            weight_of(base, Signal::kListedSourceShare).nats);
  EXPECT_EQ(sharper.caps[0].troll_bot, base.caps[0].troll_bot);
  EXPECT_EQ(sharper.content_cap, base.content_cap);
}

TEST(SignalCurves, LetACandidateIntoTheModelOnlyWhereItIsLearned) {
  ScoreModel base = small_model();
  base.candidates.push_back({Signal::kCommas, {0.0, 1.0}, {-0.2, 0.4}});
  base.candidates.push_back({Signal::kCapitals, {0.0, 1.0}, {0.3, 0.0}});
  auto accounts = separable_accounts(2, 1);
  for (LabelledAccount& account : accounts) {
    const auto& asks = account.values[static_cast<std::size_t>(Signal::kQuestionShare)];
    account.values[static_cast<std::size_t>(Signal::kCommas)] = asks;
  }

  const TrainedModel trained = train_model(accounts, base);

  const SignalWeight& commas = weight_of(trained.model, Signal::kCommas);
  EXPECT_GT(commas.nats.back(), 0.0);
  EXPECT_LE(commas.nats.front(), 0.0);
  ASSERT_EQ(trained.model.weights.size(), base.weights.size() + 1);
  ASSERT_EQ(trained.model.candidates.size(), 1U);
  EXPECT_EQ(trained.model.candidates.front().signal, Signal::kCapitals);
  ASSERT_EQ(trained.curves.size(), trained.model.weights.size());
  EXPECT_TRUE(std::is_sorted(trained.model.weights.begin(),
                             trained.model.weights.end(),
                             [](const auto& a, const auto& b) { return a.signal < b.signal; }));
}

/// Scores of two languages, `each` accounts of each class in both; in German people score 1 nat
/// more than they should.
struct TwoLanguages {
  std::vector<LabelledAccount> accounts;
  std::vector<double> priors;
  std::vector<HeldOutScore> held_out;

  explicit TwoLanguages(int each) {
    for (const bool german : {false, true}) {
      for (int i = 0; i < each; ++i) {
        for (const bool positive : {false, true}) {
          add(german, positive);
        }
      }
    }
  }

  void add(bool german, bool positive) {
    LabelledAccount account = labelled(std::to_string(accounts.size()), 0, positive, {});
    account.language = german ? "de" : "en";
    // One of ten is not what its score says: log-odds 2.2 would be right.
    const bool said = accounts.size() % 20 < 2 ? !positive : positive;
    held_out.push_back({accounts.size(), (said ? 2.2 : -2.2) + (german ? 1.0 : 0.0)});
    priors.push_back(0.0);
    accounts.push_back(account);
  }
};

TEST(FitOffsets, TakeOffWhereALanguageLooksMoreLikeMachines) {
  const TwoLanguages world(400);

  const auto offsets = fit_offsets(world.accounts, world.priors, world.held_out);

  ASSERT_EQ(offsets.size(), 1U);
  EXPECT_EQ(offsets[0].offset.language, "de");
  EXPECT_EQ(offsets[0].positives, 400U);
  EXPECT_LT(offsets[0].offset.nats, -0.6);
  EXPECT_GE(offsets[0].offset.nats, -kMostPriorOffset);
}

TEST(FitOffsets, AskForFiftyAccountsOfEachClassAndShrinkWithFew) {
  const TwoLanguages few(49);
  EXPECT_TRUE(fit_offsets(few.accounts, few.priors, few.held_out).empty());

  const TwoLanguages enough(60);
  const TwoLanguages many(400);
  const auto shrunk = fit_offsets(enough.accounts, enough.priors, enough.held_out);
  const auto sure = fit_offsets(many.accounts, many.priors, many.held_out);
  ASSERT_EQ(shrunk.size(), 1U);
  EXPECT_GT(shrunk[0].offset.nats, sure[0].offset.nats);
}

TEST(PriorOffset, CountsWhereItsPlatformAndLanguageFit) {
  ScoreModel model = small_model();
  model.offsets = {{"", "de", -0.5}, {"mastodon", "", -0.25}};

  EXPECT_DOUBLE_EQ(prior_offset(model, "mastodon", "de"), -0.75);
  EXPECT_DOUBLE_EQ(prior_offset(model, "bluesky", "de"), -0.5);
  EXPECT_DOUBLE_EQ(prior_offset(model, "bluesky", "fr"), 0.0);
  EXPECT_NEAR(log_odds(moved_prior(0.05, -0.5)), log_odds(0.05) - 0.5, kTight);
  EXPECT_EQ(moved_prior(0.05, 0.0), 0.05);
}

TEST(BestF1Threshold, StandsBetweenTheScoresThatItParts) {
  const std::vector<ScoredLabel> rows{{4.0, true}, {3.0, true}, {1.0, false}, {0.0, false}};

  EXPECT_NEAR(best_f1_threshold(rows), 2.0, kTight);
  EXPECT_EQ(best_f1_threshold({{1.0, false}}), std::numeric_limits<double>::infinity());
}

TEST(TrainModel, GivesTheSameModelAgain) {
  const auto accounts = separable_accounts(3, 11);

  const TrainedModel once = train_model(accounts, small_model());
  const TrainedModel again = train_model(accounts, small_model());

  EXPECT_EQ(once.ridge, again.ridge);
  EXPECT_EQ(once.slope, again.slope);
  EXPECT_EQ(once.model.threshold_nats, again.model.threshold_nats);
  for (std::size_t w = 0; w < once.model.weights.size(); ++w) {
    EXPECT_EQ(once.model.weights[w].nats, again.model.weights[w].nats);
  }
}

TEST(TrainModel, ScoresEachAccountByAModelThatHasNotSeenItsSource) {
  // Only what source 2 shows differs: a model that had learned from it would differ too.
  const auto accounts = separable_accounts(3, 11);
  auto changed = accounts;
  for (LabelledAccount& account : changed) {
    if (account.source == 2) {
      account.values[static_cast<std::size_t>(Signal::kQuestionShare)] = 0.5;
    }
  }

  const Fold fold = leave_out(accounts, 2);
  std::vector<LabelledAccount> others;
  std::vector<LabelledAccount> others_of_changed;
  for (const std::size_t row : fold.train) {
    others.push_back(accounts[row]);
    others_of_changed.push_back(changed[row]);
  }

  const auto model = train_model(others, small_model()).model;
  const auto same = train_model(others_of_changed, small_model()).model;
  for (std::size_t w = 0; w < model.weights.size(); ++w) {
    EXPECT_EQ(model.weights[w].nats, same.weights[w].nats);
  }
}

TEST(TrainModel, KeepsTheCapsAndTheSignsOfTheBase) {
  const ScoreModel base = small_model();
  const ScoreModel model = train_model(separable_accounts(3, 11), base).model;

  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    EXPECT_LE(model.caps[g].troll_bot, base.caps[g].troll_bot);
    EXPECT_LE(model.caps[g].automation, base.caps[g].automation);
  }
  EXPECT_LE(model.content_cap, base.content_cap);
  EXPECT_EQ(weight_of(model, Signal::kListedSourceShare).values,
            weight_of(base, Signal::kListedSourceShare).values);
  for (std::size_t w = 0; w < base.weights.size(); ++w) {
    const auto& before = base.weights[w].nats;
    const auto& after = model.weights[w].nats;
    EXPECT_GE((before.back() - before.front()) * (after.back() - after.front()), 0.0);
  }
}

TEST(TrainModel, LetsNobodyReachTheLineWithoutCadenceAndCoordination) {
  const ScoreModel model = train_model(separable_accounts(3, 11), small_model()).model;
  const auto account = labelled("1",
                                0,
                                true,
                                {{Signal::kQuestionShare, 1.0},
                                 {Signal::kListedSourceShare, 1.0},
                                 {Signal::kAccountAge, 0.0}});

  EXPECT_LT(logistic(log_odds(0.05) + evidence_nats(model, account)), 0.5);
}

TEST(TrainModel, RefusesWhatHoldsOneClassOrTooLittle) {
  auto accounts = separable_accounts(2, 1);
  EXPECT_FALSE(find_training_problem(accounts));

  for (LabelledAccount& account : accounts) {
    account.positive = true;
  }
  EXPECT_TRUE(find_training_problem(accounts));
  EXPECT_TRUE(find_training_problem({}));
}

TEST(Baselines, FindTheSignalAndTheCutThatTellTheClassesApart) {
  std::vector<LabelledAccount> accounts;
  for (int i = 0; i < 10; ++i) {
    accounts.push_back(labelled("p" + std::to_string(i),
                                0,
                                true,
                                {{Signal::kSleepGap, 1.0 + 0.1 * i}, {Signal::kCommas, 0.1 * i}}));
    accounts.push_back(labelled("n" + std::to_string(i),
                                0,
                                false,
                                {{Signal::kSleepGap, 6.0 + 0.1 * i}, {Signal::kCommas, 0.1 * i}}));
    accounts.back().posts = 40;
  }

  const auto rules = fit_baselines(accounts);

  ASSERT_EQ(rules.size(), 3U);
  EXPECT_EQ(rules[0].feature, "posts");
  EXPECT_GT(rules[0].score(accounts[1]), rules[0].score(accounts[0]));  // 40 posts against 30
  EXPECT_EQ(rules[1].feature, "sleep_gap");
  EXPECT_FALSE(rules[1].rising);
  EXPECT_EQ(rules[2].feature, "sleep_gap");
  EXPECT_NEAR(rules[2].cut, (1.9 + 6.0) / 2.0, kTight);
  EXPECT_EQ(rules[2].score(accounts[0]), 1.0);
  EXPECT_EQ(rules[2].score(accounts[1]), 0.0);
}

}  // namespace
}  // namespace vigie::analysis
