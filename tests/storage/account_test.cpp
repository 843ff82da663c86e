#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "storage/post_key.h"
#include "storage/post_store.h"
#include "storage/profile_merge.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;
using tests::batch_of;
using tests::post;
using tests::text_of;

PreparedBatch with_accounts(std::vector<Account> accounts, std::vector<PreparedPost> posts = {}) {
  PreparedBatch batch = batch_of(std::move(posts));
  batch.records.records_read = std::max(accounts.size(), batch.posts.size());
  batch.records.accounts = std::move(accounts);
  return batch;
}

class AccountTest : public tests::StoreTest {
 protected:
  /// A database of its own to which the batches were written, each profile with a post: what comes
  /// with posts waits for the end of its transaction.
  [[nodiscard]] Database written(const std::vector<std::vector<Account>>& batches,
                                 std::uint32_t commit_posts) const {
    Database one{open_store(file(std::to_string(commit_posts)), OpenMode::kCreate)};
    PostStore store{one, {.commit_posts = commit_posts}};
    const auto collection = store.begin_import(tests::archive());
    int number = 0;
    for (const std::vector<Account>& accounts : batches) {
      std::vector<PreparedPost> posts;
      for (const Account& account : accounts) {
        posts.push_back(post(std::to_string(++number), account.native_id, at(1s)));
      }
      store.append(collection, with_accounts(accounts, std::move(posts)));
    }
    store.finish(collection, at(tests::kDay));
    return one;
  }

  Database database{create()};
};

TEST(MergeProfile, LetsTheNewerRecordWinFieldByField) {
  const Account older = tests::Profile{
      .native_id = "1", .handle = "old", .bio = "bio", .followers = 5, .seen = at(1s)};
  const Account newer =
      tests::Profile{.native_id = "1", .handle = "new", .verified = true, .seen = at(2s)};

  for (const auto& [first, second] : {std::pair{older, newer}, std::pair{newer, older}}) {
    Account merged = first;
    merge_profile(merged, second);
    EXPECT_EQ(merged.handle, "new");
    EXPECT_EQ(merged.bio, "bio");
    EXPECT_EQ(merged.followers, 5);
    EXPECT_EQ(merged.verified, true);
    EXPECT_EQ(merged.seen, at(2s));
  }
}

TEST(MergeProfile, NeverOverwritesWithNothingAndAddsOptOutBits) {
  const Account known = tests::Profile{.native_id = "1",
                                       .declared_bot = DeclaredBot::kYes,
                                       .state = AccountState::kActive,
                                       .opt_out = OptOut::kNotDiscoverable,
                                       .seen = at(1s)};
  const Account silent =
      tests::Profile{.native_id = "1", .opt_out = OptOut::kNoUnauthenticated, .seen = at(2s)};

  Account merged = known;
  merge_profile(merged, silent);

  EXPECT_EQ(merged.declared_bot, DeclaredBot::kYes);
  EXPECT_EQ(merged.state, AccountState::kActive);
  EXPECT_EQ(merged.opt_out, OptOut::kNotDiscoverable | OptOut::kNoUnauthenticated);
}

TEST_F(AccountTest, FillsTheProfileWhenItComesAfterThePost) {
  tests::import(database, {batch_of({post("1", "100", at(0s))})});
  EXPECT_EQ(text_of(database, "SELECT handle FROM v_post"), "100");

  tests::import(database,
                {with_accounts({tests::Profile{
                    .native_id = "100", .handle = "ali", .followers = 3, .seen = at(0s)}})},
                tests::archive("profiles"));

  EXPECT_EQ(text_of(database, "SELECT handle FROM v_post"), "ali");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account"), 1);
}

TEST_F(AccountTest, KeepsTheNewestProfileWhateverTheOrder) {
  const Account june =
      tests::Profile{.native_id = "100", .handle = "june", .followers = 6, .seen = at(0s)};
  const Account july =
      tests::Profile{.native_id = "100", .handle = "july", .followers = 7, .seen = at(24h * 30)};

  tests::import(database, {with_accounts({july}), with_accounts({june})});
  EXPECT_EQ(text_of(database, "SELECT handle || followers FROM account"), "july7");

  const ImportCounts again =
      tests::import(database, {with_accounts({june})}, tests::archive("again"));
  EXPECT_EQ(text_of(database, "SELECT handle || followers FROM account"), "july7");
  EXPECT_EQ(again, (ImportCounts{.records = 1, .duplicates = 1}));
}

