#include "config/topic_check.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/data_files.h"

namespace vigie::config {
namespace {

using analysis::TopicDefinition;

const UtcTime kToday = parse_iso8601("2026-11-28").value();

TopicDefinition sound_topic() {
  TopicDefinition topic;
  topic.id = "water";
  topic.title = "Water";
  topic.titles = {{"en", "Water"}};
  topic.version = "2026-11-24";
  topic.keywords = {{"en", {"water"}, {}}};
  return topic;
}

std::vector<TopicProblem> problems_of(const TopicDefinition& topic) {
  std::vector<TopicProblem> problems;
  for (const TopicFinding& finding : check_topics(std::vector{topic}, kToday)) {
    problems.push_back(finding.problem);
  }
  return problems;
}

TEST(TopicCheck, FindsNothingInASoundTopic) {
  EXPECT_THAT(problems_of(sound_topic()), testing::IsEmpty());
}

TEST(TopicCheck, FindsNothingInTheBuiltInTopics) {
  for (const TopicFinding& finding : check_topics(load_topics({}).value(), kToday)) {
    ADD_FAILURE() << finding.topic << ": " << finding.message;
  }
}

TEST(TopicCheck, FindsLanguagesThatAreHalfThere) {
  TopicDefinition topic = sound_topic();
  topic.titles["fr"] = "Eau";
  topic.keywords.push_back({"de", {"wasser"}, {}});

  EXPECT_THAT(problems_of(topic),
              testing::ElementsAre(TopicProblem::kNoTitle, TopicProblem::kNoKeywords));
}

TEST(TopicCheck, FindsAWordThatStandsTwice) {
  TopicDefinition topic = sound_topic();
  topic.keywords.front().exact = {"water"};

  EXPECT_THAT(problems_of(topic), testing::ElementsAre(TopicProblem::kDuplicate));
}

TEST(TopicCheck, FindsAnObjectOnBothSides) {
  TopicDefinition topic = sound_topic();
  topic.sides.resize(2);
  topic.sides[0].hashtags = {"dam"};
  topic.sides[1].hashtags = {"dam"};

  EXPECT_THAT(problems_of(topic), testing::ElementsAre(TopicProblem::kBothSides));
}

TEST(TopicCheck, FindsVersionsOutOfTime) {
  TopicDefinition topic = sound_topic();
  topic.version = "2026-11-29";
  EXPECT_THAT(problems_of(topic), testing::ElementsAre(TopicProblem::kFutureDate));
  topic.version = "2025-11-01";
  EXPECT_THAT(problems_of(topic), testing::ElementsAre(TopicProblem::kStale));
}

}  // namespace
}  // namespace vigie::config
