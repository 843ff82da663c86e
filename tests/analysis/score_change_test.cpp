#include "analysis/score_change.h"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "tests/analysis/small_world.h"

namespace vigie::analysis {
namespace {

double part(const ScoreChange& change, ChangeCause cause) {
  return change.nats[static_cast<std::size_t>(cause)];
}

double sum(const ScoreChange& change) {
  return std::accumulate(change.nats.begin(), change.nats.end(), 0.0);
}

void put(SignalValues& values, Signal signal, double value) {
  values[static_cast<std::size_t>(signal)] = value;
}

SignalValues a_schedule() {
  SignalValues values{};
  put(values, Signal::kBurstiness, -0.4);
  put(values, Signal::kDelayModeMass, 0.5);
  put(values, Signal::kQuestionShare, 0.2);
  put(values, Signal::kListedSourceShare, 0.1);
  put(values, Signal::kTopicFocus, 0.3);
  put(values, Signal::kPostingRate, 40.0);
  return values;
}

TEST(SplitChange, IsBehaviourAloneWhenTheTwoRunsAreMadeOfTheSame) {
  const ScoreModel model = tests::plain_model();
  ChangeRequest request{.model_before = model,
                        .model_now = model,
                        .before = {a_schedule(), 0.05},
                        .now = {a_schedule(), 0.05},
                        .again = std::nullopt};
  put(request.now.values, Signal::kDelayModeMass, 0.1);

  const ScoreChange change = split_change(request);

  EXPECT_LT(part(change, ChangeCause::kBehaviour), 0.0);
  EXPECT_DOUBLE_EQ(part(change, ChangeCause::kBehaviour), change.logit_now - change.logit_before);
  EXPECT_EQ(part(change, ChangeCause::kModel), 0.0);
  EXPECT_EQ(part(change, ChangeCause::kLists), 0.0);
  EXPECT_EQ(part(change, ChangeCause::kCoverage), 0.0);
}

TEST(SplitChange, GivesAnotherPriorToTheModel) {
  const ScoreModel model = tests::plain_model();

  const ScoreChange change = split_change({.model_before = model,
                                           .model_now = model,
                                           .before = {a_schedule(), 0.05},
                                           .now = {a_schedule(), 0.15},
                                           .again = std::nullopt});

  EXPECT_NEAR(part(change, ChangeCause::kModel), log_odds(0.15) - log_odds(0.05), 1e-12);
  EXPECT_NEAR(part(change, ChangeCause::kBehaviour), 0.0, 1e-12);
}

TEST(SplitChange, GivesAnOffsetThatTheModelLearnedToTheModelAndANewLanguageToBehaviour) {
  const ScoreModel model = tests::plain_model();
  const double lower = moved_prior(0.05, -0.4);
  const double lowest = moved_prior(0.05, -0.7);

  const ScoreChange change = split_change({.model_before = model,
                                           .model_now = model,
                                           .before = {a_schedule(), 0.05},
                                           .now = {a_schedule(), lowest},
                                           .prior_of_now_then = lower,
                                           .again = std::nullopt});

  EXPECT_NEAR(part(change, ChangeCause::kModel), -0.4, 1e-12);
  EXPECT_NEAR(part(change, ChangeCause::kBehaviour), -0.3, 1e-12);
  EXPECT_NEAR(sum(change), change.logit_now - change.logit_before, 1e-12);
}

TEST(SplitChange, GivesPostsThatCameLateToCoverage) {
  const ScoreModel model = tests::plain_model();
  MeasuredAgain again{a_schedule(), false};
  put(again.values, Signal::kDelayModeMass, 0.1);  // the missing posts were no schedule
  SignalValues now = again.values;

  const ScoreChange change = split_change({.model_before = model,
                                           .model_now = model,
                                           .before = {a_schedule(), 0.05},
                                           .now = {now, 0.05},
                                           .again = again});

  EXPECT_LT(part(change, ChangeCause::kCoverage), 0.0);
  EXPECT_NEAR(part(change, ChangeCause::kBehaviour), 0.0, 1e-12);
}

TEST(SplitChange, GivesAnotherMeasurementOfTheSamePostsToTheProgram) {
  const ScoreModel model = tests::plain_model();
  MeasuredAgain again{a_schedule(), true};
  put(again.values, Signal::kDelayModeMass, 0.1);

  const ScoreChange change = split_change({.model_before = model,
                                           .model_now = model,
                                           .before = {a_schedule(), 0.05},
                                           .now = {again.values, 0.05},
                                           .again = again,
                                           .program_changed = true});

  EXPECT_LT(part(change, ChangeCause::kModel), 0.0);
  EXPECT_EQ(part(change, ChangeCause::kCoverage), 0.0);
  EXPECT_NEAR(part(change, ChangeCause::kBehaviour), 0.0, 1e-12);
}

TEST(SplitChange, GivesNewlyListedSourcesToTheListsAndTheRestToBehaviour) {
  const ScoreModel model = tests::plain_model();
  MeasuredAgain again{a_schedule(), true};
  put(again.values, Signal::kListedSourceShare, 0.5);
  SignalValues now = a_schedule();
  put(now, Signal::kListedSourceShare, 0.6);
  put(now, Signal::kQuestionShare, 0.0);

  const ScoreChange change = split_change({.model_before = model,
                                           .model_now = model,
                                           .before = {a_schedule(), 0.05},
                                           .now = {now, 0.05},
                                           .again = again,
                                           .lists_changed = true});

  EXPECT_GT(part(change, ChangeCause::kLists), 0.0);
  EXPECT_LT(part(change, ChangeCause::kBehaviour), 0.0);
  EXPECT_EQ(part(change, ChangeCause::kModel), 0.0);
}

TEST(SplitChange, AddsUpWhateverChanged) {
  ScoreModel other = tests::plain_model();
  for (GroupCap& cap : other.caps) {
    cap.troll_bot *= 0.7;
  }
  const ScoreModel model = tests::plain_model();
  std::mt19937 random{5};
  std::uniform_real_distribution<double> uniform{-1.0, 3.0};
  const auto draw = [&] {
    SignalValues values{};
    for (auto& value : values) {
      if (random() % 4 != 0) {
        value = uniform(random);
      }
    }
    return values;
  };
  for (std::uint32_t round = 0; round < 200; ++round) {
    const ScoreChange change = split_change({.model_before = model,
                                             .model_now = other,
                                             .before = {draw(), 0.05},
                                             .now = {draw(), 0.1},
                                             .again = MeasuredAgain{draw(), round % 2 == 0},
                                             .lists_changed = round % 3 == 0,
                                             .topics_changed = round % 5 == 0,
                                             .program_changed = round % 7 == 0});
    EXPECT_NEAR(sum(change), change.logit_now - change.logit_before, 1e-12);
  }
}

}  // namespace
}  // namespace vigie::analysis
