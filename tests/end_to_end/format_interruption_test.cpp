// Every format that is known by itself, killed amid its import and read again: the same content as
// without.
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/format_samples.h"
#include "tests/support/program.h"

namespace vigie::tests {
namespace {

constexpr std::uint64_t kPostsOfFormatInterruption = 5'000;
constexpr std::uint64_t kFiles = 6;

/// Several files: each is a transaction of its own at least, so that a kill falls between two.
std::vector<std::string> write_archives(const Program& program, const std::string& format) {
  std::vector<std::string> import{"import"};
  for (std::uint64_t part = 0; part < kFiles; ++part) {
    import.push_back(format + std::to_string(part) + ".txt");
    write_file(program.file(import.back()),
               sample_of(format,
                         part * kPostsOfFormatInterruption / kFiles,
                         kPostsOfFormatInterruption / kFiles));
  }
  return import;
}

std::int64_t posts_in(const Program& program) {
  try {
    return DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM post");
  } catch (const std::exception&) {
    return 0;  // no database yet, or no table
  }
}

std::vector<std::string> content(const Program& program) {
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_TRUE(database.is_sound());
  auto rows = collected(database);
  const auto imports = bookkeeping(database);
  rows.insert(rows.end(), imports.begin(), imports.end());
  return rows;
}

class FormatInterruption : public testing::TestWithParam<std::string> {};

TEST_P(FormatInterruption, ByKillLeavesNoTraceInWhatIsThereAtTheEnd) {
  const Program calm;
  calm.succeed(write_archives(calm, GetParam()));
  ASSERT_EQ(posts_in(calm),
            static_cast<std::int64_t>(kPostsOfFormatInterruption / kFiles * kFiles));

  const Program troubled;
  const auto import = write_archives(troubled, GetParam());
  int killed_amid = 0;
  std::int64_t before = -1;
  for (int i = 0; i < 6 && killed_amid < 2; ++i) {
    RunningProgram running = troubled.start(import);
    while (!running.has_ended() && posts_in(troubled) <= before) {
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    running.send(SIGKILL);
    const bool was_killed = running.wait().exit_code == -SIGKILL;
    before = posts_in(troubled);
    killed_amid +=
        was_killed && before > 0 && before < static_cast<std::int64_t>(kPostsOfFormatInterruption)
            ? 1
            : 0;
  }
  troubled.succeed(import);

  EXPECT_GE(killed_amid, 1) << "no import was killed between two commits";
  EXPECT_TRUE(content(troubled) == content(calm));
}

INSTANTIATE_TEST_SUITE_P(Of,
                         FormatInterruption,
                         testing::ValuesIn(sampled_formats()),
                         [](const auto& format) { return format.param; });

}  // namespace
}  // namespace vigie::tests
