// Accounts: what forbids collecting, what is one account on two instances, histories, re-checks.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/mastodon/account_lookup.h"
#include "collector/mastodon/history_source.h"
#include "collector/mastodon/recheck.h"
#include "collector/mastodon/recheck_place.h"
#include "collector/mastodon/status_reader.h"
#include "collector/mastodon/web_address.h"
#include "tests/collector/mastodon/statuses.h"

namespace vigie::collector::mastodon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::account_json;
using tests::answer_of;
using tests::kOrigin;
using tests::MastodonWorld;
using tests::status_json;
using tests::uri_of;

constexpr const char* kAna = "https://social.example/users/ana";

RecordBatch read(const std::string& page) {
  HostIds ids;
  StatusReader reader{ids};
  RecordBatch batch;
  EXPECT_TRUE(reader.read_page(page, from_ms(1'772'452'800'000), batch));
  return batch;
}

TEST(MastodonAccount, ThatAsksNotToBeCollectedLeavesOnlyThatItAsked) {
  for (const char* wish :
       {R"("noindex":true)", R"("note":"<p>Me #NoBot</p>")", R"("note":"#noarchive please")"}) {
    const RecordBatch batch = read("[" + status_json(1, "", account_json(wish)) + "]");
    EXPECT_THAT(batch.posts, IsEmpty()) << wish;
    ASSERT_EQ(batch.accounts.size(), 1U) << wish;
    EXPECT_EQ(batch.accounts[0].opt_out, OptOut::kNoIndex);
    EXPECT_EQ(batch.accounts[0].bio, "");
  }
}

TEST(MastodonAccount, KeepsWishesAndStatesThatAllowCollecting) {
  EXPECT_EQ(read("[" + status_json(1, "", account_json(R"("discoverable":false)")) + "]")
                .accounts.at(0)
                .opt_out,
            OptOut::kNotDiscoverable);
  EXPECT_EQ(read("[" + status_json(1, "", account_json(R"("indexable":false)")) + "]")
                .accounts.at(0)
                .opt_out,
            OptOut::kNotDiscoverable);
  EXPECT_EQ(read("[" + status_json(1, "", account_json(R"("suspended":true)")) + "]")
                .accounts.at(0)
                .state,
            AccountState::kSuspended);
  EXPECT_EQ(read("[" + status_json(1, "", account_json(R"("moved":{"id":"9"})")) + "]")
                .accounts.at(0)
                .state,
            AccountState::kMoved);
}

TEST(MastodonStatus, IsOnePostOnWhateverInstanceItIsRead) {
  const RecordBatch home = read("[" + status_json(1) + "]");
  const std::string abroad =
      R"([{"id":"900","uri":")" + uri_of(1) +
      R"(","created_at":"2026-03-02T10:01:00Z","visibility":"public","content":"<p>Hello</p>",)" +
      R"("account":{"id":"55","acct":"ana@social.example","uri":")" + kAna + R"("}}])";
  const RecordBatch away = read(abroad);

  ASSERT_EQ(away.posts.size(), 1U);
  EXPECT_EQ(away.posts[0].native_id, home.posts.at(0).native_id);
  EXPECT_EQ(away.posts[0].account_native_id, home.posts[0].account_native_id);
  EXPECT_EQ(away.posts[0].created, home.posts[0].created);
  EXPECT_EQ(away.posts[0].text, home.posts[0].text);
}

TEST(MastodonStatus, ThatIsNotPublicIsCountedAndLeftOut) {
  const RecordBatch batch = read("[" + status_json(1, R"("visibility":"unlisted")") + ",7]");
  EXPECT_THAT(batch.posts, IsEmpty());
  EXPECT_EQ(batch.records_ignored, 1U);
  EXPECT_EQ(batch.records_read, 2U);
  EXPECT_EQ(batch.rejects.size(), 1U);
}

TEST(AcctOfActor, ReadsTheAddressesThatTellIt) {
  EXPECT_EQ(acct_of_actor(kAna, "social.example"), "ana");
  EXPECT_EQ(acct_of_actor(kAna, "other.example"), "ana@social.example");
  EXPECT_EQ(acct_of_actor("https://social.example/@ana", "social.example"), "ana");
  EXPECT_EQ(acct_of_actor("https://social.example/ap/users/12", "social.example"), "");
  EXPECT_EQ(acct_of_actor("https://social.example/users/ana/x", "social.example"), "");
  EXPECT_EQ(acct_of_actor("javascript:alert(1)", "social.example"), "");
}

