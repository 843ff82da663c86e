// Accounts that are deleted, protected or away: what goes at once, what waits, what comes back.
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/post_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;
using tests::batch_of;
using tests::post;
using tests::text_of;

PreparedBatch profile_of(AccountState state, UtcTime seen, std::string handle = "north") {
  PreparedBatch batch = batch_of({});
  batch.records.accounts = {tests::Profile{.native_id = "100",
                                           .handle = std::move(handle),
                                           .bio = "a bio",
                                           .followers = 5,
                                           .state = state,
                                           .seen = seen}};
  batch.records.records_read = 1;
  return batch;
}

class AccountStateTest : public tests::StoreTest {
 protected:
  Database database{create()};
  int contents = 0;

  ImportCounts take(const PreparedBatch& batch) {
    return tests::import(database, {batch}, tests::archive("c" + std::to_string(++contents)));
  }

  void import_two_posts() {
    take(profile_of(AccountState::kActive, at(0s)));
    take(batch_of({post("1", "100", at(1s), "one"), post("2", "100", at(2s), "two")}));
    take(batch_of({post("3", "200", at(3s), "of another")}));
  }

  [[nodiscard]] std::string texts() {
    return text_of(database, "SELECT group_concat(text, ',') FROM post");
  }

  [[nodiscard]] std::int64_t state() {
    return database.scalar("SELECT state FROM account WHERE native_id = '100'");
  }
};

TEST_F(AccountStateTest, DeletedErasesAllPostsAndTheProfileAtOnce) {
  import_two_posts();

  const ImportCounts counts = take(profile_of(AccountState::kDeleted, at(60s)));

  EXPECT_EQ(counts.deleted, 2U);
  EXPECT_EQ(texts(), "of another");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE state = 1"), 2);
  EXPECT_EQ(text_of(database,
                    "SELECT state || ' ' || state_since_ms || coalesce(handle, '-') || "
                    "coalesce(bio, '-') FROM account WHERE native_id = '100'"),
            "4 " + std::to_string(to_ms(at(60s))) + "--");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account_snapshot"), 0);
}

TEST_F(AccountStateTest, ProtectedErasesTheContentAndKeepsTheState) {
  import_two_posts();

  take(profile_of(AccountState::kProtected, at(60s)));

  EXPECT_EQ(texts(), "of another");
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE state = 2"), 2);
  EXPECT_EQ(state(), 5);
}

TEST_F(AccountStateTest, RefusesPostsOfADeletedAccountWhateverTheirTime) {
  take(profile_of(AccountState::kDeleted, at(60s)));

  const ImportCounts late = take(batch_of({post("1", "100", at(1s), "written before")}));
  const ImportCounts later = take(batch_of({post("2", "100", at(90s), "written after")}));

  EXPECT_EQ(late, (ImportCounts{.records = 1, .ignored = 1, .suppressed = 1}));
  EXPECT_EQ(later, (ImportCounts{.records = 1, .ignored = 1, .suppressed = 1}));
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post"), 0);
}

TEST_F(AccountStateTest, TakesPostsAgainWhenANewerRecordSaysThatItIsActive) {
  take(profile_of(AccountState::kDeleted, at(60s)));

  take(profile_of(AccountState::kSuspended, at(70s)));
  EXPECT_EQ(state(), 4) << "what is deleted is not merely suspended";
  take(profile_of(AccountState::kActive, at(80s), "back"));
  take(batch_of({post("2", "100", at(90s), "back again")}));

  EXPECT_EQ(texts(), "back again");
  EXPECT_EQ(text_of(database, "SELECT handle FROM account"), "back");
  EXPECT_EQ(database.scalar("SELECT state_since_ms FROM account"), to_ms(at(80s)));
}

TEST_F(AccountStateTest, AnOlderRecordNeitherTakesAwayNorBringsBack) {
  import_two_posts();
  take(profile_of(AccountState::kActive, at(100s)));
  take(profile_of(AccountState::kDeleted, at(50s)));
  EXPECT_EQ(texts(), "one,two,of another");

  take(profile_of(AccountState::kDeleted, at(200s)));
  take(profile_of(AccountState::kActive, at(150s)));
  EXPECT_EQ(texts(), "of another");
  EXPECT_EQ(state(), 4);
}

TEST_F(AccountStateTest, ErasesWhatTheSameBatchBroughtBefore) {
  PreparedBatch batch = batch_of({post("1", "100", at(1s), "one")});

  {
    PostStore store{database};
    const auto handle = store.begin_import(tests::archive("both"));
    store.append(handle, batch);
    store.append(handle, profile_of(AccountState::kDeleted, at(60s)));
    store.finish(handle, at(0s));
  }

  EXPECT_EQ(texts(), "");
}

TEST_F(AccountStateTest, SuspendedStaysAndRemembersSinceWhen) {
  import_two_posts();

  take(profile_of(AccountState::kSuspended, at(60s)));
  take(profile_of(AccountState::kSuspended, at(120s)));

  EXPECT_EQ(texts(), "one,two,of another");
  EXPECT_EQ(state(), 2);
  EXPECT_EQ(database.scalar("SELECT state_since_ms FROM account WHERE native_id = '100'"),
            to_ms(at(60s)));
}

}  // namespace
}  // namespace vigie::storage
