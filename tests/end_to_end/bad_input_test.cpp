// Files that are broken, absent or not what they seem: a message that says what to do, the right
// exit code, and a database that opens and has lost nothing.
#include "tests/end_to_end/bad_input.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
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
using testing::HasSubstr;

/// Posts that are not among those of the fixture.
std::string other_posts() {
  const Program other;
  simulate(other, 3'000, 2);
  std::string posts = read_file(other.file("posts.jsonl"));
  // The ids of two simulations are the same: these become others.
  for (std::size_t at = 0; (at = posts.find("\"s0", at)) != std::string::npos; at += 3) {
    posts[at + 1] = 'z';
  }
  return posts;
}

/// What a clean import of `posts` gives.
std::vector<std::string> clean_import(const std::string& posts) {
  const Program clean;
  write_file(clean.file("other.jsonl"), posts);
  clean.succeed({"import", "--mapping", "simulated", "other.jsonl"});
  return collected(DatabaseContent{clean.file("vigie.db")});
}

class DamagedArchive : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] static std::string pack(std::string_view posts) {
    return GetParam() == "gz" ? gzip(posts) : zstd(posts);
  }
};

TEST_P(DamagedArchive, CutShortKeepsWhatWasCompleteAndTheWholeFileGivesTheRest) {
  const Program program;
  const std::string posts = other_posts();
  const std::string packed = pack(posts);
  const std::string file = "other.jsonl." + GetParam();
  const std::vector<std::string> import{"import", "--mapping", "simulated", file};
  write_file(program.file(file), packed.substr(0, packed.size() / 2));

  const Outcome outcome = program.run(import);

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr(file),
                    HasSubstr("ends in the middle"),
                    HasSubstr("fetch the file again and import it once more"),
                    HasSubstr("not doubled")));
  EXPECT_EQ(outcome.err.find(file), outcome.err.rfind(file)) << "named twice: " << outcome.err;
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_TRUE(database.is_sound());
  const auto half = database.number("SELECT count(*) FROM post");
  EXPECT_GT(half, 100);
  EXPECT_LT(half, 3'000);
  EXPECT_EQ(database.number("SELECT count(*) FROM reject"), 0);

  write_file(program.file(file), packed);
  program.succeed(import);

  EXPECT_EQ(collected(database), clean_import(posts));
  EXPECT_TRUE(database.is_sound());
}

TEST_P(DamagedArchive, SpoiltInTheMiddleKeepsWhatCameBefore) {
  const Program program;
  const std::string posts = other_posts();
  std::string packed = pack(posts);
  packed.replace(packed.size() / 2, 64, std::string(64, '\xFF'));
  const std::string file = "other.jsonl." + GetParam();
  write_file(program.file(file), packed);

  const Outcome outcome = program.run({"import", "--mapping", "simulated", file});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr(file), HasSubstr("is damaged"), HasSubstr("import it")));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_TRUE(database.is_sound());
  EXPECT_GT(database.number("SELECT count(*) FROM post"), 100);
  EXPECT_EQ(program.run({"analyze"}).exit_code, 0);
}

INSTANTIATE_TEST_SUITE_P(Packed, DamagedArchive, testing::Values("gz", "zst"));

TEST_F(BadInput, CsvWithBrokenQuotesLosesOnlyTheBrokenRows) {
  write("table.csv",
        "id,account,time,text\n"
        "1,ada,2026-03-02T10:00:00Z,\"never closed\n"
        "2,bea,2026-03-02T10:00:01Z,\"fine, in quotes\"\n"
        "3,cleo,2026-03-02T10:00:02Z,a \" inside\n"
        "4,dan,2026-03-02T10:00:03Z,\"closed\"too early\n"
        "5,eve,2026-03-02T10:00:04Z,\"two\nlines\"\n");

  const Outcome outcome = import("table.toml", "table.csv");

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("table.csv"), HasSubstr("2 of 5"), HasSubstr("vigie status")));
  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(
      database.rows("SELECT native_id, text FROM post WHERE length(native_id) = 1 "
                    "ORDER BY native_id"),
      (std::vector<Row>{{"2", "fine, in quotes"}, {"3", "a \" inside"}, {"5", "two\nlines"}}));
  EXPECT_EQ(rejects(), (std::vector<std::pair<std::string, int>>{{"csv: stray quote", 2}}));
  EXPECT_EQ(database.rows("SELECT line FROM reject ORDER BY line"),
            (std::vector<Row>{{"2"}, {"5"}}));
  EXPECT_EQ(database.number("SELECT count(*) FROM reject WHERE length(bytes) > 10"), 2);
  expect_nothing_lost();
}

TEST_F(BadInput, InvalidUtf8IsMendedAndMarked) {
  write("table.csv",
        "id,account,time,text\n"
        "1,ada,2026-03-02T10:00:00Z,caf\xE9 \xFF\xFE\n"
        "2,bea,2026-03-02T10:00:01Z,caf\xC3\xA9\n");

  const Outcome outcome = import("table.toml", "table.csv");

  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(
      database.rows("SELECT text_repaired, text FROM post WHERE length(native_id) = 1 "
                    "ORDER BY native_id"),
      (std::vector<Row>{{"1", "caf\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD"}, {"0", "caf\xC3\xA9"}}));
  expect_nothing_lost();
}

