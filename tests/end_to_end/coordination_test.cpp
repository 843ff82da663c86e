// Accounts that act together: who is found among invented ones, what is kept of it from run to run,
// and what comes of posts that cannot tell anything.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::uint64_t kPostsOfCoordination = 20'000;

struct Found {
  int accounts = 0;
  int scored = 0;
  int grouped = 0;
  int above = 0;
};

/// By group of the truth: crews, and all others under their role.
std::map<std::string, Found> found_by_group(const Program& program) {
  const auto roles = simulated_roles(program);
  const auto groups = simulated_groups(program);
  const auto key = [&](const std::string& account) {
    const std::string& group = groups.at(account);
    return group.starts_with("crew-") ? group : roles.at(account);
  };
  std::map<std::string, Found> found;
  for (const auto& [account, role] : roles) {
    ++found[key(account)].accounts;
  }
  const DatabaseContent database{program.file("vigie.db")};
  for (const Row& row : database.rows(
           "SELECT s.native_id, s.likelihood IS NOT NULL, s.likelihood >= 0.5 AND s.rank > 0, "
           "EXISTS (SELECT 1 FROM group_member m WHERE m.run_id = s.run_id "
           "AND m.account_id = s.account_id) FROM v_score s")) {
    Found& entry = found[key(row[0])];
    entry.scored += row[1] == "1" ? 1 : 0;
    entry.above += row[2] == "1" ? 1 : 0;
    entry.grouped += row[3] == "1" ? 1 : 0;
  }
  return found;
}

class Crews : public testing::TestWithParam<int> {};

TEST_P(Crews, AreFoundAndNoPersonIs) {
  const Program program;
  import_simulated(program, kPostsOfCoordination, static_cast<std::uint64_t>(GetParam()));
  program.succeed({"analyze"});

  const auto found = found_by_group(program);

  const Found& naive = found.at("crew-1-naive");
  ASSERT_GE(naive.accounts, 20);
  EXPECT_GE(naive.grouped, 0.9 * naive.accounts);
  EXPECT_GE(naive.above, 0.9 * naive.scored);
  ASSERT_GE(naive.scored, 0.9 * naive.accounts);
  for (const char* innocent : {"person",
                               "newsroom",
                               "agency",
                               "local_paper",
                               "scheduler",
                               "scheduled_person",
                               "declared_bot"}) {
    EXPECT_GT(found.at(innocent).scored, 0) << innocent;
    EXPECT_EQ(found.at(innocent).grouped, 0) << innocent;
    EXPECT_EQ(found.at(innocent).above, 0) << innocent;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Crews, testing::Values(1, 2, 3));

TEST(Coordination, ShowsThePostsBehindAnAccountsMeetings) {
  const Program program;
  import_simulated(program, kPostsOfCoordination, 1);
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};

  EXPECT_GT(database.number("SELECT count(*) FROM v_contribution WHERE signal = 'coordination'"),
            20);
  // Every post of evidence is the account's own, and stands behind a meeting of one of its pairs.
  const std::string evidence =
      "FROM evidence e JOIN signal g USING (signal_id) JOIN post t USING (post_id) "
      "WHERE g.name = 'coordination'";
  EXPECT_GT(database.number("SELECT count(*) " + evidence), 20);
  EXPECT_EQ(database.number("SELECT count(*) " + evidence + " AND t.account_id <> e.account_id"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) " + evidence +
                            " AND NOT EXISTS (SELECT 1 FROM pair_meeting m WHERE m.run_id = "
                            "e.run_id AND e.post_id IN (m.post_a, m.post_b))"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM run_note WHERE note = "
                            "'coordination_not_tested'"),
            0);
  EXPECT_TRUE(database.is_sound());
}

TEST(Coordination, AloneCarriesAMemberAndAPairDoesNot) {
  const Program program;
  import_simulated(program, kPostsOfCoordination, 1);
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};

  // Content never enters: the automation likelihood holds coordination, whatever lists say.
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE nats_coordination > 3.5"), 0);
  EXPECT_GT(database.number("SELECT count(*) FROM v_score WHERE nats_coordination > 3.4"), 20);
}

TEST(Coordination, IsLeftOutWhenSwitchedOff) {
  const Program program;
  import_simulated(program, 6'000, 1);
  program.succeed({"analyze", "--no-coordination"});
  const DatabaseContent database{program.file("vigie.db")};

  EXPECT_EQ(database.number("SELECT count(*) FROM run_coordination"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_contribution WHERE signal = 'coordination'"),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM run_note WHERE note = "
                            "'coordination_not_tested'"),
            1);
  EXPECT_THAT(program.succeed({"status"}), HasSubstr("switched off"));
}

TEST(Coordination, MarksKnownCoordinatorsAndAddsNothingToTheirScore) {
  const Program program;
  import_simulated(program, kPostsOfCoordination, 1);
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};
  const std::string member =
      database.rows("SELECT native_id FROM v_group_member WHERE group_id = 1 ORDER BY native_id")
          .front()
          .front();

  write_file(program.file("vigie.toml"),
             "[[coordination.known]]\naccounts = [\"simulated:" + member +
                 "\"]\nreason = \"press office of a union\"\n");
  program.succeed({"analyze"});

  EXPECT_EQ(database.rows("SELECT known_reason FROM v_group_member WHERE run_id = 2 AND "
                          "native_id = '" +
                          member + "'"),
            (std::vector<Row>{{"press office of a union"}}));
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE nats_coordination = 0 AND "
                            "native_id = '" +
                            member + "'"),
            1);
  EXPECT_EQ(database.number("SELECT count(DISTINCT config_hash) FROM analysis_run"), 2);
}

