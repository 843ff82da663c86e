// What an operator names on the command line: files, folders, patterns, formats side by side; and
// what an import can do besides: list, keep records as they came, replace an earlier reading.
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zstd.h>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/format_samples.h"
#include "tests/support/program.h"

namespace vigie::tests {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> names_of(const json& files) {
  std::vector<std::string> names;
  for (const json& file : files) {
    names.push_back(file["file"]);
  }
  return names;
}

/// A folder with archives of four formats and what else lies about.
void write_inbox(const Program& program) {
  write_file(program.file("inbox/b/posts.jsonl.gz"), gzip(sample_of("mastodon", 0, 30)));
  write_file(program.file("inbox/b/table.csv"), sample_of("io_tweets", 100, 20));
  write_file(program.file("inbox/a.jsonl"), sample_of("jetstream", 0, 10));
  write_file(program.file("inbox/c.json.zst"), zstd(sample_of("telegram", 0, 5)));
  write_file(program.file("inbox/.hidden.jsonl"), sample_of("reddit", 0, 5));
  write_file(program.file("inbox/.git/x.jsonl"), sample_of("reddit", 0, 5));
  write_file(program.file("inbox/README.md"), "# Where this comes from\n");
  write_file(program.file("inbox/picture.jsonl"), "\x89PNG\r\n and so on");
  write_file(program.file("inbox/later.jsonl.part"), sample_of("reddit", 0, 5));
  write_file(program.file("inbox/old.zip"), "PK\x03\x04 and so on");
  write_file(program.file("inbox/vigie.db-wal"), "");
}

TEST(ImportFiles, AFolderIsReadWholeByNameEachFileInItsOwnFormat) {
  const Program program;
  write_inbox(program);

  const Outcome outcome = program.run({"import", "inbox"});

  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("4 files"),
                    HasSubstr("Left out of folders: 2 hidden; 3 no archive; 1 packed: unpack it "
                              "first; 1 unfinished.")));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(
      database.rows("SELECT name, count(*) FROM post JOIN platform USING (platform_id) "
                    "GROUP BY name ORDER BY name"),
      (std::vector<Row>{{"bluesky", "10"}, {"mastodon", "30"}, {"telegram", "5"}, {"x", "20"}}));
  EXPECT_EQ(database.rows("SELECT source FROM collection ORDER BY collection_id"),
            (std::vector<Row>{{"a.jsonl"}, {"posts.jsonl.gz"}, {"table.csv"}, {"c.json.zst"}}));
}

TEST(ImportFiles, AFileOfWhichNothingIsKeptIsTold) {
  const Program program;
  write_file(program.file("a.jsonl"), sample_of("mastodon", 0, 5));

  const Outcome forced = program.run({"import", "--format", "reddit", "a.jsonl"});
  const Outcome recognised = program.run({"import", "a.jsonl"});

  EXPECT_EQ(forced.exit_code, 0) << forced.err;
  EXPECT_THAT(forced.err, HasSubstr("a.jsonl: none of its 5 records is of a kind that is kept "));
  EXPECT_EQ(recognised.exit_code, 0) << recognised.err;
  EXPECT_THAT(recognised.err, Not(HasSubstr("of a kind that is kept")));
}

