// Erasing an account: what goes, what stays, and that no byte is left.
#include "storage/erasure.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/account_contents.h"
#include "storage/account_finder.h"
#include "storage/name_redaction.h"
#include "storage/post_key.h"
#include "storage/post_store.h"
#include "storage/sqlite/query.h"
#include "storage/sqlite/statement.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using tests::at;
using tests::batch_of;
using tests::hashtag;
using tests::post;
using tests::text_of;
using tests::url;

constexpr std::string_view kKey = "an invented key of the list";
constexpr std::string_view kId = "quokka900100";
constexpr std::string_view kHandle = "zephyr_quokka";
constexpr std::string_view kText = "Numbat words that only one account ever wrote";

SharedObject mention(std::string key) {
  return {.kind = ObjectKind::kMention,
          .key = std::move(key),
          .host = {},
          .registrable_domain = {},
          .url_as_given = {}};
}

/// A post with an own and a shared address, others that repost, answer, mention and link to it.
std::vector<PreparedPost> invented_posts() {
  PreparedPost theirs = post("numbat-1", std::string{kId}, at(0s), std::string{kText});
  theirs.shares = {url("https://own.example/numbat", "own.example", "http://own.example/numbat?x"),
                   url("https://shared.example/a", "shared.example"),
                   hashtag("numbatonly"),
                   hashtag("shared")};
  PreparedPost second = post("numbat-2", std::string{kId}, at(1s), "short");
  PreparedPost repost = tests::repost("r1", "200", at(2s), "numbat-1");
  repost.post.text = std::string{kText};
  repost.post.subject_account_native_id = kId;
  repost.post.subject_account_handle = kHandle;
  PreparedPost answer = post("a1", "300", at(3s), "I say @Zephyr_Quokka: no, @zephyr");
  answer.post.kind = PostKind::kReply;
  answer.post.parent_id = "numbat-1";
  answer.shares = {mention(std::string{kId}),
                   url("https://x.example/zephyr_quokka/status/42", "x.example"),
                   url("https://shared.example/a", "shared.example"),
                   hashtag("shared")};
  return {theirs, second, repost, answer};
}

class ErasureTest : public tests::StoreTest {
 protected:
  Database database{create()};

  void import_all(const std::string& content = "posts") {
    PreparedBatch batch = batch_of(invented_posts());
    batch.records.accounts = {tests::Profile{.native_id = std::string{kId},
                                             .handle = std::string{kHandle},
                                             .display_name = "Numbat of the plains",
                                             .bio = "Numbat biography, all of it",
                                             .followers = 7,
                                             .seen = at(0s)}};
    batch.records.labels = {{std::string{kId}, "bot", "labels.csv"}};
    batch.records.rejects = {{.line = 9,
                              .byte_offset = 900,
                              .reason = "time: missing",
                              .detail = "",
                              .bytes = R"({"user":"quokka900100"})"}};
    batch.records.records_read = 8;
    PostStore store{database, {.suppression_key = std::string{kKey}}};
    const auto handle = store.begin_import(tests::archive(content));
    store.append(handle, batch);
    store.finish(handle, at(0s));
  }

  [[nodiscard]] AccountId account() {
    return {database.scalar("SELECT account_id FROM account WHERE native_id = 'quokka900100'")};
  }

  Erasure erase() {
    const AccountId id = account();
    return erase_accounts(
        database, {&id, 1}, {.reason = "request", .suppression_key = kKey, .now = at(600s)});
  }

  /// All bytes of the three files.
  [[nodiscard]] std::string bytes() const {
    std::string all;
    for (const char* name : {"vigie.db", "vigie.db-wal", "vigie.db-shm"}) {
      std::ifstream stream{file(name), std::ios::binary};
      all.append(std::istreambuf_iterator<char>{stream}, {});
    }
    return all;
  }

