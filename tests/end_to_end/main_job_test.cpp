// The main job as a newcomer does it: from nothing to a report, each command once and once more.
#include <algorithm>
#include <filesystem>
#include <set>
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
using testing::HasSubstr;

constexpr std::uint64_t kPostsOfMainJob = 3'000;

TEST(MainJob, IsLedFromStepToStepByWhatTheProgramSays) {
  const Program program;

  const Outcome before = program.run({"status"});
  EXPECT_EQ(before.exit_code, 1);
  EXPECT_THAT(before.err, HasSubstr("vigie import"));

  EXPECT_THAT(program.succeed({"simulate", "--posts", "1000", "--out", "posts.jsonl"}),
              HasSubstr("vigie import --mapping simulated posts.jsonl"));
  EXPECT_THAT(program.succeed({"import", "--mapping", "simulated", "posts.jsonl"}),
              HasSubstr("vigie analyze"));
  EXPECT_THAT(program.succeed({"status"}), HasSubstr("vigie analyze"));
  const Outcome too_early = program.run({"report"});
  EXPECT_EQ(too_early.exit_code, 1);
  EXPECT_THAT(too_early.err, HasSubstr("vigie analyze"));
  EXPECT_THAT(program.succeed({"analyze"}), HasSubstr("vigie report"));
  EXPECT_THAT(program.succeed({"report"}), HasSubstr("report/report.html"));
  EXPECT_THAT(program.succeed({"status"}), HasSubstr("vigie report"));
}

TEST(MainJob, ImportsTheSamePostsOnlyOnce) {
  const Program program;
  simulate(program, kPostsOfMainJob, 1);
  const std::vector<std::string> import{"import", "--mapping", "simulated", "posts.jsonl"};

  const json first = program.run_json(import);
  const auto once = collected(DatabaseContent{program.file("vigie.db")});
  const json second = program.run_json(import);

  EXPECT_EQ(first[0]["records"], kPostsOfMainJob);
  EXPECT_EQ(first[0]["stored"], kPostsOfMainJob);
  EXPECT_EQ(first[0]["seen_before"], false);
  EXPECT_EQ(second[0]["stored"], 0);
  EXPECT_EQ(second[0]["duplicates"], kPostsOfMainJob);
  EXPECT_EQ(second[0]["seen_before"], true);
  EXPECT_EQ(collected(DatabaseContent{program.file("vigie.db")}), once);
}

TEST(MainJob, RecognisesPostsThatComeInAnotherFile) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);
  const auto once = lines_of(read_file(program.file("posts.jsonl")));
  write_file(program.file("again.jsonl.gz"), gzip(join_lines({once.begin() + 100, once.end()})));

  const json again = program.run_json({"import", "--mapping", "simulated", "again.jsonl.gz"});

  EXPECT_EQ(again[0]["stored"], 0);
  EXPECT_EQ(again[0]["duplicates"], kPostsOfMainJob - 100);
  EXPECT_EQ(DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM post"),
            kPostsOfMainJob);
}

TEST(MainJob, AddsARunAndLeavesTheOldOneAsItWas) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);
  const std::string first_run = "SELECT * FROM account_score WHERE run_id = 1 ORDER BY account_id";

  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};
  const auto scores = database.rows(first_run);
  const auto said = findings(database);
  const json second = program.run_json({"analyze"});

  EXPECT_EQ(second["run"], 2);
  EXPECT_FALSE(scores.empty());
  EXPECT_EQ(database.rows(first_run), scores);
  EXPECT_EQ(findings(database), said);
}

TEST(MainJob, KeepsAScoreRowForEveryAccountAndNoLikelihoodForGradeD) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);
  const json run = program.run_json({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};

  EXPECT_EQ(database.number("SELECT count(*) FROM v_score"), run["accounts"].get<int>());
  EXPECT_EQ(run["accounts"].get<int>(),
            database.number("SELECT count(DISTINCT account_id) FROM post"));
  EXPECT_GT(database.number("SELECT count(*) FROM v_score WHERE grade <> 'D'"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE (grade = 'D') <> "
                            "(likelihood IS NULL AND low IS NULL AND rank = 0)"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE posts < 10 AND grade <> 'D'"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE likelihood IS NOT NULL AND NOT "
                            "(0 < low AND low <= likelihood AND likelihood <= high AND high < 1)"),
            0);
}

TEST(MainJob, RanksByTheLowerBoundWithoutGapsOrDeclaredAccounts) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};

  const auto ranked = database.rows("SELECT rank, low FROM v_daily_report ORDER BY rank");

  ASSERT_FALSE(ranked.empty());
  double above = 1.0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    EXPECT_EQ(ranked[i][0], std::to_string(i + 1));
    EXPECT_LE(std::stod(ranked[i][1]), above);
    above = std::stod(ranked[i][1]);
  }
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE rank > 0 AND account_class <> "
                            "'ordinary'"),
            0);
}

