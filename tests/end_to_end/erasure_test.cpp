// `vigie show`, `erase`, `retention` and `record` over a simulated archive, and the bytes of the
// files afterwards.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <vector>

#include <fmt/format.h>
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
using testing::Not;

constexpr std::string_view kUniqueText = "Numbat quokka zephyr: words that nobody else ever wrote";

/// A crew's account with one text of its own, imported, analysed and reported.
class ErasureCommandTest : public testing::Test {
 protected:
  Program program;
  std::string native_id;
  std::string handle;
  std::string name;

  void SetUp() override {
    simulate(program, 3000, 5);
    for (const auto& [account, group] : simulated_groups(program)) {
      if (native_id.empty() && group.starts_with("crew-")) {
        native_id = account;
      }
    }
    ASSERT_FALSE(native_id.empty());
    name = "simulated:" + native_id;
    std::vector<std::string> lines = lines_of(read_file(program.file("posts.jsonl")));
    json own;
    for (const std::string& line : lines) {
      const json post = json::parse(line);
      if (post["account"] == native_id) {
        own = post;
      }
    }
    handle = own["handle"].get<std::string>();
    own["id"] = "numbat-1";
    own["text"] = kUniqueText;
    own["kind"] = "post";
    own["urls"] = json::array({"https://numbat-only.example/quokka?utm_source=x"});
    own.erase("subject");
    own.erase("subject_account");
    own.erase("subject_handle");
    own.erase("subject_time");
    lines.push_back(own.dump());
    json answer = own;
    answer["id"] = "answer-1";
    answer["account"] = "u-answer";
    answer["handle"] = "somebody";
    answer["text"] = "I answer @" + handle + ": no";
    answer["mentions"] = json::array({native_id});
    answer["urls"] = json::array({"https://profile.example/" + handle + "/status/1"});
    lines.push_back(answer.dump());
    write_file(program.file("posts.jsonl"), join_lines(lines));
    program.succeed({"import", "--mapping", "simulated", "posts.jsonl"});
    program.succeed({"analyze"});
    program.succeed({"report", "--out", "report"});
  }

  [[nodiscard]] std::string bytes() const {
    return read_file(program.file("vigie.db")) + read_file(program.file("vigie.db-wal")) +
           read_file(program.file("vigie.db-shm"));
  }

  void expect_no_byte() const {
    const std::string all = bytes();
    for (const std::string& gone : {std::string{kUniqueText},
                                    std::string{"numbat-only.example"},
                                    std::string{"numbat-1"},
                                    handle,
                                    native_id}) {
      EXPECT_EQ(all.find(gone), std::string::npos) << gone;
    }
  }
};

TEST_F(ErasureCommandTest, LeavesNoByteAndNothingComesBack) {
  ASSERT_NE(bytes().find(kUniqueText), std::string::npos);
  const json before = program.run_json({"show", name});
  EXPECT_EQ(before["profile"]["native_id"], native_id);
  EXPECT_THAT(before.dump(), HasSubstr(std::string{kUniqueText}));
  EXPECT_FALSE(before["scores"].empty());

  const json erased = program.run_json({"erase", name, "--yes"});

  EXPECT_EQ(erased["accounts"], 1);
  EXPECT_EQ(erased["posts"], before["posts"].size());
  EXPECT_EQ(erased["log_emptied"], true);
  expect_no_byte();
  {
    const DatabaseContent database{program.file("vigie.db")};
    EXPECT_TRUE(database.is_sound());
    EXPECT_EQ(database.rows("SELECT text FROM post WHERE native_id = 'answer-1'")[0][0],
              "I answer @erased: no");
    EXPECT_EQ(database.number("SELECT count(*) FROM audit WHERE action = 'erase'"), 1);
  }
  const Outcome shown = program.run({"show", name});
  EXPECT_EQ(shown.exit_code, 1);
  EXPECT_EQ(shown.out, "");
  program.succeed({"report", "--out", "again"});
  EXPECT_THAT(read_file(program.file("again/report.json")), Not(HasSubstr(native_id)));
  EXPECT_THAT(read_file(program.file("again/report.html")),
              Not(HasSubstr(std::string{kUniqueText})));

  write_file(program.file("renamed.jsonl"), read_file(program.file("posts.jsonl")) + "\n");
  program.succeed({"import", "--mapping", "simulated", "renamed.jsonl"});
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number(
                fmt::format("SELECT count(*) FROM account WHERE native_id = '{}' OR handle = '{}'",
                            native_id,
                            handle)),
            0);
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE native_id = 'numbat-1'"), 0);
  EXPECT_GT(database.number("SELECT sum(suppressed) FROM collection"), 0);
  EXPECT_TRUE(database.is_sound());
  program.succeed({"analyze"});
}

