// Lists of a team's own: taken in whole or not at all, compared, and tried on a past run before
// they count.
#include <algorithm>
#include <filesystem>
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

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kColumns = "pattern,tier,evidence_url\n";

void give_folder(const Program& program) {
  fs::create_directory(program.file("own"));
  write_file(program.file("vigie.toml"), "config_dir = \"own\"\n");
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) {
      files.push_back(fs::relative(entry.path(), folder).string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string row(const std::string& pattern, const std::string& tier = "network") {
  return pattern + ',' + tier + ",https://evidence.example/r\n";
}

json import_list(const Program& program, const std::string& content, const std::string& date) {
  write_file(program.file("region.csv"), content);
  return program.run_json({"lists",
                           "import",
                           "region.csv",
                           "--name",
                           "our_region",
                           "--title",
                           "Our region",
                           "--licence",
                           "CC0-1.0",
                           "--dated",
                           date});
}

/// Posts and accounts that link to `host`, counted by SQLite alone.
constexpr const char* kLinked =
    "SELECT count(DISTINCT t.post_id) FROM share s JOIN object o USING (object_id) "
    "JOIN domain d USING (domain_id) JOIN post t USING (post_id) WHERE d.host = '";

/// The host that most posts link to, among those that no list names.
std::string popular_host(const DatabaseContent& database) {
  return database
      .rows(
          "SELECT d.host FROM share s JOIN object o USING (object_id) JOIN domain d USING "
          "(domain_id) WHERE d.host LIKE '%.example' AND NOT EXISTS (SELECT 1 FROM source_entry "
          "e WHERE e.pattern = d.host) GROUP BY d.host ORDER BY count(*) DESC, d.host LIMIT 1")
      .at(0)
      .at(0);
}

TEST(Lists, AreImportedAsDatedVersionsAndEarlierOnesAreKept) {
  const Program program;
  give_folder(program);

  const json first =
      import_list(program, kColumns + row("one.example") + row("two.example"), "2026-01-05");
  const json second = import_list(
      program, kColumns + row("two.example", "clone") + row("six.example"), "2026-02-05");

  EXPECT_EQ(first[0]["entries"], 2);
  EXPECT_TRUE(first[0]["replaces"].is_null());
  EXPECT_EQ(second[0]["added"], 1);
  EXPECT_EQ(second[0]["removed"], 1);
  EXPECT_EQ(second[0]["changed"], 1);
  const auto files = files_below(program.file("own"));
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0], "lists/our_region.csv");
  EXPECT_THAT(files[1], testing::StartsWith("lists/versions/our_region/2026-01-05-"));
  EXPECT_THAT(files[2], testing::StartsWith("lists/versions/our_region/2026-02-05-"));
  EXPECT_EQ(read_file(program.file("own") / files[0]), read_file(program.file("own") / files[2]));
  EXPECT_EQ(program.run_json({"lists", "show", "our_region"})[0]["version"], "2026-02-05");
  EXPECT_EQ(fs::status(program.file("own") / files[0]).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Lists, AreImportedAgainWithoutEffect) {
  const Program program;
  give_folder(program);
  import_list(program, kColumns + row("one.example"), "2026-01-05");
  const auto before = files_below(program.file("own"));

  const json again = import_list(program, kColumns + row("one.example"), "2026-01-05");

  EXPECT_EQ(again[0]["imported"], false);
  EXPECT_EQ(files_below(program.file("own")), before);
}

TEST(Lists, ReplaceABuiltInListAndKeepIt) {
  const Program program;
  give_folder(program);
  write_file(program.file("shorteners.csv"), kColumns + row("s.example", "shortener"));

  const json imported = program.run_json(
      {"lists", "import", "shorteners.csv", "--title", "Ours", "--licence", "CC0-1.0"});
  const json diff = program.run_json({"lists", "diff", "shorteners@built-in", "shorteners"});

  EXPECT_FALSE(imported[0]["replaces"].is_null());
  EXPECT_EQ(diff["added"].size(), 1U);
  EXPECT_GT(diff["removed"].size(), 100U);
  const json back = program.run_json({"lists",
                                      "diff",
                                      "shorteners@built-in",
                                      "shorteners@" + imported[0]["replaces"].get<std::string>()});
  EXPECT_TRUE(back["added"].empty());
  EXPECT_TRUE(back["removed"].empty());
}

TEST(Lists, AreTakenInTogetherOrNotAtAll) {
  const Program program;
  give_folder(program);
  const std::string head = "# title: T\n# licence: CC0-1.0\n";
  write_file(program.file("good.csv"), head + kColumns + row("one.example"));
  write_file(program.file("bad.csv"),
             head + kColumns + row("two.example") + "nowhere,network,\n" + row("co.uk"));

  const Outcome outcome = program.run({"lists", "import", "good.csv", "bad.csv"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("line 5"),
                    HasSubstr("no host name"),
                    HasSubstr("no evidence"),
                    HasSubstr("line 6: co.uk is a public suffix")));
  EXPECT_TRUE(files_below(program.file("own")).empty());
  write_file(program.file("bad.csv"), head + kColumns + row("two.example"));
  program.succeed({"lists", "import", "good.csv", "bad.csv"});
  EXPECT_EQ(files_below(program.file("own")).size(), 4U);
}

TEST(Lists, RefuseAPlatformThatCarriesEverybody) {
  const Program program;
  give_folder(program);
  write_file(program.file("region.csv"), kColumns + row("one.example") + row("youtube.com"));

  const Outcome outcome =
      program.run({"lists", "import", "region.csv", "--title", "T", "--licence", "CC0-1.0"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("line 3"), HasSubstr("platform")));
  EXPECT_TRUE(files_below(program.file("own")).empty());
}

TEST(Lists, SayWhatIsMissingToImport) {
  const Program program;
  write_file(program.file("region.csv"), kColumns + row("one.example"));

  const Outcome no_folder =
      program.run({"lists", "import", "region.csv", "--title", "T", "--licence", "L"});
  EXPECT_EQ(no_folder.exit_code, 2);
  EXPECT_THAT(no_folder.err, HasSubstr("config_dir"));
  give_folder(program);
  const Outcome no_licence = program.run({"lists", "import", "region.csv", "--title", "T"});
  EXPECT_EQ(no_licence.exit_code, 1);
  EXPECT_THAT(no_licence.err, HasSubstr("no licence"));
  EXPECT_EQ(program.run({"lists", "import", "absent.csv"}).exit_code, 1);
  EXPECT_EQ(program.run({"lists", "import", "region"}).exit_code, 2);
  EXPECT_EQ(program.run({"lists", "diff", "sanctioned"}).exit_code, 2);
  EXPECT_EQ(program.run({"lists", "diff", "sanctioned", "no_such_list"}).exit_code, 2);
  EXPECT_EQ(program.run({"lists", "diff", "sanctioned", "sanctioned@1999-01-01"}).exit_code, 2);
  EXPECT_EQ(program.run({"lists", "effect", "sanctioned"}).exit_code, 1);  // no database
}

TEST(Lists, ShowTheirEffectOnAPastRunBeforeTheyCount) {
  const Program program;
  give_folder(program);
  import_simulated(program, 4'000, 3);
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};
  const std::string host = popular_host(database);
  const std::int64_t linked = database.number(kLinked + host + "'");
  ASSERT_GT(linked, 0);
  write_file(program.file("region.csv"), kColumns + row(host));
  const auto before = findings(database);
  const auto lists_before = database.number("SELECT count(*) FROM source_list");

  const json effect = program.run_json({"lists", "effect", "region.csv"});

  EXPECT_EQ(findings(database), before);
  EXPECT_EQ(database.number("SELECT count(*) FROM source_list"), lists_before);
  EXPECT_TRUE(files_below(program.file("own")).empty());
  EXPECT_EQ(effect["same_settings"], true);
  ASSERT_EQ(effect["sources"].size(), 1U);
  EXPECT_EQ(effect["sources"][0]["source"], host);
  EXPECT_EQ(effect["sources"][0]["posts_before"], 0);
  EXPECT_EQ(effect["sources"][0]["posts_after"], linked);
  EXPECT_GT(effect["accounts_more_listed"], 0);
  EXPECT_EQ(effect["accounts_fewer_listed"], 0);
  EXPECT_EQ(effect["at_or_above_line_before"],
            database.number("SELECT accounts_above_line FROM analysis_run WHERE run_id = 1"));

  // What was foretold comes true.
  import_list(program, read_file(program.file("region.csv")), "2026-01-05");
  program.succeed({"analyze"});
  EXPECT_EQ(database.number("SELECT posts FROM v_source_share WHERE source = '" + host + "'"),
            linked);
  EXPECT_EQ(effect["at_or_above_line_after"],
            database.number("SELECT accounts_above_line FROM analysis_run WHERE run_id = 2"));
  EXPECT_EQ(effect["listed_posts_after"],
            database.number("SELECT listed_posts FROM analysis_run WHERE run_id = 2"));
  EXPECT_EQ(effect["accounts_more_listed"],
            database.number("SELECT count(*) FROM account_score a JOIN account_score b USING "
                            "(account_id) WHERE a.run_id = 1 AND b.run_id = 2 AND "
                            "b.listed_posts > a.listed_posts"));
  // And a list that is in force already changes nothing.
  const json none = program.run_json({"lists", "effect", "our_region"});
  EXPECT_TRUE(none["sources"].empty());
  EXPECT_EQ(none["listed_source_share_rises"], 0);
  EXPECT_TRUE(none["now_above"].empty());
}

TEST(Lists, TakeAwayAsTheyAdd) {
  const Program program;
  give_folder(program);
  import_simulated(program, 4'000, 3);
  program.succeed({"analyze"});
  const DatabaseContent database{program.file("vigie.db")};
  write_file(program.file("empty.csv"), kColumns + row("nobody-links-here.example", "network"));

  const json effect = program.run_json({"lists", "effect", "empty.csv", "--name", "network"});

  EXPECT_GT(effect["accounts_fewer_listed"], 0);
  EXPECT_GT(effect["listed_source_share_falls"], 0);
  EXPECT_LT(effect["listed_posts_after"], effect["listed_posts_before"]);
  EXPECT_TRUE(effect["now_above"].empty());
  EXPECT_THAT(program.succeed({"lists", "effect", "empty.csv", "--name", "network"}),
              HasSubstr("Nothing was stored."));
}

}  // namespace
}  // namespace vigie::tests