  [[nodiscard]] std::string everything() {
    std::string all;
    std::vector<std::string> tables;
    Statement read{database,
                   "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                   "'sqlite%' AND name <> 'data_dictionary'"};
    while (read.step()) {
      tables.emplace_back(read.text(0));
    }
    for (const std::string& table : tables) {
      Statement columns{database, "SELECT name FROM pragma_table_info(?1)"};
      columns.query(std::string_view{table});
      while (columns.step()) {
        const std::string column{columns.text(0)};
        Statement values{database, "SELECT CAST(" + column + " AS TEXT) FROM " + table};
        while (values.step()) {
          all.append(table).append(": ").append(values.text(0)).append("\n");
        }
      }
    }
    return all;
  }
};

TEST_F(ErasureTest, LeavesNoByteOfTextHandleOrKey) {
  import_all();
  ASSERT_TRUE(empty_log(database));
  ASSERT_THAT(bytes(), HasSubstr(std::string{kText}));

  const Erasure erasure = erase();
  ASSERT_TRUE(empty_log(database));

  const std::string left = bytes();
  for (const std::string_view gone : {kText,
                                      kHandle,
                                      kId,
                                      std::string_view{"umbat"},
                                      std::string_view{"ephyr_Quokka:"},
                                      std::string_view{"own.example"}}) {
    EXPECT_THAT(everything(), Not(HasSubstr(std::string{gone})));
    EXPECT_EQ(left.find(gone), std::string::npos) << gone;
  }
  EXPECT_EQ(erasure.posts, 2U);
  EXPECT_EQ(erasure.shares, 4U);
  EXPECT_EQ(erasure.objects, 2U);
  EXPECT_EQ(erasure.domains, 1U);
}

TEST_F(ErasureTest, LeavesToOthersWhatTheySaid) {
  import_all();

  static_cast<void>(erase());

  EXPECT_EQ(text_of(database, "SELECT text FROM post WHERE native_id = 'a1'"),
            "I say @erased: no, @zephyr");
  EXPECT_EQ(text_of(database, "SELECT text IS NULL FROM post WHERE native_id = 'r1'"), "1");
  EXPECT_EQ(text_of(database,
                    "SELECT group_concat(object_key, ' ') FROM (SELECT object_key FROM v_share "
                    "WHERE native_id = 'a1' AND object_kind IN ('url', 'hashtag') ORDER BY 1)"),
            text_of(database,
                    "SELECT 'https://shared.example/a https://x.example/erased/status/42#' || "
                    "object_id || ' shared' FROM object WHERE key LIKE '%/erased/%'"));
  EXPECT_EQ(database.scalar("SELECT count(*) FROM account"), 2);
}

TEST_F(ErasureTest, KeepsAKeyedHashCountsAndAnAuditThatNamesNobody) {
  import_all();

  static_cast<void>(erase());

  const std::string hash = suppression_hash(kKey, "x", kId);
  EXPECT_EQ(text_of(database, "SELECT reason FROM suppression WHERE key_hash = '" + hash + "'"),
            "request");
  EXPECT_EQ(text_of(database,
                    "SELECT posts || ' ' || reposts || ' ' || shares FROM erased_account WHERE "
                    "key_hash = '" +
                        hash + "'"),
            "2 0 4");
  EXPECT_EQ(text_of(database, "SELECT action || ': ' || subject FROM audit"), "erase: accounts 1");
}

TEST_F(ErasureTest, IsNotUndoneByAnotherImport) {
  import_all();
  static_cast<void>(erase());

  import_all("the same posts in another file");
  ASSERT_TRUE(empty_log(database));

  EXPECT_EQ(database.scalar("SELECT count(*) FROM account WHERE native_id LIKE '%quokka%'"), 0);
  // What others write of it later is theirs: `@handle` in a text and addresses come in again, and
  // the number of the post that they answer, which names nobody.
  EXPECT_EQ(database.scalar("SELECT count(*) FROM object WHERE kind <> 1 AND key LIKE '%quokka%'"),
            0);
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE native_id LIKE 'numbat%'"), 0);
}

TEST_F(ErasureTest, KeepsKeysOfPostsThatHoldTheNameOutLater) {
  import_all();
  static_cast<void>(erase());
  PreparedPost answer = post("a2", "300", at(3s), "an answer");
  answer.post.parent_id = "at://quokka900100/post/1";
  PreparedPost other = post("a3", "300", at(3s), "another");
  other.post.parent_id = "at://somebody/post/1";
  PostStore store{database, {.suppression_key = std::string{kKey}}};
  const auto handle = store.begin_import(tests::archive("later"));

  store.append(handle, batch_of({answer, other}));
  store.finish(handle, at(0s));

  EXPECT_EQ(text_of(database, "SELECT group_concat(key) FROM object WHERE key LIKE '%at://%'"),
            "x at://somebody/post/1");
}

TEST_F(ErasureTest, IsSeenByAStoreThatIsAtWork) {
  PostStore store{database, {.bulk_load = false, .suppression_key = std::string{kKey}}};
  const auto handle = store.begin_import(tests::archive("stream"));
  store.append(handle, batch_of(invented_posts()));
  store.flush();
  Database other = open_store(file(), OpenMode::kReadWrite);
  const AccountId id = account();

  static_cast<void>(erase_accounts(
      other, {&id, 1}, {.reason = "request", .suppression_key = kKey, .now = at(0s)}));
  PreparedPost next = post("numbat-3", std::string{kId}, at(9s), "again");
  PreparedPost shares = post("s1", "400", at(9s));
  shares.shares = {hashtag("numbatonly")};
  store.append(handle, batch_of({next, shares}));
  store.finish(handle, at(0s));

  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE text = 'again'"), 0);
  EXPECT_EQ(text_of(database, "SELECT object_key FROM v_share WHERE native_id = 's1'"),
            "numbatonly");
}

TEST_F(ErasureTest, ForgetsLiveSourcesThatNameThem) {
  import_all();
  database.execute(
      "INSERT INTO live_source (live_source_id, name, cursor, updated_ms) VALUES (1, 'x account "
      "quokka900100', '', 0), (2, 'x all', '7', 0)");

  static_cast<void>(erase());

  EXPECT_EQ(text_of(database, "SELECT group_concat(name) FROM live_source"), "x all");
}

TEST_F(ErasureTest, TellsAWrongKeyOfTheList) {
  EXPECT_TRUE(is_key_of_list(database, "anything goes before there is a list"));
  import_all();
  static_cast<void>(erase());

  EXPECT_TRUE(is_key_of_list(database, kKey));
  EXPECT_FALSE(is_key_of_list(database, "another key"));
}

TEST_F(ErasureTest, SaysWhenAReaderKeepsTheLog) {
  import_all();
  Database reader = open_store(file(), OpenMode::kReadOnly);
  reader.execute("BEGIN");
  ASSERT_GT(reader.scalar("SELECT count(*) FROM post"), 0);

  static_cast<void>(erase());
  database.execute("PRAGMA busy_timeout = 1");
  EXPECT_FALSE(empty_log(database));

  reader.execute("COMMIT");
  EXPECT_TRUE(empty_log(database));
  EXPECT_EQ(bytes().find(kText), std::string::npos);
}

// Every table with a column for accounts or posts is in the plan: what is added later must be, too.
TEST_F(ErasureTest, ReachesEveryTableThatNamesAnAccountOrAPost) {
  import_all();
  const std::string account_id = std::to_string(account().value);
  const std::string post_id =
      text_of(database, "SELECT post_id FROM post WHERE native_id = 'numbat-1'");
  database.execute("PRAGMA foreign_keys = OFF");
  database.execute(
      "INSERT INTO analysis_run (run_id, window_begin_ms, window_end_ms, all_windows, started_ms, "
      "code_version, model, config_hash, seed, prior, report_line) "
      "VALUES (1, 0, 1, 0, 0, '', '', '', 1, 0.1, 0.5)");

  struct Filled {
    std::string table;
    std::string column;
    std::string value;
  };

  std::vector<Filled> filled;
  Statement tables{database,
                   "SELECT m.name, i.name FROM sqlite_schema m, pragma_table_info(m.name) i WHERE "
                   "m.type = 'table' AND (i.name IN ('account_id', 'account_a', 'account_b', "
                   "'post_id', 'post_a', 'post_b', 'subject_account_id') OR i.name LIKE "
                   "'%_account_id') AND m.name NOT IN ('account', 'post', 'share', 'post_url')"};
  while (tables.step()) {
    filled.push_back({std::string{tables.text(0)},
                      std::string{tables.text(1)},
                      tables.text(1).starts_with("post") ? post_id : account_id});
  }
  ASSERT_GT(filled.size(), 25U);
  int number = 77;  // another key for each row
  for (const Filled& one : filled) {
    std::string names;
    ++number;
    std::string values;
    Statement columns{database, "SELECT name, type FROM pragma_table_info(?1)"};
    columns.query(std::string_view{one.table});
    while (columns.step()) {
      const std::string name{columns.text(0)};
      const bool is_account = name.starts_with("account_") || name.ends_with("account_id");
      names += (names.empty() ? "" : ", ") + name;
      values += values.empty() ? "" : ", ";
      values += name == one.column          ? one.value
                : name == "run_id"          ? "1"
                : is_account                ? "987654"
                : columns.text(1) == "TEXT" ? "'t'"
                : columns.text(1) == "BLOB" ? "x'00'"
                                            : std::to_string(number);
    }
    database.execute("INSERT INTO " + one.table + " (" + names + ") VALUES (" + values +
                     ") ON CONFLICT DO NOTHING");
    ASSERT_GT(database.scalar("SELECT count(*) FROM " + one.table + " WHERE " + one.column + " = " +
                              one.value),
              0)
        << one.table << "." << one.column;
  }

  const AccountId id = account();
  static_cast<void>(erase_accounts(
      database, {&id, 1}, {.reason = "request", .suppression_key = kKey, .now = at(0s)}));

  for (const Filled& one : filled) {
    EXPECT_EQ(database.scalar("SELECT count(*) FROM " + one.table + " WHERE " + one.column + " = " +
                              one.value),
              0)
        << one.table << "." << one.column;
  }
}

TEST_F(ErasureTest, ShowsAllThatIsHeldBefore) {
  import_all();
  Database reader = open_store(file(), OpenMode::kReadOnly);
  std::string all;
  for (const AccountSection& section : account_sections(account())) {
    Query query{reader, section.sql, {.time = 0ms, .stop = {}}};
    while (const auto row = query.next(0)) {
      for (const QueryValue& value : *row) {
        all.append(value.bytes).append(" ");
      }
    }
  }

  for (const char* held : {"quokka900100",
                           "zephyr_quokka",
                           "Numbat of the plains",
                           "Numbat biography",
                           "Numbat words",
                           "numbatonly",
                           "http://own.example/numbat?x",
                           "labels.csv",
                           "posts.jsonl",
                           "time: missing"}) {
    EXPECT_THAT(all, HasSubstr(held));
  }
}

TEST(NameRedaction, KnowsNamesOnlyBehindAMark) {
  NameRedaction names;
  names.add("@Water");
  names.add("name@host.example");

  EXPECT_EQ(names.redact("water @water. @WATER @waters /water/1 @name@host.example: a@b"),
            "water @erased. @erased @waters /erased/1 @erased: a@b");
  EXPECT_FALSE(names.is_in("clear water"));
  EXPECT_TRUE(names.is_name("WATER"));
}

TEST(ErasedTraces, AreFoundWhereverTheyStand) {
  ErasedTraces traces;
  traces.add_name("north_wind");
  traces.add_text("A text of more than twenty-four bytes");
  traces.add_text("too short");

  EXPECT_TRUE(traces.are_in("....north_wind...................."));
  EXPECT_TRUE(traces.are_in("\x01zzzA text of more than twenty-four bytes"));
  EXPECT_TRUE(traces.are_in("A text of more than twen"));
  EXPECT_FALSE(traces.are_in("A text of more than twe, too short, north wind"));
  traces.forget_text("A text of more than twenty-four bytes, reposted");
  EXPECT_FALSE(traces.are_in("A text of more than twenty-four bytes"));
}

}  // namespace
}  // namespace vigie::storage
