// Topics from the command line: what they are, and what goes with them in a collection.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {
namespace {

using testing::HasSubstr;

TEST(Topics, AreListedShownAndChecked) {
  const Program program;

  const auto topics = program.run_json({"topics", "list"});
  ASSERT_EQ(topics.size(), 6U);
  EXPECT_EQ(topics[0]["topic"], "elections");
  EXPECT_EQ(topics[0]["titles"]["de"], "Wahlen");
  EXPECT_THAT(program.succeed({"topics", "show", "energy"}), HasSubstr("photovoltaik"));
  EXPECT_EQ(program.run_json({"topics", "check"}).size(), 0U);
}

TEST(Topics, SuggestWhatGoesWithThemAndLeaveTheDecisionToAPerson) {
  const Program program;
  import_simulated(program, 5'000, 1);

  const auto found = program.run_json({"topics", "suggest", "elections"});
  EXPECT_GT(found["posts_on_topic"].get<int>(), 100);
  EXPECT_THAT(found["note"].get<std::string>(), HasSubstr("A person reads the posts and decides"));
  ASSERT_FALSE(found["suggestions"].empty());
  for (const auto& suggestion : found["suggestions"]) {
    EXPECT_GE(suggestion["posts_on_topic"].get<int>(), 5);
    EXPECT_GE(suggestion["posts"], suggestion["posts_on_topic"]);
    EXPECT_GT(suggestion["log_likelihood_ratio"].get<double>(), 10.8);
  }
  EXPECT_THAT(program.succeed({"topics", "suggest", "elections"}), HasSubstr("A person reads"));
  EXPECT_EQ(found.dump(), program.run_json({"topics", "suggest", "elections"}).dump());
}

}  // namespace
}  // namespace vigie::tests
