#include "app/post_pipeline.h"

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::app {
namespace {

/// What reached the sink of a post, copied out.
struct Seen {
  std::int64_t post = 0;
  std::string text;
  std::string language;
  std::string native_id;
  std::string client;
  analysis::TextFacts facts;
  analysis::TopicMask topics = 0;
};

std::vector<analysis::TopicDefinition> one_topic() {
  analysis::TopicDefinition topic;
  topic.id = "elections";
  topic.keywords = {{"en", {"election"}, {}}};
  return {topic};
}

std::vector<Seen> pass(std::size_t posts, std::uint32_t threads) {
  const auto topics = one_topic();
  std::vector<Seen> seen;
  PostPipeline pipeline{
      topics, nullptr, threads, [&](const PostRow& row, const analysis::PostReading& reading) {
        seen.push_back({row.post.value,
                        std::string{row.text},
                        std::string{row.language},
                        std::string{row.native_id},
                        std::string{row.client},
                        reading.text,
                        reading.topics});
      }};
  for (std::size_t i = 0; i < posts; ++i) {
    // Buffers that are gone after the call, as the store's are.
    const std::string text =
        i % 5 == 0 ? "" : "Post, " + std::to_string(i) + (i % 3 == 0 ? " of the election" : "");
    const std::string language = i % 2 == 0 ? "en" : "";
    const std::string id = "p" + std::to_string(i);
    const std::string client = i % 7 == 0 ? "web" : "";
    PostRow row;
    row.post = {static_cast<std::int64_t>(i + 1)};
    row.text = text;
    row.language = language;
    row.native_id = id;
    row.client = client;
    pipeline.add(row);
  }
  pipeline.finish();
  return seen;
}

TEST(PostPipeline, HandsOnEveryPostInOrderWithItsWords) {
  constexpr std::size_t kPosts = 20'001;  // several batches and a rest
  const std::vector<Seen> seen = pass(kPosts, 2);

  ASSERT_EQ(seen.size(), kPosts);
  for (std::size_t i = 0; i < kPosts; ++i) {
    ASSERT_EQ(seen[i].post, static_cast<std::int64_t>(i + 1));
    ASSERT_EQ(seen[i].native_id, "p" + std::to_string(i));
    ASSERT_EQ(seen[i].language, i % 2 == 0 ? "en" : "");
    ASSERT_EQ(seen[i].client, i % 7 == 0 ? "web" : "");
    ASSERT_EQ(seen[i].facts.has_text, i % 5 != 0);
    ASSERT_EQ(seen[i].topics != 0, i % 5 != 0 && i % 3 == 0);
  }
}

TEST(PostPipeline, ReadsTheSameOnOneThread) {
  const std::vector<Seen> one = pass(5'000, 1);
  const std::vector<Seen> two = pass(5'000, 2);

  ASSERT_EQ(one.size(), two.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    ASSERT_EQ(one[i].text, two[i].text);
    ASSERT_EQ(one[i].facts.characters, two[i].facts.characters);
    ASSERT_EQ(one[i].topics, two[i].topics);
  }
}

TEST(PostPipeline, EndsWithoutAPost) {
  EXPECT_TRUE(pass(0, 1).empty());
  EXPECT_TRUE(pass(0, 2).empty());
}

TEST(PostPipeline, TellsWhoeverAddsThatTheSinkFailed) {
  PostPipeline pipeline{{}, nullptr, 2, [](const PostRow&, const analysis::PostReading&) {
                          throw std::runtime_error("no room");
                        }};
  const auto add_many = [&pipeline] {
    for (int i = 0; i < 100'000; ++i) {
      pipeline.add({});
    }
    pipeline.finish();
  };

  EXPECT_THROW(add_many(), std::runtime_error);
}

TEST(PostPipeline, StopsWhenItsReadingIsGivenUp) {
  std::size_t seen = 0;
  {
    PostPipeline pipeline{
        {}, nullptr, 2, [&](const PostRow&, const analysis::PostReading&) { ++seen; }};
    for (int i = 0; i < 10'000; ++i) {
      pipeline.add({});
    }
  }  // an exception of the store ends it so

  EXPECT_GT(seen, 0U) << "what was handed over is passed on";
  EXPECT_LT(seen, 10'000U) << "the unfinished batch is not: nobody waits for its posts";
}

}  // namespace
}  // namespace vigie::app