TEST(MainJob, ReportsWhatTheDatabaseSays) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);
  program.succeed({"analyze"});
  program.succeed({"report", "--out", "out"});
  const DatabaseContent database{program.file("vigie.db")};
  const json report = json::parse(read_file(program.file("out/report.json")));
  const auto rows =
      database.rows("SELECT native_id, likelihood, automation_likelihood, low FROM v_daily_report");

  ASSERT_FALSE(report["ranked"].empty());
  EXPECT_EQ(report["posts"], kPostsOfMainJob);
  EXPECT_EQ(report["simulated"], true);
  for (std::size_t i = 0; i < report["ranked"].size(); ++i) {
    const json& account = report["ranked"][i];
    EXPECT_EQ(account["native_id"], rows.at(i)[0]);
    EXPECT_EQ(account["likelihood"].get<double>(), std::stod(rows[i][1]));
    EXPECT_EQ(account["automation_likelihood"].get<double>(), std::stod(rows[i][2]));
    EXPECT_EQ(account["low"].get<double>(), std::stod(rows[i][3]));
  }
  EXPECT_EQ(report["above_line"].get<int>(),
            database.number("SELECT count(*) FROM v_daily_report WHERE likelihood >= 0.5"));
}

TEST(MainJob, ShowsPostsOfTheAccountBehindEveryContribution) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);
  program.succeed({"analyze"});
  program.succeed({"report"});
  const DatabaseContent database{program.file("vigie.db")};
  const json report = json::parse(read_file(program.file("report/report.json")));
  std::set<std::pair<std::string, std::string>> posts;
  for (const Row& row : database.rows("SELECT t.post_id, a.native_id FROM post t "
                                      "JOIN account a USING (account_id)")) {
    posts.emplace(row[0], row[1]);
  }

  std::size_t shown = 0;
  for (const json& account : report["ranked"]) {
    EXPECT_FALSE(account["contributions"].empty());
    for (const json& contribution : account["contributions"]) {
      for (const json& post : contribution["evidence"]) {
        EXPECT_TRUE(posts.contains(
            {std::to_string(post.get<std::int64_t>()), account["native_id"].get<std::string>()}));
        ++shown;
      }
    }
  }
  EXPECT_GT(shown, report["ranked"].size());
}

