// A disk that fills up while posts come in: what was committed stays, and with room again the same
// import brings the rest.
#include <cerrno>
#include <filesystem>
#include <string>
#include <sys/mount.h>
#include <sys/stat.h>
#include <system_error>

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

constexpr std::uint64_t kPostsOfFullDisk = 6'000;
constexpr std::ptrdiff_t kFirst = 1'000;

/// A small file system of its own, for whoever may mount one.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path folder)
      : folder_(std::move(folder)),
        is_there_(std::filesystem::create_directories(folder_) &&
                  mount("none", folder_.c_str(), "tmpfs", 0, "size=3m") == 0) {}

  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  SmallDisk(SmallDisk&&) = delete;
  SmallDisk& operator=(SmallDisk&&) = delete;

  ~SmallDisk() {
    if (is_there_) {
      umount2(folder_.c_str(), MNT_DETACH);
    }
  }

  [[nodiscard]] bool is_there() const { return is_there_; }

  [[nodiscard]] bool grow() const {
    return mount("none", folder_.c_str(), "tmpfs", MS_REMOUNT, "size=128m") == 0;
  }

 private:
  std::filesystem::path folder_;
  bool is_there_;
};

/// `first.jsonl`, a few posts, and `rest.jsonl`, many more.
void write_two_parts(const Program& program) {
  simulate(program, kPostsOfFullDisk, 3);
  const auto lines = lines_of(read_file(program.file("posts.jsonl")));
  write_file(program.file("first.jsonl"), join_lines({lines.begin(), lines.begin() + kFirst}));
  write_file(program.file("rest.jsonl"), join_lines({lines.begin() + kFirst, lines.end()}));
}

std::vector<std::string> import(const std::string& db, const std::string& file) {
  return {"import", "--db", db, "--mapping", "simulated", file};
}

/// What is in a database that always had room.
std::vector<std::string> undisturbed(const Program& program) {
  program.succeed(import("roomy.db", "first.jsonl"));
  program.succeed(import("roomy.db", "rest.jsonl"));
  return collected(DatabaseContent{program.file("roomy.db")});
}

void expect_kept_and_sound(const Program& program, const std::string& db) {
  const DatabaseContent database{program.file(db)};
  EXPECT_TRUE(database.is_sound());
  const auto posts = database.number("SELECT count(*) FROM post");
  EXPECT_GE(posts, kFirst);
  EXPECT_LT(posts, static_cast<std::int64_t>(kPostsOfFullDisk));
}

TEST(FullDisk, LosesNothingThatWasCommittedAndGoesOnWithRoom) {
  const Program program;
  write_two_parts(program);
  const SmallDisk disk{program.file("disk")};
  if (!disk.is_there()) {
    GTEST_SKIP() << "mounting a small file system is not allowed here: "
                 << std::generic_category().message(errno);
  }
  program.succeed(import("disk/vigie.db", "first.jsonl"));

  const Outcome outcome = program.run(import("disk/vigie.db", "rest.jsonl"));

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("vigie.db"), HasSubstr("free some space")));
  ASSERT_TRUE(disk.grow());
  expect_kept_and_sound(program, "disk/vigie.db");
  program.succeed(import("disk/vigie.db", "rest.jsonl"));
  EXPECT_EQ(collected(DatabaseContent{program.file("disk/vigie.db")}), undisturbed(program));
}

TEST(FullDisk, CannotTakeAReport) {
  const Program program;
  import_simulated(program, kPostsOfFullDisk, 1);
  program.succeed({"analyze"});
  const SmallDisk disk{program.file("disk")};
  if (!disk.is_there()) {
    GTEST_SKIP() << "mounting a small file system is not allowed here: "
                 << std::generic_category().message(errno);
  }
  write_file(program.file("disk/filler"), std::string(2'040'000, 'x'));

  const Outcome outcome = program.run({"report", "--out", "disk"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("report"), HasSubstr("space")));
  EXPECT_FALSE(std::filesystem::exists(program.file("disk/report.html.partial")));
}

TEST(FileSizeLimit, LosesNothingThatWasCommittedAndGoesOnWithoutIt) {
  const Program program;
  write_two_parts(program);
  program.succeed(import("vigie.db", "first.jsonl"));

  const auto size = std::filesystem::file_size(program.file("vigie.db"));

  const Outcome outcome =
      program.run(import("vigie.db", "rest.jsonl"), {.file_bytes = size + 100'000});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("vigie.db"), HasSubstr("committed is safe")));
  expect_kept_and_sound(program, "vigie.db");
  program.succeed(import("vigie.db", "rest.jsonl"));
  EXPECT_EQ(collected(DatabaseContent{program.file("vigie.db")}), undisturbed(program));
}

}  // namespace
}  // namespace vigie::tests
