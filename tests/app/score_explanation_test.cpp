// What is said of an account whose model starts its platform or language lower than others.
#include "app/score_explanation.h"

#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/automation_score.h"
#include "app/stored_model.h"
#include "storage/finding_store.h"
#include "storage/run_store.h"
#include "storage/score_model_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using analysis::PriorOffset;
using storage::tests::at;
using storage::tests::kDay;
using testing::ElementsAre;

const double kPriorLogit = analysis::log_odds(0.05);  // -2.944
const std::vector<PriorOffset> kOffsets{{"x", "", -0.25}, {"", "de", -0.35}, {"", "fr", -0.5}};

constexpr double kCap = 20.0;

/// Of so much burstiness, through the cap.
double evidence(double burstiness) {
  return kCap * std::tanh(burstiness / kCap);
}

/// One nat per unit of burstiness.
analysis::ScoreModel offset_model(std::vector<PriorOffset> offsets) {
  analysis::ScoreModel model;
  model.name = "ours";
  model.weights = {{Signal::kBurstiness, {-10.0, 10.0}, {-10.0, 10.0}}};
  model.caps.fill({1.0, 0.0});
  model.caps[static_cast<std::size_t>(SignalGroup::kCadence)] = {kCap, kCap};
  model.offsets = std::move(offsets);
  return model;
}

class OffsetExplanationTest : public storage::tests::StoreTest {
 protected:
  storage::Database database{create()};
  config::Settings settings;

  void SetUp() override {
    storage::tests::import(
        database,
        {storage::tests::batch_of({storage::tests::post("1", "ali", at(kDay * 10), "Hallo")})});
  }

  /// A published run in which ali, of this burstiness, has the likelihood of a total of `logit`.
  AnalysisRun morning(int day, const analysis::ScoreModel& model, double burstiness, double logit) {
    AnalysisRun made_of;
    made_of.window = {at(kDay * day) - kDay * 28, at(kDay * day)};
    made_of.code_version = "0.1.0";
    made_of.model = model.name;
    AccountScore score;
    score.account = {database.scalar("SELECT account_id FROM account")};
    score.window = made_of.window;
    score.grade = Grade::kC;
    score.posts = 1;
    score.active_days = 1;
    score.likelihood = analysis::logistic(logit);
    score.rank = 1;
    score.contributions = {{Signal::kBurstiness, burstiness, burstiness, 0.9, {}}};
    storage::FindingStore findings{database};
    const RunId run = findings.begin_run(made_of);
    findings.write(run, std::vector{score}, {});
    storage::ScoreModelStore{database}.write(run,
                                             {model.name, model_document(model), std::nullopt});
    findings.publish(run, at(kDay * day + 1h));
    return storage::RunStore{database}.find_run(run)->run;
  }

  [[nodiscard]] static ReportAccount shown(double burstiness, double logit) {
    ReportAccount account;
    account.rank = 1;
    account.platform = "x";
    account.native_id = "ali";
    account.likelihood = analysis::logistic(logit);
    account.contributions.emplace_back();
    account.contributions.back().signal = Signal::kBurstiness;
    account.contributions.back().value = burstiness;
    return account;
  }
};

double by(const ReportChange& change, ChangeCause cause) {
  return change.nats->at(static_cast<std::size_t>(cause));
}

TEST_F(OffsetExplanationTest, NamesTheOffsetAndWhatWouldTakeTheAccountBelowTheLine) {
  const double logit = kPriorLogit - 0.25 - 0.35 + evidence(4.0);  // 0.40: above the line
  const AnalysisRun now = morning(31, offset_model(kOffsets), 4.0, logit);
  ScoreExplainer explainer{database, settings, now, std::nullopt};

  const ReportExplanation explanation = explainer.explain(shown(4.0, logit));

  ASSERT_TRUE(explanation.offset);
  EXPECT_NEAR(explanation.offset->nats, -0.6, 1e-12);
  EXPECT_EQ(explanation.offset->platform, "x");
  EXPECT_THAT(explanation.offset->languages, ElementsAre("de"));
  ASSERT_TRUE(explanation.counterfactual);
  EXPECT_THAT(explanation.counterfactual->without, ElementsAre(Signal::kBurstiness));
  EXPECT_NEAR(explanation.counterfactual->likelihood, analysis::logistic(kPriorLogit - 0.6), 1e-9);
}

TEST_F(OffsetExplanationTest, SplitsAChangeUnderOneModelWithTheOffsetOnBothSides) {
  morning(30, offset_model(kOffsets), 3.0, kPriorLogit - 0.6 + evidence(3.0));
  const AnalysisRun now =
      morning(31, offset_model(kOffsets), 4.0, kPriorLogit - 0.6 + evidence(4.0));
  ScoreExplainer explainer{database, settings, now, std::nullopt};

  const auto change = explainer.explain(shown(4.0, kPriorLogit - 0.6 + evidence(4.0))).change;

  ASSERT_TRUE(change);
  ASSERT_TRUE(change->nats);
  EXPECT_NEAR(change->logit_before, kPriorLogit - 0.6 + evidence(3.0), 1e-9);
  EXPECT_NEAR(by(*change, ChangeCause::kBehaviour), evidence(4.0) - evidence(3.0), 1e-9);
  EXPECT_NEAR(by(*change, ChangeCause::kModel), 0.0, 1e-9);
}

TEST_F(OffsetExplanationTest, GivesNewOffsetsToTheModelAndAnotherLanguageToBehaviour) {
  morning(29, offset_model({}), 4.0, kPriorLogit + evidence(4.0));
  const AnalysisRun learned =
      morning(30, offset_model(kOffsets), 4.0, kPriorLogit - 0.6 + evidence(4.0));
  const auto of_model =
      ScoreExplainer{database, settings, learned, std::nullopt}.change_of(AccountId{1});
  const AnalysisRun in_french =
      morning(31, offset_model(kOffsets), 4.0, kPriorLogit - 0.75 + evidence(4.0));
  const auto of_language =
      ScoreExplainer{database, settings, in_french, std::nullopt}.change_of(AccountId{1});

  ASSERT_TRUE(of_model && of_model->nats);
  EXPECT_NEAR(by(*of_model, ChangeCause::kModel), -0.6, 1e-9);
  EXPECT_NEAR(by(*of_model, ChangeCause::kBehaviour), 0.0, 1e-9);
  ASSERT_TRUE(of_language && of_language->nats);
  EXPECT_NEAR(by(*of_language, ChangeCause::kModel), 0.0, 1e-9);
  EXPECT_NEAR(by(*of_language, ChangeCause::kBehaviour), -0.15, 1e-9);
}

TEST_F(OffsetExplanationTest, SaysNothingWhereNoOffsetGivesTheLikelihoodAgain) {
  const double logit = kPriorLogit + evidence(4.0) - 0.1;  // something of the score is not known
  const AnalysisRun now = morning(31, offset_model(kOffsets), 4.0, logit);
  ScoreExplainer explainer{database, settings, now, std::nullopt};

  const ReportExplanation explanation = explainer.explain(shown(4.0, logit));

  EXPECT_FALSE(explanation.offset);
  EXPECT_FALSE(explanation.counterfactual);
}

}  // namespace
}  // namespace vigie::app