TEST_F(BadInput, InvalidUtf8InJsonIsMendedOrRefusedAndNeverEndsTheImport) {
  write(
      "table.jsonl",
      "{\"id\":\"1\",\"account\":\"ada\",\"time\":\"2026-03-02T10:00:00Z\",\"text\":\"a\xFF z\"}\n"
      "{\"id\":\"2\",\"account\":\"bea\",\"time\":\"2026-03-02T10:00:01Z\",\"text\":\"fine\"}\n");

  const Outcome outcome = import("simulated", "table.jsonl");

  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE native_id = '2'"), 1) << outcome.err;
  EXPECT_EQ(database.number("SELECT records FROM collection ORDER BY collection_id DESC LIMIT 1"),
            2);
  expect_nothing_lost();
}

TEST_F(BadInput, AbsurdDatesAreRefusedWithTheirReason) {
  write("table.csv",
        "id,account,time,text\n"
        "1,ada,9999-99-99T10:00:00Z,no such day\n"
        "2,bea,2026-03-02T10:00:00Z,fine\n"
        "3,cleo,1066-10-14T10:00:00Z,long ago\n"
        "4,dan,2999-01-01T00:00:00Z,far ahead\n"
        "5,eve,,none\n"
        "6,fay,-1,a number\n"
        "7,gus,2062-03-02T10:00:00Z,a mistyped year\n");

  const Outcome outcome = import("table.toml", "table.csv");

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("6 of 7"), HasSubstr("vigie status")));
  EXPECT_THAT(rejects(),
              testing::UnorderedElementsAre(testing::Pair("time: unreadable", 2),
                                            testing::Pair("time: out of range", 3),
                                            testing::Pair("time: missing", 1)));
  expect_nothing_lost();
}

TEST_F(BadInput, AFewRefusedRecordsAreNoFailure) {
  std::string rows = "id,account,time,text\n";
  for (int i = 100; i < 140; ++i) {
    rows += std::to_string(i) + ",ada,2026-03-02T10:00:00Z,fine\n";
  }
  write("table.csv", rows + "140,ada,,no time\n");

  const Outcome outcome = import("table.toml", "table.csv");

  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(rejects(), (std::vector<std::pair<std::string, int>>{{"time: missing", 1}}));
}

TEST_F(BadInput, AMissingFileIsNamed) {
  const Outcome outcome = import("simulated", "no_such.jsonl");

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("no_such.jsonl"), HasSubstr("check the path")));
  expect_untouched();
}

TEST_F(BadInput, AFolderWithoutArchivesIsSaidToHoldNone) {
  std::filesystem::create_directory(program().file("inbox"));

  const Outcome outcome = import("simulated", "inbox");

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("inbox"), HasSubstr("holds no archives")));
  expect_untouched();
}

TEST_F(BadInput, AnEmptyFileIsSaidToBeEmpty) {
  write("empty.csv", "");

  for (const char* mapping : {"table.toml", "simulated"}) {
    const Outcome outcome = import(mapping, "empty.csv");
    EXPECT_EQ(outcome.exit_code, 1) << mapping;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("empty.csv"), HasSubstr("no records"))) << mapping;
  }
  expect_untouched();
}

TEST_F(BadInput, AFileWithoutRecordsIsNoFailure) {
  write("header.csv", "id,account,time,text\n");
  write("packed.csv", gzip("id,account,time,text\n"));

  for (const char* file : {"header.csv", "packed.csv"}) {
    const Outcome outcome = import("table.toml", file);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr(std::string{file} + ": there are no records in it"));
  }
  expect_nothing_lost();
}

TEST_F(BadInput, BinaryGarbageIsNoFormat) {
  std::string garbage;
  for (unsigned i = 0; i < 50'000; ++i) {
    garbage += static_cast<char>((i * 7919U + i * i * 31U) % 256U);
  }
  write("noise.bin", garbage);

  const Outcome recognised = program().run({"import", "noise.bin"});
  EXPECT_EQ(recognised.exit_code, 1);
  EXPECT_THAT(recognised.err, AllOf(HasSubstr("noise.bin"), HasSubstr("--mapping")));
  expect_untouched();

  const Outcome as_lines = import("simulated", "noise.bin");
  EXPECT_EQ(as_lines.exit_code, 1);
  EXPECT_THAT(as_lines.err, AllOf(HasSubstr("noise.bin"), HasSubstr("vigie status")));
  const Outcome as_table = import("table.toml", "noise.bin");
  EXPECT_EQ(as_table.exit_code, 1);
  EXPECT_THAT(as_table.err, HasSubstr("noise.bin"));
  expect_nothing_lost();
  EXPECT_EQ(DatabaseContent{program().file("vigie.db")}.number("SELECT count(*) FROM post"), kKept);
}

