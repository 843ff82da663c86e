#include "analysis/counterfactual.h"

#include <cmath>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/small_world.h"

namespace vigie::analysis {
namespace {

constexpr double kPriorAsked = 0.05;
constexpr double kLineAsked = 0.5;
constexpr double kHighPrior = 0.2;  // so that chance values often reach the line

SignalWeight one_nat_per_unit(Signal signal) {
  return {signal, {-10.0, 10.0}, {-10.0, 10.0}};
}

/// Two groups far from their caps, so that points add up as they stand.
ScoreModel roomy_model() {
  ScoreModel model;
  model.weights = {one_nat_per_unit(Signal::kBurstiness),
                   one_nat_per_unit(Signal::kDelayModeMass),
                   one_nat_per_unit(Signal::kSleepGap),
                   one_nat_per_unit(Signal::kQuestionShare),
                   one_nat_per_unit(Signal::kCoordination)};
  model.caps.fill({1000.0, 1000.0});
  model.content_cap = 1000.0;
  return model;
}

SignalValues values_of(std::initializer_list<std::pair<Signal, double>> values) {
  SignalValues out{};
  for (const auto& [signal, value] : values) {
    out[static_cast<std::size_t>(signal)] = value;
  }
  return out;
}

SignalValues without(SignalValues values, const std::vector<Signal>& signals) {
  for (const Signal signal : signals) {
    values[static_cast<std::size_t>(signal)].reset();
  }
  return values;
}

TEST(FindCounterfactual, NamesTheOneSignalThatCarriesTheAccountOverTheLine) {
  // -2.944 + 1.0 + 2.5 + 0.2 = 0.756; without the repeated delays -1.744.
  const SignalValues values = values_of(
      {{Signal::kBurstiness, 1.0}, {Signal::kDelayModeMass, 2.5}, {Signal::kQuestionShare, 0.2}});

  const auto found = find_counterfactual(values, roomy_model(), kPriorAsked, kLineAsked);

  ASSERT_TRUE(found);
  EXPECT_THAT(found->without, testing::ElementsAre(Signal::kDelayModeMass));
  EXPECT_NEAR(found->logit, std::log(0.05 / 0.95) + 1.2, 1e-5);
}

TEST(FindCounterfactual, TakesTheSmallestSetWhenNoSingleSignalSuffices) {
  const SignalValues values = values_of({{Signal::kBurstiness, 1.5},
                                         {Signal::kDelayModeMass, 1.4},
                                         {Signal::kQuestionShare, 1.3},
                                         {Signal::kCoordination, 1.2}});  // 2.456 above the line

  const auto found = find_counterfactual(values, roomy_model(), kPriorAsked, kLineAsked);

  ASSERT_TRUE(found);
  EXPECT_THAT(found->without, testing::ElementsAre(Signal::kBurstiness, Signal::kDelayModeMass));
}

TEST(FindCounterfactual, LooksThroughTheCapsOfTheGroups) {
  ScoreModel model = roomy_model();
  model.caps[static_cast<std::size_t>(SignalGroup::kCadence)] = {2.0, 2.0};
  // Cadence is full three times over: no single one of its signals changes much, whatever its
  // points; the text habit, lighter than each of them, decides.
  const SignalValues values = values_of({{Signal::kBurstiness, 4.0},
                                         {Signal::kDelayModeMass, 4.0},
                                         {Signal::kSleepGap, 4.0},
                                         {Signal::kQuestionShare, 1.2}});

  const auto found = find_counterfactual(values, model, kPriorAsked, kLineAsked);

  ASSERT_TRUE(found);
  EXPECT_THAT(found->without, testing::ElementsAre(Signal::kQuestionShare));
}

TEST(FindCounterfactual, SaysNothingBelowTheLineOrWhereThePriorAloneReachesIt) {
  const SignalValues little = values_of({{Signal::kBurstiness, 2.9}});
  const SignalValues much = values_of({{Signal::kBurstiness, 3.0}});

  EXPECT_FALSE(find_counterfactual(little, roomy_model(), kPriorAsked, kLineAsked));
  EXPECT_TRUE(find_counterfactual(much, roomy_model(), kPriorAsked, kLineAsked));
  EXPECT_FALSE(find_counterfactual(much, roomy_model(), 0.6, kLineAsked));
}

/// Every subset, by size: the truth that the search must find.
std::optional<double> lowest_of_size(const SignalValues& values,
                                     const std::vector<Signal>& speaking,
                                     std::size_t size,
                                     const Scorecard& scorecard) {
  std::optional<double> lowest;
  for (std::uint32_t set = 0; set < (1U << speaking.size()); ++set) {
    std::vector<Signal> absent;
    for (std::size_t i = 0; i < speaking.size(); ++i) {
      if ((set >> i & 1U) != 0) {
        absent.push_back(speaking[i]);
      }
    }
    if (absent.size() == size) {
      const double logit = scorecard.score(without(values, absent), kHighPrior).logit;
      lowest = std::min(lowest.value_or(logit), logit);
    }
  }
  return lowest;
}

TEST(FindCounterfactual, FindsWhatTryingEverySubsetFinds) {
  const ScoreModel model = tests::plain_model();
  const Scorecard scorecard{model};
  std::mt19937 random{11};
  std::uniform_real_distribution<double> uniform{-1.0, 4.0};
  int compared = 0;
  for (int round = 0; round < 2000 && compared < 40; ++round) {
    SignalValues values{};
    std::vector<Signal> speaking;
    for (const SignalWeight& weight : model.weights) {
      if (random() % 3 != 0) {
        continue;
      }
      const double value = uniform(random);
      values[static_cast<std::size_t>(weight.signal)] = value;
      if (weigh(weight, value) > 0.0) {
        speaking.push_back(weight.signal);
      }
    }
    const auto found = find_counterfactual(values, model, kHighPrior, kLineAsked);
    if (!found || speaking.size() > 14) {
      continue;
    }
    ++compared;
    const std::size_t size = found->without.size();
    EXPECT_NEAR(found->logit, *lowest_of_size(values, speaking, size, scorecard), 1e-12);
    EXPECT_DOUBLE_EQ(found->logit,
                     scorecard.score(without(values, found->without), kHighPrior).logit);
    EXPECT_LT(found->logit, 0.0);
    if (size > 1) {
      EXPECT_GE(*lowest_of_size(values, speaking, size - 1, scorecard), 0.0);
    }
  }
  EXPECT_GE(compared, 20);
}

}  // namespace
}  // namespace vigie::analysis