TEST(LinkedPage, ReadsTheHeaderAndStaysAtHome) {
  const std::string header = "<" + kOrigin +
                             "/a?x=1,2>; rel=\"next\", <https://b.example/>; "
                             "rel=\"prev\"";
  EXPECT_EQ(linked_page(header, "next", kOrigin), kOrigin + "/a?x=1,2");
  EXPECT_EQ(linked_page(header, "prev", kOrigin), "");
  EXPECT_EQ(linked_page("<https://social.example@b.example/>; rel=\"next\"", "next", kOrigin), "");
  EXPECT_EQ(linked_page("<http://social.example/>; rel=\"next\"", "next", kOrigin), "");
  EXPECT_EQ(linked_page("<", "next", kOrigin), "");
  EXPECT_EQ(linked_page("", "next", kOrigin), "");
}

struct HistoryWorld : MastodonWorld {
  explicit HistoryWorld(std::uint32_t most_posts = 1'000) {
    options.posts_per_account = most_posts;
    queue = std::make_unique<AccountQueue>(options, clock);
    host = site();
    source = make_history_source(host, *queue, options);
  }

  DeepenOptions options;
  std::unique_ptr<AccountQueue> queue;
  std::shared_ptr<Site> host;
  std::unique_ptr<LiveSource> source;
};

TEST(MastodonHistory, ReadsAnAccountToItsEnd) {
  HistoryWorld world;
  world.newest = 7;
  world.queue->want(kAna);

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.source->name(), "mastodon:social.example:history");
  EXPECT_EQ(world.sink.posts.size(), 7U);
  ASSERT_EQ(world.sink.seen.size(), 1U);
  EXPECT_EQ(world.sink.seen[0].account_native_id, kAna);
  EXPECT_EQ(to_iso8601(world.sink.seen[0].begin), "2026-03-02T10:01:00.000Z");
  EXPECT_LE(world.sink.seen[0].end, world.clock.now());
  EXPECT_EQ(world.pages.at(0), "/api/v1/accounts/7/statuses?exclude_reblogs=false&limit=40");
  // The day and what was spent of its budget: a restart on the same day goes on with the rest.
  EXPECT_EQ(world.sink.cursor, "20514:1");
}

TEST(MastodonHistory, StopsAtTheMostPostsOfOneAccount) {
  HistoryWorld world{4};
  world.newest = 50;
  world.queue->want(kAna);

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.sink.posts.size(), 6U) << "whole pages of three";
  EXPECT_EQ(to_iso8601(world.sink.seen.at(0).begin), "2026-03-02T10:45:00.000Z");
}

TEST(MastodonHistory, EndsWhereAServerIgnoresHowFarItIs) {
  HistoryWorld world;
  world.http.answer = [](const HttpRequest& request) {
    return request.url.find("lookup") != std::string::npos
               ? answer_of(200, account_json())
               : answer_of(200, "[" + status_json(1) + "]");
  };
  world.queue->want(kAna);

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.http.requests.size(), 3U);
}

TEST(MastodonHistory, UsesTheIdsThatTimelinesSaidAndLeavesOutWhatIsNotKnown) {
  HistoryWorld world;
  world.newest = 1;
  world.host->ids().note_account("https://far.example/users/bo", "66");
  world.queue->want("https://far.example/users/bo");
  world.queue->want("https://far.example/users/unknown");
  world.queue->want("https://far.example/actors/9");

  ASSERT_TRUE(world.run(*world.source));

  EXPECT_EQ(world.pages.at(0).substr(0, 28), "/api/v1/accounts/66/statuses");
  EXPECT_THAT(world.sink.seen, IsEmpty()) << "an instance holds only what came by of strangers";
  std::uint64_t unknown = 0;
  for (const RecordBatch& batch : world.sink.batches) {
    unknown += batch.records_ignored;
  }
  EXPECT_EQ(unknown, 2U);
}

TEST(MastodonRecheck, AsksTwentyAtATimeAndTellsWhatIsAbsent) {
  MastodonWorld world;
  std::vector<std::string> keys;
  for (int id = 1; id <= 21; ++id) {
    keys.push_back(uri_of(id));
  }
  keys.push_back("https://far.example/users/bo/statuses/1");
  world.http.answer = [](const HttpRequest& request) {
    return answer_of(
        200, request.url.find("id[]=21") == std::string::npos ? "[" + status_json(1) + "]" : "[]");
  };
  const auto site = world.site();

  const auto checked = recheck(*site, keys, {});

  ASSERT_TRUE(checked);
  EXPECT_EQ(world.http.requests.size(), 2U);
  EXPECT_EQ(checked->found.posts.size(), 1U);
  EXPECT_EQ(checked->absent.size(), 20U);
  EXPECT_THAT(checked->unknown, ElementsAre("https://far.example/users/bo/statuses/1"));
}