/// Pairs, groups and scores of a run, without what profiles have in common.
std::vector<std::string> settled_of(const DatabaseContent& database, int run) {
  std::vector<std::string> lines;
  for (const char* sql : {"SELECT account_a, account_b, layer, time_window_s, observed, expected, "
                          "decades, q_decades, group_id FROM v_pair WHERE run_id = {} "
                          "ORDER BY 1, 2, 3, 4",
                          "SELECT group_id, account_id, links, centrality, score, explained "
                          "FROM v_group_member WHERE run_id = {} ORDER BY 1, 2",
                          "SELECT account_id, likelihood, automation_likelihood, low, high, rank "
                          "FROM account_score WHERE run_id = {} ORDER BY 1"}) {
    for (const Row& row : database.rows(fmt::format(fmt::runtime(sql), run))) {
      lines.push_back(fmt::format("{}", fmt::join(row, " ")));
    }
  }
  return lines;
}

TEST(ProfileTexts, DescribeGroupsAndMakeNone) {
  const Program program;
  import_simulated(program, kPostsOfCoordination, 1);
  const DatabaseContent database{program.file("vigie.db")};
  program.succeed({"analyze"});
  const std::string crew =
      "account_id IN (SELECT account_id FROM group_member WHERE run_id = 1 AND group_id = 1)";
  ASSERT_GT(database.number("SELECT count(*) FROM account WHERE " + crew), 10);
  EXPECT_EQ(database.number("SELECT max(profile_sharing) FROM v_group"), 0);

  // The crew copies one text. So do 40 strangers that act together in nothing: a staff, a party.
  database.execute("UPDATE account SET bio = 'Mother of three, patriot, nobody tells me' WHERE " +
                   crew);
  database.execute(
      "UPDATE account SET bio = 'At the Harbour Post. Views are my own, reposts too' WHERE "
      "account_id IN (SELECT account_id FROM account_score WHERE run_id = 1 AND account_id NOT IN "
      "(SELECT account_id FROM group_member WHERE run_id = 1) ORDER BY account_id LIMIT 40)");
  program.succeed({"analyze"});

  EXPECT_EQ(settled_of(database, 2), settled_of(database, 1));
  EXPECT_EQ(database.number("SELECT profile_sharing = members AND profile_members = members "
                            "FROM v_group WHERE run_id = 2 AND group_id = 1"),
            1);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_group_profile_text WHERE run_id = 2"), 1);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_group_member WHERE run_id = 2 AND "
                            "(profile_text = 1) <> (group_id = 1)"),
            0);
  const std::string listed = program.succeed({"groups", "--group", "1"});
  EXPECT_THAT(listed, HasSubstr("Mother of three, patriot, nobody tells me"));
  const std::vector<Row> pair = database.rows(
      "SELECT native_id FROM v_group_member WHERE run_id = 2 AND group_id = 1 LIMIT 2");
  const nlohmann::json profiles = program.run_json(
      {"pair", "simulated:" + pair.at(0).front(), "simulated:" + pair.at(1).front()})["profiles"];
  EXPECT_EQ(profiles["comparison"], "same");
  EXPECT_EQ(profiles["text"], "Mother of three, patriot, nobody tells me");

  // A person asks for erasure: nothing of the text is left when the last one that has it is gone.
  database.execute("UPDATE account SET bio = NULL WHERE " + crew);
  EXPECT_THAT(program.succeed({"groups", "--group", "1"}),
              AllOf(HasSubstr("no two of them still have it"), Not(HasSubstr("Mother of three"))));
}

TEST(Campaigns, KeepTheirNameFromDayToDayAndOnTheSameDayAgain) {
  const Program program;
  import_simulated(program, kPostsOfCoordination, 1);
  const DatabaseContent database{program.file("vigie.db")};
  const auto status_of = [&](int run) {
    return database.rows(fmt::format(
        "SELECT status, campaign_id FROM v_campaign WHERE run_id = {} AND group_id = 1", run));
  };

  program.succeed({"analyze", "--to", "2026-03-26"});
  program.succeed({"analyze", "--to", "2026-03-26"});
  program.succeed({"analyze", "--to", "2026-03-27"});
  program.succeed({"analyze", "--no-coordination", "--to", "2026-03-28"});

  ASSERT_GT(database.number("SELECT count(*) FROM campaign"), 0);
  EXPECT_EQ(status_of(1), (std::vector<Row>{{"new", "1"}}));
  EXPECT_EQ(status_of(2), (std::vector<Row>{{"new", "1"}}));
  EXPECT_EQ(status_of(3), (std::vector<Row>{{"steady", "1"}}));
  EXPECT_EQ(database.number("SELECT count(*) FROM campaign_run WHERE run_id = 4"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM campaign_run WHERE run_id = 2 AND status = "
                            "'gone'"),
            0);
}

