#include "config/toml_value.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::config {
namespace {

TEST(ParseToml, GivesTheLineOfEveryValue) {
  const auto document = parse_toml("a = 1\n\n[b]\nc = \"x\"\n");

  ASSERT_TRUE(document);
  const auto& root = std::get<TomlTable>(document->value);
  EXPECT_EQ(std::get<std::int64_t>(root.at("a").value), 1);
  EXPECT_EQ(root.at("a").line, 1U);
  const auto& section = std::get<TomlTable>(root.at("b").value);
  EXPECT_EQ(std::get<std::string>(section.at("c").value), "x");
  EXPECT_EQ(section.at("c").line, 4U);
}

TEST(ParseToml, SaysOnWhichLineTheSyntaxBreaks) {
  const auto document = parse_toml("a = 1\nb = [1, \n\nc = 2\n");

  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().kind, TomlProblemKind::kSyntax);
  EXPECT_GE(document.error().line, 2U);
}

TEST(NearestWord, TakesTheFewestEditsAndTheFirstOfEquals) {
  const std::vector<std::string> keys{"prior", "report_line", "threads"};

  EXPECT_EQ(nearest_word("priors", keys), "prior");  // one insertion
  EXPECT_EQ(nearest_word("report_lines", keys), "report_line");
  EXPECT_EQ(nearest_word("aa", {"ab", "ac"}), "ab");  // one edit each
}

TEST(NearestWord, IsNothingWhenEverythingIsFar) {
  EXPECT_EQ(nearest_word("colour", {"prior", "threads"}), std::nullopt);
  EXPECT_EQ(nearest_word("x", {}), std::nullopt);
}

TEST(NearestWord, AllowsTwoEditsInAShortWordAndAThirdOfALongOne) {
  EXPECT_EQ(nearest_word("abcd", {"abxy"}), "abxy");                  // 2 of 4
  EXPECT_EQ(nearest_word("abcd", {"axyz"}), std::nullopt);            // 3 of 4
  EXPECT_EQ(nearest_word("abcdefghi", {"abcdefxyz"}), "abcdefxyz");   // 3 of 9
  EXPECT_EQ(nearest_word("abcdefghi", {"abcdewxyz"}), std::nullopt);  // 4 of 9
}

TEST(TomlReader, KeepsTheFirstProblemAndLeavesLaterTargetsAlone) {
  const auto document = parse_toml("a = \"text\"\nb = 7\n");
  ASSERT_TRUE(document);
  TomlReader reader{*document};
  bool flag = true;
  int number = 3;

  reader.read("a", flag);
  reader.read_integer("b", number, 0, 10);

  const auto problem = reader.finish();
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->key, "a");
  EXPECT_EQ(problem->kind, TomlProblemKind::kWrongType);
  EXPECT_TRUE(flag);
  EXPECT_EQ(number, 3);
}

TEST(ParseToml, RefusesALetterOutsideOfQuotesThatMayStandInThem) {
  for (const std::string letter : {"\u00e9", "\u3001", "\ufb26", "\ufe0f", "\ufefe"}) {
    EXPECT_FALSE(parse_toml("a" + letter + " = 1\n")) << letter;
    EXPECT_FALSE(parse_toml("a = 1" + letter + "\n")) << letter;
    EXPECT_TRUE(parse_toml("\"a" + letter + "\" = \"" + letter + "\" # " + letter + "\n"))
        << letter;
  }
}

TEST(TomlReader, TakesBothEndsOfARangeAndNothingBeyond) {
  const auto document = parse_toml("low = 1\nhigh = 9\nbeyond = 10\nnan = nan\n");
  ASSERT_TRUE(document);
  int low = 0;
  int high = 0;
  TomlReader reader{*document};
  reader.read_integer("low", low, 1, 9);
  reader.read_integer("high", high, 1, 9);
  EXPECT_EQ(low, 1);
  EXPECT_EQ(high, 9);

  int beyond = 5;
  reader.read_integer("beyond", beyond, 1, 9);
  EXPECT_EQ(beyond, 5);
  EXPECT_EQ(reader.finish()->kind, TomlProblemKind::kOutOfRange);

  double real = 0.5;
  TomlReader reals{*document};
  reals.read_real("nan", real, 0.0, 1.0);
  EXPECT_EQ(real, 0.5);
  EXPECT_EQ(reals.finish()->key, "nan");
}

}  // namespace
}  // namespace vigie::config
