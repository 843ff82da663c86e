#include "storage/sqlite/query.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kEndless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

class QueryTest : public tests::StoreTest {
 protected:
  void SetUp() override {
    Database writer = create();
    tests::import(writer,
                  {tests::batch_of({tests::post("1", "100", tests::at(1s), "first"),
                                    tests::post("2", "100", tests::at(2s))})});
  }

  [[nodiscard]] Database open() const { return open_store(file(), OpenMode::kReadOnly); }

  /// The error that compiling and running `sql` to its end gives; nothing when it runs.
  [[nodiscard]] std::optional<QueryError> error_of(const std::string& sql,
                                                   QueryLimits limits = {}) const {
    Database database = open();
    try {
      Query query{database, sql, std::move(limits)};
      for (std::size_t i = 0; i < query.statements(); ++i) {
        while (query.next(i)) {
        }
      }
    } catch (const QueryError& error) {
      return error;
    }
    return std::nullopt;
  }
};

TEST_F(QueryTest, GivesColumnsAndTypedValuesOfEveryStatement) {
  Database database = open();
  Query query{database,
              "SELECT 7 AS a, 0.5 AS b, 'x' AS c, NULL AS d, x'00ff' AS e, '' AS f;"
              "-- a comment\n; SELECT count(*) FROM v_post;",
              {}};

  ASSERT_EQ(query.statements(), 2U);
  EXPECT_THAT(query.columns(0), ElementsAre("a", "b", "c", "d", "e", "f"));
  const auto row = query.next(0);
  ASSERT_TRUE(row);
  ASSERT_EQ(row->size(), 6U);
  EXPECT_EQ((*row)[0].integer, 7);
  EXPECT_EQ((*row)[1].real, 0.5);
  EXPECT_EQ((*row)[2].bytes, "x");
  EXPECT_EQ((*row)[3].type, QueryValueType::kNull);
  EXPECT_EQ((*row)[4].type, QueryValueType::kBlob);
  EXPECT_EQ((*row)[4].bytes, std::string("\0\xff", 2));
  EXPECT_EQ((*row)[5].type, QueryValueType::kText);
  EXPECT_EQ((*row)[5].bytes, "");
  EXPECT_FALSE(query.next(0));
  EXPECT_EQ(query.next(1)->front().integer, 2);
}

/// What only reads must go through, or researchers would have to leave the tool.
TEST_F(QueryTest, LetsThroughWhatReads) {
  for (const char* sql : {"SELECT * FROM v_post",
                          "EXPLAIN QUERY PLAN SELECT * FROM post WHERE sort_ms > 5",
                          "PRAGMA table_info(post)",
                          "PRAGMA page_count",
                          "PRAGMA integrity_check",
                          "SELECT name FROM pragma_table_info('v_post')",
                          "SELECT name FROM sqlite_schema",
                          "SELECT value FROM json_each('[1, 2]')",
                          "VALUES (1), (2)",
                          "WITH t AS (SELECT 1 AS x) SELECT group_concat(x, ',') FROM t",
                          "SELECT rank() OVER (ORDER BY sort_ms) FROM post",
                          "SELECT json_extract('{\"a\": 1}', '$.a')",
                          "SELECT sum(pgsize) FROM dbstat"}) {
    const auto error = error_of(sql);
    EXPECT_FALSE(error) << sql << ": " << error->what();
  }
}

TEST_F(QueryTest, RefusesEverythingElse) {
  const std::string other = file("other.db").string();
  for (const std::string& sql :
       {std::string{"INSERT INTO platform (name) VALUES ('x')"},
        std::string{"UPDATE post SET text = ''"},
        std::string{"DELETE FROM post"},
        std::string{"REPLACE INTO platform VALUES (1, 'y')"},
        std::string{"WITH t AS (SELECT 1) DELETE FROM post"},
        std::string{"EXPLAIN DELETE FROM post"},
        std::string{"DELETE FROM post RETURNING *"},
        std::string{"CREATE TABLE t (a)"},
        std::string{"CREATE TABLE x (a)"},
        std::string{"CREATE TABLE x AS SELECT 1"},
        std::string{
            "INSERT INTO sqlite_master VALUES ('table', 'y', 'y', 0, 'CREATE TABLE y (a)')"},
        std::string{"INSERT INTO sqlite_schema (name) VALUES ('y')"},
        std::string{"UPDATE sqlite_schema SET sql = ''"},
        std::string{"UPDATE sqlite_master SET rootpage = 2"},
        std::string{"CREATE TEMP TABLE x (a)"},
        std::string{"CREATE TEMP TABLE t (a)"},
        std::string{"CREATE TEMP VIEW t AS SELECT 1"},
        std::string{"CREATE TEMP TRIGGER t AFTER INSERT ON post BEGIN SELECT 1; END"},
        std::string{"CREATE VIRTUAL TABLE t USING fts5(a)"},
        std::string{"DROP TABLE post"},
        std::string{"DROP VIEW v_post"},
        std::string{"ALTER TABLE post ADD COLUMN x"},
        std::string{"REINDEX"},
        std::string{"ANALYZE"},
        std::string{"VACUUM"},
        "VACUUM INTO '" + other + "'",
        "ATTACH '" + other + "' AS o",
        std::string{"ATTACH ':memory:' AS o"},
        std::string{"DETACH main"},
        std::string{"BEGIN"},
        std::string{"BEGIN IMMEDIATE"},
        std::string{"COMMIT"},
        std::string{"ROLLBACK"},
        std::string{"SAVEPOINT s"},
        std::string{"PRAGMA query_only = OFF"},
        std::string{"PRAGMA writable_schema = ON"},
        std::string{"PRAGMA journal_mode = DELETE"},
        std::string{"PRAGMA journal_mode"},
        std::string{"PRAGMA wal_checkpoint(TRUNCATE)"},
        std::string{"PRAGMA user_version = 9"},
        std::string{"PRAGMA application_id(5)"},
        std::string{"PRAGMA main.user_version = 9"},
        std::string{"PRAGMA temp_store_directory = '/tmp'"},
        std::string{"PRAGMA secure_delete = OFF"},
        std::string{"PRAGMA mmap_size = 0"},
        std::string{"PRAGMA trusted_schema = ON"},
        std::string{"PRAGMA incremental_vacuum"},
        std::string{"PRAGMA optimize"},
        std::string{"SELECT load_extension('x')"},
        std::string{"SELECT LOAD_EXTENSION('x', 'y')"},
        std::string{"SELECT fts3_tokenizer('simple')"},
        std::string{"SELECT * FROM pragma_journal_mode"},
        std::string{"SELECT 1; DELETE FROM post"}}) {
    const auto error = error_of(sql);
    ASSERT_TRUE(error) << sql;
    EXPECT_EQ(error->kind(), QueryErrorKind::kRefused) << sql << ": " << error->what();
  }
  for (const char* sql : {"SELECT writefile('x', 'y')", "SELECT readfile('x')"}) {
    EXPECT_TRUE(error_of(sql)) << sql;  // not even there
  }

  EXPECT_FALSE(std::filesystem::exists(file("other.db")));
  Database database = open();
  EXPECT_EQ(database.scalar("SELECT count(*) FROM post WHERE state = 0"), 2);
  EXPECT_EQ(tests::text_of(database, "SELECT text FROM post WHERE native_id = '1'"), "first");
  EXPECT_EQ(database.schema_version(), known_schema_version());
}

