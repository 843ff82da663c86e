#include "config/topic_file.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/config/parse_support.h"

namespace vigie::config {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kWater = R"(
title = { en = "Water", fr = "Eau" }
version = "2026-01-31"
hashtags = ["Water", "eau", "water"]
domains = ["Water.example"]
[keywords.fr]
words = ["nappe"]
exact = ["SDAGE"]
[keywords.en]
words = ["reservoir", "drought"]
[[sides]]
name = "a"
description = "Tags that ask for reservoirs."
hashtags = ["DamsNow"]
[[sides]]
name = "b"
domains = ["rivers.example"]
)";

DataFile water(const std::string& content = kWater) {
  return {"water", "topics/water.toml", content};
}

DataFileError topic_error(const std::string& content) {
  return tests::error_of(parse_topic(water(content)), content);
}

std::string topic_with(const std::string& from, const std::string& to) {
  return tests::replaced(kWater, from, to);
}

TEST(ParseTopic, ReadsEveryPart) {
  const auto topic = parse_topic(water());

  ASSERT_TRUE(topic) << topic.error().message;
  EXPECT_EQ(topic->id, "water");
  EXPECT_EQ(topic->title, "Water");
  EXPECT_EQ(topic->titles.at("fr"), "Eau");
  EXPECT_EQ(topic->version, "2026-01-31");
  EXPECT_THAT(topic->hashtags, ElementsAre("water", "eau"));
  EXPECT_THAT(topic->domains, ElementsAre("water.example"));
  ASSERT_EQ(topic->keywords.size(), 2U);
  EXPECT_EQ(topic->keywords[0].language, "en");
  EXPECT_THAT(topic->keywords[0].keywords, ElementsAre("reservoir", "drought"));
  EXPECT_EQ(topic->keywords[1].language, "fr");
  EXPECT_THAT(topic->keywords[1].exact, ElementsAre("SDAGE"));
  ASSERT_EQ(topic->sides.size(), 2U);
  EXPECT_EQ(topic->sides[0].description, "Tags that ask for reservoirs.");
  EXPECT_THAT(topic->sides[0].hashtags, ElementsAre("damsnow"));
  EXPECT_THAT(topic->sides[1].domains, ElementsAre("rivers.example"));
}

TEST(ParseTopic, NamesAnUnknownKeyItsLineAndTheNearestOne) {
  const DataFileError error =
      topic_error(topic_with("hashtags = [\"Water\"", "hashtag = [\"Water\""));

  EXPECT_EQ(error.kind, DataFileErrorKind::kInvalid);
  EXPECT_EQ(error.line, 4U);
  EXPECT_THAT(error.message,
              AllOf(HasSubstr("topics/water.toml line 4"), HasSubstr("did you mean `hashtags`?")));
  EXPECT_THAT(topic_error(topic_with("words = [\"nappe\"]", "word = [\"nappe\"]")).message,
              HasSubstr("unknown key `keywords.fr.word`"));
  EXPECT_THAT(topic_error(topic_with("[keywords.fr]", "[keywords.tlh]")).message,
              HasSubstr("unknown key `keywords.tlh`"));
  EXPECT_THAT(topic_error(topic_with("description", "descriptions")).message,
              HasSubstr("did you mean `description`?"));
}

TEST(ParseTopic, RefusesWhatTheMatcherCannotUse) {
  EXPECT_THAT(topic_error(topic_with("\"eau\"", "\"#eau\"")).message, HasSubstr("\"#eau\""));
  EXPECT_THAT(topic_error(topic_with("Water.example", "https://water.example")).message,
              HasSubstr("\"https://water.example\""));
  EXPECT_THAT(topic_error(topic_with("\"nappe\"", "\"\"")).message, HasSubstr("empty"));
  EXPECT_THAT(topic_error(topic_with("2026-01-31", "January")).message, HasSubstr("ISO date"));
  EXPECT_THAT(topic_error(topic_with("en = \"Water\", ", "")).message,
              HasSubstr("`title.en` is missing"));
}

TEST(ParseTopic, TakesPhrasesOfFourWordsAndNoMore) {
  EXPECT_TRUE(parse_topic(water(topic_with("\"nappe\"", "\"niveau de l'eau\""))));  // four: l, eau
  EXPECT_THAT(topic_error(topic_with("\"nappe\"", "\"niveau de l'eau douce\"")).message,
              HasSubstr("has 5 words"));
  EXPECT_THAT(topic_error(topic_with("\"SDAGE\"", "\"-\"")).message, HasSubstr("has 0 words"));
}

TEST(ParseTopic, WantsTwoSidesOrNone) {
  const std::string content = kWater;
  const auto second = content.rfind("[[sides]]");
  EXPECT_THAT(topic_error(content.substr(0, second)).message, HasSubstr("two sides or none"));
  EXPECT_TRUE(parse_topic(water(content.substr(0, content.find("[[sides]]")))));
}

TEST(ParseTopic, SaysWhereTheSyntaxBreaks) {
  const DataFileError error = topic_error("title = {\n");

  EXPECT_EQ(error.kind, DataFileErrorKind::kSyntax);
  EXPECT_GE(error.line, 1U);
}

}  // namespace
}  // namespace vigie::config
