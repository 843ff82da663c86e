// Formats of whole platforms at the command line: what is said before and after, and what is not
// kept of those who did not speak in public.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/files.h"
#include "tests/support/program.h"

namespace vigie::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kExport = R"({"chats":{"list":[
  {"name":"Di","type":"personal_chat","id":1,"messages":[
    {"id":1,"type":"message","date":"2026-03-01T10:00:00","date_unixtime":"1772359200",
     "from":"Di","from_id":"user1","text":"words for one person"}]},
  {"name":"Town","type":"public_channel","id":42,"messages":[
    {"id":7,"type":"message","date":"2026-03-01T10:00:00","date_unixtime":"1772359200",
     "from":"Town","from_id":"channel42","text":"words for all"}]}]}})";

TEST(PlatformFormats, SayWhatAPlatformForbidsBeforeTheImport) {
  const Program program;
  write_file(program.file("result.json"), kExport);

  const Outcome told = program.run({"import", "result.json"});
  const Outcome as_json = program.run({"import", "--json", "result.json", "result.json"});

  ASSERT_EQ(told.exit_code, 0) << told.err;
  EXPECT_THAT(told.err, HasSubstr("telegram.org/tos/content-licensing"));
  EXPECT_THAT(told.out, HasSubstr("result.json: 1 records were left out (chat: not public)."));
  EXPECT_THAT(as_json.err, HasSubstr("telegram.org/tos/content-licensing"))
      << "shown to scripts' operators too";
  EXPECT_EQ(as_json.err.find("telegram.org"), as_json.err.rfind("telegram.org"))
      << "once for all files";
  EXPECT_EQ(nlohmann::json::parse(as_json.out)[0]["ignored_reasons"]["chat: not public"], 1);
}

TEST(PlatformFormats, KeepNoByteOfPrivateChats) {
  const Program program;
  write_file(program.file("result.json"), kExport);

  program.succeed({"import", "--format", "telegram", "result.json"});

  const std::string database =
      read_file(program.file("vigie.db")) + read_file(program.file("vigie.db-wal"));
  EXPECT_THAT(database, HasSubstr("words for all"));
  EXPECT_THAT(database, Not(HasSubstr("words for one person")));
}

TEST(PlatformFormats, AreNamedByTheHelp) {
  const Program program;

  const std::string help = program.succeed({"import", "--help"});

  for (const char* name :
       {"twitter_v1", "jetstream", "jetstream_v2", "mastodon", "reddit", "telegram"}) {
    EXPECT_THAT(help, HasSubstr(name));
  }
}

}  // namespace
}  // namespace vigie::tests