TEST_F(QueryTest, RunsNothingWhenALaterStatementIsWrong) {
  Database database = open();

  EXPECT_THROW((Query{database, "SELECT 1; SELECT nothing FROM v_post", {}}), QueryError);
}

TEST_F(QueryTest, SaysWhereAMistakeIs) {
  const auto syntax = error_of("SELECT 1; SELEC 2");
  ASSERT_TRUE(syntax);
  EXPECT_EQ(syntax->kind(), QueryErrorKind::kSyntax);
  EXPECT_EQ(syntax->offset(), 10U);

  const auto column = error_of("SELECT handel FROM v_score");
  ASSERT_TRUE(column);
  EXPECT_EQ(column->kind(), QueryErrorKind::kUnknownName);
  EXPECT_EQ(column->offset(), 7U);
  EXPECT_THAT(column->what(), HasSubstr("no such column: handel"));

  const auto table = error_of("SELECT 1 FROM v_scores");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->kind(), QueryErrorKind::kUnknownName);

  const auto function = error_of("SELECT median(likelihood) FROM v_score");
  ASSERT_TRUE(function);
  EXPECT_EQ(function->kind(), QueryErrorKind::kUnknownName);
}

TEST_F(QueryTest, NeverTakesAMisspeltNameForAText) {
  const auto error = error_of("SELECT \"handel\" FROM v_score");

  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), QueryErrorKind::kUnknownName);
}

TEST_F(QueryTest, RefusesWhatIsNoStatement) {
  for (const std::string& sql :
       {std::string{""}, std::string{" ;; "}, std::string{"-- only a comment"}}) {
    ASSERT_TRUE(error_of(sql)) << sql;
    EXPECT_EQ(error_of(sql)->kind(), QueryErrorKind::kSyntax) << sql;
  }
  EXPECT_THAT(error_of("SELECT ?1")->what(), HasSubstr("parameter (?1)"));
  EXPECT_THAT(error_of(std::string("SELECT 1\0; DROP", 15))->what(), HasSubstr("zero byte"));
  EXPECT_THAT(error_of("SELECT 1 --" + std::string(1'000'000, ' '))->what(), HasSubstr("1 MB"));
}

TEST_F(QueryTest, StopsAtItsTimeLimit) {
  const auto begin = std::chrono::steady_clock::now();

  const auto error = error_of(kEndless, {.time = 50ms, .stop = {}});

  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), QueryErrorKind::kTimeLimit);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST_F(QueryTest, CountsTheTimeOfAllStatementsTogether) {
  const std::string half =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;";
  Database database = open();
  Query query{database, half + half, {.time = 200ms, .stop = {}}};

  const auto run = [&query](std::size_t statement) {
    while (query.next(statement)) {
    }
  };

  EXPECT_THROW(run(0), QueryError);
  EXPECT_THROW(run(1), QueryError);  // at once: there is no time left
}

TEST_F(QueryTest, StopsWhenAsked) {
  int asked = 0;

  const auto error = error_of(kEndless, {.time = 0ms, .stop = [&asked] { return ++asked == 3; }});

  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), QueryErrorKind::kStopped);
  EXPECT_EQ(asked, 3);
}

TEST_F(QueryTest, RefusesAValueThatWouldFillTheMemory) {
  const auto error = error_of("SELECT zeroblob(65000000)");

  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), QueryErrorKind::kFailed);
  EXPECT_FALSE(error_of("SELECT zeroblob(1000000)"));
}

}  // namespace
}  // namespace vigie::storage
