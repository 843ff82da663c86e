// Databases that Vigie must not use, or cannot: said so, with what to do, and left as they were.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Each command that opens a database, to write or to read.
const std::vector<std::vector<std::string>>& commands() {
  static const std::vector<std::vector<std::string>> kAll{
      {"init"},
      {"import", "--mapping", "simulated", "posts.jsonl"},
      {"analyze"},
      {"report"},
      {"daily"},
      {"status"}};
  return kAll;
}

/// Every command fails with `advice`, and not one byte of the database changes.
void expect_refused(const Program& program, const testing::Matcher<const std::string&>& advice) {
  const std::string before = read_file(program.file("vigie.db"));
  for (const auto& command : commands()) {
    const Outcome outcome = program.run(command);
    EXPECT_EQ(outcome.exit_code, 1) << command.front();
    EXPECT_THAT(outcome.err, AllOf(testing::StartsWith("vigie: "), HasSubstr("vigie.db"), advice))
        << command.front();
  }
  EXPECT_EQ(read_file(program.file("vigie.db")), before);
  EXPECT_FALSE(std::filesystem::exists(program.file("report")));
}

/// Runs `sql` on a connection that is closed again: reading the file's bytes while one is open in
/// this process would drop its locks.
void change(const Program& program, std::string_view sql) {
  DatabaseContent{program.file("vigie.db")}.execute(sql);
}

TEST(BadDatabase, OfANewerVigieIsLeftAloneUntilTheProgramIsUpdated) {
  const Program program;
  import_simulated(program, 1'000, 1);
  const auto posts = collected(DatabaseContent{program.file("vigie.db")});
  const auto version = DatabaseContent{program.file("vigie.db")}.number("PRAGMA user_version");
  change(program, "PRAGMA user_version = 999");

  expect_refused(program, AllOf(HasSubstr("999"), HasSubstr("update Vigie")));

  change(program, "PRAGMA user_version = " + std::to_string(version));
  EXPECT_EQ(collected(DatabaseContent{program.file("vigie.db")}), posts);
  EXPECT_EQ(program.run({"status"}).exit_code, 0);
}

TEST(BadDatabase, OfAnotherProgramIsNeverTouched) {
  for (const char* application_id : {"0", "1234567"}) {
    const Program program;
    simulate(program, 1'000, 1);
    write_file(program.file("vigie.db"), "");
    change(program, "CREATE TABLE recipe (name TEXT)");
    change(program, "INSERT INTO recipe VALUES ('soup')");
    change(program, std::string{"PRAGMA application_id = "} + application_id);

    expect_refused(program, AllOf(HasSubstr("another program"), HasSubstr("another file")));

    EXPECT_EQ(DatabaseContent{program.file("vigie.db")}.rows("SELECT name FROM recipe"),
              (std::vector<Row>{{"soup"}}));
  }
}

TEST(BadDatabase, ThatIsNoDatabaseIsNeverTouched) {
  const Program program;
  simulate(program, 1'000, 1);
  write_file(program.file("vigie.db"), std::string(20'000, 'x'));

  expect_refused(program, AllOf(HasSubstr("not a database"), HasSubstr("move it away")));
}

TEST(BadDatabase, ThatIsAFolderIsNamed) {
  const Program program;
  simulate(program, 1'000, 1);
  std::filesystem::create_directory(program.file("vigie.db"));

  for (const auto& command : commands()) {
    const Outcome outcome = program.run(command);
    EXPECT_EQ(outcome.exit_code, 1) << command.front();
    EXPECT_THAT(outcome.err, HasSubstr("vigie.db")) << command.front();
  }
}

TEST(BadDatabase, CutShortIsSaidToBeDamaged) {
  const Program program;
  import_simulated(program, 1'000, 1);
  const std::string whole = read_file(program.file("vigie.db"));
  std::filesystem::remove(program.file("vigie.db-wal"));
  std::filesystem::remove(program.file("vigie.db-shm"));
  write_file(program.file("vigie.db"), whole.substr(0, whole.size() / 3));

  const Outcome outcome = program.run({"import", "--mapping", "simulated", "posts.jsonl"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("damaged"), HasSubstr("restore it")));
}

TEST(BadDatabase, OfZeroBytesIsANewOne) {
  const Program program;
  write_file(program.file("vigie.db"), "");

  import_simulated(program, 1'000, 1);

  EXPECT_TRUE(DatabaseContent{program.file("vigie.db")}.is_sound());
}

/// As a user who must obey file modes: root need not.
class ReadOnly : public testing::Test {
 public:
  ~ReadOnly() override { make_folder(0755); }

 protected:
  static constexpr Limits kNobody{.as_nobody = true};

  ReadOnly() { import_simulated(program_, 1'000, 1); }

  void SetUp() override {
    if (program_.run({"--version"}, kNobody).exit_code != 0) {
      GTEST_SKIP() << "the user nobody cannot start the program: file modes cannot be tested";
    }
  }

  [[nodiscard]] const Program& program() const { return program_; }

  void make_folder(unsigned mode) const {
    std::filesystem::permissions(program_.folder(), std::filesystem::perms{mode});
  }

  void make_database(unsigned mode) const {
    std::filesystem::permissions(program_.file("vigie.db"), std::filesystem::perms{mode});
  }

 private:
  Program program_;
};

TEST_F(ReadOnly, FolderTakesNoDatabaseAndNoFile) {
  make_folder(0555);

  const Outcome init = program().run({"init", "--db", "new.db"}, kNobody);
  EXPECT_EQ(init.exit_code, 1);
  EXPECT_THAT(init.err, AllOf(HasSubstr("new.db"), HasSubstr("check the folder")));

  const Outcome simulate = program().run({"simulate", "--out", "new.jsonl"}, kNobody);
  EXPECT_EQ(simulate.exit_code, 1);
  EXPECT_THAT(simulate.err, AllOf(HasSubstr("new.jsonl"), HasSubstr("Check the folder")));
}

TEST_F(ReadOnly, DatabaseIsNotWrittenAndSaysSo) {
  make_database(0444);
  make_folder(0555);
  const std::string before = read_file(program().file("vigie.db"));

  for (const char* command : {"init", "analyze"}) {
    const Outcome outcome = program().run({command}, kNobody);
    EXPECT_EQ(outcome.exit_code, 1) << command;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("vigie.db"), HasSubstr("rights"))) << command;
  }
  EXPECT_EQ(read_file(program().file("vigie.db")), before);
}

TEST_F(ReadOnly, DatabaseOfSomebodyElseIsNotReadAndSaysSo) {
  make_database(0600);

  const Outcome outcome = program().run({"status"}, kNobody);

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("vigie.db"), HasSubstr("rights")));
}

TEST_F(ReadOnly, ReportFolderIsNamed) {
  program().succeed({"analyze"});
  std::filesystem::create_directory(program().file("locked"));
  make_database(0666);
  make_folder(0777);
  std::filesystem::permissions(program().file("locked"), std::filesystem::perms{0555});
  for (const char* log : {"vigie.db-wal", "vigie.db-shm"}) {
    std::filesystem::remove(program().file(log));
  }

  const Outcome outcome = program().run({"report", "--out", "locked"}, kNobody);

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("locked"), HasSubstr("Check the folder")));
}

}  // namespace
}  // namespace vigie::tests