TEST_F(BadInput, OneBadFileDoesNotStopTheNext) {
  write("table.csv", "id,account,time,text\n1,ada,2026-03-02T10:00:00Z,fine\n");

  const Outcome outcome =
      program().run({"import", "--mapping", "table.toml", "no_such.csv", "table.csv"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(DatabaseContent{program().file("vigie.db")}.number(
                "SELECT count(*) FROM post WHERE native_id = '1'"),
            1);
  expect_nothing_lost();
}

TEST_F(BadInput, ALineOf100MegabytesIsRefusedInBoundedMemory) {
  {
    std::ofstream lines{program().file("long.jsonl"), std::ios::binary};
    lines << R"({"id":"900","account":"ada","time":"2026-03-02T10:00:00Z","text":")";
    const std::string megabyte(1'000'000, 'a');
    for (int i = 0; i < 100; ++i) {
      lines << megabyte;
    }
    lines << "\"}\n"
          << R"({"id":"901","account":"bea","time":"2026-03-02T10:00:01Z","text":"fine"})"
          << "\n";
  }

  const Outcome outcome = import("simulated", "long.jsonl");

  EXPECT_EQ(outcome.exit_code, 1) << "half of the records were refused";
  EXPECT_EQ(rejects(), (std::vector<std::pair<std::string, int>>{{"record: too long", 1}}));
  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post WHERE native_id = '901'"), 1);
  EXPECT_EQ(database.number("SELECT length(bytes) FROM reject"), 4096);
  expect_nothing_lost();
}

TEST_F(BadInput, NestedBracketsAreRefusedAndNotFollowed) {
  constexpr std::size_t kDeep = 100'000;
  const std::string deep = std::string(kDeep, '[') + std::string(kDeep, ']');
  write("deep.jsonl",
        R"({"id":"900","account":"ada","time":"2026-03-02T10:00:00Z","text":)" + deep + "}\n" +
            R"({"id":"901","account":"bea","time":"2026-03-02T10:00:01Z","text":"fine"})" + "\n");
  write("array.json", std::string(kDeep, '['));

  const Outcome as_lines = import("simulated", "deep.jsonl");
  const Outcome as_array = program().run({"import", "array.json"});

  EXPECT_EQ(as_lines.exit_code, 1);
  EXPECT_THAT(as_lines.err, HasSubstr("1 of 2"));
  EXPECT_EQ(as_array.exit_code, 1);
  EXPECT_THAT(as_array.err, HasSubstr("array.json"));
  EXPECT_EQ(DatabaseContent{program().file("vigie.db")}.number(
                "SELECT count(*) FROM post WHERE native_id = '901'"),
            1);
  expect_nothing_lost();
}

TEST_F(BadInput, AnIdThatComesAgainWithOtherContentIsRefusedAndTold) {
  std::string rows = "id,account,time,text\n900,ada,2026-03-02T10:00:00Z,the first\n";
  write("table.csv",
        rows + "900,ada,2026-03-02T10:00:00Z,the second\n900,ada,2026-03-02T10:00:00Z,the first\n");

  const Outcome outcome = import("table.toml", "table.csv");

  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("1 record was refused because the id is known"));
  EXPECT_EQ(rejects(),
            (std::vector<std::pair<std::string, int>>{{"id: known with other content", 1}}));
  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(database.rows("SELECT text FROM post WHERE native_id = '900'"),
            (std::vector<Row>{{"the first"}}));
  EXPECT_EQ(database.rows("SELECT line, detail FROM reject"), (std::vector<Row>{{"3", "900"}}));
  EXPECT_EQ(database.rows("SELECT records, stored, duplicates, rejected FROM collection "
                          "ORDER BY collection_id DESC LIMIT 1"),
            (std::vector<Row>{{"3", "1", "1", "1"}}));
  expect_nothing_lost();
}

TEST_F(BadInput, AFolderThatCannotBeWrittenTakesNoDatabase) {
  std::filesystem::permissions(program().folder(), std::filesystem::perms::all);
  const auto shut = program().file("shut");
  std::filesystem::create_directory(shut);
  std::filesystem::permissions(
      shut, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);

  const Outcome outcome =
      program().run({"import", "--db", "shut/new.db", "--mapping", "simulated", "posts.jsonl"},
                    {.as_nobody = true});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("shut/new.db"));
  EXPECT_FALSE(std::filesystem::exists(shut / "new.db"));
  expect_untouched();
}

TEST_F(BadInput, HostileTextReachesNoMessageAndNoReportUnescaped) {
  write("table.csv",
        "id,account,time,text\n1,ada,2026-03-02T10:00:00Z,\"<script>alert(1)</script>\"\n"
        "2,<img src=x onerror=alert(1)>,2026-03-02T10:00:00Z,\"'; DROP TABLE post; --\"\n");

  EXPECT_EQ(import("table.toml", "table.csv").exit_code, 0);
  program().succeed({"analyze"});
  program().succeed({"report"});

  const std::string html = read_file(program().file("report/report.html"));
  EXPECT_EQ(html.find("<script>alert"), std::string::npos);
  EXPECT_EQ(html.find("<img src=x"), std::string::npos);
  expect_nothing_lost();
}

}  // namespace
}  // namespace vigie::tests
