#include "analysis/account_offset.h"

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// One nat per unit of burstiness; a platform, two languages and one language of one platform.
ScoreModel model_with_offsets() {
  ScoreModel model;
  model.weights = {{Signal::kBurstiness, {-10.0, 10.0}, {-10.0, 10.0}}};
  model.caps.fill({1000.0, 1000.0});
  model.content_cap = 1000.0;
  model.offsets = {{"bluesky", "", -0.2}, {"", "de", -0.4}, {"", "fr", -0.4}, {"x", "de", -0.1}};
  return model;
}

/// Two units of burstiness, through a cap of 1000, at a prior of 5 %, and an offset of `nats`.
std::optional<AccountOffset> found(const ScoreModel& model,
                                   std::string_view platform,
                                   double nats) {
  SignalValues values{};
  set(values, Signal::kBurstiness, 2.0);
  return find_offset({.values = values,
                      .model = model,
                      .prior = 0.05,
                      .platform = platform,
                      .likelihood = logistic(log_odds(0.05) + 1000.0 * std::tanh(0.002) + nats)},
                     offset_languages({&model}));
}

TEST(FindOffset, ReadsTheOffsetBackFromTheLikelihood) {
  const ScoreModel model = model_with_offsets();

  ASSERT_TRUE(found(model, "x", -0.5));
  EXPECT_NEAR(found(model, "x", -0.5)->nats, -0.5, 1e-12);  // German on x: -0.4 - 0.1
  EXPECT_THAT(found(model, "x", -0.5)->languages, ElementsAre("de"));
  EXPECT_THAT(found(model, "x", -0.4)->languages, ElementsAre("fr"));
  EXPECT_THAT(found(model, "x", 0.0)->languages, ElementsAre(""));
  EXPECT_THAT(found(model, "bluesky", -0.2)->languages, ElementsAre(""));
}

TEST(FindOffset, NamesEveryLanguageThatWouldExplainTheScore) {
  const auto offset = found(model_with_offsets(), "bluesky", -0.6);

  ASSERT_TRUE(offset);
  EXPECT_NEAR(offset->nats, -0.6, 1e-12);
  EXPECT_THAT(offset->languages, ElementsAre("de", "fr"));
}

TEST(FindOffset, FindsNothingWhereSomethingElseOfTheScoreIsMissing) {
  EXPECT_FALSE(found(model_with_offsets(), "x", -0.3));
  EXPECT_FALSE(found(ScoreModel{}, "x", 0.0));  // no weights: the values explain nothing
}

TEST(FindOffset, IsZeroForAnyLanguageUnderAModelWithoutOffsets) {
  ScoreModel model = model_with_offsets();
  model.offsets.clear();

  EXPECT_EQ(found(model, "x", 0.0)->nats, 0.0);
  EXPECT_THAT(offset_languages({&model}), ElementsAre(""));
}

TEST(OffsetOfThen, IsThatOfTheLanguageWhichBothRunsAllow) {
  const ScoreModel model = model_with_offsets();

  EXPECT_EQ(offset_of_then(model, "x", {0.0, {"", "de", "fr"}}, {-0.5, {"de"}}), -0.5);
  EXPECT_EQ(offset_of_then(model, "x", {-0.4, {"fr"}}, {-0.5, {"de"}}), -0.4);
  EXPECT_FALSE(offset_of_then(model, "x", {0.0, {"", "fr"}}, {-0.5, {"de"}}));
}

TEST(DescribeOffset, NamesPlatformAndLanguageOnlyWhereTheyCount) {
  const ScoreModel model = model_with_offsets();
  const auto both = describe_offset(model, "bluesky", {-0.6, {"de", "fr"}});
  const auto language = describe_offset(model, "x", {-0.4, {"fr"}});
  const auto platform = describe_offset(model, "bluesky", {-0.2, {""}});

  EXPECT_EQ(both->platform, "bluesky");
  EXPECT_THAT(both->languages, ElementsAre("de", "fr"));
  EXPECT_EQ(language->platform, "");
  EXPECT_THAT(language->languages, ElementsAre("fr"));
  EXPECT_EQ(platform->platform, "bluesky");
  EXPECT_THAT(platform->languages, IsEmpty());
  EXPECT_FALSE(describe_offset(model, "x", {0.0, {""}}));
}

}  // namespace
}  // namespace vigie::analysis
