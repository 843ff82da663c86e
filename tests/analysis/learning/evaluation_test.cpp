#include "analysis/learning/evaluation.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "analysis/learning/folds.h"
#include "tests/analysis/learning/learning_support.h"

namespace vigie::analysis {
namespace {

using tests::labelled;
using tests::separable_accounts;
using tests::small_model;

TEST(EvaluateModel, CountsGradeDAndJudgesItInNothing) {
  const ScoreModel model = small_model();
  auto accounts = separable_accounts(1, 2);
  const std::vector<SourceJudge> judges{{.model = &model}};
  const auto before =
      evaluate_model({.accounts = accounts, .judges = judges, .bootstrap = {.draws = 0}});
  accounts.push_back(labelled("z", 0, true, {{Signal::kBurstiness, 0.5}}));
  accounts.back().grade = Grade::kD;

  const auto after =
      evaluate_model({.accounts = accounts, .judges = judges, .bootstrap = {.draws = 0}});

  EXPECT_EQ(after.sources[0].accounts, 40U);
  EXPECT_EQ(after.sources[0].too_little, 1U);
  EXPECT_EQ(after.sources[0].too_little_positives, 1U);
  EXPECT_EQ(after.mean, before.mean);
}

TEST(EvaluateModel, TakesTheMeanOverUnseenSourcesAlone) {
  const ScoreModel model = small_model();
  const auto accounts = separable_accounts(3, 2);
  const std::vector<SourceJudge> judges{
      {.model = &model, .seen = true}, {.model = &model}, {.model = &model}};

  const auto evaluation =
      evaluate_model({.accounts = accounts, .judges = judges, .bootstrap = {.draws = 0}});

  EXPECT_TRUE(evaluation.mean_is_of_unseen);
  EXPECT_EQ(evaluation.mean_of, 2U);
  EXPECT_DOUBLE_EQ(
      *metric(evaluation.mean, Metric::kAuc),
      (*evaluation.sources[1].metrics[0].value + *evaluation.sources[2].metrics[0].value) / 2.0);
}

TEST(EvaluateModel, ShiftsTheInterceptByThePriorAndChangesNoOrder) {
  const ScoreModel model = small_model();
  const auto accounts = separable_accounts(1, 2);
  const std::vector<SourceJudge> judges{{.model = &model}};

  const auto sample =
      evaluate_model({.accounts = accounts, .judges = judges, .bootstrap = {.draws = 0}});
  const auto rare = evaluate_model(
      {.accounts = accounts, .judges = judges, .prior = 0.001, .bootstrap = {.draws = 0}});

  EXPECT_DOUBLE_EQ(sample.sources[0].prior, 0.5);
  EXPECT_DOUBLE_EQ(rare.sources[0].prior, 0.001);
  EXPECT_EQ(metric(sample.mean, Metric::kAuc), metric(rare.mean, Metric::kAuc));
  EXPECT_EQ(metric(rare.mean, Metric::kRecall), 0.0);
}

TEST(EvaluateModel, DividesByLanguageAgeVolumeAndClass) {
  const ScoreModel model = small_model();
  auto accounts = separable_accounts(1, 2);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    accounts[i].language = i < 10 ? "fr" : "en";
  }
  accounts[0].values[static_cast<std::size_t>(Signal::kAccountAge)] = 5.0;
  const std::vector<SourceJudge> judges{{.model = &model}};

  const auto evaluation =
      evaluate_model({.accounts = accounts, .judges = judges, .bootstrap = {.draws = 0}});

  const auto find = [&](const std::string& name) {
    return *std::find_if(evaluation.slices.begin(),
                         evaluation.slices.end(),
                         [&](const Slice& slice) { return slice.name == name; });
  };
  EXPECT_EQ(find("fr").positives + find("fr").negatives, 10U);
  EXPECT_EQ(find("en").positives + find("en").negatives, 30U);
  EXPECT_EQ(find("under 30 days").positives + find("under 30 days").negatives, 1U);
  EXPECT_EQ(find("20 to 59 posts").positives, 20U);
  EXPECT_EQ(find("ordinary").negatives, 20U);
}

TEST(EvaluateHeldOut, JudgesEachSourceByScoresThatNeverSawIt) {
  const auto accounts = separable_accounts(3, 11);
  const TrainedModel trained = train_model(accounts, small_model());

  const auto evaluation = evaluate_held_out(accounts, accounts, trained, 3);

  ASSERT_EQ(evaluation.sources.size(), 3U);
  EXPECT_EQ(evaluation.mean_of, 3U);
  EXPECT_GT(*metric(evaluation.mean, Metric::kAuc), 0.8);
  EXPECT_TRUE(metric(evaluation.mean, Metric::kF1AtThreshold));
}

}  // namespace
}  // namespace vigie::analysis