TEST(DetectionPower, SaysWhatWouldHaveBeenFoundAndStoresNothing) {
  const Program program;
  import_simulated(program, kPostsOfCoordination, 1);

  const nlohmann::json power = program.run_json({"analyze", "--power"});

  ASSERT_EQ(power["crews"].size(), 144U);
  int easy = 0;
  int planted = 0;
  for (const auto& crew : power["crews"]) {
    EXPECT_LE(crew["found"], crew["planted"]);
    if (crew["accounts"] == 30 && crew["actions"] == 30 && crew["burst_ms"] == 60'000) {
      easy += crew["found"].get<int>();
      planted += crew["planted"].get<int>();
    }
  }
  EXPECT_EQ(planted, 90);
  EXPECT_GE(easy, 80);  // large, busy, fast: nearly all
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM analysis_run"), 0);
}

/// A table of posts as a team would export it.
class OddPosts {
 public:
  void add(const std::string& account,
           int second,
           const std::string& text,
           const std::string& url = {},
           const std::string& repost = {}) {
    rows_ += fmt::format("{},{},{},{},,\"{}\",{},{}\n",
                         ++posts_,
                         account,
                         account,
                         repost,
                         text,
                         1'772'409'600 + second,
                         url);
  }

  /// Imports, analyses, and gives what `status` says.
  std::string look(const Program& program) const {
    write_file(program.file("posts.csv"),
               "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n" + rows_);
    program.succeed({"import", "--format", "coordination_csv", "posts.csv"});
    program.succeed({"analyze"});
    const DatabaseContent database{program.file("vigie.db")};
    EXPECT_EQ(database.number("SELECT count(*) FROM pair"), 0);
    EXPECT_EQ(database.number("SELECT count(*) FROM coordinated_group"), 0);
    return program.succeed({"status"});
  }

 private:
  std::string rows_;
  int posts_ = 0;
};

TEST(OddPosts, OfEmojiAndEmptyFieldsGiveNoPair) {
  const Program program;
  OddPosts posts;
  for (int i = 0; i < 40; ++i) {
    for (const char* account : {"ada", "bea", "cyd"}) {
      posts.add(account, i * 40'000, "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5 # #1 \xE2\x80\xAE", "");
    }
  }
  EXPECT_THAT(posts.look(program), HasSubstr("nothing to compare"));
}

TEST(OddPosts, OfOneAccountGiveNoPair) {
  const Program program;
  OddPosts posts;
  for (int i = 0; i < 100'000; ++i) {
    posts.add("ada", i, "One and the same sentence said a hundred thousand times");
  }
  EXPECT_THAT(posts.look(program), HasSubstr("a single account"));
}

TEST(OddPosts, OfAccountsThatRepostThemselvesGiveNoPair) {
  const Program program;
  OddPosts posts;
  for (int i = 0; i < 30; ++i) {
    posts.add("ada", i * 86'400 / 2, "words");
    posts.add("ada", i * 86'400 / 2 + 1, "", "", std::to_string(2 * i + 1));
  }
  posts.add("bea", 5, "more words");
  EXPECT_THAT(posts.look(program), HasSubstr("nothing to compare"));
}

TEST(OddPosts, OfOneMomentGiveNoPair) {
  const Program program;
  OddPosts posts;
  for (int i = 0; i < 60; ++i) {
    for (const char* account : {"ada", "bea", "cyd"}) {
      posts.add(account, 0, "words", fmt::format("https://a.example/{}", i));
    }
  }
  EXPECT_THAT(posts.look(program), HasSubstr("one time"));
}

TEST(OddPosts, AloneInAWindowGiveNoPair) {
  const Program program;
  OddPosts posts;
  posts.add("ada", 0, "words", "https://a.example/1");
  EXPECT_THAT(posts.look(program), HasSubstr("a single account"));
}

TEST(OddPosts, ThatShareNothingGiveNoPair) {
  const Program program;
  OddPosts posts;
  for (int i = 0; i < 60; ++i) {
    posts.add(
        i % 2 == 0 ? "ada" : "bea", i * 3'000, "w", fmt::format("https://a{0}.example/{0}", i));
  }
  EXPECT_THAT(posts.look(program), HasSubstr("no two accounts shared the same thing"));
}

}  // namespace
}  // namespace vigie::tests
