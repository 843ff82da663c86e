// `vigie groups`, `pair`, `trace` and `export network` as an analyst types them.
#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"

namespace vigie::tests {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string analyst_post(const std::string& id,
                         const std::string& account,
                         const std::string& handle,
                         const std::string& time,
                         const std::string& url) {
  return json{{"id", id},
              {"account", account},
              {"handle", handle},
              {"display_name", ""},
              {"time", "2026-03-02T" + time + "Z"},
              {"kind", "post"},
              {"text", "Read this"},
              {"lang", "en"},
              {"urls", json::array({url})},
              {"tags", json::array({"Water"})},
              {"mentions", json::array()}}
             .dump() +
         '\n';
}

/// Three accounts, one of them with a name that plays with terminals, and one link in three
/// spellings.
class AnalystCommandsTest : public testing::Test {
 protected:
  Program program;

  void SetUp() override {
    write_file(
        program.file("posts.jsonl"),
        analyst_post("m1", "1", "north", "10:00:00", "https://www.valley.example/a?utm_source=x") +
            analyst_post("m2", "2", "south", "10:00:30", "https://valley.example/a#top") +
            analyst_post("m3", "3", "\x1b[31m\u202Ewest", "13:00:00", "http://valley.example/a/"));
    program.succeed({"import", "--mapping", "simulated", "posts.jsonl"});
  }

  /// A run in which north and south are linked, whatever the analysis itself found.
  void analyse_with_a_link() {
    program.succeed({"analyze"});
    const DatabaseContent database{program.file("vigie.db")};
    for (const char* table : {"pair",
                              "pair_layer",
                              "pair_meeting",
                              "group_member",
                              "group_object",
                              "coordinated_group"}) {
      database.execute(fmt::format("DELETE FROM {}", table));
    }
    const std::int64_t run = database.number("SELECT max(run_id) FROM analysis_run");
    const std::int64_t north =
        database.number("SELECT account_id FROM account WHERE native_id='1'");
    const std::int64_t south =
        database.number("SELECT account_id FROM account WHERE native_id='2'");
    if (database.number("SELECT count(*) FROM run_coordination") == 0) {
      database.execute(
          fmt::format("INSERT INTO run_coordination (run_id, shares, objects, popular_objects, "
                      "popular_shares, tested_pairs, eligible_pairs, pairs, accounts, span_ms) "
                      "VALUES ({}, 3, 1, 0, 0, 3, 3, 1, 2, 1000)",
                      run));
    }
    database.execute("UPDATE run_coordination SET shares = 3");
    database.execute(
        fmt::format("INSERT INTO pair VALUES ({}, {}, {}, 1, 3, 2, 2, 2, 1.0, 9.0, 6.0, 4.0)",
                    run,
                    north,
                    south));
    database.execute(
        fmt::format("INSERT INTO pair_layer VALUES ({}, {}, {}, 'url', 60000, 2, 0.01, 8.5)",
                    run,
                    north,
                    south));
    database.execute(fmt::format(
        "INSERT INTO pair_meeting SELECT {}, {}, {}, 0, 'url', (SELECT object_id FROM object "
        "WHERE kind = 1), NULL, (SELECT post_id FROM post WHERE native_id = 'm1'), "
        "(SELECT post_id FROM post WHERE native_id = 'm2'), 30000",
        run,
        north,
        south));
    database.execute(fmt::format(
        "INSERT INTO coordinated_group VALUES ({}, 1, NULL, 'valley.example', 2, 0, 1, 2, 0.01, "
        "1.0, 0.9, 30000, 0.5, 0.0, 0.3, 1772445600000, 1772445630000, 'T0049', NULL, NULL, NULL, "
        "NULL)",
        run));
    for (const std::int64_t account : {north, south}) {
      database.execute(fmt::format(
          "INSERT INTO group_member VALUES ({}, 1, {}, 1, 1, 1.0, 9.0, 0.5, NULL, NULL)",
          run,
          account));
    }
  }
};

TEST_F(AnalystCommandsTest, SayWhatToDoNextWithoutARun) {
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"groups"}, {"export", "network", "--out", "n.gexf"}}) {
    const Outcome outcome = program.run(words);
    EXPECT_EQ(outcome.exit_code, 1) << words[0];
    EXPECT_THAT(outcome.err, HasSubstr("vigie analyze")) << words[0];
  }
  EXPECT_FALSE(std::filesystem::exists(program.file("n.gexf")));
  EXPECT_THAT(program.succeed({"pair", "north", "south"}),
              AllOf(HasSubstr("there is no run yet"),
                    HasSubstr("hxxps://valley[.]example/a"),
                    HasSubstr("30 s apart, A first")));
}

