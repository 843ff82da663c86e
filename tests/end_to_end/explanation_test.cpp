// A score that changes from one morning to the next, and what the report says of why.
#include <chrono>
#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "storage/model/time.h"
#include "tests/support/files.h"
#include "tests/support/program.h"

namespace vigie::tests {
namespace {

using nlohmann::json;

const UtcTime kFirstDay = *parse_iso8601("2026-03-01T00:00:00Z");
constexpr int kDaysOfPosts = 29;

std::string posted(const std::string& account,
                   UtcTime time,
                   const std::string& text,
                   const std::string& host) {
  static int number = 0;
  return json{
      {"id", fmt::format("post-{}", ++number)},
      {"account", account},
      {"handle", account},
      {"time", to_iso8601(time)},
      {"kind", "post"},
      {"text", text},
      {"urls",
       host.empty() ? json::array() : json::array({fmt::format("https://{}/{}", host, number)})},
      {"tags", json::array()}}
      .dump();
}

/// Fifty posts a day, one every 28 min 48 s, day and night: a clock.
void add_clock(std::vector<std::string>& lines, const std::string& account, int first, int last) {
  for (int day = first; day < last; ++day) {
    for (int i = 0; i < 50; ++i) {
      const std::chrono::seconds since{day * 86'400 + i * 1'728};
      lines.push_back(posted(account,
                             kFirstDay + since,
                             "Prices rise again, and who pays? We do, of course. #prices",
                             i % 2 == 0 ? "gazette.example" : ""));
    }
  }
}

/// Six posts a day between nine and eleven at night.
void add_person(std::vector<std::string>& lines, const std::string& account, unsigned seed) {
  std::mt19937 random{seed};
  for (int day = 0; day < kDaysOfPosts; ++day) {
    std::vector<int> seconds;
    for (int i = 0; i < 6; ++i) {
      seconds.push_back(9 * 3600 + static_cast<int>(random() % (14U * 3600U)));
    }
    for (const int second : seconds) {
      lines.push_back(posted(account,
                             kFirstDay + std::chrono::seconds{day * 86'400 + second},
                             "what a day",
                             random() % 3 == 0 ? "paper.example" : ""));
    }
  }
}

double log_odds(double probability) {
  return std::log(probability / (1.0 - probability));
}

class ExplainedMornings : public testing::Test {
 protected:
  Program program;

  void SetUp() override {
    std::vector<std::string> lines;
    add_clock(lines, "clock", 0, kDaysOfPosts);
    for (unsigned person = 0; person < 8; ++person) {
      add_person(lines, fmt::format("person{}", person), person + 1);
    }
    import("posts.jsonl", lines);
    program.succeed({"analyze", "--to", "2026-03-28"});
  }

  void import(const std::string& name, const std::vector<std::string>& lines) const {
    write_file(program.file(name), join_lines(lines));
    program.succeed({"import", "--mapping", "simulated", name});
  }

  [[nodiscard]] json next_morning() const {
    program.succeed({"analyze", "--to", "2026-03-29"});
    return report();
  }

  [[nodiscard]] json report() const {
    program.succeed({"report", "--out", "report"});
    return json::parse(read_file(program.file("report/report.json")));
  }

  [[nodiscard]] static json account(const json& report, const std::string& handle) {
    for (const json& one : report["ranked"]) {
      if (one["handle"] == handle) {
        return one;
      }
    }
    ADD_FAILURE() << handle << " is not ranked";
    return {};
  }

  [[nodiscard]] static double part(const json& account, const std::string& cause) {
    return account["explanation"]["change"]["nats_by_cause"][cause].get<double>();
  }
};

TEST_F(ExplainedMornings, AddPointsUpToTheLogOddsThatTheyExplain) {
  const json made = next_morning();

  ASSERT_GE(made["ranked"].size(), 9U);
  for (const json& one : made["ranked"]) {
    double sum = log_odds(made["run"]["prior"].get<double>());
    for (const json& contribution : one["contributions"]) {
      sum += contribution["nats"].get<double>();
      EXPECT_GE(contribution["accounts"].get<int>(), 1);
    }
    EXPECT_NEAR(sum, log_odds(one["likelihood"].get<double>()), 1e-9) << one["handle"];

    const json& change = one["explanation"]["change"];
    double parts = 0.0;
    for (const json& nats : change["nats_by_cause"]) {
      parts += nats.get<double>();
    }
    EXPECT_NEAR(
        parts, change["logit_now"].get<double>() - change["logit_before"].get<double>(), 1e-9)
        << one["handle"];
    EXPECT_EQ(one["explanation"]["history"].size(), 2U);
  }
}

TEST_F(ExplainedMornings, NameWhatCarriesAnAccountOverTheLine) {
  const json clock = account(next_morning(), "clock");

  ASSERT_GE(clock["likelihood"].get<double>(), 0.5);
  const json& counterfactual = clock["explanation"]["counterfactual"];
  EXPECT_FALSE(counterfactual["without"].empty());
  EXPECT_LT(counterfactual["likelihood"].get<double>(), 0.5);
}

TEST_F(ExplainedMornings, GiveAnOrdinaryDayToBehaviourAlone) {
  const json made = next_morning();

  for (const json& one : made["ranked"]) {
    EXPECT_EQ(part(one, "lists"), 0.0) << one["handle"];
    EXPECT_EQ(part(one, "coverage"), 0.0) << one["handle"];
    EXPECT_EQ(part(one, "model"), 0.0) << one["handle"];
  }
}

TEST_F(ExplainedMornings, GivePostsThatCameLateToCoverage) {
  std::vector<std::string> late;
  for (int day = 0; day < 20; ++day) {
    for (int minute = 0; minute < 12; ++minute) {
      const std::chrono::minutes since{day * 1440 + 60 + minute * minute};
      late.push_back(posted("person0", kFirstDay + since, "and one more thing", ""));
    }
  }
  import("late.jsonl", late);
  const json made = next_morning();

  EXPECT_NE(part(account(made, "person0"), "coverage"), 0.0);
  EXPECT_EQ(part(account(made, "person1"), "coverage"), 0.0);
  EXPECT_EQ(part(account(made, "clock"), "coverage"), 0.0);
}

TEST_F(ExplainedMornings, GiveANewlyListedSourceToTheLists) {
  write_file(program.file("vigie.toml"), "config_dir = \"own\"\n");
  std::filesystem::create_directory(program.file("own"));
  write_file(program.file("mine.csv"),
             "pattern,tier,evidence_url\ngazette.example,network,https://evidence.example/r\n");
  program.succeed({"lists",
                   "import",
                   "mine.csv",
                   "--title",
                   "Mine",
                   "--licence",
                   "CC0-1.0",
                   "--dated",
                   "2026-03-01"});
  const json made = next_morning();

  EXPECT_GT(part(account(made, "clock"), "lists"), 0.05);
  EXPECT_EQ(part(account(made, "person1"), "lists"), 0.0);
  EXPECT_EQ(part(account(made, "clock"), "coverage"), 0.0);
}

TEST_F(ExplainedMornings, AreToldOfOneAccountOnATerminalToo) {
  static_cast<void>(next_morning());

  EXPECT_THAT(program.succeed({"show", "simulated:clock"}),
              testing::AllOf(testing::HasSubstr("latest run\n  Troll-bot likelihood"),
                             testing::HasSubstr("Without \u201c"),
                             testing::HasSubstr("score history")));
  const json shown = program.run_json({"show", "simulated:clock"});
  EXPECT_EQ(shown["score_history"].size(), 2U);
  EXPECT_EQ(shown["explanation"]["history"].size(), 2U);
}

}  // namespace
}  // namespace vigie::tests
