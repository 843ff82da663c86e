// Real archives, read where they lie beside the source tree and never copied: nothing is lost on
// the way, and what is known about them is found again.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/ranking.h"

namespace vigie::tests {
namespace {

using nlohmann::json;

std::filesystem::path data_folder() {
  return std::filesystem::path{VIGIE_SOURCE_DIR}.parent_path() / "shared" / "data";
}

class RealFiles : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(data_folder())) {
      GTEST_SKIP() << "no real archives at " << data_folder().string() << ": nothing to read";
    }
  }

  [[nodiscard]] const Program& program() const { return program_; }

  /// `import` for files below the data folder.
  static std::vector<std::string> import(std::vector<std::string> options,
                                         const std::vector<std::string>& files) {
    options.insert(options.begin(), "import");
    for (const std::string& file : files) {
      options.push_back((data_folder() / file).string());
    }
    return options;
  }

  /// Imports twice. The first time `posts` are stored and every record is accounted for; the second
  /// time nothing comes and nothing changes.
  void expect_whole_and_once(const std::vector<std::string>& command, std::int64_t posts) const {
    const json first = program_.run_json(command);
    const DatabaseContent database{program_.file("vigie.db")};
    const auto counts = table_counts(database);
    const json second = program_.run_json(command);

    for (const json& files : {first, second}) {
      for (const json& file : files) {
        EXPECT_EQ(file["problem"], "");
        EXPECT_GT(file["records"], 0);
        EXPECT_EQ(file["records"].get<int>(),
                  file["stored"].get<int>() + file["duplicates"].get<int>() +
                      file["rejected"].get<int>() + file["ignored"].get<int>());
      }
    }
    for (const json& file : second) {
      EXPECT_EQ(file["stored"], 0) << file["file"];
    }
    EXPECT_EQ(database.number("SELECT count(*) FROM post"), posts);
    EXPECT_EQ(table_counts(database), counts);
    EXPECT_EQ(database.number("SELECT count(*) FROM reject WHERE reason = ''"), 0);
    EXPECT_TRUE(database.is_sound());
  }

 private:
  static std::vector<std::int64_t> table_counts(const DatabaseContent& database) {
    std::vector<std::int64_t> counts;
    for (const char* table : {"post",
                              "share",
                              "object",
                              "domain",
                              "account",
                              "account_label",
                              "post_url",
                              "coverage",
                              "reject",
                              "account_snapshot"}) {
      counts.push_back(database.number(std::string{"SELECT count(*) FROM "} + table));
    }
    return counts;
  }

  Program program_;
};

