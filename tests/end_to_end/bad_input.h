// A database that must lose nothing, whatever comes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {

inline constexpr std::uint64_t kKept = 1'000;

inline constexpr std::string_view kMapping =
    "title = \"A table\"\nplatform = \"x\"\nformat = \"csv\"\n"
    "[post]\nid = \"id\"\naccount = \"account\"\ntime = \"time\"\ntext = \"text\"\n";

/// A database that holds good posts before the bad file comes.
class BadInput : public testing::Test {
 protected:
  BadInput() {
    import_simulated(program_, kKept, 1);
    write_file(program_.file("table.toml"), kMapping);
    const DatabaseContent database{program_.file("vigie.db")};
    before_ = collected(database);
    bookkeeping_before_ = bookkeeping(database);
  }

  [[nodiscard]] const Program& program() const { return program_; }

  void write(const char* name, std::string_view content) const {
    write_file(program_.file(name), content);
  }

  [[nodiscard]] Outcome import(const std::string& mapping, const std::string& file) const {
    return program_.run({"import", "--mapping", mapping, file});
  }

  [[nodiscard]] std::string posts() const { return read_file(program_.file("posts.jsonl")); }

  /// Everything that was there before is there now, and the file is whole.
  void expect_nothing_lost() const {
    const DatabaseContent database{program_.file("vigie.db")};
    EXPECT_TRUE(database.is_sound());
    const auto now = collected(database);
    EXPECT_TRUE(std::includes(now.begin(), now.end(), before_.begin(), before_.end()));
    EXPECT_EQ(program_.run({"status"}).exit_code, 0);
  }

  /// Nor did anything come.
  void expect_untouched() const {
    const DatabaseContent database{program_.file("vigie.db")};
    EXPECT_TRUE(database.is_sound());
    EXPECT_EQ(collected(database), before_);
    EXPECT_EQ(bookkeeping(database), bookkeeping_before_);
  }

  /// What was refused, e.g. `{"time: missing", 2}`.
  [[nodiscard]] std::vector<std::pair<std::string, int>> rejects() const {
    std::vector<std::pair<std::string, int>> reasons;
    const nlohmann::json status = program_.run_json({"status"});
    for (const nlohmann::json& reject : status["rejects"]) {
      reasons.emplace_back(reject["reason"], reject["count"]);
    }
    return reasons;
  }

 private:
  Program program_;
  std::vector<std::string> before_;
  std::vector<std::string> bookkeeping_before_;
};

}  // namespace vigie::tests
