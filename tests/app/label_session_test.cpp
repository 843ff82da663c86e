// `label next` as a reader types it.
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/label_actions.h"
#include "app/review_choice.h"
#include "storage/review_store.h"
#include "tests/storage/store_fixture.h"

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using storage::tests::at;
using storage::tests::text_of;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Two accounts to read, the first of them hostile to terminals.
class LabelSessionTest : public storage::tests::StoreTest {
 protected:
  storage::Database database{create()};
  LabelCommand command;

  void SetUp() override {
    PreparedBatch batch = storage::tests::batch_of(
        {storage::tests::post("1", "100", at(0s), "first \x1b[2J https://odd.example/x"),
         storage::tests::post("2", "100", at(5h), "second"),
         storage::tests::post("3", "100", at(storage::tests::kDay), "too late"),
         storage::tests::post("4", "200", at(1h), "of the other")});
    batch.records.accounts = {storage::tests::Profile{
        .native_id = "100", .handle = "ali", .bio = "likes \x07 numbats", .followers = 1'234}};
    storage::tests::import(database, {batch});
    database.execute(
        "INSERT INTO account_label (account_id, value, origin) SELECT account_id, 'bot', 'truth' "
        "FROM account");
    storage::ReviewStore store{database};
    const auto queue = store.add_queue({.name = "june",
                                        .run = {},
                                        .model = "default",
                                        .prior = 0.05,
                                        .window = {at(0s), at(storage::tests::kDay)},
                                        .drawn = at(0s),
                                        .coders = {"ana", "ben"}});
    for (const char* native_id : {"100", "200"}) {
      storage::ReviewItem item;
      item.account = {database.scalar("SELECT account_id FROM account WHERE native_id = " +
                                      std::string{native_id})};
      item.position = native_id[0] == '1' ? 1 : 2;
      item.stratum = "0.9 secret";
      item.at_line = true;
      store.add_item(queue, item);
    }
    command.coders = {"ana"};
  }

  /// What is printed for what is typed.
  std::string session(const std::string& keys) {
    std::istringstream typed{keys};
    Console console;
    testing::internal::CaptureStdout();
    run_label_session(command, database, typed, console);
    return testing::internal::GetCapturedStdout();
  }

  [[nodiscard]] std::string labels() {
    return text_of(database,
                   "SELECT group_concat(native_id || ' ' || reviewer || ' ' || value || ' ' || "
                   "blind, '; ') FROM (SELECT * FROM v_verdict ORDER BY native_id, reviewer)");
  }
};

TEST_F(LabelSessionTest, StoresEachLabelAsItIsTyped) {
  const std::string shown = session("2\n4\n");

  EXPECT_EQ(labels(), "100 ana undeclared_automated 1; 200 ana organisation 1");
  EXPECT_THAT(shown, HasSubstr("2 labelled, none left"));
}

TEST_F(LabelSessionTest, GoesOnWhereItStoppedAndSkipsForThisTimeOnly) {
  EXPECT_THAT(session("s\n5\n"), HasSubstr("1 labelled, 1 left"));
  EXPECT_EQ(labels(), "200 ana cannot_tell 1");

  EXPECT_THAT(session("x\n1\n"), HasSubstr("none left"));
  EXPECT_EQ(labels(), "100 ana declared_automated 1; 200 ana cannot_tell 1");
}

TEST_F(LabelSessionTest, StopsAtQuitAndAtTheEndOfTheKeys) {
  EXPECT_THAT(session("q\n1\n"), HasSubstr("0 labelled, 2 left"));
  EXPECT_THAT(session(""), HasSubstr("0 labelled, 2 left"));
  EXPECT_EQ(labels(), "");
}

TEST_F(LabelSessionTest, TakesANoteWithTheReadersPseudonym) {
  static_cast<void>(session("n\nposts by the clock\nn\n\n2\nq\n"));

  EXPECT_EQ(text_of(database, "SELECT group_concat(reviewer || ': ' || text) FROM note"),
            "ana: posts by the clock");
}

TEST_F(LabelSessionTest, ShowsPostsOfTheWindowAndMoreWhenAsked) {
  const std::string shown = session("m\nq\n");

  EXPECT_THAT(shown,
              AllOf(HasSubstr("x:ali"),
                    HasSubstr("followed by 1,234"),
                    HasSubstr("2 posts (0 reposts, 0 answers) on 1 day\n"),
                    HasSubstr("2024-06-01T05:00:00"),
                    HasSubstr("    second\n"),
                    HasSubstr("bio       likes"),
                    HasSubstr("No more posts."),
                    Not(HasSubstr("too late"))));
}

TEST_F(LabelSessionTest, ShowsNothingThatMovesATerminalOrCanBeFollowed) {
  EXPECT_THAT(
      session("q\n"),
      AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), HasSubstr("hxxps://odd[.]example/x")));
}

TEST_F(LabelSessionTest, ShowsNoStratumNoLabelOfTheDataAndNoOtherReader) {
  command.coders = {"ben"};
  static_cast<void>(session("3\nn\nsaid by ben\n3\n"));
  command.coders = {"ana"};
  const std::string shown = session("q\n");
  Console console;
  console.set_json(true);
  std::istringstream none;
  testing::internal::CaptureStdout();
  run_label_session(command, database, none, console);
  const std::string json = testing::internal::GetCapturedStdout();

  for (const std::string& page : {shown, json}) {
    EXPECT_THAT(page,
                AllOf(Not(HasSubstr("secret")),
                      Not(HasSubstr("bot")),
                      Not(HasSubstr("truth")),
                      Not(HasSubstr("ben")),
                      Not(HasSubstr("0.9"))));
  }
  EXPECT_EQ(nlohmann::json::parse(json)["left"], 2);
}

TEST_F(LabelSessionTest, RefusesReadersOfAnotherDraw) {
  const auto read = [this] {
    std::istringstream none;
    Console console;
    run_label_session(command, database, none, console);
  };
  command.coders = {"zoe"};
  EXPECT_THROW(read(), UsageFailure);
  command.coders = {"ana"};
  command.queue = "july";
  EXPECT_THROW(read(), UsageFailure);
}

TEST(IsPseudonym, TakesPlainWordsAlone) {
  for (const char* good : {"ana", "coder-2", "A.b_c"}) {
    EXPECT_TRUE(is_pseudonym(good)) << good;
  }
  for (const std::string bad : {"", "-ana", "ana maria", "ana@mail.example", "\xC3\xA9ve", "a,b"}) {
    EXPECT_FALSE(is_pseudonym(bad)) << bad;
  }
  EXPECT_FALSE(is_pseudonym(std::string(41, 'a')));
}

}  // namespace
}  // namespace vigie::app