TEST_F(AnalystCommandsTest, SayWhenCoordinationWasNotTested) {
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};
  database.execute("DELETE FROM run_coordination");
  const Outcome outcome = program.run({"groups"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("did not test coordination"));
  EXPECT_EQ(program.run({"groups", "--run", "99"}).exit_code, 1);
}

TEST_F(AnalystCommandsTest, ShowGroupsAndTheirPortrait) {
  analyse_with_a_link();
  EXPECT_THAT(program.succeed({"groups"}),
              AllOf(HasSubstr("valley[.]example"), HasSubstr("elf-test"), HasSubstr("200 x")));
  EXPECT_THAT(program.succeed({"groups", "--group", "1"}),
              AllOf(HasSubstr("simulated:north"), HasSubstr("30 s apart"), HasSubstr("T0049")));
  EXPECT_EQ(program.run_json({"groups"})["groups"][0]["members"].size(), 2U);
  const Outcome missing = program.run({"groups", "--group", "7"});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, HasSubstr("has no group 7: it has 1"));
}

TEST_F(AnalystCommandsTest, ExplainAPairInEitherOrder) {
  analyse_with_a_link();
  const json forth = program.run_json({"pair", "simulated:north", "2"});
  const json back = program.run_json({"pair", "@SOUTH", "simulated:1"});
  EXPECT_EQ(forth["answer"], "linked");
  EXPECT_EQ(forth["link"]["meetings"][0]["gap_ms"], 30'000);
  EXPECT_EQ(back["link"]["meetings"][0]["gap_ms"], -30'000);
  EXPECT_EQ(back["link"]["meetings"][0]["post_a"]["native_id"], "m2");
  EXPECT_EQ(program.run_json({"pair", "north", "3"})["answer"], "not_linked");
}

TEST_F(AnalystCommandsTest, RefuseAPairThatIsNone) {
  EXPECT_EQ(program.run({"pair", "north", "simulated:1"}).exit_code, 2);
  EXPECT_EQ(program.run({"pair", "north"}).exit_code, 2);
  EXPECT_EQ(program.run({"pair", "north", "nobody"}).exit_code, 1);
  const DatabaseContent database{program.file("vigie.db")};
  database.execute("UPDATE account SET handle = 'north' WHERE native_id = '2'");
  const Outcome ambiguous = program.run({"pair", "north", "3"});
  EXPECT_EQ(ambiguous.exit_code, 2);
  EXPECT_THAT(ambiguous.err, AllOf(HasSubstr("simulated:1"), HasSubstr("simulated:2")));
}

TEST_F(AnalystCommandsTest, TraceALinkInAnySpellingAndAHashtag) {
  for (const char* spelling : {"https://valley.example/a",
                               "hxxps://www[.]valley[.]example/a",
                               "valley.example/a/?fbclid=1"}) {
    const json trace = program.run_json({"trace", spelling});
    EXPECT_EQ(trace["object"], "https://valley.example/a") << spelling;
    EXPECT_EQ(trace["measures"]["shares"], 3) << spelling;
    EXPECT_EQ(trace["measures"]["first_minute"], 2) << spelling;
    EXPECT_EQ(trace["rows"][0]["handle"], "north") << spelling;
    EXPECT_TRUE(trace["run"].is_null()) << spelling;
  }
  EXPECT_EQ(program.run_json({"trace", "#WATER"})["measures"]["accounts"], 3);
  const std::string text = program.succeed({"trace", "#water", "--limit", "2"});
  EXPECT_THAT(text, AllOf(HasSubstr("1 later"), Not(HasSubstr("\x1b"))));
}

TEST_F(AnalystCommandsTest, TraceWithARunKnowsGroups) {
  analyse_with_a_link();
  const json trace = program.run_json({"trace", "#water"});
  EXPECT_EQ(trace["sharers"]["in_groups"], 2);
  EXPECT_EQ(trace["rows"][0]["group"], 1);
}

TEST_F(AnalystCommandsTest, TraceTellsWhatNobodyShared) {
  const Outcome absent = program.run({"trace", "https://elsewhere.example/"});
  EXPECT_EQ(absent.exit_code, 1);
  EXPECT_THAT(absent.err, HasSubstr("nobody shared https://elsewhere.example in"));
  const Outcome nothing = program.run({"trace", "word"});
  EXPECT_EQ(nothing.exit_code, 2);
}

TEST_F(AnalystCommandsTest, ExportANetworkAndRecordIt) {
  analyse_with_a_link();
  for (const char* name : {"n.gexf", "n.graphml", "n.csv"}) {
    EXPECT_EQ(program.run_json({"export", "network", "--out", name})["edges"], 1) << name;
    EXPECT_THAT(read_file(program.file(name)), HasSubstr("n1")) << name;

    struct stat status {};

    ASSERT_EQ(stat(program.file(name).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
  }
  EXPECT_THAT(read_file(program.file("n-nodes.csv")), HasSubstr("north"));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM audit WHERE action = 'export'"), 3);
  EXPECT_THAT(database.rows("SELECT detail FROM audit ORDER BY audit_id LIMIT 1").at(0).at(0),
              AllOf(HasSubstr("format gexf; nodes 2; edges 1"), HasSubstr("file n.gexf")));
}

TEST_F(AnalystCommandsTest, ExportTheSameBytesAgainUnlessPseudonymous) {
  analyse_with_a_link();
  program.succeed({"export", "network", "--out", "a.gexf"});
  program.succeed({"export", "network", "--out", "b.gexf"});
  EXPECT_EQ(read_file(program.file("a.gexf")), read_file(program.file("b.gexf")));
  program.succeed({"export", "network", "--pseudonyms", "--out", "p.gexf"});
  program.succeed({"export", "network", "--pseudonyms", "--out", "q.gexf"});
  const std::string hidden = read_file(program.file("p.gexf"));
  EXPECT_THAT(hidden, AllOf(Not(HasSubstr("north")), Not(HasSubstr("south"))));
  EXPECT_NE(hidden, read_file(program.file("q.gexf")));
}

TEST_F(AnalystCommandsTest, ExportNothingWithoutItsRecord) {
  analyse_with_a_link();
  EXPECT_EQ(program.run({"export", "network", "--out", "n.txt"}).exit_code, 2);
  EXPECT_EQ(program.run({"export", "network"}).exit_code, 2);
  EXPECT_EQ(program.run({"export", "network", "--out", "n.csv", "--layer", "likes"}).exit_code, 2);
  EXPECT_EQ(program.run({"export", "network", "--out", "absent/n.gexf"}).exit_code, 1);
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM audit"), 0);  // no file, no record
}

TEST_F(AnalystCommandsTest, HaveHelpWithExamples) {
  for (const auto& words : std::vector<std::vector<std::string>>{{"groups", "--help"},
                                                                 {"pair", "--help"},
                                                                 {"trace", "--help"},
                                                                 {"export", "network", "--help"}}) {
    EXPECT_THAT(program.succeed(words), HasSubstr("Examples:")) << words[0];
  }
}

}  // namespace
}  // namespace vigie::tests
