#include "config/mapping_file.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/config/parse_support.h"

namespace vigie::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

constexpr const char* kArchive = R"(
title = "Export"
platform = "x"
format = "csv"
delimiter = ";"
null_values = ["NA"]
label = "bot"
[post]
account = "author"
time = { path = "when", format = "unix_s" }
kind = { path = "type", values = { RT = "repost", "" = "post" } }
urls = { path = "link", separator = "|", prefix = "https://" }
language = { constant = "fr" }
)";

DataFileError mapping_error(const std::string& content) {
  return tests::error_of(parse_mapping({"archive", "mappings/archive.toml", content}), content);
}

std::string mapping_with(const std::string& from, const std::string& to) {
  return tests::replaced(kArchive, from, to);
}

TEST(ParseMapping, ReadsEveryPart) {
  const auto mapping = parse_mapping({"archive", "mappings/archive.toml", kArchive});

  ASSERT_TRUE(mapping) << mapping.error().message;
  EXPECT_EQ(mapping->name, "archive");
  EXPECT_EQ(mapping->title, "Export");
  EXPECT_EQ(mapping->platform, "x");
  EXPECT_EQ(mapping->format, "csv");
  EXPECT_EQ(mapping->delimiter, ';');
  EXPECT_EQ(mapping->label, "bot");
  EXPECT_THAT(mapping->null_values, ElementsAre("NA"));
  EXPECT_EQ(mapping->post.size(), 5U);
  EXPECT_EQ(mapping->post.at("account").path, "author");
  EXPECT_EQ(mapping->post.at("time").format, "unix_s");
  EXPECT_THAT(mapping->post.at("kind").values, ElementsAre(Pair("", "post"), Pair("RT", "repost")));
  EXPECT_EQ(mapping->post.at("urls").separator, "|");
  EXPECT_EQ(mapping->post.at("urls").prefix, "https://");
  EXPECT_EQ(mapping->post.at("language").constant, "fr");
}

TEST(ParseMapping, NamesWhatIsWrongAndItsLine) {
  const DataFileError unknown = mapping_error(mapping_with("separator", "seperator"));
  EXPECT_EQ(unknown.line, 12U);
  EXPECT_THAT(unknown.message, HasSubstr("did you mean `separator`?"));
  EXPECT_THAT(mapping_error(mapping_with("\"csv\"", "\"xml\"")).message,
              HasSubstr("one of csv, json, jsonl"));
  EXPECT_THAT(mapping_error(mapping_with("\";\"", "\";;\"")).message,
              HasSubstr("one ASCII character"));
  EXPECT_THAT(mapping_error(mapping_with("title = \"Export\"", "")).message,
              HasSubstr("`title` is missing"));
  EXPECT_THAT(mapping_error(mapping_with("account = \"author\"", "")).message,
              HasSubstr("`post.account` is missing"));
  EXPECT_THAT(mapping_error(mapping_with("\"author\"", "\"\"")).message,
              HasSubstr("`post.account` is empty"));
  EXPECT_THAT(mapping_error(mapping_with("\"author\"", "7")).message, HasSubstr("`post.account`"));
  EXPECT_THAT(mapping_error(mapping_with("constant = \"fr\"", "format = \"fr\"")).message,
              HasSubstr("a `path` or a `constant`"));
}

TEST(ParseMapping, WantsTheIdOfProfilesThatAreApart) {
  const std::string apart =
      mapping_with("format = \"csv\"", "format = \"json\"\naccounts_path = \"users\"");

  EXPECT_THAT(mapping_error(apart).message, HasSubstr("`account.id` is missing"));
  EXPECT_TRUE(parse_mapping({"archive", "a.toml", apart + "[account]\nid = \"id\"\n"}));
}

}  // namespace
}  // namespace vigie::config
