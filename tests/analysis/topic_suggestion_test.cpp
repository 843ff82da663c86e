#include "analysis/topic_suggestion.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

/// Posts of invented accounts, fed as the store would.
class SmallCollection {
 public:
  SmallCollection() {
    TopicDefinition water;
    water.id = "water";
    water.keywords = {{"en", {"water"}, {}}};
    water.hashtags = {"water"};
    water.domains = {"water.example"};
    topics_ = {water};
  }

  void add(std::int64_t account, std::string text, std::vector<std::string> shared = {}) {
    posts_.push_back({account, std::move(text), std::move(shared)});
  }

  [[nodiscard]] std::vector<Suggestion> suggest(SuggestionOptions options = {}) {
    TopicMatcher matcher{topics_};
    TopicSuggester suggester{matcher, 1, options};
    feed_objects(suggester);
    each_post([&](const PostRow& row) { suggester.add_post(row); });
    for (std::size_t i = 0; i < posts_.size(); ++i) {
      for (const std::string& key : posts_[i].shared) {
        suggester.add_share({{static_cast<std::int64_t>(i + 1)}, {object_of(key)}});
      }
    }
    suggester.finish_shares();
    posts_on_ = suggester.posts_on_topic();
    each_post([&](const PostRow& row) { suggester.add_topic_words(row); });
    each_post([&](const PostRow& row) { suggester.add_background(row); });
    return suggester.suggest();
  }

  [[nodiscard]] std::uint64_t posts_on() const { return posts_on_; }

 private:
  struct Post {
    std::int64_t account;
    std::string text;
    std::vector<std::string> shared;  ///< `#tag` or a host.
  };

  std::int64_t object_of(const std::string& key) {
    const auto found = std::find(objects_.begin(), objects_.end(), key);
    return found - objects_.begin() + 1;
  }

  void feed_objects(TopicSuggester& suggester) {
    objects_.clear();
    for (const Post& post : posts_) {
      for (const std::string& key : post.shared) {
        if (std::find(objects_.begin(), objects_.end(), key) == objects_.end()) {
          objects_.push_back(key);
        }
      }
    }
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      const auto id = static_cast<std::int64_t>(i + 1);
      if (!objects_[i].starts_with('#')) {
        suggester.add_domain({{id}, objects_[i], objects_[i]});
      }
    }
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      const auto id = static_cast<std::int64_t>(i + 1);
      const std::string_view key{objects_[i]};
      if (key.starts_with('#')) {
        suggester.add_object({{id}, ObjectKind::kHashtag, key.substr(1), {}, UrlState::kPlain});
      } else {
        suggester.add_object({{id}, ObjectKind::kUrl, key, {id}, UrlState::kPlain});
      }
    }
  }

  template <typename Fn>
  void each_post(const Fn& fn) {
    for (std::size_t i = 0; i < posts_.size(); ++i) {
      PostRow row;
      row.post = {static_cast<std::int64_t>(i + 1)};
      row.account = {posts_[i].account};
      row.text = posts_[i].text;
      row.language = "en";
      fn(row);
    }
  }

  std::vector<TopicDefinition> topics_;
  std::vector<Post> posts_;
  std::vector<std::string> objects_;
  std::uint64_t posts_on_ = 0;
};

std::vector<std::string> terms_of(const std::vector<Suggestion>& suggestions, SuggestionKind kind) {
  std::vector<std::string> terms;
  for (const Suggestion& suggestion : suggestions) {
    if (suggestion.kind == kind) {
      terms.push_back(suggestion.term);
    }
  }
  return terms;
}

TEST(LogLikelihoodRatio, IsThatOfATableWorkedByHand) {
  // 10 of 20 topic posts hold it, 10 of 100 in all: cells 10, 0, 10, 80.
  const double expected =
      2 * (10 * std::log(10 / 2.0) + 10 * std::log(10 / 18.0) + 80 * std::log(80 / 72.0));

  EXPECT_NEAR(log_likelihood_ratio(10, 10, 20, 100), expected, 1e-9);
  EXPECT_NEAR(log_likelihood_ratio(2, 10, 20, 100), 0.0, 1e-9);  // as often as chance
}

TEST(TopicSuggestions, AreWhatGoesWithTheTopicAndIsNotInIt) {
  SmallCollection collection;
  for (int i = 0; i < 20; ++i) {
    collection.add(i, "water in the reservoir", {"#drought", "#water", "dam.example"});
    collection.add(i, "the music of the evening", {"#music", "songs.example"});
    collection.add(i, "the long evening", {});
  }
  const auto suggestions = collection.suggest();

  EXPECT_EQ(collection.posts_on(), 20U);
  EXPECT_THAT(terms_of(suggestions, SuggestionKind::kHashtag), testing::ElementsAre("drought"));
  EXPECT_THAT(terms_of(suggestions, SuggestionKind::kDomain), testing::ElementsAre("dam.example"));
  EXPECT_THAT(terms_of(suggestions, SuggestionKind::kWord), testing::ElementsAre("reservoir"));
  EXPECT_EQ(suggestions.front().posts_on, 20U);
  EXPECT_EQ(suggestions.front().posts, 20U);
  EXPECT_NEAR(suggestions.front().mutual_information, std::log2(3.0), 1e-9);
}

TEST(TopicSuggestions, CountPostsThatAHashtagOrADomainPutsOnTheTopic) {
  SmallCollection collection;
  for (int i = 0; i < 10; ++i) {
    collection.add(i, "look at the reservoir", {"#water"});
    collection.add(i, "look at the reservoir", {"water.example"});
    collection.add(i, "look at the sky", {"#sky"});
    collection.add(i, "look at the cat", {"#cat"});
  }
  const auto suggestions = collection.suggest();

  EXPECT_EQ(collection.posts_on(), 20U);
  EXPECT_THAT(terms_of(suggestions, SuggestionKind::kWord), testing::ElementsAre("reservoir"));
}

TEST(TopicSuggestions, NeedFiveAccountsHoweverManyPosts) {
  SmallCollection collection;
  for (int i = 0; i < 60; ++i) {
    collection.add(i % 4, "water in the reservoir", {"#drought"});
    collection.add(i, "an evening", {});
  }
  EXPECT_THAT(collection.suggest(), testing::IsEmpty());

  collection.add(9, "water in the reservoir", {"#drought"});
  EXPECT_FALSE(collection.suggest().empty());
}

TEST(TopicSuggestions, KeepToTheirLimits) {
  SmallCollection collection;
  for (int i = 0; i < 20; ++i) {
    collection.add(i, "water alpha bravo charlie delta", {});
    collection.add(i, "an evening", {});
  }
  SuggestionOptions two;
  two.limit = 2;
  EXPECT_THAT(terms_of(collection.suggest(two), SuggestionKind::kWord),
              testing::ElementsAre("alpha", "bravo"));  // equal: by the alphabet

  SuggestionOptions few_words;
  few_words.max_words = 1;
  EXPECT_LE(collection.suggest(few_words).size(), 1U);
}

TEST(TopicSuggestions, SurviveACollectionWithoutTheTopic) {
  SmallCollection collection;
  EXPECT_THAT(collection.suggest(), testing::IsEmpty());
  collection.add(1, "an evening", {"#evening"});
  EXPECT_THAT(collection.suggest(), testing::IsEmpty());
}

}  // namespace
}  // namespace vigie::analysis