TEST(MainJob, WritesReportsThatOnlyTheirOwnerReads) {
  const Program program;
  import_simulated(program, 1'000, 1);
  program.succeed({"daily", "--out", "reports"});

  constexpr auto kOwnerOnly =
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  for (const char* name : {"vigie.db",
                           "reports/2026-03-29/report.html",
                           "reports/2026-03-29/report.json",
                           "reports/2026-03-29/report.csv"}) {
    const auto file = program.file(name);
    ASSERT_TRUE(std::filesystem::exists(file)) << name;
    EXPECT_EQ(std::filesystem::status(file).permissions(), kOwnerOnly) << name;
  }
  EXPECT_LT(std::filesystem::file_size(program.file("reports/2026-03-29/report.html")), 2'000'000U);
}

TEST(MainJob, WritesTheReportInFrenchWithTheSameNumbers) {
  const Program program;
  import_simulated(program, 1'000, 1);
  program.succeed({"analyze"});
  program.succeed({"report", "--out", "en", "--lang", "en"});
  program.succeed({"report", "--out", "fr", "--lang", "fr"});

  EXPECT_THAT(read_file(program.file("en/report.html")), HasSubstr("lang=\"en\""));
  EXPECT_THAT(read_file(program.file("fr/report.html")), HasSubstr("lang=\"fr\""));
  EXPECT_EQ(read_file(program.file("fr/report.json")), read_file(program.file("en/report.json")));
}

TEST(Daily, DoesAllOfItAndNothingTheSecondTime) {
  const Program program;
  simulate(program, kPostsOfMainJob, 1);
  const std::vector<std::string> daily{
      "daily", "--mapping", "simulated", "--out", "reports", "posts.jsonl"};
  const auto report = [&](const char* name) {
    return read_file(program.file("reports/2026-03-29") / name);
  };

  program.succeed(daily);
  const std::vector<std::string> first{
      report("report.html"), report("report.json"), report("report.csv")};
  const std::string second_says = program.succeed(daily);

  EXPECT_THAT(first, testing::Each(testing::Not(testing::IsEmpty())));
  EXPECT_THAT(second_says, HasSubstr("Nothing new since run 1"));
  EXPECT_EQ(report("report.html"), first[0]);
  EXPECT_EQ(report("report.json"), first[1]);
  EXPECT_EQ(report("report.csv"), first[2]);
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM analysis_run"), 1);
  EXPECT_TRUE(database.is_sound());
}

TEST(Daily, RunsAgainWhenPostsOrSettingsAreNew) {
  const Program program;
  simulate(program, kPostsOfMainJob, 1);
  const auto lines = lines_of(read_file(program.file("posts.jsonl")));
  write_file(program.file("a.jsonl"), join_lines({lines.begin(), lines.begin() + 2'000}));
  write_file(program.file("b.jsonl"), join_lines({lines.begin() + 2'000, lines.end()}));
  const auto daily = [&](const char* file) {
    return program.run_json({"daily", "--mapping", "simulated", "--date", "2026-03-29", file});
  };

  EXPECT_EQ(daily("a.jsonl")["run"], 1);
  EXPECT_EQ(daily("b.jsonl")["run"], 2);
  EXPECT_EQ(daily("b.jsonl")["run"], 2);
  write_file(program.file("vigie.toml"), "[analysis]\nprior = 0.1\n");
  EXPECT_EQ(daily("b.jsonl")["run"], 3);
}

TEST(Daily, RunsAgainWhenOnlyAProfileIsNew) {
  const Program program;
  write_file(program.file("table.toml"),
             "title = \"Profiles\"\nplatform = \"x\"\nformat = \"csv\"\n[post]\nid = \"id\"\n"
             "account = \"account\"\ntime = \"time\"\nobserved = \"seen\"\n"
             "declared_bot = \"bot\"\n");
  // The same posts twice, seen a day later the second time, with another profile.
  const auto rows = [](const char* seen, const char* bot) {
    std::string text = "id,account,time,seen,bot\n";
    for (int i = 10; i < 40; ++i) {
      text += std::to_string(i) + ",ada,2026-03-02T10:00:" + std::to_string(i) + "Z," + seen +
              "T12:00:00Z," + bot + "\n";
    }
    return text;
  };
  write_file(program.file("monday.csv"), rows("2026-03-02", "false"));
  write_file(program.file("tuesday.csv"), rows("2026-03-03", "true"));
  const auto daily = [&](const char* file) {
    return program.run_json({"daily", "--mapping", "table.toml", "--date", "2026-03-05", file});
  };

  EXPECT_EQ(daily("monday.csv")["run"], 1);
  const json second = daily("tuesday.csv");

  const DatabaseContent database{program.file("vigie.db")};
  ASSERT_EQ(database.number("SELECT declared_bot FROM account"), 2);
  EXPECT_EQ(second["run"], 2);
  EXPECT_EQ(database.rows("SELECT account_class FROM v_score"),
            (std::vector<Row>{{"declared_bot"}}));
}

TEST(Daily, ReportsTheDayThatIsAskedFor) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);

  program.succeed({"daily", "--out", "reports", "--date", "2026-03-20"});

  const json report = json::parse(read_file(program.file("reports/2026-03-20/report.json")));
  EXPECT_EQ(report["run"]["window"]["end"], "2026-03-21T00:00:00.000Z");
  EXPECT_EQ(report["run"]["window"]["begin"], "2026-02-21T00:00:00.000Z");
  EXPECT_LT(report["posts"].get<std::uint64_t>(), kPostsOfMainJob);
}

TEST(Daily, WritesItsReportDespiteOneBadFileAndTellsByItsExitCode) {
  const Program program;
  simulate(program, 1'000, 1);

  const Outcome outcome =
      program.run({"daily", "--mapping", "simulated", "missing.jsonl", "posts.jsonl"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("missing.jsonl"));
  EXPECT_TRUE(std::filesystem::exists(program.file("report/2026-03-29/report.html")));
}

TEST(Analyze, WalksOverAllWindowsAndKeepsTheHighestScore) {
  const Program program;
  import_simulated(program, kPostsOfMainJob, 1);
  write_file(program.file("vigie.toml"), "[analysis]\nwindow_days = 7\n");

  const json all = program.run_json({"analyze", "--all"});
  const DatabaseContent database{program.file("vigie.db")};
  const auto highest =
      database.rows("SELECT native_id, likelihood FROM v_score ORDER BY native_id");

  EXPECT_EQ(all["posts"], kPostsOfMainJob);
  EXPECT_GT(database.number("SELECT count(DISTINCT window_begin_ms) FROM v_score"), 1);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE window_end_ms - window_begin_ms > "
                            "7 * 86400000"),
            0);
  program.succeed({"analyze", "--from", "2026-03-23", "--to", "2026-03-29"});
  std::size_t compared = 0;
  for (const Row& row :
       database.rows("SELECT native_id, likelihood FROM v_score WHERE likelihood IS NOT NULL")) {
    const auto found = std::find_if(
        highest.begin(), highest.end(), [&](const Row& other) { return other[0] == row[0]; });
    ASSERT_NE(found, highest.end());
    ASSERT_NE((*found)[1], "null");
    EXPECT_GE(std::stod((*found)[1]) + 1e-9, std::stod(row[1])) << row[0];
    ++compared;
  }
  EXPECT_GT(compared, 0U);
}

}  // namespace
}  // namespace vigie::tests
