#include "storage/post_key.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::storage {
namespace {

Post example() {
  Post post;
  post.account_native_id = "100";
  post.created = from_ms(5000);
  post.text = "text";
  return post;
}

TEST(OccurrenceTable, CountsEachContentFromZero) {
  OccurrenceTable occurrences;
  EXPECT_EQ(occurrences.next(7), 0U);
  EXPECT_EQ(occurrences.next(7), 1U);
  EXPECT_EQ(occurrences.next(0), 0U);
  for (std::uint64_t hash = 10; hash < 20'000; ++hash) {
    ASSERT_EQ(occurrences.next(hash << 40U), 0U);
  }
  EXPECT_EQ(occurrences.next(7), 2U);
}

TEST(PostKeyMaker, MakesTheSameKeysInEveryPass) {
  PostKeyMaker maker;
  OccurrenceTable first_pass;
  OccurrenceTable second_pass;
  const auto first = maker.make("x", example(), first_pass);
  const auto repeat = maker.make("x", example(), first_pass);

  EXPECT_THAT(first, testing::MatchesRegex("k:[0-9a-f]+"));
  EXPECT_EQ(first.size(), 34U);
  EXPECT_NE(first, repeat);
  EXPECT_EQ(maker.make("x", example(), second_pass), first);
  EXPECT_EQ(maker.make("x", example(), second_pass), repeat);
}

// A key that changed would let a second import double every post: the value is fixed for ever.
// Worked out by hand: SHA-256 over the fields, lengths and numbers as 8 bytes, low byte first.
TEST(PostKeyMaker, NeverChangesItsKeys) {
  OccurrenceTable occurrences;
  EXPECT_EQ(PostKeyMaker{}.make("x", example(), occurrences), "k:00000005291e169b9f47e86317a180fd");
  EXPECT_EQ(PostKeyMaker{}.make("x", example(), occurrences), "k:00000005e3b20582ba37f7f5b4649aaf");
}

TEST(PostKeyMaker, TakesEveryFieldIntoTheKey) {
  PostKeyMaker maker;
  std::set<std::string> keys;
  const auto add = [&](std::string_view platform, const Post& post) {
    OccurrenceTable occurrences;
    keys.insert(maker.make(platform, post, occurrences));
  };
  Post post = example();
  add("x", post);
  add("y", post);
  post.account_native_id = "10";
  add("x", post);
  post.text = "0text";
  add("x", post);
  post.created = from_ms(5001);
  add("x", post);
  post.kind = PostKind::kReply;
  add("x", post);
  post.subject_id = "9";
  add("x", post);
  post.created.reset();
  add("x", post);
  post.observed = from_ms(6000);
  add("x", post);

  EXPECT_EQ(keys.size(), 9U);
}

}  // namespace
}  // namespace vigie::storage
