#include "app/fingerprint.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::app {
namespace {

/// All that a fingerprint is taken of.
struct Decisive {
  analysis::AnalysisOptions options;
  analysis::ScoreModel model;
  std::vector<SourceList> lists;
  std::vector<analysis::TopicDefinition> topics;
  std::vector<analysis::LexiconDefinition> lexicons;
};

Decisive example() {
  Decisive example;
  example.model.name = "default";
  example.model.weights = {{.signal = Signal::kBurstiness, .values = {0, 1}, .nats = {0, 2}}};
  example.lists = {{.name = "sanctioned",
                    .version = "2026-11-24",
                    .title = {},
                    .licence = {},
                    .origin = {},
                    .content_hash = "00",
                    .entries = {}}};
  analysis::TopicDefinition topic;
  topic.id = "energy";
  topic.version = "2026-11-24";
  topic.keywords = {{.language = "en", .keywords = {"gas"}, .exact = {"EU"}}};
  topic.hashtags = {"gas"};
  topic.domains = {"energy.example"};
  topic.sides = {{.name = "a", .hashtags = {"yes"}, .domains = {"a.example"}, .description = {}}};
  example.topics = {topic};
  analysis::LexiconDefinition lexicon;
  lexicon.language = "en";
  lexicon.version = "2026-11-24";
  lexicon.valences = {{"good", 3}};
  lexicon.cues[0] = {"not"};
  example.lexicons = {lexicon};
  return example;
}

std::string hash_of(const Decisive& decisive) {
  return config_hash(
      decisive.options, decisive.model, decisive.lists, decisive.topics, decisive.lexicons);
}

TEST(ConfigHash, IsSixteenHexDigitsAndTheSameEachTime) {
  EXPECT_THAT(hash_of(example()), testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_EQ(hash_of(example()), hash_of(example()));
}

TEST(ConfigHash, ChangesWithEverythingThatDecidesANumber) {
  const std::vector<std::function<void(Decisive&)>> changes{
      [](Decisive& d) { d.options.window = std::chrono::days{27}; },
      [](Decisive& d) { d.options.prior = 0.06; },
      [](Decisive& d) { d.options.report_line = 0.6; },
      [](Decisive& d) { d.options.seed = 2; },
      [](Decisive& d) { d.options.bootstrap_draws = 49; },
      [](Decisive& d) { d.options.evidence_posts = 6; },
      [](Decisive& d) { d.options.keep_contributions_above = 0.2; },
      [](Decisive& d) { d.options.keep_contributions_top = 5; },
      [](Decisive& d) { d.options.media_class = false; },
      [](Decisive& d) { d.options.declared_media = {"x:paper"}; },
      [](Decisive& d) { d.options.declared_institutions = {"x:paper"}; },
      [](Decisive& d) { d.options.declared_bots = {"x:paper"}; },
      [](Decisive& d) { d.options.protect.domains = {"paper.example"}; },
      [](Decisive& d) { d.options.protect.handles = {"x:paper"}; },
      [](Decisive& d) { d.options.protect.names = {"x:paper"}; },
      [](Decisive& d) { d.model.name = "other"; },
      [](Decisive& d) { d.model.content_cap = 2.7; },
      [](Decisive& d) { d.model.weights[0].signal = Signal::kMemory; },
      [](Decisive& d) { d.model.weights[0].values[1] = 2; },
      [](Decisive& d) { d.model.weights[0].nats[1] = 1; },
      [](Decisive& d) { d.model.caps[0].troll_bot = 1; },
      [](Decisive& d) { d.model.caps[0].automation = 1; },
      [](Decisive& d) { d.model.caps[1].automation = 1; },
      [](Decisive& d) { d.lists[0].version = "2026-11-25"; },
      [](Decisive& d) { d.lists[0].content_hash = "01"; },
      [](Decisive& d) { d.lists.clear(); },
      [](Decisive& d) { d.topics[0].version = "2026-11-25"; },
      [](Decisive& d) { d.topics[0].keywords[0].keywords[0] = "oil"; },
      [](Decisive& d) { d.topics[0].keywords[0].exact[0] = "UN"; },
      [](Decisive& d) { d.topics[0].hashtags[0] = "oil"; },
      [](Decisive& d) { d.topics[0].domains[0] = "oil.example"; },
      [](Decisive& d) { d.topics[0].sides[0].hashtags[0] = "no"; },
      [](Decisive& d) { d.topics[0].sides[0].domains[0] = "b.example"; },
      [](Decisive& d) { d.topics.clear(); },
      [](Decisive& d) { d.lexicons[0].version = "2026-11-25"; },
      [](Decisive& d) { d.lexicons[0].negation_reaches_back = true; },
      [](Decisive& d) { d.lexicons[0].valences[0].second = 2; },
      [](Decisive& d) { d.lexicons[0].cues[0][0] = "never"; },
      [](Decisive& d) { d.lexicons.clear(); }};

  std::set<std::string> hashes{hash_of(example())};
  for (const auto& change : changes) {
    Decisive changed = example();
    change(changed);
    hashes.insert(hash_of(changed));
  }

  EXPECT_EQ(hashes.size(), changes.size() + 1);
}

TEST(ConfigHash, LeavesOutTheNumberOfThreads) {
  Decisive threads = example();
  threads.options.threads = 16;

  EXPECT_EQ(hash_of(threads), hash_of(example()));
}

}  // namespace
}  // namespace vigie::app
