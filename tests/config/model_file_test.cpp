#include "config/model_file.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/config/parse_support.h"

namespace vigie::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kModel = R"({
  "name": "plain",
  "description": "Two signals.",
  "content_cap": 2.5,
  "caps": {
    "cadence": {"troll_bot": 2.0, "automation": 4.0},
    "text_habits": {"troll_bot": 1.5, "automation": 1.25},
    "coordination": {"troll_bot": 3.0, "automation": 3.0},
    "sources": {"troll_bot": 0.75},
    "polarity": {"troll_bot": 0.5},
    "rate": {"troll_bot": 0.5},
    "profile": {"troll_bot": 0.5, "automation": 0}
  },
  "signals": {
    "posting_rate": {"values": [10, 100], "nats": [0, 0.5], "source": "METHODS 2"},
    "burstiness": {"values": [-0.5, 0, 0.5], "nats": [1, 0, -0.5], "source": "METHODS 2"}
  }
})";

DataFileError model_error(const std::string& content) {
  return tests::error_of(parse_model({"plain", "models/plain.json", content}), content);
}

std::string model_with(const std::string& from, const std::string& to) {
  return tests::replaced(kModel, from, to);
}

TEST(ParseModel, ReadsCapsAndWeightsInTheOrderOfSignals) {
  const auto model = parse_model({"plain", "models/plain.json", kModel});

  ASSERT_TRUE(model) << model.error().message;
  EXPECT_EQ(model->name, "plain");
  EXPECT_EQ(model->description, "Two signals.");
  EXPECT_EQ(model->content_cap, 2.5);
  EXPECT_EQ(model->caps[0].troll_bot, 2.0);
  EXPECT_EQ(model->caps[0].automation, 4.0);
  EXPECT_EQ(model->caps[3].troll_bot, 0.75);
  EXPECT_EQ(model->caps[3].automation, 0.0);
  ASSERT_EQ(model->weights.size(), 2U);
  EXPECT_EQ(model->weights[0].signal, Signal::kBurstiness);
  EXPECT_THAT(model->weights[0].values, ElementsAre(-0.5, 0.0, 0.5));
  EXPECT_THAT(model->weights[0].nats, ElementsAre(1.0, 0.0, -0.5));
  EXPECT_EQ(model->weights[1].signal, Signal::kPostingRate);
}

TEST(ParseModel, RefusesSignalsAndKeysThatDoNotExist) {
  EXPECT_THAT(model_error(model_with("\"burstiness\"", "\"burstyness\"")).message,
              HasSubstr("did you mean \"burstiness\"?"));
  EXPECT_THAT(model_error(model_with("\"content_cap\"", "\"content_caps\"")).message,
              HasSubstr("did you mean \"content_cap\"?"));
  EXPECT_THAT(model_error(model_with("\"polarity\": {\"troll_bot\": 0.5},", "")).message,
              HasSubstr("cap \"polarity\""));
}

TEST(ParseModel, RefusesKnotsThatDoNotRiseAndNatsThatTurn) {
  EXPECT_THAT(model_error(model_with("[10, 100]", "[100, 10]")).message, HasSubstr("must rise"));
  EXPECT_THAT(model_error(model_with("[10, 100]", "[10, 10]")).message, HasSubstr("must rise"));
  EXPECT_THAT(model_error(model_with("[1, 0, -0.5]", "[1, 0, 0.5]")).message,
              HasSubstr("only rise or only fall"));
  EXPECT_THAT(model_error(model_with("[1, 0, -0.5]", "[1, 0]")).message,
              HasSubstr("3 values and 2 nats"));
  EXPECT_THAT(model_error(model_with("[10, 100]", "[]")).message, HasSubstr("list of numbers"));
  EXPECT_THAT(model_error(model_with("[0, 0.5]", "[0, 50]")).message, HasSubstr("within"));
}

TEST(ParseModel, KeepsContentOutOfTheAutomationLikelihood) {
  EXPECT_THAT(
      model_error(model_with("{\"troll_bot\": 0.75}", "{\"troll_bot\": 0.75, \"automation\": 0.1}"))
          .message,
      HasSubstr("only behaviour enters the automation likelihood"));
}

TEST(ParseModel, AsksWhereEachWeightComesFrom) {
  EXPECT_THAT(model_error(model_with(", \"source\": \"METHODS 2\"", "")).message,
              HasSubstr("\"source\""));
}

TEST(ParseModel, ReadsWhatATrainedModelHasSeen) {
  const std::string training =
      R"("training": {"origins": ["a.txt", "b.txt"], "threshold_nats": 1.5}, "caps")";

  const auto model = parse_model({"plain", "models/plain.json", model_with("\"caps\"", training)});

  ASSERT_TRUE(model) << model.error().message;
  EXPECT_THAT(model->trained_on, ElementsAre("a.txt", "b.txt"));
  EXPECT_EQ(model->threshold_nats, 1.5);
  EXPECT_THAT(
      model_error(model_with("\"caps\"", R"("training": {"origins": "a"}, "caps")")).message,
      HasSubstr("origins"));
  EXPECT_THAT(model_error(model_with("\"caps\"", R"("training": {"origins": []}, "caps")")).message,
              HasSubstr("threshold_nats"));
}

TEST(ParseModel, ReadsCandidatesAndOffsets) {
  const std::string with_both = model_with(
      R"("signals": {)",
      R"("candidates": {"commas": {"values": [0, 1], "nats": [0, 0.3], "source": "METHODS 2"}},
         "offsets": [{"platform": "", "language": "de", "nats": -0.4}],
         "signals": {)");
  const auto model = parse_model({"plain", "models/plain.json", with_both});

  ASSERT_TRUE(model) << model.error().message;
  ASSERT_EQ(model->candidates.size(), 1U);
  EXPECT_EQ(model->candidates[0].signal, Signal::kCommas);
  EXPECT_EQ(model->weights.size(), 2U);
  ASSERT_EQ(model->offsets.size(), 1U);
  EXPECT_EQ(model->offsets[0].language, "de");
  EXPECT_EQ(model->offsets[0].nats, -0.4);
}

TEST(ParseModel, RefusesACandidateThatHasAWeightAndAnOffsetThatAdds) {
  EXPECT_THAT(
      model_error(model_with(R"("signals": {)",
                             R"("candidates": {"burstiness": {"values": [0, 1], "nats": [0.3, 0],
                         "source": "METHODS 2"}}, "signals": {)"))
          .message,
      HasSubstr("has a weight already"));
  EXPECT_THAT(model_error(model_with(R"("signals": {)",
                                     R"("offsets": [{"platform": "mastodon", "language": "",
                                         "nats": 0.1}], "signals": {)"))
                  .message,
              HasSubstr("must be from -1 to 0"));
}

TEST(ParseModel, SaysWhereTheJsonBreaks) {
  const DataFileError error = model_error(model_with("\"Two signals.\",", "\"Two signals.\""));

  EXPECT_EQ(error.kind, DataFileErrorKind::kSyntax);
  EXPECT_EQ(error.line, 4U);
}

}  // namespace
}  // namespace vigie::config
