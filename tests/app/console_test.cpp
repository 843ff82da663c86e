#include "app/console.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace vigie::app {
namespace {

TEST(WithThousands, PutsACommaBeforeEveryThirdDigitFromTheRight) {
  EXPECT_EQ(with_thousands(0), "0");
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(1'000), "1,000");
  EXPECT_EQ(with_thousands(177'443), "177,443");
  EXPECT_EQ(with_thousands(1'234'567), "1,234,567");
  EXPECT_EQ(with_thousands(std::numeric_limits<std::uint64_t>::max()),
            "18,446,744,073,709,551,615");
}

TEST(HumanBytes, CountsInPowersOfAThousand) {
  EXPECT_EQ(human_bytes(0), "0 B");
  EXPECT_EQ(human_bytes(999), "999 B");
  EXPECT_EQ(human_bytes(1'000), "1.0 kB");
  EXPECT_EQ(human_bytes(3'449'000), "3.4 MB");
  EXPECT_EQ(human_bytes(2'000'000'000), "2.0 GB");
  EXPECT_EQ(human_bytes(5'000'000'000'000'000), "5000.0 TB");
}

TEST(Table, AlignsTextToTheLeftAndNumbersToTheRight) {
  Table table{{"file", "records"}};
  table.add({"a.csv", "5"});
  table.add({"longer.csv", "1,200"});

  EXPECT_EQ(table.render(),
            "file        records\n"
            "a.csv             5\n"
            "longer.csv    1,200\n");
}

TEST(Table, KeepsAColumnToTheLeftWhenOneCellIsNoNumber) {
  Table table{{"x"}};
  table.add({"123456"});
  table.add({"one"});
  table.add({"7"});

  EXPECT_EQ(table.render(), "x\n123456\none\n7\n");
}

TEST(Table, CountsCharactersAndNotBytes) {
  Table table{{"name", "n"}};
  table.add({"\u00e9\u00e9", "1"});  // two letters in four bytes
  table.add({"four", "2"});

  EXPECT_EQ(table.render(),
            "name  n\n"
            "\u00e9\u00e9    1\n"
            "four  2\n");
}

TEST(Table, FillsMissingCellsAndHasOnlyItsHeaderWithoutRows) {
  Table table{{"a", "b"}};
  EXPECT_EQ(table.render(), "a  b\n");

  table.add({"x"});

  EXPECT_EQ(table.render(), "a  b\nx\n");
}

TEST(Console, PrintsLinesOfTheResultUnlessJsonIsWanted) {
  Console console;
  testing::internal::CaptureStdout();
  console.say("a line");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "a line\n");

  console.set_json(true);
  testing::internal::CaptureStdout();
  console.say("a line");
  console.json("{}");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "{}\n");
  EXPECT_TRUE(console.json_mode());
}

TEST(Console, WarnsOnStandardErrorInEveryMode) {
  Console console;
  console.set_json(true);

  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  console.warn("mind");

  EXPECT_EQ(testing::internal::GetCapturedStderr(), "mind\n");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(Console, DrawsNoProgressWhereNobodyLooks) {
  testing::internal::CaptureStderr();
  Console console;  // standard error is a file now, no terminal
  console.progress("10 %");
  console.end_progress();

  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace vigie::app
