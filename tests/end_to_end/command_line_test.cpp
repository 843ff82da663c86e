// Fixed names, exit codes and JSON that scripts rely on.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(CommandLine, ExplainsItselfAndEveryCommandWithExamples) {
  const Program program;

  EXPECT_THAT(program.succeed({"--help"}),
              AllOf(HasSubstr("vigie simulate"), HasSubstr("Exit codes")));
  EXPECT_THAT(program.succeed({"--version"}), testing::MatchesRegex("vigie [0-9]+[.][0-9.]+\n"));
  for (const char* command :
       {"init", "import", "analyze", "report", "daily", "simulate", "lists", "topics", "status"}) {
    EXPECT_THAT(program.succeed({command, "--help"}), HasSubstr("Example")) << command;
  }
}

TEST(CommandLine, AnswersWrongUsageWithTwoAndNothingOnStandardOutput) {
  const Program program;
  import_simulated(program, 1'000, 1);
  const std::vector<std::vector<std::string>> mistakes{
      {},
      {"watch"},
      {"import"},
      {"import", "--no-such-option", "posts.jsonl"},
      {"import", "--mapping", "simulated", "--format", "jetstream", "posts.jsonl"},
      {"import", "--mapping", "no_such_mapping", "posts.jsonl"},
      {"analyze", "--from", "yesterday"},
      {"analyze", "--from", "2026-03-20", "--to", "2026-03-10"},
      {"analyze", "--all", "--from", "2026-03-10"},
      {"report", "--lang", "tlh"},
      {"daily", "--date", "never"},
      {"simulate", "--days", "0"},
      {"simulate", "--posts", "-5"},
      {"simulate", "--begin", "soon", "--out", "other.jsonl"},
      {"lists", "show", "no_such_list"},
      {"topics"},
      {"topics", "show", "no_such_topic"},
      {"topics", "suggest", "no_such_topic"},
      {"topics", "suggest", "elections", "--limit", "0"},
      {"status", "--config", "no_such.toml", "--db"}};

  for (const auto& words : mistakes) {
    const Outcome outcome = program.run(words);
    EXPECT_EQ(outcome.exit_code, 2) << testing::PrintToString(words) << outcome.err;
    EXPECT_THAT(outcome.out, IsEmpty()) << testing::PrintToString(words);
    EXPECT_THAT(outcome.err, Not(IsEmpty())) << testing::PrintToString(words);
  }
}

TEST(CommandLine, AnswersARunThatFailsWithOneAndWhatToDoNext) {
  const Program program;
  program.succeed({"init"});
  import_simulated(program, 1'000, 1);
  program.succeed({"init", "--db", "empty.db"});

  struct Failing {
    std::vector<std::string> words;
    std::string advice;
  };

  const std::vector<Failing> failing{
      {{"analyze", "--db", "absent.db"}, "vigie import"},
      {{"report", "--db", "absent.db"}, "vigie import"},
      {{"analyze", "--db", "empty.db"}, "vigie import"},
      {{"daily", "--db", "empty.db"}, "vigie import"},
      {{"topics", "suggest", "elections", "--db", "absent.db"}, "vigie import"},
      {{"topics", "suggest", "elections", "--db", "empty.db"}, "vigie import"},
      {{"analyze", "--from", "2001-01-01", "--to", "2001-02-01"}, "vigie status"},
      {{"report"}, "vigie analyze"},
      {{"simulate", "--out", "no/such/folder/x.jsonl"}, "Check the folder"},
  };
  for (const auto& [words, advice] : failing) {
    const Outcome outcome = program.run(words);
    EXPECT_EQ(outcome.exit_code, 1) << testing::PrintToString(words);
    EXPECT_THAT(outcome.err, AllOf(testing::StartsWith("vigie: "), HasSubstr(advice)));
  }
}

TEST(CommandLine, ReportsARunThatDoesNotExistAsAFailure) {
  const Program program;
  import_simulated(program, 1'000, 1);
  program.succeed({"analyze"});

  const Outcome outcome = program.run({"report", "--run", "99"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("99"));
  EXPECT_FALSE(std::filesystem::exists(program.file("report/report.html")));
}

TEST(CommandLine, PrintsOneJsonDocumentWithEveryCommand) {
  const Program program;

  EXPECT_EQ(program.run_json({"simulate", "--posts", "1000", "--out", "posts.jsonl"})["posts"],
            1000);
  EXPECT_GT(program.run_json({"init"})["entries"].get<int>(), 1'000);
  EXPECT_EQ(program.run_json({"import", "--mapping", "simulated", "posts.jsonl"})[0]["stored"],
            1000);
  EXPECT_EQ(program.run_json({"analyze"})["posts"], 1000);
  EXPECT_EQ(program.run_json({"report"})["run"], 1);
  EXPECT_EQ(program.run_json({"daily"})["run"], 1);
  EXPECT_EQ(program.run_json({"status"})["posts"], 1000);
  EXPECT_GE(program.run_json({"lists", "show"}).size(), 7U);
  EXPECT_FALSE(program.run_json({"lists", "show", "sanctioned"})[0]["rows"].empty());
  EXPECT_TRUE(program.run_json({"lists", "check"}).empty());
}

TEST(CommandLine, KeepsTheViewsThatScriptsReadByName) {
  const Program program;
  import_simulated(program, 1'000, 1);
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};

  EXPECT_FALSE(database
                   .rows("SELECT platform, handle, likelihood, automation_likelihood, low, high, "
                         "grade, rank FROM v_score")
                   .empty());
  EXPECT_FALSE(database.rows("SELECT * FROM v_daily_report").empty());
}

TEST(CommandLine, CanBeRepeatedWithoutHarm) {
  const Program program;
  program.succeed({"init"});
  import_simulated(program, 1'000, 1);
  const DatabaseContent database{program.file("vigie.db")};
  const auto before = collected(database);

  program.succeed({"init"});

  EXPECT_EQ(collected(database), before);
  EXPECT_TRUE(database.is_sound());
}

TEST(CommandLine, ReadsTheSettingsBesideTheDatabase) {
  const Program program;
  import_simulated(program, 1'000, 1);
  write_file(program.file("vigie.toml"),
             "[analysis]\nwindow_days = 3\n[report]\nlanguage = \"fr\"\n");

  const json run = program.run_json({"analyze"});
  program.succeed({"report"});

  EXPECT_EQ(run["window"][0], "2026-03-27T00:00:00.000Z");
  EXPECT_THAT(read_file(program.file("report/report.html")), HasSubstr("lang=\"fr\""));
}

}  // namespace
}  // namespace vigie::tests
