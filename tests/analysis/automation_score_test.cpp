#include "analysis/automation_score.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

constexpr double kExact = 1e-12;
constexpr double kReportLine = 0.5;

SignalWeight line(Signal signal, double slope) {
  return {signal, {-100.0, 100.0}, {-100.0 * slope, 100.0 * slope}};
}

/// One nat per unit for one signal of each group; caps as the default model has them.
ScoreModel one_signal_per_group() {
  ScoreModel model;
  model.name = "test";
  model.weights = {line(Signal::kBurstiness, 1.0),
                   line(Signal::kQuestionShare, 1.0),
                   line(Signal::kCoordination, 1.0),
                   line(Signal::kListedSourceShare, 1.0),
                   line(Signal::kTopicFocus, 1.0),
                   line(Signal::kPostingRate, 1.0),
                   line(Signal::kAccountAge, 1.0)};
  model.caps = {
      {{2.5, 4.0}, {2.0, 2.0}, {3.5, 3.5}, {0.8, 0.0}, {0.6, 0.0}, {0.6, 0.0}, {0.6, 0.0}}};
  model.content_cap = 2.8;
  return model;
}

SignalValues with(std::initializer_list<std::pair<Signal, double>> values) {
  SignalValues out{};
  for (const auto& [signal, value] : values) {
    out[static_cast<std::size_t>(signal)] = value;
  }
  return out;
}

TEST(Weigh, IsLinearBetweenKnotsAndFlatOutside) {
  const SignalWeight weight{Signal::kSleepGap, {2.0, 4.0, 6.0}, {0.9, 0.1, -0.5}};

  EXPECT_DOUBLE_EQ(weigh(weight, 0.0), 0.9);
  EXPECT_DOUBLE_EQ(weigh(weight, 2.0), 0.9);
  EXPECT_DOUBLE_EQ(weigh(weight, 3.0), 0.5);   // half way from 0.9 to 0.1
  EXPECT_DOUBLE_EQ(weigh(weight, 5.0), -0.2);  // half way from 0.1 to -0.5
  EXPECT_DOUBLE_EQ(weigh(weight, 24.0), -0.5);
  EXPECT_DOUBLE_EQ(weigh({}, 1.0), 0.0);
  EXPECT_DOUBLE_EQ(weigh(weight, std::nan("")), 0.0);
}

TEST(Scorecard, GivesThePriorWhenNothingIsKnown) {
  const ScoredSignals scored = Scorecard{one_signal_per_group()}.score(SignalValues{}, 0.05);

  EXPECT_NEAR(logistic(scored.logit), 0.05, kExact);
  EXPECT_NEAR(logistic(scored.automation_logit), 0.05, kExact);
}

TEST(Scorecard, SaturatesEachGroupByItsCap) {
  // 2.5 * tanh(2.5 / 2.5) = 2.5 * 0.7615941559557649 = 1.903985389889412
  // 4.0 * tanh(2.5 / 4.0) = 4.0 * 0.5546...: tanh(0.625) = (e^1.25 - 1) / (e^1.25 + 1)
  //                       = 2.490342957461841 / 4.490342957461841 = 0.554599722349882
  const ScoredSignals scored =
      Scorecard{one_signal_per_group()}.score(with({{Signal::kBurstiness, 2.5}}), 0.05);
  const double prior = std::log(0.05 / 0.95);

  EXPECT_NEAR(scored.logit - prior, 1.903985389889412, 1e-9);
  EXPECT_NEAR(scored.automation_logit - prior, 4.0 * 0.554599722349882, 1e-9);
}

TEST(Scorecard, ContributionsSumToTheLogOdds) {
  const Scorecard scorecard{one_signal_per_group()};
  std::mt19937 random{7};
  std::uniform_real_distribution<double> uniform{-4.0, 4.0};
  for (int round = 0; round < 200; ++round) {
    SignalValues values{};
    for (auto& value : values) {
      value = uniform(random);
    }
    const ScoredSignals scored = scorecard.score(values, 0.05);
    double sum = log_odds(0.05);
    for (const double nats : scored.nats) {
      sum += nats;
    }
    EXPECT_NEAR(sum, scored.logit, 1e-9);
  }
}

TEST(Scorecard, KeepsContentAloneUnderTheReportLine) {
  // Everything but cadence and coordination far beyond its cap: 2.8 * tanh(4.6 / 2.8) < 2.94.
  const ScoredSignals scored =
      Scorecard{one_signal_per_group()}.score(with({{Signal::kQuestionShare, 90.0},
                                                    {Signal::kListedSourceShare, 90.0},
                                                    {Signal::kTopicFocus, 90.0},
                                                    {Signal::kPostingRate, 90.0},
                                                    {Signal::kAccountAge, 90.0}}),
                                              0.05);

  EXPECT_LT(logistic(scored.logit), kReportLine);
  EXPECT_LT(logistic(scored.automation_logit), kReportLine);
}

