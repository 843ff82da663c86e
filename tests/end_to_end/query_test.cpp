// `vigie query` as a researcher types it, `vigie status` as an operator reads it, and both where
// nothing may be written.
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* kEndless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

class QueryCommandTest : public testing::Test {
 protected:
  Program program;

  void SetUp() override { import_simulated(program, 1'000, 1); }
};

TEST_F(QueryCommandTest, PrintsCsvIntoAPipeATableOnDemandAndJson) {
  const std::string sql = "SELECT count(*) AS posts, NULL AS missing FROM v_post";

  EXPECT_EQ(program.succeed({"query", sql}), "posts,missing\r\n1000,\r\n");
  EXPECT_EQ(program.succeed({"query", "--csv", sql}), "posts,missing\r\n1000,\r\n");
  EXPECT_EQ(program.succeed({"query", "--table", sql}),
            "posts  missing\n-----  -------\n 1000  NULL\n(1 row)\n");
  const json result = program.run_json({"query", sql});
  EXPECT_EQ(result, json::parse(R"([{"columns": ["posts", "missing"],
                                     "rows": [[1000, null]], "complete": true}])"));
}

TEST_F(QueryCommandTest, ReadsStatementsFromAFileAndCutsAtTheLimit) {
  write_file(program.file("questions.sql"),
             "SELECT 1 AS a;\n-- and\nSELECT 2 AS b UNION SELECT 3;");

  const Outcome outcome = program.run({"query", "--file", "questions.sql", "--limit", "1"});

  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "a\r\n1\r\n\r\nb\r\n2\r\n");
  EXPECT_THAT(outcome.err, HasSubstr("--limit"));
}

TEST_F(QueryCommandTest, ListsTheViewsWithTheirColumns) {
  EXPECT_THAT(program.succeed({"query", "--views"}),
              AllOf(HasSubstr("v_score: "), HasSubstr("automation_likelihood"), HasSubstr("0..1")));
  const json views = program.run_json({"query", "--views"});
  EXPECT_GE(views.size(), 12U);
  EXPECT_EQ(views[0]["view"], "v_account");
  EXPECT_EQ(views[0]["columns"][0]["name"], "platform");
}

TEST_F(QueryCommandTest, PointsAtAMistake) {
  const Outcome outcome = program.run({"query", "SELECT rank,\n  handel FROM v_score"});

  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err,
              AllOf(StartsWith("vigie: no such column: handel\n    handel FROM v_score\n    ^\n"),
                    HasSubstr("--views")));
}

TEST_F(QueryCommandTest, ChangesNothing) {
  const auto before = collected(DatabaseContent{program.file("vigie.db")});
  for (const char* sql : {"DELETE FROM post",
                          "ATTACH 'other.db' AS o",
                          "VACUUM INTO 'other.db'",
                          "PRAGMA writable_schema = ON",
                          "SELECT load_extension('x')"}) {
    const Outcome outcome = program.run({"query", sql});
    EXPECT_EQ(outcome.exit_code, 2) << sql;
    EXPECT_THAT(outcome.err, AllOf(StartsWith("vigie: refused"), HasSubstr("only reads"))) << sql;
  }

  EXPECT_EQ(collected(DatabaseContent{program.file("vigie.db")}), before);
  EXPECT_FALSE(std::filesystem::exists(program.file("other.db")));
}

TEST_F(QueryCommandTest, StopsAtItsTimeLimitWithWhatIsPrintedStillSound) {
  const Outcome outcome = program.run(
      {"query", "--json", "--time-limit", "0.1", std::string{"SELECT 1 AS a; "} + kEndless});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("--time-limit"));
  const json result = json::parse(outcome.out);
  EXPECT_EQ(result[0]["complete"], true);
  EXPECT_EQ(result[1]["complete"], false);
}

