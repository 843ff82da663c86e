#include "app/watch_filter.h"

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "app/failure.h"

namespace vigie::app {
namespace {

/// A list of one outlet that counts as listed and one that does not.
std::vector<SourceList> lists() {
  SourceList list;
  list.name = "invented";
  SourceEntry flagged;
  flagged.pattern = "flagged.example";
  flagged.tier = SourceTier::kSanctioned;
  SourceEntry gazette;
  gazette.pattern = "gazette.example";
  gazette.tier = SourceTier::kOutlet;
  list.entries = {flagged, gazette};
  return {list};
}

PreparedPost written(std::string id, std::string text) {
  PreparedPost prepared;
  prepared.post.native_id = std::move(id);
  prepared.post.account_native_id = "did:plc:writer";
  prepared.post.text = std::move(text);
  return prepared;
}

PreparedPost linking(std::string id, const std::string& host) {
  PreparedPost prepared = written(std::move(id), "");
  SharedObject& url = prepared.shares.emplace_back();
  url.key = "https://" + host + "/a";
  url.host = host;
  return prepared;
}

PreparedPost repost_of(std::string subject) {
  PreparedPost prepared = written("repost", "");
  prepared.post.kind = PostKind::kRepost;
  prepared.post.subject_id = std::move(subject);
  return prepared;
}

class WatchFilterTest : public testing::Test {
 protected:
  std::vector<SourceList> lists_{lists()};
  analysis::SourceIndex index_{lists_};

  [[nodiscard]] std::unique_ptr<WatchContext> context_of(collector::WatchOptions watch) const {
    watch.name = "test";
    return make_watch_context({std::move(watch)}, {}, index_);
  }
};

TEST_F(WatchFilterTest, KeepsWhatHoldsAWatchedWordWhateverItsCase) {
  const auto context = context_of({.keywords = {"postal vote"}});
  WatchFilter filter{*context};

  EXPECT_TRUE(filter.keeps("bluesky", written("1", "The Postal Vote is open")));
  EXPECT_FALSE(filter.keeps("bluesky", written("2", "the post is open")));
}

TEST_F(WatchFilterTest, KeepsWhatLinksToAWatchedDomainOrOneBelowIt) {
  const auto context = context_of({.domains = {"paper.example"}});
  WatchFilter filter{*context};

  EXPECT_TRUE(filter.keeps("bluesky", linking("1", "www2.paper.example")));
  EXPECT_FALSE(filter.keeps("bluesky", linking("2", "otherpaper.example")));
}

TEST_F(WatchFilterTest, KeepsListedSourcesButNoOutlets) {
  const auto context = context_of({.listed_sources = true});
  WatchFilter filter{*context};

  EXPECT_TRUE(filter.keeps("bluesky", linking("1", "fr.flagged.example")));
  EXPECT_FALSE(filter.keeps("bluesky", linking("2", "gazette.example")));
}

TEST_F(WatchFilterTest, KeepsTheNewWordingOfAKeptPostWithoutTheWatchedWord) {
  const auto context = context_of({.keywords = {"vote"}});
  WatchFilter filter{*context};

  EXPECT_FALSE(filter.keeps("bluesky", written("1", "lunch")));
  ASSERT_TRUE(filter.keeps("bluesky", written("1", "vote now")));
  EXPECT_TRUE(filter.keeps("bluesky", written("1", "lunch")));
}

TEST_F(WatchFilterTest, KeepsRepostsAndAnswersOfWhatItKept) {
  const auto context = context_of({.keywords = {"vote"}});
  WatchFilter filter{*context};
  PreparedPost answer = written("3", "I agree");
  answer.post.parent_id = "1";

  EXPECT_FALSE(filter.keeps("bluesky", repost_of("1")));
  ASSERT_TRUE(filter.keeps("bluesky", written("1", "vote now")));
  EXPECT_TRUE(filter.keeps("bluesky", repost_of("1")));
  EXPECT_TRUE(filter.keeps("bluesky", answer));
  EXPECT_FALSE(filter.keeps("mastodon", repost_of("1"))) << "ids of another platform";
  EXPECT_FALSE(filter.keeps("bluesky", repost_of("9")));
}

TEST_F(WatchFilterTest, KeepsAllOfAFollowedAccountOnceItsIdIsKnown) {
  const auto context = context_of({.accounts = {"bluesky:@writer.example"}});
  WatchFilter filter{*context};
  Account profile;
  profile.native_id = "did:plc:writer";
  profile.handle = "writer.example";

  EXPECT_FALSE(filter.keeps("bluesky", written("1", "lunch")));
  context->followed.learn("bluesky", profile);
  EXPECT_TRUE(filter.keeps("bluesky", written("2", "dinner")));
  EXPECT_FALSE(filter.keeps("mastodon", written("3", "dinner")));
}

TEST_F(WatchFilterTest, KeepsEverythingWhereAWatchSaysSo) {
  const auto context = context_of({.everything = true});
  WatchFilter filter{*context};

  EXPECT_TRUE(filter.keeps("bluesky", written("1", "lunch")));
}

TEST_F(WatchFilterTest, WatchesTopicsAndListedSourcesWhereNothingIsSaid) {
  analysis::TopicDefinition topic;
  topic.id = "votes";
  topic.hashtags = {"vote2026"};
  const auto context = make_watch_context({}, {topic}, index_);
  WatchFilter filter{*context};
  PreparedPost tagged = written("1", "now");
  SharedObject& tag = tagged.shares.emplace_back();
  tag.kind = ObjectKind::kHashtag;
  tag.key = "vote2026";

  EXPECT_TRUE(filter.keeps("bluesky", tagged));
  EXPECT_TRUE(filter.keeps("bluesky", linking("2", "flagged.example")));
  EXPECT_FALSE(filter.keeps("bluesky", written("3", "now")));
}

TEST_F(WatchFilterTest, RefusesAWatchOfATopicThatIsNotThere) {
  EXPECT_THROW(static_cast<void>(context_of({.topics = {"nothing"}})), UsageFailure);
}

TEST(KeyRingTest, HoldsTheNewestAndNoOthers) {
  KeyRing ring{100};
  std::mt19937_64 random{1};
  std::vector<std::uint64_t> keys;
  for (int i = 0; i < 5'000; ++i) {
    // Few low bits: most keys want the same places.
    keys.push_back((random() << 32U) | (random() % 8));
    ring.add(keys.back());
    ring.add(keys.back());

    const std::size_t first_kept = keys.size() > 100 ? keys.size() - 100 : 0;
    for (std::size_t k = first_kept > 50 ? first_kept - 50 : 0; k < keys.size(); ++k) {
      ASSERT_EQ(ring.contains(keys[k]), k >= first_kept) << k << " of " << keys.size();
    }
  }
}

TEST(KeyRingTest, TakesAnyKey) {
  KeyRing ring{2};
  EXPECT_FALSE(ring.contains(0));

  ring.add(0);
  ring.add(~std::uint64_t{0});

  EXPECT_TRUE(ring.contains(0));
  EXPECT_TRUE(ring.contains(~std::uint64_t{0}));
}

TEST(KeptPosts, TellPlatformsApart) {
  KeptPosts kept;
  kept.add("bluesky", "1");

  EXPECT_TRUE(kept.contains("bluesky", "1"));
  EXPECT_FALSE(kept.contains("mastodon", "1"));
  EXPECT_FALSE(kept.contains("bluesky", ""));
}

}  // namespace
}  // namespace vigie::app
