// Names that resemble a protected one: found, counted, shown, and never part of a likelihood.
#include <filesystem>
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
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kProtect =
    "[protect]\n"
    "domains = [\"valley-courier.example\"]\n"
    "handles = [\"simulated:harbour_watch\"]\n"
    "names = [\"Harbour Watch\"]\n";

std::string named_post(const std::string& id,
                       const std::string& handle,
                       const std::string& name,
                       const std::string& day,
                       const std::string& url) {
  return json{{"id", id},
              {"account", "account-" + handle},
              {"handle", handle},
              {"display_name", name},
              {"time", "2026-03-" + day + "T10:00:00Z"},
              {"kind", "post"},
              {"text", "Read this"},
              {"lang", "en"},
              {"urls", json::array({url})},
              {"tags", json::array()},
              {"mentions", json::array()}}
             .dump() +
         '\n';
}

/// Simulated posts, and a few of invented accounts beside them.
void import_world(const Program& program) {
  import_simulated(program, 2'000, 5);
  write_file(program.file("more.jsonl"),
             named_post("m1", "ann", "Ann", "20", "https://valley-courier.test/a") +
                 named_post("m2", "ann", "Ann", "21", "https://www.valley-courier.test/b") +
                 named_post("m3", "bob", "Bob", "22", "https://news.valley-courier.test/a") +
                 named_post("m4", "bob", "Bob", "23", "https://valley-c0urier.example/a") +
                 named_post("m5", "harbourwatch", "Some name", "22", "https://a.example/1") +
                 named_post("m6", "cat", "harbour WATCH", "23", "https://a.example/2") +
                 named_post("m7", "harbour_watch", "Harbour Watch", "24", "https://a.example/3"));
  program.succeed({"import", "--mapping", "simulated", "more.jsonl"});
}

TEST(Lookalikes, AreFoundWithTheirPostsAndShownEverywhere) {
  const Program program;
  import_world(program);
  write_file(program.file("vigie.toml"), kProtect);

  const json run = program.run_json({"analyze"});
  const std::string terminal = program.succeed({"report"});
  const DatabaseContent database{program.file("vigie.db")};

  EXPECT_EQ(run["lookalikes"]["domains"], 2);
  EXPECT_EQ(run["lookalikes"]["accounts"], 2);
  EXPECT_THAT(
      database.rows("SELECT kind, subject, protected_name, rule, edits, first_seen, last_seen, "
                    "posts, accounts FROM v_lookalike ORDER BY kind, subject"),
      ElementsAre(Row{"domain",
                      "valley-c0urier.example",
                      "valley-courier.example",
                      "digit_swap",
                      "1",
                      "2026-03-23T10:00:00.000Z",
                      "2026-03-23T10:00:00.000Z",
                      "1",
                      "1"},
                  Row{"domain",
                      "valley-courier.test",
                      "valley-courier.example",
                      "same_label",
                      "0",
                      "2026-03-20T10:00:00.000Z",
                      "2026-03-22T10:00:00.000Z",
                      "3",
                      "2"},
                  Row{"handle",
                      "harbourwatch",
                      "simulated:harbour_watch",
                      "separators",
                      "1",
                      "2026-03-22T10:00:00.000Z",
                      "2026-03-22T10:00:00.000Z",
                      "1",
                      "1"},
                  Row{"name",
                      "harbour WATCH",
                      "Harbour Watch",
                      "same_name",
                      "0",
                      "2026-03-23T10:00:00.000Z",
                      "2026-03-23T10:00:00.000Z",
                      "1",
                      "1"}));
  EXPECT_THAT(
      database.rows("SELECT t.native_id FROM lookalike_domain_post e JOIN post t USING (post_id) "
                    "WHERE e.domain = 'valley-courier.test' ORDER BY e.position"),
      ElementsAre(Row{"m1"}, Row{"m2"}, Row{"m3"}));

  const std::string page = read_file(program.file("report/report.html"));
  EXPECT_THAT(page,
              AllOf(HasSubstr("id=\"lookalikes\""),
                    HasSubstr("valley-courier[.]test"),
                    HasSubstr("fan account"),
                    HasSubstr("href=\"#lookalikes\"")));
  EXPECT_THAT(terminal, HasSubstr("resemble protected ones: 2 domains, 2 accounts"));
  const json report = json::parse(read_file(program.file("report/report.json")));
  EXPECT_EQ(report["lookalikes"].size(), 4U);
  EXPECT_EQ(report["protected_names"].size(), 3U);
  const auto csv = lines_of(read_file(program.file("report/lookalikes.csv")));
  ASSERT_EQ(csv.size(), 5U);
  EXPECT_THAT(csv[1], HasSubstr("domain,,,valley-courier[.]test"));
}

TEST(Lookalikes, AreLookedForOnlyWhenTheTeamProtectsNames) {
  const Program program;
  import_world(program);

  program.succeed({"analyze"});
  program.succeed({"report"});

  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM v_lookalike"), 0);
  EXPECT_THAT(read_file(program.file("report/report.html")), Not(HasSubstr("id=\"lookalikes\"")));
  EXPECT_FALSE(std::filesystem::exists(program.file("report/lookalikes.csv")));
}

TEST(Lookalikes, ChangeNoScore) {
  const Program program;
  import_world(program);
  const DatabaseContent database{program.file("vigie.db")};
  const auto scores = [&database] {
    return database.rows(
        "SELECT native_id, likelihood, automation_likelihood, low, high, rank FROM v_score "
        "ORDER BY native_id");
  };
  program.succeed({"analyze"});
  const auto before = scores();

  write_file(program.file("vigie.toml"), kProtect);
  program.succeed({"analyze"});

  EXPECT_GT(database.number("SELECT count(*) FROM v_lookalike"), 0);
  EXPECT_EQ(scores(), before);
  EXPECT_NE(database.rows("SELECT config_hash FROM analysis_run WHERE run_id = 1"),
            database.rows("SELECT config_hash FROM analysis_run WHERE run_id = 2"));
}

TEST(Lookalikes, AreNoMoreWhenTheTeamKnowsThem) {
  const Program program;
  import_world(program);
  write_file(
      program.file("vigie.toml"),
      std::string{kProtect} + "known = [\"valley-courier.test\", \"simulated:harbourwatch\"]\n");

  program.succeed({"analyze"});

  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_THAT(database.rows("SELECT subject FROM v_lookalike ORDER BY subject"),
              ElementsAre(Row{"harbour WATCH"}, Row{"valley-c0urier.example"}));
}

}  // namespace
}  // namespace vigie::tests