TEST_F(AccountTest, ReadsTheSameFromOneTransactionAsFromOneForEachRecord) {
  const std::vector<std::vector<Account>> records{
      {tests::Profile{.native_id = "1", .handle = "ann", .followers = 5, .seen = at(3s)}},
      {tests::Profile{.native_id = "1", .bio = "bio", .followers = 4, .seen = at(2s)},
       tests::Profile{.native_id = "2", .state = AccountState::kSuspended, .seen = at(2s)}},
      {tests::Profile{.native_id = "2", .handle = "ben", .state = AccountState::kActive},
       tests::Profile{.native_id = "1", .display_name = "Ann", .seen = at(tests::kDay)},
       tests::Profile{.native_id = "3"}}};
  std::vector<std::string> rows;
  for (const std::uint32_t commit_posts : {1U, 1'000U}) {
    Database one = written(records, commit_posts);
    rows.push_back(text_of(one,
                           "SELECT group_concat(concat) FROM (SELECT native_id || ' ' || "
                           "coalesce(handle, '-') || ' ' || coalesce(display_name, '-') || ' ' || "
                           "coalesce(bio, '-') || ' ' || coalesce(followers, '-') || ' ' || "
                           "coalesce(state, '-') || ' ' || coalesce(state_since_ms, '-') || ' ' || "
                           "coalesce(profile_seen_ms, '-') AS concat FROM account ORDER BY "
                           "account_id)"));
  }
  EXPECT_EQ(rows[0], rows[1]);
  EXPECT_NE(rows[0].find("1 ann Ann bio 5"), std::string::npos) << rows[0];
}

// A handle is written apart from the rest of a profile, when it changed.
TEST_F(AccountTest, AHandleIsTheNewestOneWhereverTransactionsEnd) {
  const auto named =
      [](std::string id, std::string handle, std::chrono::milliseconds time) -> Account {
    return tests::Profile{
        .native_id = std::move(id), .handle = std::move(handle), .seen = at(time)};
  };
  const std::vector<std::vector<Account>> records{
      {named("1", "first", 1s), named("2", "kept", 1s), named("3", "", 1s)},
      {named("1", "second", 2s), named("2", "kept", 2s), named("4", "later", 5s)},
      {named("1", "third", 3s), named("3", "found", 3s), named("4", "earlier", 4s)},
      {named("1", "", 4s), named("2", "older", 0s), named("3", "found", 4s)}};
  for (const std::uint32_t commit_posts : {1U, 6U, 1'000U}) {
    Database one = written(records, commit_posts);
    EXPECT_EQ(text_of(one,
                      "SELECT group_concat(concat, ', ') FROM (SELECT native_id || ' ' || handle "
                      "AS concat FROM account ORDER BY native_id)"),
              "1 third, 2 kept, 3 found, 4 later")
        << commit_posts << " posts in a transaction";
    EXPECT_EQ(one.scalar("SELECT account_id FROM account INDEXED BY account_handle "
                         "WHERE handle = 'third' COLLATE NOCASE"),
              one.scalar("SELECT account_id FROM account WHERE native_id = '1'"));
  }
}

TEST_F(AccountTest, KeepsOneSnapshotOfTheCountersPerDay) {
  const auto seen = [](std::int64_t followers, std::chrono::milliseconds time) -> Account {
    return tests::Profile{.native_id = "100", .followers = followers, .seen = at(time)};
  };

  tests::import(database,
                {with_accounts({seen(2, 2h), seen(1, 1h)}),
                 with_accounts({seen(3, 3h), seen(9, 25h)}),
                 with_accounts({tests::Profile{.native_id = "100", .handle = "no counters"}})});

  EXPECT_EQ(text_of(database, "SELECT group_concat(followers, ' ') FROM account_snapshot"), "3 9");
}

TEST_F(AccountTest, KeepsALabelWithItsOriginOnce) {
  PreparedBatch batch = batch_of({});
  batch.records.labels = {
      {"100", "bot", "file a"}, {"100", "bot", "file a"}, {"100", "bot", "file b"}};
  batch.records.records_read = 3;

  const ImportCounts counts = tests::import(database, {batch});

  EXPECT_EQ(counts, (ImportCounts{.records = 3, .stored = 2, .duplicates = 1}));
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account_label"), 2);
}

TEST_F(AccountTest, KeepsNothingOfAnAccountThatForbidsIt) {
  const Account hidden = tests::Profile{.native_id = "100",
                                        .handle = "ali",
                                        .bio = "secret words",
                                        .opt_out = OptOut::kNoIndex,
                                        .seen = at(0s)};

  const ImportCounts counts =
      tests::import(database,
                    {with_accounts({hidden}, {post("1", "100", at(0s), "hidden words")}),
                     batch_of({post("2", "100", at(1s), "more"), post("3", "200", at(1s))})});

  EXPECT_EQ(counts, (ImportCounts{.records = 3, .stored = 1, .ignored = 2, .suppressed = 2}));
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post"), 1);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account WHERE native_id = '100' AND "
                            "handle IS NULL AND bio IS NULL AND opt_out = 2"),
            1);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM v_account WHERE native_id = '100'"), 0);

  const ImportCounts later =
      tests::import(database, {batch_of({post("4", "100", at(2s))})}, tests::archive("later"));
  EXPECT_EQ(later, (ImportCounts{.records = 1, .ignored = 1, .suppressed = 1}));
}

