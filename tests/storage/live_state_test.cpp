#include "storage/live_state.h"

#include <chrono>

#include <gtest/gtest.h>

#include "storage/live_writer.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using tests::at;

class LiveStateTest : public tests::StoreTest {
 protected:
  Database database{create()};
};

TEST_F(LiveStateTest, RemembersWhyASourceIsAwayUntilItIsBack) {
  static_cast<void>(LiveWriter{database}.intern("rss:https://gazette.example/feed", at(0s)));

  save_away_reason(database, "rss:https://gazette.example/feed", "throttled");
  save_away_reason(database, "nostr:unknown.example", "error");

  EXPECT_EQ(read_away_reason(database, "rss:https://gazette.example/feed"), "throttled");
  EXPECT_EQ(read_away_reason(database, "nostr:unknown.example"), "");
  save_away_reason(database, "rss:https://gazette.example/feed", "");
  EXPECT_EQ(read_away_reason(database, "rss:https://gazette.example/feed"), "");
}

TEST_F(LiveStateTest, GivesSoManyLoginsADayWhoeverAsks) {
  Database other = open_store(file(), OpenMode::kReadWrite);

  EXPECT_TRUE(take_login(database, "https://pds.example", at(0s), 2));
  EXPECT_TRUE(take_login(other, "https://pds.example", at(1h), 2));
  EXPECT_FALSE(take_login(database, "https://pds.example", at(23h), 2));
  EXPECT_TRUE(take_login(database, "https://other.example", at(23h), 2));

  EXPECT_EQ(count_logins(other, "https://pds.example", at(23h)), 2U);
  EXPECT_TRUE(take_login(other, "https://pds.example", at(24h), 2));  // the first is a day old
  EXPECT_FALSE(take_login(database, "https://pds.example", at(24h), 2));
}

}  // namespace
}  // namespace vigie::storage
