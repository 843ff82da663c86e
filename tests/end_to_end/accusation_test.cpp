// Whom the score puts at or above the report line: whom it should, and nobody else.
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {
namespace {

constexpr std::uint64_t kPosts = 20'000;
constexpr std::uint64_t kFewPosts = 6'000;

struct Count {
  int accounts = 0;
  int above = 0;
};

/// By role: how many accounts there are, and how many reach the line of 50 %.
std::map<std::string, Count> count_by_role(const Program& program) {
  const auto roles = simulated_roles(program);
  std::map<std::string, Count> counts;
  for (const auto& [account, role] : roles) {
    ++counts[role].accounts;
  }
  const DatabaseContent database{program.file("vigie.db")};
  for (const Row& row :
       database.rows("SELECT native_id FROM v_score WHERE likelihood >= 0.5 AND rank > 0")) {
    ++counts[roles.at(row[0])].above;
  }
  return counts;
}

/// The innocent that look alike or keep odd hours, by group: fans of a live event, readers of one
/// camp's papers, people abroad and on night shifts.
void expect_no_group_is_accused(const Program& program) {
  const auto groups = simulated_groups(program);
  const DatabaseContent database{program.file("vigie.db")};
  std::map<std::string, int> scored;
  for (const Row& row :
       database.rows("SELECT native_id, likelihood FROM v_score WHERE likelihood IS NOT NULL")) {
    const std::string& group = groups.at(row[0]);
    if (group == "fan" || group == "camp" || group == "abroad" || group == "night_shift") {
      ++scored[group];
      EXPECT_LT(std::stod(row[1]), 0.5) << group;
    }
  }
  EXPECT_EQ(scored.size(), 4U) << "a group has nobody with enough posts for a score";
}

/// People who share listed sources out of conviction stay under the line.
void expect_sources_accuse_nobody(const Program& program) {
  const auto roles = simulated_roles(program);
  const DatabaseContent database{program.file("vigie.db")};
  int convinced = 0;
  for (const Row& row : database.rows("SELECT native_id, likelihood FROM v_score WHERE "
                                      "likelihood IS NOT NULL AND listed_posts >= 5")) {
    if (roles.at(row[0]) == "person") {
      EXPECT_LT(std::stod(row[1]), 0.5);
      ++convinced;
    }
  }
  EXPECT_GT(convinced, 0) << "nobody in the simulation shares listed sources out of conviction";
}

class Accusation : public testing::TestWithParam<int> {};

TEST_P(Accusation, FallsOnRelaysAndSparesPeoplePapersAndSchedulers) {
  const Program program;
  import_simulated(program, kPosts, static_cast<std::uint64_t>(GetParam()));
  program.succeed({"analyze"});

  auto counts = count_by_role(program);

  ASSERT_GE(counts["relay"].accounts, 6);
  ASSERT_GE(counts["person"].accounts, 1'000);
  ASSERT_GE(counts["newsroom"].accounts, 5);
  ASSERT_GE(counts["scheduler"].accounts, 5);
  EXPECT_GE(counts["relay"].above, 0.9 * counts["relay"].accounts);
  EXPECT_LE(counts["person"].above, 0.001 * counts["person"].accounts);
  EXPECT_EQ(counts["newsroom"].above, 0);
  EXPECT_EQ(counts["scheduler"].above, 0);
  EXPECT_EQ(counts["declared_bot"].above, 0);
  for (const char* innocent : {"agency", "local_paper", "scheduled_person"}) {
    EXPECT_GT(counts[innocent].accounts, 0) << innocent;
    EXPECT_EQ(counts[innocent].above, 0) << innocent;
  }
  expect_no_group_is_accused(program);
  expect_sources_accuse_nobody(program);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Accusation, testing::Values(1, 2, 3));

/// A list of the project without RT's own domain.
std::string without_rt(const char* name) {
  std::vector<std::string> kept;
  const auto list = read_file(std::filesystem::path{VIGIE_SOURCE_DIR} / "config" / "lists" / name);
  for (const std::string& line : lines_of(list)) {
    if (!line.starts_with("domain,rt.com,")) {
      kept.push_back(line);
    }
  }
  EXPECT_EQ(kept.size() + 1, lines_of(list).size()) << name;
  return join_lines(kept);
}

TEST(SourceLists, ChangeTheTrollBotLikelihoodAndNeverTheAutomationLikelihood) {
  const Program program;
  import_simulated(program, kFewPosts, 1);
  const DatabaseContent database{program.file("vigie.db")};
  const std::string automation =
      "SELECT native_id, automation_likelihood, nats_cadence, nats_coordination FROM v_score "
      "ORDER BY native_id";
  const std::string all = "SELECT native_id, likelihood FROM v_score ORDER BY native_id";
  program.succeed({"analyze"});
  const auto automation_before = database.rows(automation);
  const auto likelihood_before = database.rows(all);
  const auto listed_before = database.number("SELECT sum(listed_posts) FROM v_score");

  for (const char* list : {"sanctioned.csv", "state_media.csv"}) {
    write_file(program.file("own/lists") / list, without_rt(list));
  }
  write_file(program.file("vigie.toml"), "config_dir = \"own\"\n");
  program.succeed({"analyze"});

  EXPECT_EQ(database.rows(automation), automation_before);
  EXPECT_LT(database.number("SELECT sum(listed_posts) FROM v_score"), listed_before);
  EXPECT_NE(database.rows(all), likelihood_before);
  EXPECT_EQ(database.number("SELECT count(DISTINCT config_hash) FROM analysis_run"), 2);
  EXPECT_EQ(database.number("SELECT count(*) FROM source_list WHERE name = 'sanctioned'"), 2);
}

TEST(Classes, AreShownApartAndRankedWhenSwitchedOff) {
  const Program program;
  import_simulated(program, kFewPosts, 1);
  const DatabaseContent database{program.file("vigie.db")};
  const std::string apart =
      "SELECT count(*) FROM v_score WHERE account_class <> 'ordinary' AND rank = 0";
  program.succeed({"analyze"});
  EXPECT_GT(database.number(apart), 0);

  program.succeed({"analyze", "--no-classes"});

  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE account_class <> 'ordinary'"), 0);
  EXPECT_EQ(
      database.number("SELECT count(*) FROM v_score WHERE likelihood IS NOT NULL AND rank = 0"), 0);
}

TEST(Classes, HoldAccountsThatTheTeamDeclares) {
  const Program program;
  import_simulated(program, kFewPosts, 1);
  const DatabaseContent database{program.file("vigie.db")};
  program.succeed({"analyze"});
  const std::string first =
      database.rows("SELECT handle FROM v_daily_report WHERE rank = 1").front().front();

  write_file(program.file("vigie.toml"), "[classes]\nmedia = [\"simulated:" + first + "\"]\n");
  program.succeed({"analyze"});

  const auto row =
      database.rows("SELECT account_class, rank FROM v_score WHERE handle = '" + first + "'");
  EXPECT_EQ(row, (std::vector<Row>{{"media", "0"}}));
}

}  // namespace
}  // namespace vigie::tests