TEST_F(AccountTest, ErasesWhatItHoldsOnceAnAccountForbidsIt) {
  PreparedPost said = post("1", "100", at(0s), "said before");
  said.shares = {tests::hashtag("mine")};
  tests::import(
      database,
      {with_accounts({tests::Profile{.native_id = "100", .handle = "ali", .seen = at(0s)}},
                     {said})});

  tests::import(database,
                {with_accounts({tests::Profile{
                    .native_id = "100", .opt_out = OptOut::kUserRequest, .seen = at(1s)}})},
                tests::archive("later"));

  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE state = 2 AND text IS NULL"), 1);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM share"), 0);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM object"), 0);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account WHERE handle IS NOT NULL"), 0);
}

TEST_F(AccountTest, ErasesWhatTheSameBulkLoadBroughtBefore) {
  PreparedPost said = post("1", "100", at(0s), "said before");
  said.shares = {tests::hashtag("mine")};

  const ImportCounts counts = tests::import(
      database,
      {batch_of({said}),
       with_accounts({tests::Profile{.native_id = "100", .opt_out = OptOut::kNoIndex}})});

  EXPECT_EQ(counts.deleted, 1U);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE state = 2 AND text IS NULL"), 1);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM object"), 0);
}

TEST_F(AccountTest, StaysInBulkWhenAnAccountWithoutPostsForbidsToBeKept) {
  PostStore store{database};
  const auto handle = store.begin_import(tests::archive());
  PreparedPost reposted = tests::repost("1", "200", at(0s), "9");
  reposted.post.subject_account_native_id = "100";
  store.append(handle, batch_of({reposted}));

  store.append(handle,
               with_accounts({tests::Profile{.native_id = "100", .opt_out = OptOut::kNoIndex}}));
  EXPECT_TRUE(store.in_bulk_mode());

  store.append(handle,
               with_accounts({tests::Profile{.native_id = "200", .opt_out = OptOut::kNoIndex}}));
  EXPECT_FALSE(store.in_bulk_mode());
  EXPECT_EQ(database.scalar("SELECT state FROM post"), 2);
}

TEST_F(AccountTest, OnlyMarksAccountsThatAskNotToBeShown) {
  tests::import(
      database,
      {with_accounts({tests::Profile{
                         .native_id = "100", .handle = "ali", .opt_out = OptOut::kNotDiscoverable}},
                     {post("1", "100", at(0s), "kept")})});

  EXPECT_EQ(text_of(database, "SELECT text FROM post"), "kept");
  EXPECT_EQ(database.scalar("SELECT opt_out FROM account"), 4);
}

TEST_F(AccountTest, LeavesPeopleOnTheSuppressionListAlone) {
  database.execute("INSERT INTO suppression VALUES ('" + suppression_hash("key", "x", "100") +
                   "', 'request', 0)");
  const auto stored_with = [&](std::string key, std::string hash) {
    PostStore store{database, {.suppression_key = std::move(key)}};
    const auto handle = store.begin_import(tests::archive(std::move(hash)));
    return store.append(handle, batch_of({post("1", "100", at(0s))}));
  };

  EXPECT_EQ(stored_with("key", "a"), (ImportCounts{.records = 1, .ignored = 1, .suppressed = 1}));
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account"), 0);
  EXPECT_EQ(stored_with("another key", "b"), (ImportCounts{.records = 1, .stored = 1}));
}

TEST(SuppressionHash, IsTheKeyedHashOfPlatformAndId) {
  // RFC 4231, test case 2, has key "Jefe" and the data "what do ya want for nothing?": here the
  // space between platform and id is one of its spaces.
  EXPECT_EQ(suppression_hash("Jefe", "what", "do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace vigie::storage
