// Same posts, same numbers: whatever their order, the number of threads, and what was there before.
#include <algorithm>
#include <map>
#include <random>
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

constexpr std::uint64_t kPostsOfDeterminism = 6'000;

/// Numbers of this database become native ids, wherever they stand.
void name_natively(json& value, const std::map<std::int64_t, std::string>& native_ids) {
  if (value.is_object()) {
    value.erase("post_id");
    for (auto& [key, part] : value.items()) {
      if (key == "evidence" && part.is_array()) {
        for (json& post : part) {
          post = native_ids.at(post.get<std::int64_t>());
        }
      } else {
        name_natively(part, native_ids);
      }
    }
  } else if (value.is_array()) {
    for (json& part : value) {
      name_natively(part, native_ids);
    }
  }
}

/// Database keys of a report become the native ids they stand for; what tells one run from another,
/// and what tells how the posts came, goes.
json comparable(json report, const DatabaseContent& database) {
  std::map<std::int64_t, std::string> native_ids;
  for (const Row& row : database.rows("SELECT post_id, native_id FROM post")) {
    native_ids.emplace(std::stoll(row[0]), row[1]);
  }
  report["run"].erase("id");
  report["run"].erase("started");
  report.erase("collections");
  name_natively(report, native_ids);
  return report;
}

struct Analysed {
  std::vector<std::string> collected;
  std::vector<std::string> findings;
  json report;
};

/// Imports `lines` into a database of their own and analyses them.
Analysed run_over(const std::vector<std::string>& lines, int threads) {
  const Program program;
  write_file(program.file("posts.jsonl"), join_lines(lines));
  write_file(program.file("vigie.toml"), "[analysis]\nthreads = " + std::to_string(threads) + "\n");
  program.succeed({"import", "--mapping", "simulated", "posts.jsonl"});
  const DatabaseContent database{program.file("vigie.db")};
  // Five profile texts, each in two spellings: which is shown must not depend on arrival either.
  database.execute(
      "UPDATE account SET bio = 'One of five texts that profiles here have in common, number ' || "
      "substr('abcde', native_id % 5 + 1, 1) || iif(native_id % 2, ' https://a.example/', '')");
  program.succeed({"analyze"});
  program.succeed({"report"});
  return {collected(database),
          findings(database),
          comparable(json::parse(read_file(program.file("report/report.json"))), database)};
}

/// The first rows that only one side has: what to read when two runs differ.
std::string difference(const std::vector<std::string>& left,
                       const std::vector<std::string>& right) {
  std::vector<std::string> apart;
  std::set_symmetric_difference(
      left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(apart));
  std::string text = std::to_string(apart.size()) + " rows differ\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(apart.size(), 6); ++i) {
    text += apart[i].substr(0, 600) + '\n';
  }
  return text;
}

class Determinism : public testing::Test {
 protected:
  Determinism() {
    simulate(program_, kPostsOfDeterminism, 5);
    lines_ = lines_of(read_file(program_.file("posts.jsonl")));
  }

  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  Program program_;
  std::vector<std::string> lines_;
};

TEST_F(Determinism, NeitherOrderOfPostsNorThreadsChangeAnything) {
  auto shuffled = lines();
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937{20260302});

  const Analysed in_order = run_over(lines(), 1);
  const Analysed out_of_order = run_over(shuffled, 2);

  ASSERT_GT(in_order.findings.size(), 1'000U);
  ASSERT_TRUE(std::any_of(in_order.findings.begin(), in_order.findings.end(), [](const auto& row) {
    return row.starts_with("group profile text");
  }));
  EXPECT_EQ(in_order.collected.size(), out_of_order.collected.size());
  EXPECT_TRUE(in_order.collected == out_of_order.collected)
      << difference(in_order.collected, out_of_order.collected);
  EXPECT_TRUE(in_order.findings == out_of_order.findings)
      << difference(in_order.findings, out_of_order.findings);
  EXPECT_TRUE(in_order.report == out_of_order.report)
      << json::diff(in_order.report, out_of_order.report).dump().substr(0, 2'000);
}

TEST_F(Determinism, ThreadsAloneChangeNothing) {
  const Program program;
  write_file(program.file("posts.jsonl"), join_lines(lines()));
  program.succeed({"import", "--mapping", "simulated", "posts.jsonl"});
  const DatabaseContent database{program.file("vigie.db")};
  const auto findings_with = [&](const char* threads) {
    write_file(program.file("vigie.toml"), std::string{"[analysis]\nthreads = "} + threads + "\n");
    program.succeed({"analyze"});
    return findings(database);
  };

  const auto one = findings_with("1");
  const auto five = findings_with("5");

  EXPECT_EQ(database.number("SELECT count(*) FROM analysis_run"), 2);
  EXPECT_TRUE(one == five) << difference(one, five);
}

TEST_F(Determinism, NeitherDoesTheOrderOfFiles) {
  const std::vector<std::string> names{"a.jsonl", "b.jsonl", "c.jsonl"};
  const auto findings_of = [&](const std::vector<std::size_t>& order) {
    const Program program;
    for (std::size_t part = 0; part < names.size(); ++part) {
      std::vector<std::string> some;
      for (std::size_t i = part; i < lines().size(); i += names.size()) {
        some.push_back(lines()[i]);
      }
      write_file(program.file(names[part]), join_lines(some));
    }
    for (const std::size_t part : order) {
      program.succeed({"import", "--mapping", "simulated", names[part]});
    }
    program.succeed({"analyze"});
    return findings(DatabaseContent{program.file("vigie.db")});
  };

  const auto forwards = findings_of({0, 1, 2});
  const auto backwards = findings_of({2, 0, 1});

  ASSERT_GT(forwards.size(), 1'000U);
  EXPECT_TRUE(forwards == backwards) << difference(forwards, backwards);
}

TEST(Simulate, GivesTheSameBytesForTheSameSeedAndOthersForAnother) {
  const Program program;
  simulate(program, 1'000, 7);
  const std::string first = read_file(program.file("posts.jsonl"));
  simulate(program, 1'000, 7);
  EXPECT_EQ(read_file(program.file("posts.jsonl")), first);

  simulate(program, 1'000, 8);

  EXPECT_NE(read_file(program.file("posts.jsonl")), first);
}

}  // namespace
}  // namespace vigie::tests
