// What a share's stance does to the score: contradiction weighs nothing, distance half.
#include "analysis/share_stance.h"

#include <algorithm>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/analysis/small_world.h"

namespace vigie::analysis {
namespace {

using tests::kBegin;
using tests::World;

LexiconDefinition lexicon() {
  LexiconDefinition lexicon;
  lexicon.language = "en";
  lexicon.cues[static_cast<std::size_t>(Cue::kDeictic)] = {"this"};
  lexicon.cues[static_cast<std::size_t>(Cue::kCarrier)] = {"article"};
  lexicon.cues[static_cast<std::size_t>(Cue::kFalsehood)] = {"fake"};
  lexicon.cues[static_cast<std::size_t>(Cue::kReporting)] = {"claims"};
  lexicon.cues[static_cast<std::size_t>(Cue::kMaker)] = {"rt"};
  return lexicon;
}

/// Four accounts at the same times: three link a listed outlet in every post, each in its own
/// words; people link nothing.
World world() {
  World world;
  world.lexicons = {lexicon()};
  const auto add = [&world](const std::string& account, const std::string& text, bool links) {
    for (int i = 0; i < 100; ++i) {
      world.posts.push_back({account,
                             kBegin + i * 5 * kHourMs,
                             text,
                             {links ? "rt.com" : "harmless.example"},
                             {},
                             PostKind::kPost,
                             -1});
    }
  };
  add("relay", "Everybody should read and see today", true);
  add("distant", "RT claims that everybody should see", true);
  add("checker", "No wonder, this article is all fake", true);
  for (const char* person : {"anna", "bert", "cleo", "dora", "emil", "fritz", "gerd", "hans"}) {
    add(person, "Everybody should read and see today", false);
  }
  return world;
}

double source_nats(const tests::Outcome& outcome) {
  return outcome.score.group_nats[static_cast<std::size_t>(SignalGroup::kSources)];
}

TEST(StanceInTheScore, LetsContradictionWeighNothingAndDistanceLess) {
  const tests::WorldResult result = tests::analyze(world());
  const auto& relay = result.accounts.at("relay");
  const auto& distant = result.accounts.at("distant");
  const auto& checker = result.accounts.at("checker");

  EXPECT_EQ(source_nats(checker), source_nats(result.accounts.at("anna")));
  EXPECT_GT(source_nats(distant), source_nats(checker));
  EXPECT_GT(source_nats(relay), source_nats(distant));
  EXPECT_EQ(checker.score.listed_posts, 100U);  // the fact stays
  EXPECT_TRUE(std::none_of(checker.evidence.begin(), checker.evidence.end(), [](const auto& line) {
    return line.starts_with("listed_source_share");
  }));
}

TEST(StanceInTheScore, NeverTouchesTheAutomationLikelihood) {
  const tests::WorldResult with = tests::analyze(world());
  World without_cues = world();
  without_cues.lexicons.clear();
  const tests::WorldResult without = tests::analyze(without_cues);

  for (const auto& [name, outcome] : with.accounts) {
    EXPECT_EQ(outcome.score.automation_likelihood,
              without.accounts.at(name).score.automation_likelihood)
        << name;
  }
  EXPECT_NE(source_nats(with.accounts.at("checker")), source_nats(without.accounts.at("checker")));
}

TEST(StanceInTheScore, IsCountedBySourceAndByAccountAndSource) {
  const RunTotals totals = tests::analyze(world()).raw.totals;

  ASSERT_EQ(totals.sources.size(), 1U);
  EXPECT_EQ(totals.sources.front().posts, 300U);
  EXPECT_EQ(totals.sources.front().stance, (StanceCounts{100, 100}));
  for (const AccountSource& use : totals.account_sources) {
    EXPECT_EQ(use.posts, 100U);
    EXPECT_LE(use.stance.neutral + use.stance.debunk, 100U);
  }
}

}  // namespace
}  // namespace vigie::analysis
