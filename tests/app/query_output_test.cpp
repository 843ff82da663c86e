// Exact bytes of each format.
#include "app/query_output.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace vigie::app {
namespace {

using storage::QueryValue;
using storage::QueryValueType;
using testing::HasSubstr;

QueryValue null() {
  return {};
}

QueryValue integer(std::int64_t value) {
  return {.type = QueryValueType::kInteger, .integer = value};
}

QueryValue real(double value) {
  return {.type = QueryValueType::kReal, .real = value};
}

QueryValue text(std::string_view value) {
  return {.type = QueryValueType::kText, .bytes = value};
}

QueryValue blob(std::string_view value) {
  return {.type = QueryValueType::kBlob, .bytes = value};
}

using Rows = std::vector<std::vector<QueryValue>>;

enum class Format { kTable, kCsv, kCsvToTerminal, kJson };

class Printed {
 public:
  explicit Printed(Format format) : output_(make(format)) {}

  Printed& add(const std::vector<std::string>& columns, const Rows& rows, bool complete = true) {
    output_->begin(columns);
    for (const auto& row : rows) {
      output_->row(row);
    }
    output_->end(complete);
    return *this;
  }

  [[nodiscard]] std::string all() {
    output_->finish();
    return printed_;
  }

 private:
  std::unique_ptr<QueryOutput> make(Format format) {
    auto print = [this](std::string_view piece) { printed_ += piece; };
    switch (format) {
      case Format::kTable:
        return make_table_output(print);
      case Format::kCsv:
        return make_csv_output(print, false);
      case Format::kCsvToTerminal:
        return make_csv_output(print, true);
      default:
        return make_json_output(print);
    }
  }