TEST_F(RealFiles, GiveEveryPostOfTheInternetResearchAgencyExactlyOnce) {
  expect_whole_and_once(import({"--mapping", "ops_ira"}, {"ops_ira_twitter/posts.csv.zst"}),
                        177'443);

  const json run = program().run_json({"analyze", "--all"});
  program().succeed({"report"});

  EXPECT_EQ(run["posts"], 177'443);
  EXPECT_EQ(run["accounts"], 433);
  EXPECT_LT(std::filesystem::file_size(program().file("report/report.html")), 2'000'000U);
}

TEST_F(RealFiles, GiveEveryPostOfTheAirlines) {
  expect_whole_and_once(import({"--mapping", "airline"}, {"controls_airline2015/posts.csv.gz"}),
                        14'640);
}

TEST_F(RealFiles, GiveEveryPostOfTheBlueskySample) {
  expect_whole_and_once(
      import({"--mapping", "bluesky_sample"}, {"controls_bluesky2025/posts.jsonl.gz"}), 4'022);
}

TEST_F(RealFiles, GiveEveryRowOfTheRepostNetwork) {
  expect_whole_and_once(
      import({"--mapping", "coortweet"}, {"coordination_cooRTweet/russian_coord_tweets.csv.gz"}),
      35'125);
}

TEST_F(RealFiles, GiveEveryRowOfTheElectionNetwork) {
  expect_whole_and_once(import({"--mapping", "coortweet_elections"},
                               {"coordination_cooRTweet/german_elections.csv.gz"}),
                        218'971);
}

TEST_F(RealFiles, GiveEveryPostOfTwoTimelines) {
  expect_whole_and_once(
      import({}, {"format_twitter_v1/timeline_1.json.gz", "format_twitter_v1/timeline_2.json.gz"}),
      291 + 1'200);
}

TEST_F(RealFiles, PutNoNewsroomAtTheLineAndFewWithTheirClassSwitchedOff) {
  expect_whole_and_once(
      import({"--mapping", "french_media"}, {"controls_french_media2022/posts.csv.gz"}), 6'632);
  const DatabaseContent database{program().file("vigie.db")};
  const std::string above = "SELECT count(*) FROM v_score WHERE likelihood >= 0.5 AND rank > 0";

  program().succeed({"analyze", "--all"});
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score"), 28);
  EXPECT_EQ(database.number(above), 0);
  program().succeed({"analyze"});
  EXPECT_EQ(database.number(above), 0);

  program().succeed({"analyze", "--all", "--no-classes"});
  EXPECT_EQ(database.number("SELECT count(*) FROM v_score WHERE account_class <> 'ordinary'"), 0);
  EXPECT_LE(database.number(above), 4);
}

struct Round {
  const char* number;
  std::int64_t posts;
  std::int64_t users;
  std::int64_t bots;
};

class BotOrNot : public RealFiles, public testing::WithParamInterface<Round> {};

TEST_P(BotOrNot, IsRankedWellWithNothingFitted) {
  const Round round = GetParam();
  const std::string number = round.number;
  const auto labels = data_folder() / "bot_or_not" / ("bots." + number + ".txt");
  expect_whole_and_once(import({"--mapping", "bot_or_not", "--labels", labels.string()},
                               {"bot_or_not/posts_users." + number + ".json.gz"}),
                        round.posts);
  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM account_label WHERE value = 'bot'"), round.bots);
  EXPECT_EQ(database.number("SELECT count(*) FROM account_label"), round.users);

  program().succeed({"analyze"});

  std::vector<Ranked> ranked;
  for (const Row& row :
       database.rows("SELECT s.likelihood, l.value = 'bot' FROM v_score s JOIN account_label l "
                     "USING (account_id) WHERE s.likelihood IS NOT NULL")) {
    ranked.push_back({std::stod(row[0]), row[1] == "1"});
  }
  ASSERT_GT(ranked.size(), 100U);
  EXPECT_GE(area_under_curve(ranked), 0.95);
  EXPECT_GE(average_precision(ranked), 0.85);
  RecordProperty("auc", std::to_string(area_under_curve(ranked)));
  RecordProperty("average_precision", std::to_string(average_precision(ranked)));
}

INSTANTIATE_TEST_SUITE_P(Rounds,
                         BotOrNot,
                         testing::Values(Round{"1", 6'645, 262, 54},
                                         Round{"2", 4'643, 171, 27},
                                         Round{"4", 4'361, 172, 28}),
                         [](const auto& round) {
                           return std::string{"Round"} + round.param.number;
                         });

TEST_F(RealFiles, LabelsChangeNoScore) {
  const std::string posts = "bot_or_not/posts_users.2.json.gz";
  const auto labels = data_folder() / "bot_or_not" / "bots.2.txt";
  const std::string scores =
      "SELECT native_id, likelihood, automation_likelihood, low, high, rank FROM v_score "
      "ORDER BY native_id";
  program().succeed(import({"--mapping", "bot_or_not"}, {posts}));
  program().succeed({"analyze"});
  const DatabaseContent database{program().file("vigie.db")};
  const auto without = database.rows(scores);

  program().succeed(import({"--mapping", "bot_or_not", "--labels", labels.string()}, {posts}));
  program().succeed({"analyze"});

  EXPECT_EQ(database.number("SELECT count(*) FROM account_label WHERE value = 'bot'"), 27);
  EXPECT_EQ(database.rows(scores), without);
}

/// Host of an absolute URL, lower-case, without user, port and a leading "www."; read here so that
/// the program's own reading is not needed.
std::string host_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) {
    return {};
  }
  const std::size_t begin = scheme + 3;
  std::string host = url.substr(begin, url.find_first_of("/?#", begin) - begin);
  host.erase(0, host.find('@') == std::string::npos ? 0 : host.find('@') + 1);
  host.resize(std::min(host.find(':'), host.size()));
  std::transform(host.begin(), host.end(), host.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return host;
}

/// True when `host` or a domain above it is in `domains`.
bool is_in(const std::set<std::string>& domains, std::string host) {
  while (!host.empty()) {
    if (domains.contains(host)) {
      return true;
    }
    const std::size_t dot = host.find('.');
    host.erase(0, dot == std::string::npos ? host.size() : dot + 1);
  }
  return false;
}

/// Tweets of a v1.1 array that have a link into `domains`.
std::int64_t count_tweets_linking(const std::set<std::string>& domains,
                                  const std::filesystem::path& file) {
  std::int64_t count = 0;
  const json tweets = json::parse(gunzip_file(file));
  for (const json& tweet : tweets) {
    const json& urls = tweet["entities"]["urls"];
    const bool links = std::any_of(urls.begin(), urls.end(), [&](const json& url) {
      return is_in(domains, host_of(url.value("expanded_url", url.value("url", ""))));
    });
    count += links ? 1 : 0;
  }
  return count;
}

/// Domains of a list of the project.
std::set<std::string> domains_of_list(const std::string& name) {
  std::set<std::string> domains;
  const auto list = std::filesystem::path{VIGIE_SOURCE_DIR} / "config" / "lists" / name;
  for (const std::string& line : lines_of(read_file(list))) {
    if (line.starts_with("domain,")) {
      domains.insert(line.substr(7, line.find(',', 7) - 7));
    }
  }
  return domains;
}

constexpr const char* kListedPosts =
    "SELECT listed_posts FROM analysis_run ORDER BY run_id DESC LIMIT 1";

TEST_F(RealFiles, CountPostsWithListedSourcesAsAnIndependentCountDoes) {
  const auto timeline = data_folder() / "format_twitter_v1" / "timeline_2.json.gz";
  std::set<std::string> listed;
  for (const char* list :
       {"sanctioned.csv", "network.csv", "clone.csv", "state_media.csv", "low_credibility.csv"}) {
    listed.merge(domains_of_list(list));
  }
  ASSERT_GT(listed.size(), 1'000U);
  program().succeed({"import", timeline.string()});

  program().succeed({"analyze", "--all"});

  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(database.number(kListedPosts), count_tweets_linking(listed, timeline));
}

TEST_F(RealFiles, CountPostsWithAnyDomainOfLowCredibilityAsAnIndependentCountDoes) {
  const auto timeline = data_folder() / "format_twitter_v1" / "timeline_2.json.gz";
  std::set<std::string> domains;
  std::string list =
      "# title: Domains of low credibility\n# version: 2026-11-24\n# licence: CC-BY-4.0\n"
      "# origin: CRED-1, unabridged\n"
      "match,pattern,platform,tier,family,label,evidence_url,first_listed,last_checked\n";
  for (const std::string& line :
       lines_of(gunzip_file(data_folder() / "domains" / "cred1.csv.gz"))) {
    const std::string domain = line.substr(0, line.find(','));
    if (domain != "domain" && domain.find('/') == std::string::npos) {
      domains.insert(domain);
      list += fmt::format(
          "domain,{},,low_credibility,listed,{},https://github.com/aloth/cred-1,,2026-11-24\n",
          domain,
          domain);
    }
  }
  for (const char* other : {"sanctioned.csv", "network.csv", "clone.csv", "state_media.csv"}) {
    domains.merge(domains_of_list(other));
  }
  write_file(program().file("own/lists/low_credibility.csv"), list);
  write_file(program().file("vigie.toml"), "config_dir = \"own\"\n");
  program().succeed({"import", timeline.string()});

  program().succeed({"analyze", "--all"});

  const auto expected = count_tweets_linking(domains, timeline);
  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_GT(expected, 100);
  EXPECT_EQ(database.number(kListedPosts), expected);
}

}  // namespace
}  // namespace vigie::tests