TEST_F(QueryCommandTest, StopsWhenItIsInterrupted) {
  auto running = program.start(
      {"query", "--time-limit", "60", std::string{"SELECT 1 AS started; "} + kEndless});
  // The signal may come before the handler is there; then it ends the program at once, which is no
  // failure of what is tested here. One second is ample on an idle machine.
  std::this_thread::sleep_for(1s);
  running.send(SIGINT);

  const Outcome outcome = running.wait();

  if (outcome.exit_code == -SIGINT) {
    GTEST_SKIP() << "the program had not begun when the signal came";
  }
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("stopped by a signal"));
}

TEST_F(QueryCommandTest, AnswersNoQuestionWithHelp) {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"query"},
                                             {"query", "--file", "absent.sql"},
                                             {"query", "--csv", "--json", "SELECT 1"},
                                             {"query", "--views", "SELECT 1"},
                                             {"query", "--time-limit", "-1", "SELECT 1"}}) {
    EXPECT_EQ(program.run(words).exit_code, 2) << testing::PrintToString(words);
  }
  EXPECT_THAT(program.run({"query"}).err, HasSubstr("vigie query --views"));
}

TEST_F(QueryCommandTest, StatusTellsWhatToDoNextAtEachStep) {
  EXPECT_THAT(program.succeed({"status"}),
              AllOf(HasSubstr("simulated"), HasSubstr("`vigie analyze`, then `vigie report`")));
  program.succeed({"analyze"});
  EXPECT_THAT(program.succeed({"status"}),
              AllOf(HasSubstr("published"), HasSubstr("Next: Run 1 is up to date")));

  write_file(program.file("broken.jsonl"), "{\"event\"\n{\n");
  EXPECT_EQ(program.run({"import", "--mapping", "simulated", "broken.jsonl"}).exit_code, 1);

  EXPECT_THAT(program.succeed({"status"}),
              AllOf(HasSubstr("broken.jsonl line 1"),
                    HasSubstr("vigie query \"SELECT source, line"),
                    HasSubstr("Much was refused"),
                    HasSubstr("`vigie analyze`")));
  const json status = program.run_json({"status"});
  EXPECT_EQ(status["platforms"][0]["posts"], 1000);
  EXPECT_EQ(status["latest_runs"][0]["run"], 1);
  EXPECT_GT(status["latest_runs"][0]["bytes"].get<int>(), 0);
  EXPECT_FALSE(status["sizes"].empty());
  EXPECT_EQ(status["next"].size(), 2U);
  EXPECT_EQ(status["rejects"][0]["count"], 2);
}

TEST_F(QueryCommandTest, StatusOfAnEmptyDatabaseSaysImport) {
  program.succeed({"init", "--db", "empty.db"});

  EXPECT_THAT(program.succeed({"status", "--db", "empty.db"}), HasSubstr("vigie import FILE..."));
}

/// As a user who must obey file modes: root need not.
class ReadOnlyFolder : public QueryCommandTest {
 protected:
  static constexpr Limits kNobody{.as_nobody = true};

  void SetUp() override {
    QueryCommandTest::SetUp();
    program.succeed({"analyze"});
    std::filesystem::permissions(program.file("vigie.db"), std::filesystem::perms{0444});
    std::filesystem::create_directory(program.file("out"));
    std::filesystem::permissions(program.file("out"), std::filesystem::perms{0777});
    std::filesystem::permissions(program.folder(), std::filesystem::perms{0555});
    if (program.run({"--version"}, kNobody).exit_code != 0) {
      GTEST_SKIP() << "the user nobody cannot start the program: file modes cannot be tested";
    }
  }

  void TearDown() override {
    std::filesystem::permissions(program.folder(), std::filesystem::perms{0755});
  }
};

TEST_F(ReadOnlyFolder, IsReadAsItLies) {
  ASSERT_FALSE(std::filesystem::exists(program.file("vigie.db-wal")));

  const Outcome query = program.run({"query", "SELECT count(*) AS n FROM v_post"}, kNobody);
  EXPECT_EQ(query.exit_code, 0) << query.err;
  EXPECT_EQ(query.out, "n\r\n1000\r\n");
  const Outcome status = program.run({"status"}, kNobody);
  EXPECT_EQ(status.exit_code, 0) << status.err;
  const Outcome report = program.run({"report", "--out", "out/report"}, kNobody);
  EXPECT_EQ(report.exit_code, 0) << report.err;
  EXPECT_TRUE(std::filesystem::exists(program.file("out/report/report.html")));
  EXPECT_FALSE(std::filesystem::exists(program.file("vigie.db-shm")));
}