  std::string printed_;
  std::unique_ptr<QueryOutput> output_;
};

const Rows kEveryType{{integer(-12), real(0.5), text("a,\"b\"\n"), blob({"\0\xff", 2})},
                      {integer(7), real(3.0), text(""), null()}};

TEST(TableOutput, AlignsAndNamesWhatIsMissing) {
  EXPECT_EQ(Printed{Format::kTable}.add({"n", "share", "words", "bytes"}, kEveryType).all(),
            "  n  share  words    bytes\n"
            "---  -----  -------  -------\n"
            "-12    0.5  a,\"b\"\\n  x'00ff'\n"
            "  7    3.0           NULL\n"
            "(2 rows)\n");
}

TEST(TableOutput, TellsTheTextNullFromNull) {
  EXPECT_EQ(Printed{Format::kTable}.add({"a"}, {{text("NULL")}, {null()}}).all(),
            "a\n------\n'NULL'\nNULL\n(2 rows)\n");
}

TEST(TableOutput, HasAHeadWithoutRowsAndSaysWhenThereAreMore) {
  EXPECT_EQ(Printed{Format::kTable}.add({"a"}, {}).add({"b"}, {{integer(1)}}, false).all(),
            "a\n-\n(0 rows)\n\nb\n-\n1\n(1 row, and more)\n");
}

TEST(TableOutput, CutsWideTextAndNeverANumber) {
  const std::string wide(100, 'x');
  const std::string printed =
      Printed{Format::kTable}.add({"t", "n"}, {{text(wide), integer(123456789)}}).all();

  EXPECT_THAT(printed, HasSubstr(std::string(59, 'x') + "\xE2\x80\xA6  123456789\n"));
  EXPECT_EQ(printed.find(std::string(60, 'x')), std::string::npos);
}

TEST(TableOutput, HoldsBackOnlySoManyRowsAndKeepsEveryOne) {
  Rows rows;
  for (int i = 0; i < 450; ++i) {
    rows.push_back({integer(i)});
  }

  const std::string printed = Printed{Format::kTable}.add({"i"}, rows).all();

  EXPECT_THAT(printed, HasSubstr("\n449\n(450 rows)\n"));
  EXPECT_EQ(std::count(printed.begin(), printed.end(), '\n'), 453);
}

TEST(TableOutput, LetsNoCollectedTextPlayWithTheTerminal) {
  EXPECT_EQ(escape_controls("a\tb\r\n\x1b[2J\x7f"), "a\\tb\\r\\n\\x1b[2J\\x7f");
  EXPECT_EQ(escape_controls("\xC2\x9B"), "\\u009b");            // CSI in one character
  EXPECT_EQ(escape_controls("a\xE2\x80\xAE z"), "a\\u202e z");  // right-to-left override
  EXPECT_EQ(escape_controls("\xff\xC3"), "\\xff\\xc3");
  EXPECT_EQ(escape_controls("\xF3\xA0\x81\x81"), "\\U000e0041");  // tag letter
  EXPECT_EQ(escape_controls("d\xC3\xA9j\xC3\xA0 \xF0\x9F\x99\x82"),
            "d\xC3\xA9j\xC3\xA0 \xF0\x9F\x99\x82");
}

TEST(CsvOutput, FollowsRfc4180AndTellsNullFromEmpty) {
  EXPECT_EQ(Printed{Format::kCsv}.add({"n", "share", "the words", "b,c"}, kEveryType).all(),
            "n,share,the words,\"b,c\"\r\n"
            "-12,0.5,\"a,\"\"b\"\"\n\",x'00ff'\r\n"
            "7,3.0,\"\",\r\n");
}

TEST(CsvOutput, KeepsEveryByteInAFileAndNoneThatHarmsATerminal) {
  const Rows rows{{text("\x1b[2J")}};

  EXPECT_EQ(Printed{Format::kCsv}.add({"a"}, rows).all(), "a\r\n\x1b[2J\r\n");
  EXPECT_EQ(Printed{Format::kCsvToTerminal}.add({"a"}, rows).all(), "a\r\n\\x1b[2J\r\n");
}

TEST(CsvOutput, KeepsStatementsApartByAnEmptyLine) {
  EXPECT_EQ(Printed{Format::kCsv}.add({"a"}, {{integer(1)}}).add({"b"}, {}).all(),
            "a\r\n1\r\n\r\nb\r\n");
}

TEST(JsonOutput, GivesOneObjectPerStatement) {
  const std::string printed = Printed{Format::kJson}
                                  .add({"n", "n", "words", "bytes"}, kEveryType)
                                  .add({"x"}, {}, false)
                                  .all();

  EXPECT_EQ(printed,
            "[{\"columns\": [\"n\", \"n\", \"words\", \"bytes\"], \"rows\": [\n"
            "[-12, 0.5, \"a,\\\"b\\\"\\n\", \"x'00ff'\"],\n"
            "[7, 3.0, \"\", null]], \"complete\": true},\n"
            "{\"columns\": [\"x\"], \"rows\": [], \"complete\": false}]\n");
  EXPECT_TRUE(nlohmann::json::accept(printed));
}

TEST(JsonOutput, IsJsonWhateverTheTextAndWithoutStatements) {
  EXPECT_EQ(Printed{Format::kJson}.all(), "[]\n");
  const std::string printed =
      Printed{Format::kJson}.add({"a"}, {{text("\xff\x01")}, {real(0.1)}}).all();

  EXPECT_THAT(printed, HasSubstr("\"\xEF\xBF\xBD\\u0001\""));
  EXPECT_THAT(printed, HasSubstr("[0.1]"));
}

TEST(QueryOutput, WritesRealsSoThatTheyReadBackTheSame) {
  const double infinite = std::numeric_limits<double>::infinity();

  EXPECT_EQ(
      Printed{Format::kCsv}
          .add(
              {"r"},
              {{real(1e300)}, {real(-0.1)}, {real(2.0 / 3.0)}, {real(infinite)}, {real(-infinite)}})
          .all(),
      "r\r\n1e+300\r\n-0.1\r\n0.6666666666666666\r\n9e999\r\n-9e999\r\n");
}

}  // namespace
}  // namespace vigie::app