TEST(MastodonRecheck, AsksOneByOneWhereAServerKnowsNoBatches) {
  MastodonWorld world;
  world.http.answer = [](const HttpRequest& request) {
    return request.url.ends_with("/statuses/1") ? answer_of(200, status_json(1))
                                                : answer_of(404, R"({"error":"x"})");
  };
  const auto site = world.site();

  const auto checked = recheck(*site, std::vector<std::string>{uri_of(1), uri_of(2)}, {});

  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->found.posts.size(), 1U);
  EXPECT_THAT(checked->absent, ElementsAre(uri_of(2)));
}

TEST(MastodonRecheck, TellsApartWhatIsGoneAndWhatIsNoLongerPublic) {
  MastodonWorld world;
  world.http.answer = [](const HttpRequest& /*request*/) {
    return answer_of(200,
                     "[" + status_json(1) + "," + status_json(2, R"("visibility":"private")") +
                         "," + status_json(3, "", account_json(R"("noindex":true)")) + "]");
  };
  const auto place = make_recheck_place(world.site());

  const auto answer =
      place->ask_posts(std::vector<std::string>{uri_of(1), uri_of(2), uri_of(3), uri_of(4)}, {});

  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->there, ElementsAre(uri_of(1)));
  EXPECT_THAT(answer->gone, ElementsAre(uri_of(2), uri_of(3)));
  EXPECT_THAT(answer->absent, ElementsAre(uri_of(4)));
  EXPECT_EQ(answer->accounts.back().opt_out, OptOut::kNoIndex);
}

TEST(MastodonRecheck, GuessesNoIdFromAnAddressThatDoesNotCarryIt) {
  MastodonWorld world;
  const auto place = make_recheck_place(world.site());
  const std::string host = uri_of(1).substr(0, uri_of(1).find("/users/"));

  EXPECT_EQ(place->standing_of_post(uri_of(1)), Standing::kHome);
  EXPECT_EQ(place->standing_of_post(host + "/objects/5d41402a"), Standing::kNone);
  EXPECT_EQ(place->standing_of_post(host + "/@ana/12"), Standing::kNone);
  EXPECT_EQ(place->standing_of_post(host + "/users/ana/statuses/x1"), Standing::kNone);
}

TEST(MastodonRecheck, AsksForAPostOfAnotherInstanceByWhatThisOneCallsIt) {
  MastodonWorld world;
  world.http.answer = [](const HttpRequest& /*request*/) { return answer_of(200, "[]"); };
  const auto site = world.site();
  const std::string far = "https://far.example/users/bo/statuses/1";
  const auto place = make_recheck_place(site);
  EXPECT_EQ(place->standing_of_post(far), Standing::kNone);
  site->ids().note_status(far, "501");

  EXPECT_EQ(place->standing_of_post(far), Standing::kKnows);
  EXPECT_EQ(place->standing_of_post(uri_of(1)), Standing::kHome);
  const auto answer = place->ask_posts(std::vector{far}, {});
  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->absent, ElementsAre(far));
  EXPECT_TRUE(world.http.requests.back().url.ends_with("/api/v1/statuses?id[]=501"));
}

TEST(MastodonRecheck, AsksForAccountsByTheirNames) {
  MastodonWorld world;
  world.http.answer = [](const HttpRequest& request) {
    if (request.url.ends_with("acct=ana")) {
      return answer_of(200, account_json(R"("suspended":true)"));
    }
    return request.url.ends_with("acct=bo") ? answer_of(404, R"({"error":"x"})")
                                            : answer_of(200, account_json());
  };
  const auto place = make_recheck_place(world.site());

  const auto answer = place->ask_accounts(
      std::vector<std::string>{
          kAna, "https://social.example/users/bo", "https://social.example/users/cy"},
      {});

  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->told.size(), 1U);
  EXPECT_EQ(answer->told[0].state, AccountState::kSuspended);
  EXPECT_THAT(answer->absent, ElementsAre("https://social.example/users/bo"));
  EXPECT_THAT(answer->unknown, ElementsAre("https://social.example/users/cy"))
      << "the name is somebody else's";
  EXPECT_EQ(place->standing_of_account("https://far.example/users/bo"), Standing::kNone);
}

TEST(MastodonHistory, SaysThatATokenIsRefusedInTheLookUp) {
  HistoryWorld world;
  world.http.answer = [](const HttpRequest& /*request*/) {
    return answer_of(401, R"({"error":"The access token is invalid"})");
  };
  world.queue->want(kAna);

  const auto result = world.run(*world.source);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, LiveErrorKind::kOperator);
  EXPECT_THAT(result.error().message, testing::HasSubstr("401"));
}

}  // namespace
}  // namespace vigie::collector::mastodon
