// Settings, mappings, topics and lists that are broken: the place is named, nothing is lost and no
// run is made.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/bad_input.h"

namespace vigie::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class BadSettings : public BadInput {};

TEST_F(BadSettings, AMappingThatNamesAMissingColumnListsThoseThereAre) {
  write("other.toml",
        "title = \"Other\"\nplatform = \"x\"\nformat = \"csv\"\n"
        "[post]\naccount = \"author\"\ntime = \"time\"\n");
  write("table.csv", "id,account,time,text\n1,ada,2026-03-02T10:00:00Z,fine\n");

  const Outcome outcome = import("other.toml", "table.csv");

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("post.account"),
                    HasSubstr("\"author\""),
                    HasSubstr("id, account, time, text")));
  expect_untouched();
}

TEST_F(BadSettings, AnUnknownKeyInAMappingIsNamedWithItsLine) {
  write("odd.toml", "colour = \"blue\"\n" + std::string{kMapping});
  write("table.csv", "id,account,time,text\n1,ada,2026-03-02T10:00:00Z,fine\n");

  const Outcome outcome = import("odd.toml", "table.csv");

  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("odd.toml"), HasSubstr("line 1"), HasSubstr("colour")));
  expect_untouched();
}

TEST_F(BadSettings, AnUnknownFieldInAMappingIsAnsweredWithThoseThereAre) {
  write("odd.toml", std::string{kMapping} + "colour = \"hue\"\n");
  write("table.csv", "id,account,time,text,hue\n1,ada,2026-03-02T10:00:00Z,fine,blue\n");

  const Outcome outcome = import("odd.toml", "table.csv");

  EXPECT_NE(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("odd"), HasSubstr("colour"), HasSubstr("account_created")));
  expect_untouched();
}

TEST_F(BadSettings, AnUnknownMappingIsAnsweredWithThoseThereAre) {
  const Outcome outcome = import("simulatde", "posts.jsonl");

  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("simulatde"), HasSubstr("simulated")));
  expect_untouched();
}

TEST_F(BadSettings, AnUnknownKeyInTheSettingsIsNamedWithItsLine) {
  write("vigie.toml", "[analysis]\nprior = 0.05\nwindow_dayz = 7\n");

  for (const char* command : {"analyze", "init", "report"}) {
    const Outcome outcome = program().run({command});
    EXPECT_EQ(outcome.exit_code, 2) << command;
    EXPECT_THAT(outcome.err,
                AllOf(HasSubstr("vigie.toml"), HasSubstr("line 3"), HasSubstr("window_dayz")));
  }
  expect_untouched();
}

TEST_F(BadSettings, AnUnknownKeyInATopicFileIsNamedAndNoRunIsMade) {
  const auto topic = std::filesystem::path{VIGIE_SOURCE_DIR} / "config" / "topics" / "energy.toml";
  write("own/topics/energy.toml", "keywrods = []\n" + read_file(topic));
  write("vigie.toml", "config_dir = \"own\"\n");

  const Outcome outcome = program().run({"analyze"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("energy.toml"), HasSubstr("line 1"), HasSubstr("keywrods")));
  EXPECT_EQ(DatabaseContent{program().file("vigie.db")}.number("SELECT count(*) FROM analysis_run"),
            0);
  expect_untouched();
}

TEST_F(BadSettings, ABadRowInASourceListIsNamedAndNoRunIsMade) {
  write("own/lists/sanctioned.csv", "match,pattern\ndomain,rt.com\n");
  write("vigie.toml", "config_dir = \"own\"\n");

  const Outcome outcome = program().run({"analyze"});

  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("sanctioned.csv"));
  expect_untouched();
}

}  // namespace
}  // namespace vigie::tests
