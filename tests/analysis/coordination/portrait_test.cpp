#include "analysis/coordination/portrait.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(GroupName, IsTheDomainTheTagsTheAuthorOrTheFirstWords) {
  EXPECT_EQ(name_group({.layer = CoordinationLayer::kUrl,
                        .key = "https://m.a.example/x",
                        .domain = "a.example"}),
            "a.example");
  EXPECT_EQ(name_group({.layer = CoordinationLayer::kHashtagSequence, .key = "one two three four"}),
            "#one #two #three");
  EXPECT_EQ(name_group({.layer = CoordinationLayer::kRepost, .key = "x 77", .author = "eve"}),
            "@eve");
  EXPECT_EQ(name_group(
                {.layer = CoordinationLayer::kText, .text = " Say it\nnow and  say it loud again"}),
            "\"Say it now and say it\"");
}

TEST(GroupName, FallsBackOnTheKeyAndOnNothing) {
  EXPECT_EQ(name_group({.layer = CoordinationLayer::kReply, .key = "x 77"}), "x 77");
  EXPECT_EQ(name_group({.layer = CoordinationLayer::kText}), "unnamed");
}

TEST(GroupName, IsShortAndWholeCharacters) {
  std::string accents;
  for (int i = 0; i < 40; ++i) {
    accents += "\xC3\xA9";
  }
  const std::string name =
      name_group({.layer = CoordinationLayer::kRepost, .key = {}, .author = "a" + accents});
  EXPECT_EQ(name.size(), 60U);  // `@`, `a` and 29 letters of two bytes: the 30th would be cut
}

TEST(Techniques, AreThoseOfTheLayersThatCarryAGroup) {
  // repost, url, hashtag_sequence, text, reply, media, domain
  EXPECT_THAT(suggest_techniques({50, 50, 0, 0, 0, 0, 0}, 1), ElementsAre("T0049.003"));
  EXPECT_THAT(suggest_techniques({0, 0, 20, 20, 20, 0, 0}, 2),
              ElementsAre("T0049.002", "T0084.001", "T0116.001", "T0119.002"));
  EXPECT_THAT(suggest_techniques({9, 91, 0, 0, 0, 0, 0}, 1), IsEmpty());  // under a tenth
  EXPECT_THAT(suggest_techniques({2, 1, 0, 0, 0, 0, 0}, 1), IsEmpty());   // two meetings
}

}  // namespace
}  // namespace vigie::analysis