TEST(ImportFiles, AMessageHoldsNoFileAndNothingForTheTerminal) {
  const Program program;
  write_file(program.file("a.csv"), "a\x1B[31m,b\n" + std::string(5'000, 'x') + "\n");
  std::string wide = "c0";
  for (int i = 1; i < 1'000; ++i) {
    wide += ",c" + std::to_string(i);
  }
  write_file(program.file("b.csv"), wide + "\n1\n");
  write_file(program.file("c.csv"), "a," + std::string(1'000'000, 'y') + "\n1,2\n");

  for (const char* file : {"a.csv", "b.csv", "c.csv"}) {
    const Outcome outcome = program.run({"import", "--format", "io_tweets", file});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("its columns are"), Not(HasSubstr("\x1B"))));
    EXPECT_LT(outcome.err.size(), 2'000U) << file;
  }
}

TEST(ImportFiles, AFileThatFailsInAFolderDoesNotStopTheNext) {
  const Program program;
  write_inbox(program);
  write_file(program.file("inbox/aa.txt"), "no posts at all\n");
  write_file(program.file("inbox/b/empty.jsonl"), "");

  const Outcome outcome = program.run({"import", "inbox"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("aa.txt"), HasSubstr("b/empty.jsonl")));
  EXPECT_EQ(DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM post"), 65);
}

TEST(ImportFiles, APatternThatTheShellLeftAloneIsExpanded) {
  const Program program;
  write_inbox(program);

  const json files = program.run_json({"import", "inbox/*/*.csv", "inbox/[ab]*.jsonl"});
  const Outcome nothing = program.run({"import", "inbox/*.parquet"});

  EXPECT_EQ(names_of(files), (std::vector<std::string>{"table.csv", "a.jsonl"}));
  EXPECT_EQ(nothing.exit_code, 1);
  EXPECT_THAT(nothing.err, AllOf(HasSubstr("inbox/*.parquet"), HasSubstr("check the path")));
}

TEST(ImportFiles, AListingReadsNothingAndSaysWhatWouldBe) {
  const Program program;
  write_inbox(program);

  const Outcome listed = program.run({"import", "--dry-run", "inbox"});
  const json as_json = program.run_json({"import", "--dry-run", "inbox"});
  const Outcome daily = program.run({"daily", "--dry-run", "inbox"});

  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_THAT(listed.out,
              AllOf(HasSubstr("jetstream"),
                    HasSubstr("b/posts.jsonl.gz"),
                    HasSubstr("io_tweets"),
                    HasSubstr("4 files"),
                    HasSubstr("Nothing was read.")));
  EXPECT_EQ(names_of(as_json["files"]),
            (std::vector<std::string>{"a.jsonl", "b/posts.jsonl.gz", "b/table.csv", "c.json.zst"}));
  EXPECT_EQ(as_json["files"][3]["format"], "telegram");
  EXPECT_EQ(as_json["left_out"]["hidden"], 2);
  EXPECT_EQ(daily.exit_code, 0) << daily.err;
  EXPECT_FALSE(std::filesystem::exists(program.file("vigie.db")));
  EXPECT_FALSE(std::filesystem::exists(program.file("report")));
}

TEST(ImportFiles, ADailyRunTakesAFolderWithItsLabelsInIt) {
  const Program program;
  write_file(program.file("inbox/posts.jsonl"), sample_of("jetstream", 0, 300));
  write_file(program.file("inbox/labels.csv"), "account,label\ndid:plc:a1,watched\n");

  const Outcome outcome = program.run({"daily", "--labels", "inbox/labels.csv", "inbox"});

  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM post"), 300);
  EXPECT_EQ(database.number("SELECT count(*) FROM account_label"), 1);
}

TEST(ImportFiles, AFolderThatCannotBeReadIsNamed) {
  const Program program;
  write_file(program.file("inbox/open.jsonl"), sample_of("jetstream", 0, 10));
  write_file(program.file("inbox/shut/posts.jsonl"), sample_of("jetstream", 10, 10));
  std::filesystem::permissions(program.folder(), std::filesystem::perms::all);
  std::filesystem::permissions(program.file("inbox/shut"), std::filesystem::perms::none);

  const Outcome outcome = program.run({"import", "inbox"}, {.as_nobody = true});
  std::filesystem::permissions(program.file("inbox/shut"), std::filesystem::perms::owner_all);

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("inbox/shut"), HasSubstr("check its permissions")));
  EXPECT_EQ(DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM post"), 10);
}

TEST(ImportFiles, AChangeWhileAFileIsReadIsTold) {
  const Program program;
  const std::string posts = sample_of("jetstream", 0, 20'000);
  write_file(program.file("posts.jsonl"), posts);
  RunningProgram running = program.start({"import", "posts.jsonl"});
  const auto has_begun = [&program] {
    try {
      return DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM collection") >
             0;
    } catch (const std::exception&) {
      return false;
    }
  };
  while (!running.has_ended() && !has_begun()) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  write_file(program.file("posts.jsonl"), posts + sample_of("jetstream", 20'000, 10));
  const Outcome outcome = running.wait();

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("posts.jsonl"),
                    HasSubstr("changed while it was read"),
                    HasSubstr("import it again")));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(database.number("SELECT complete FROM collection"), 0);

  EXPECT_EQ(program.run({"import", "posts.jsonl"}).exit_code, 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM post"), 20'010);
  EXPECT_TRUE(database.is_sound());
}

/// What a zstd tool makes of a BLOB, given as hex.
std::string unpacked(const std::string& frame) {
  std::string record(ZSTD_getFrameContentSize(frame.data(), frame.size()), '\0');
  const std::size_t size =
      ZSTD_decompress(record.data(), record.size(), frame.data(), frame.size());
  EXPECT_EQ(size, record.size());
  return record;
}

TEST(StoreRaw, KeepsEachRecordAsItCameInEveryFormat) {
  for (const std::string& format : sampled_formats()) {
    const Program program;
    const std::string archive = sample_of(format, 0, 150);
    write_file(program.file("archive.txt"), archive);

    program.succeed({"import", "--store-raw", "archive.txt"});

    const DatabaseContent database{program.file("vigie.db")};
    const auto kept = database.rows(
        "SELECT p.text, r.format, r.bytes FROM post p JOIN post_raw r USING (post_id)");
    EXPECT_EQ(kept.size(), 150U) << format;
    for (const Row& row : kept) {
      const std::string record = unpacked(row[2]);
      EXPECT_EQ(row[1], format);
      EXPECT_NE(archive.find(record), std::string::npos) << format << ": " << record;
      EXPECT_THAT(record, HasSubstr(row[0].substr(0, row[0].find(" and what"))));
      EXPECT_EQ(record.find("words of"), record.rfind("words of")) << "one post alone";
    }
  }
}

TEST(StoreRaw, IsOffUnlessTheTeamWantsIt) {
  const Program program;
  write_file(program.file("a.jsonl"), sample_of("jetstream", 0, 5));
  write_file(program.file("b.jsonl"), sample_of("jetstream", 5, 5));
  const auto kept = [&program] {
    return DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM post_raw");
  };

  program.succeed({"import", "a.jsonl"});
  EXPECT_EQ(kept(), 0);

  write_file(program.file("vigie.toml"), "[import]\nstore_raw = true\n");
  program.succeed({"import", "b.jsonl"});
  EXPECT_EQ(kept(), 5);
}

TEST(Replace, ReadsAFileAnewThatAWrongMappingMisread) {
  const Program program;
  const std::string head = "platform = \"x\"\nformat = \"csv\"\ntitle = \"T\"\n[post]\n";
  write_file(program.file("wrong.toml"),
             head + "account = \"text\"\ntime = \"time\"\ntext = \"who\"\n");
  write_file(program.file("right.toml"),
             head + "account = \"who\"\ntime = \"time\"\ntext = \"text\"\n");
  write_file(program.file("posts.csv"),
             "who,time,text\nada,2026-03-02T10:00:00Z,one\nbea,2026-03-02T10:00:01Z,two\n");
  program.succeed({"import", "--mapping", "wrong.toml", "posts.csv"});

  const std::string told =
      program.succeed({"import", "--replace", "--mapping", "right.toml", "posts.csv"});

  EXPECT_THAT(told, HasSubstr("posts.csv: 2 posts of 1 earlier readings were taken out first."));
  const DatabaseContent database{program.file("vigie.db")};
  EXPECT_EQ(
      database.rows("SELECT a.native_id, p.text FROM post p JOIN account a USING (account_id) "
                    "WHERE p.state = 0 ORDER BY 1"),
      (std::vector<Row>{{"ada", "one"}, {"bea", "two"}}));
  EXPECT_TRUE(database.is_sound());
}

TEST(Replace, TakesNothingOutWhenTheNewMappingDoesNotFit) {
  const Program program;
  const std::string head = "platform = \"x\"\nformat = \"csv\"\ntitle = \"T\"\n[post]\n";
  write_file(program.file("right.toml"),
             head + "account = \"who\"\ntime = \"time\"\ntext = \"text\"\n");
  write_file(program.file("odd.toml"), head + "account = \"whom\"\ntime = \"time\"\n");
  write_file(program.file("posts.csv"), "who,time,text\nada,2026-03-02T10:00:00Z,one\n");
  program.succeed({"import", "--mapping", "right.toml", "posts.csv"});

  const Outcome outcome =
      program.run({"import", "--replace", "--mapping", "odd.toml", "posts.csv"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("whom"));
  EXPECT_EQ(DatabaseContent{program.file("vigie.db")}.number("SELECT count(*) FROM post"), 1);
}

}  // namespace
}  // namespace vigie::tests