TEST(Scorecard, CoordinationAloneReachesSixtyFourPercent) {
  const ScoredSignals scored =
      Scorecard{one_signal_per_group()}.score(with({{Signal::kCoordination, 90.0}}), 0.05);

  // -2.944438979166440 + 3.5 = 0.5556: logistic 0.6354
  EXPECT_NEAR(logistic(scored.logit), 0.635, 0.001);
}

TEST(Scorecard, LetsAPersonsRhythmClearAMachineAndNotACrew) {
  const Scorecard scorecard{one_signal_per_group()};
  const auto with_rhythm = [&](double coordination) {
    return scorecard.score(
        with({{Signal::kCoordination, coordination}, {Signal::kBurstiness, -1.0}}), 0.05);
  };
  // Cadence alone: -2.5 * tanh(0.4) = -0.9498724...; tanh(0.4) = 0.37994896...
  constexpr double kCadence = -0.949872406;
  const double prior = std::log(0.05 / 0.95);

  EXPECT_NEAR(with_rhythm(0.0).group_nats[0], kCadence, 1e-6);
  // Half of the cap: tanh(0.5493061443340549) = 0.5 at 3.5 * that = 1.922571505.
  const ScoredSignals half = with_rhythm(1.922571505169192);
  EXPECT_NEAR(half.group_nats[0], kCadence / 2.0, 1e-6);
  EXPECT_NEAR(half.logit - prior, 1.75 + kCadence / 2.0, 1e-6);
  // -4 * tanh(0.25) = -0.979674649 in the automation likelihood.
  EXPECT_NEAR(half.automation_logit - prior, 1.75 - 0.979674649 / 2.0, 1e-6);
  EXPECT_GT(logistic(with_rhythm(10.5).logit), 0.62);
}

TEST(Scorecard, LetsNoContentIntoTheAutomationLikelihood) {
  const Scorecard scorecard{one_signal_per_group()};
  const SignalValues behaviour = with({{Signal::kBurstiness, 1.0}, {Signal::kQuestionShare, 0.5}});
  SignalValues with_content = behaviour;
  with_content[static_cast<std::size_t>(Signal::kListedSourceShare)] = 50.0;
  with_content[static_cast<std::size_t>(Signal::kTopicFocus)] = 50.0;
  with_content[static_cast<std::size_t>(Signal::kPostingRate)] = 50.0;
  with_content[static_cast<std::size_t>(Signal::kAccountAge)] = 50.0;

  EXPECT_EQ(scorecard.score(behaviour, 0.05).automation_logit,
            scorecard.score(with_content, 0.05).automation_logit);
  EXPECT_LT(scorecard.score(behaviour, 0.05).logit, scorecard.score(with_content, 0.05).logit);
}

TEST(Scorecard, IsStrictlyMonotoneInEverySignal) {
  const Scorecard scorecard{one_signal_per_group()};
  for (const Signal signal : {Signal::kBurstiness,
                              Signal::kQuestionShare,
                              Signal::kCoordination,
                              Signal::kListedSourceShare,
                              Signal::kTopicFocus}) {
    double last = -100.0;
    for (int quarters = -12; quarters <= 12; ++quarters) {
      const double value = quarters / 4.0;
      SignalValues values = with({{Signal::kPostingRate, 0.3}, {Signal::kBurstiness, 0.2}});
      values[static_cast<std::size_t>(signal)] = value;
      const double logit = scorecard.score(values, 0.05).logit;
      EXPECT_GT(logit, last) << info(signal).name << " at " << value;
      last = logit;
    }
  }
}

TEST(Scorecard, MovesOnlyTheInterceptWithThePrior) {
  const Scorecard scorecard{one_signal_per_group()};
  const SignalValues values = with({{Signal::kBurstiness, 1.5}});
  const double at_5 = scorecard.score(values, 0.05).logit;
  const double at_15 = scorecard.score(values, 0.15).logit;

  EXPECT_NEAR(at_15 - at_5, log_odds(0.15) - log_odds(0.05), kExact);
}

TEST(Scorecard, KeepsContentUnderTheLineWhateverPriorAndLineAre) {
  SignalValues everything = with({{Signal::kQuestionShare, 90.0},
                                  {Signal::kListedSourceShare, 90.0},
                                  {Signal::kTopicFocus, 90.0},
                                  {Signal::kPostingRate, 90.0},
                                  {Signal::kAccountAge, 90.0}});
  for (const double prior : {0.01, 0.05, 0.15, 0.3, 0.49}) {
    for (const double line : {0.5, 0.6, 0.9}) {
      const ScoreModel model = with_bounded_content(one_signal_per_group(), prior, line);
      EXPECT_LT(logistic(Scorecard{model}.score(everything, prior).logit), line)
          << prior << " " << line;
    }
  }
  EXPECT_EQ(with_bounded_content(one_signal_per_group(), 0.05, 0.5).content_cap, 2.8);
  EXPECT_EQ(with_bounded_content(one_signal_per_group(), 0.5, 0.4).content_cap, 0.0);
}

}  // namespace
}  // namespace vigie::analysis