TEST_F(ReadOnlyFolder, WithChangesThatWaitInTheLogIsRefusedAndExplained) {
  std::filesystem::permissions(program.folder(), std::filesystem::perms{0755});
  write_file(program.file("vigie.db-wal"), std::string(8'240, 'x'));
  std::filesystem::permissions(program.file("vigie.db-wal"), std::filesystem::perms{0444});
  std::filesystem::permissions(program.folder(), std::filesystem::perms{0555});

  const Outcome outcome = program.run({"query", "SELECT 1"}, kNobody);

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("vigie.db-wal"), HasSubstr("may not be written")));
}

/// Two days of one simulation, analysed one after the other.
class TwoDays : public QueryCommandTest {
 protected:
  void SetUp() override {
    QueryCommandTest::SetUp();
    program.succeed({"analyze", "--to", "2026-03-27"});
    program.succeed({"analyze", "--to", "2026-03-28"});
  }
};

TEST_F(TwoDays, AreComparedInEveryFormat) {
  const json announced = program.run_json({"report", "--since", "2026-03-27", "--out", "report"});
  EXPECT_EQ(announced["comparison"]["before"], 1);

  const json report = json::parse(read_file(program.file("report/report.json")));
  const json& comparison = report["comparison"];
  EXPECT_EQ(comparison["before"]["id"], 1);
  EXPECT_TRUE(comparison["differences"].empty());
  const DatabaseContent database{program.file("vigie.db")};
  const auto count = [&database](const std::string& condition) {
    return database.number(
        "SELECT count(*) FROM account_score n LEFT JOIN account_score b ON b.run_id = 1 AND "
        "b.account_id = n.account_id WHERE n.run_id = 2 AND " +
        condition);
  };
  const std::string now = "n.rank > 0 AND n.likelihood >= 0.5";
  const std::string before = "(b.rank > 0 AND b.likelihood >= 0.5)";
  EXPECT_EQ(comparison["stayed_total"], count(now + " AND " + before));
  EXPECT_EQ(comparison["appeared_total"], count(now + " AND " + before + " IS NOT TRUE"));
  EXPECT_THAT(read_file(program.file("report/report.html")), HasSubstr("id=\"changes\""));
  EXPECT_THAT(read_file(program.file("report/comparison.csv")),
              StartsWith("run,earlier_run,kind,change,"));
  EXPECT_THAT(program.succeed({"report", "--since", "2026-03-27", "--lang", "fr"}),
              AllOf(HasSubstr("depuis le 27 mars 2026"), HasSubstr("Rapport\xC2\xA0: ")));
}

TEST_F(TwoDays, SayWhenThereIsNothingToCompare) {
  EXPECT_THAT(program.succeed({"report", "--since", "2026-03-01"}),
              HasSubstr("There is no earlier run to compare with"));

  program.succeed({"report"});
  EXPECT_FALSE(std::filesystem::exists(program.file("report/comparison.csv")));
  EXPECT_THAT(read_file(program.file("report/report.html")), Not(HasSubstr("id=\"changes\"")));
  EXPECT_EQ(program.run({"report", "--since", "yesterday"}).exit_code, 2);
}

TEST_F(TwoDays, DailyComparesWithYesterdayByItself) {
  const json outcome =
      program.run_json({"daily", "--mapping", "simulated", "--date", "2026-03-28", "posts.jsonl"});

  EXPECT_EQ(outcome["comparison"]["before"], 1);
  EXPECT_EQ(outcome["imports"][0]["duplicates"], 1000);
}

}  // namespace
}  // namespace vigie::tests