TEST_F(ErasureCommandTest, CompactsTheFileWhenAsked) {
  const json erased = program.run_json({"erase", name, "--yes", "--compact"});

  EXPECT_EQ(erased["file_rebuilt"], true);
  expect_no_byte();
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_TRUE(database.is_sound());
  EXPECT_EQ(database.number("PRAGMA freelist_count"), 0);
}

TEST_F(ErasureCommandTest, FailsWhileAReaderKeepsTheLog) {
  {
    const DatabaseContent reader{program.file("vigie.db")};
    reader.execute("BEGIN");
    ASSERT_GT(reader.number("SELECT count(*) FROM post"), 0);

    const Outcome outcome = program.run({"erase", name, "--yes"});

    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err, HasSubstr("vigie.db-wal could not be emptied"));
    reader.execute("COMMIT");
  }
  const Outcome again = program.run({"erase", name, "--yes", "--compact"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  expect_no_byte();
}

TEST_F(ErasureCommandTest, AsksFirstAndTakesOneNameOnly) {
  const Outcome unasked = program.run({"erase", name});
  EXPECT_EQ(unasked.exit_code, 2);
  EXPECT_THAT(unasked.err, HasSubstr("--yes"));

  const Outcome unknown = program.run({"erase", "nobody-of-that-name", "--yes"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("platform:native-id"));

  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM suppression"), 0);
}

TEST_F(ErasureCommandTest, KeepsTheKeyApartAndRefusesToReadWithoutIt) {
  program.succeed({"erase", "simulated:not-there", "--yes"});

  struct stat status {};

  ASSERT_EQ(::stat(program.file("vigie.db.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  std::filesystem::rename(program.file("vigie.db.key"), program.file("away"));
  const Outcome without = program.run({"import", "--mapping", "simulated", "posts.jsonl"});
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_THAT(without.err, HasSubstr("VIGIE_SUPPRESSION_KEY"));

  write_file(program.file("vigie.db.key"), "another key of the right length");
  const Outcome wrong = program.run({"import", "--mapping", "simulated", "posts.jsonl"});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("is not the one"));
}

TEST_F(ErasureCommandTest, ShowsAnAccountOnTheTerminal) {
  const std::string shown = program.succeed({"show", "@" + handle, "--posts", "1"});

  EXPECT_THAT(shown, HasSubstr(native_id));
  EXPECT_THAT(shown, HasSubstr("posts by kind"));
  EXPECT_THAT(shown, HasSubstr("posts.jsonl"));
}

TEST_F(ErasureCommandTest, AppliesRetention) {
  const json dry = program.run_json({"retention", "--dry-run"});
  EXPECT_EQ(dry["texts"], 0) << "taken in today";
  {
    const DatabaseContent database{program.file("vigie.db")};
    constexpr std::int64_t kHundredDays = 100LL * 24 * 3600 * 1000;
    database.execute(fmt::format("UPDATE post SET observed_ms = observed_ms - {}", kHundredDays));
    database.execute(
        fmt::format("UPDATE collection SET started_ms = started_ms - {}", kHundredDays));
  }
  const json would = program.run_json({"retention", "--dry-run"});
  EXPECT_GT(would["texts"], 1000);

  const json done = program.run_json({"retention", "--compact"});

  EXPECT_EQ(done["texts"], would["texts"]);
  EXPECT_EQ(done["posts"], 0);
  EXPECT_EQ(bytes().find(kUniqueText), std::string::npos);
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE text IS NOT NULL"), 0);
  EXPECT_GT(database.number("SELECT count(*) FROM share"), 1000);
  program.succeed({"report", "--out", "again"});
}

TEST(RecordCommand, WritesTheRecordOfProcessing) {
  const Program program;
  EXPECT_EQ(program.run({"record", "--name", "A watch"}).exit_code, 2);

  const json written = program.run_json({"record",
                                         "--name",
                                         "A watch",
                                         "--purpose",
                                         "To see",
                                         "--legal-basis",
                                         "A law",
                                         "--retention",
                                         "90 days"});

  EXPECT_EQ(written["legal_basis"], "A law");
  EXPECT_EQ(program.run_json({"record"}), written);
}

}  // namespace
}  // namespace vigie::tests
