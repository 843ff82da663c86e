// An import that is killed, at any moment and as often as may be, and then done again: the same
// content as without.
#include <chrono>
#include <csignal>
#include <random>
#include <string>
#include <thread>
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

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::uint64_t kPostsOfInterruption = 40'000;
constexpr int kKills = 6;
constexpr int kInterruptedFiles = 6;

constexpr std::string_view kTable =
    "title = \"Posts without ids\"\nplatform = \"x\"\nformat = \"csv\"\n"
    "[post]\naccount = \"account\"\ntime = \"time\"\ntext = \"text\"\n";

struct Feed {
  std::vector<std::string> import;  ///< The command, its files written.
  std::uint64_t records = 0;
};

/// Posts with ids, in several files: each is a transaction of its own at least.
Feed posts_with_ids(const Program& program) {
  simulate(program, kPostsOfInterruption, 4);
  const auto lines = lines_of(read_file(program.file("posts.jsonl")));
  Feed feed{{"import", "--mapping", "simulated"}, kPostsOfInterruption};
  for (std::size_t part = 0; part < kInterruptedFiles; ++part) {
    const auto begin = lines.begin() +
                       static_cast<std::ptrdiff_t>(part * kPostsOfInterruption / kInterruptedFiles);
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>((part + 1) * kPostsOfInterruption /
                                                                 kInterruptedFiles);
    feed.import.push_back("part" + std::to_string(part) + ".jsonl");
    write_file(program.file(feed.import.back()), join_lines({begin, end}));
  }
  return feed;
}

/// Posts without ids, every tenth an exact repeat, with rejects among them.
Feed posts_without_ids(const Program& program) {
  write_file(program.file("table.toml"), kTable);
  Feed feed{{"import", "--mapping", "table.toml"}, 0};
  for (int part = 0; part < kInterruptedFiles; ++part) {
    std::string rows = "account,time,text\n";
    for (int i = 0; i < 6'000; ++i) {
      const int post = i % 10 == 9 ? i - 1 : i;
      const std::string time = i % 500 == 7 ? "never" : std::to_string(10 + post % 50);
      rows += "account" + std::to_string(post % 97) + ",2026-03-0" + std::to_string(1 + part) +
              "T12:00:" + time + "Z,post " + std::to_string(post / 3) +
              " https://paper.example/page" + std::to_string(post % 301) + "\n";
      ++feed.records;
    }
    feed.import.push_back("part" + std::to_string(part) + ".csv");
    write_file(program.file(feed.import.back()), rows);
  }
  return feed;
}

/// All that a database holds of what came, imports included.
std::vector<std::string> whole_content(const Program& program) {
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_TRUE(database.is_sound());
  auto rows = collected(database);
  const auto imports = bookkeeping(database);
  rows.insert(rows.end(), imports.begin(), imports.end());
  return rows;
}

std::int64_t posts_committed(const Program& program) {
  try {
    return DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM post");
  } catch (const std::exception&) {
    return 0;  // no database yet, or no table
  }
}

/// Waits until something is committed, or the program has ended.
void wait_for_first_posts(const Program& program, RunningProgram& running) {
  while (!running.has_ended() && posts_committed(program) == 0) {
    std::this_thread::sleep_for(milliseconds{2});
  }
}

using MakeFeed = Feed (*)(const Program&);

class Interruption : public testing::TestWithParam<MakeFeed> {};

TEST_P(Interruption, ByKillLeavesNoTraceInWhatIsThereAtTheEnd) {
  const Program calm;
  const Feed feed = GetParam()(calm);
  const auto start = Clock::now();
  const Outcome undisturbed = calm.run(feed.import);
  const auto whole = std::chrono::duration_cast<milliseconds>(Clock::now() - start);

  const Program troubled;
  static_cast<void>(GetParam()(troubled));
  std::mt19937 random{20260302};
  int killed = 0;
  int killed_amid = 0;
  for (int i = 0; i < kKills; ++i) {
    RunningProgram running = troubled.start(feed.import);
    if (i == 0) {  // Of nothing yet: what is there then was committed by this one, and is a part.
      wait_for_first_posts(troubled, running);
    } else {
      std::this_thread::sleep_for(milliseconds{random() % static_cast<unsigned>(whole.count())});
    }
    running.send(SIGKILL);
    killed += running.wait().exit_code == -SIGKILL ? 1 : 0;
    const auto posts = posts_committed(troubled);
    killed_amid += posts > 0 && posts < static_cast<std::int64_t>(feed.records) * 9 / 10 ? 1 : 0;
    if (posts > 0) {
      EXPECT_TRUE(DatabaseContent{troubled.file("vigie.db")}.is_sound());
    }
  }
  const Outcome last = troubled.run(feed.import);

  EXPECT_EQ(last.exit_code, undisturbed.exit_code) << last.err;
  EXPECT_GE(killed, 2) << "hardly any import was still at work when it was killed";
  EXPECT_GE(killed_amid, 1) << "no import was killed between two commits";
  const auto expected = whole_content(calm);
  const auto found = whole_content(troubled);
  EXPECT_EQ(found.size(), expected.size());
  EXPECT_TRUE(found == expected);
}

TEST_P(Interruption, BySignalEndsAtABatchAndTellsHowToGoOn) {
  const Program calm;
  const Feed feed = GetParam()(calm);
  EXPECT_EQ(calm.run(feed.import).exit_code, 0);

  const Program stopped;
  static_cast<void>(GetParam()(stopped));
  RunningProgram running = stopped.start(feed.import);
  wait_for_first_posts(stopped, running);
  running.send(SIGTERM);
  const Outcome outcome = running.wait();

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, testing::HasSubstr("mport it again to go on"));
  EXPECT_LT(posts_committed(stopped), posts_committed(calm));
  EXPECT_EQ(stopped.run(feed.import).exit_code, 0);
  EXPECT_TRUE(whole_content(stopped) == whole_content(calm));
}

INSTANTIATE_TEST_SUITE_P(Of,
                         Interruption,
                         testing::Values(&posts_with_ids, &posts_without_ids),
                         [](const auto& feed) {
                           return feed.index == 0 ? "PostsWithIds" : "PostsWithoutIds";
                         });

TEST(Interruption, OfAnAnalysisLeavesNoHalfRun) {
  const Program program;
  import_simulated(program, kPostsOfInterruption, 4);
  std::mt19937 random{7};
  for (int i = 0; i < 4; ++i) {
    RunningProgram running = program.start({"analyze"});
    std::this_thread::sleep_for(milliseconds{random() % 900});
    running.send(SIGKILL);
    static_cast<void>(running.wait());
  }
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_TRUE(database.is_sound());

  program.succeed({"analyze"});

  const auto accounts = database.number("SELECT count(DISTINCT account_id) FROM post");
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score"), accounts);
  EXPECT_EQ(database.number("SELECT count(*) FROM analysis_run r WHERE published_ms IS NOT NULL "
                            "AND (SELECT count(*) FROM account_score s WHERE s.run_id = r.run_id) "
                            "<> r.accounts"),
            0);
}

}  // namespace
}  // namespace vigie::tests
