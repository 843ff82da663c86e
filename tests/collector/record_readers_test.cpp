// Lines, array elements and rows: where each begins and ends, and what becomes of broken ones.
// Every input is read in steps of several sizes, for a record may be cut anywhere.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/archive/csv_reader.h"
#include "collector/archive/json_array_reader.h"
#include "collector/archive/line_reader.h"
#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::stream_of;

/// A record as text: `line:bytes`, `line:cell|cell` for rows, `line:!reason` for refused ones.
std::string shown(const RawRecord& record) {
  const std::string line = std::to_string(record.line) + ":";
  if (!record.refused.empty()) {
    return line + "!" + std::string{record.refused};
  }
  if (record.fields.empty()) {
    return line + std::string{record.bytes};
  }
  std::string cells;
  for (const std::string_view field : record.fields) {
    cells += std::string{field} + "|";
  }
  cells.pop_back();
  return line + cells;
}

struct Read {
  std::vector<std::string> records;
  std::vector<std::size_t> arrays;
  std::vector<std::uint64_t> ends;
  std::optional<SourceErrorKind> error;

  friend bool operator==(const Read&, const Read&) = default;
};

using MakeReader = std::function<std::unique_ptr<RecordReader>(InputWindow&)>;

Read read_in_steps(const std::string& content, std::size_t step, const MakeReader& make) {
  InputWindow window{stream_of(content, step)};
  const auto reader = make(window);
  Read read;
  RawRecord record;
  while (true) {
    const auto more = reader->next(record);
    if (!more) {
      read.error = more.error().kind;
      return read;
    }
    if (!*more) {
      return read;
    }
    EXPECT_EQ(content.substr(record.byte_offset, record.bytes.size()), record.bytes);
    EXPECT_LE(record.byte_offset + record.bytes.size(), record.end_offset);
    read.records.push_back(shown(record));
    read.arrays.push_back(record.array);
    read.ends.push_back(record.end_offset);
  }
}

/// Reads `content` whole and in small steps, which must agree.
Read read_all(const std::string& content, const MakeReader& make) {
  const Read whole = read_in_steps(content, std::size_t{1} << 20, make);
  for (const std::size_t step : {std::size_t{3}, std::size_t{7}, std::size_t{64}}) {
    EXPECT_EQ(read_in_steps(content, step, make), whole) << "in steps of " << step;
  }
  return whole;
}

Read read_lines(const std::string& content, std::size_t max_bytes = 1000) {
  return read_all(content, [max_bytes](InputWindow& window) {
    return std::make_unique<LineReader>(window, RecordLimits{.max_record_bytes = max_bytes});
  });
}

Read read_arrays(const std::string& content,
                 const std::vector<std::string>& paths,
                 const RecordLimits& limits = {}) {
  return read_all(content, [&](InputWindow& window) {
    return std::make_unique<JsonArrayReader>(window, paths, limits);
  });
}

Read read_rows(const std::string& content, std::size_t max_bytes = 1000) {
  return read_all(content, [max_bytes](InputWindow& window) {
    auto reader = std::make_unique<CsvReader>(
        window, ',', RecordLimits{.max_record_bytes = max_bytes, .kept_bytes = 100});
    EXPECT_TRUE(reader->read_header());
    return reader;
  });
}

TEST(LineReader, NumbersLinesAndDropsBlankOnes) {
  const Read read = read_lines("one\n\n  \r\ntwo\r\nthree");

  EXPECT_THAT(read.records, ElementsAre("1:one", "4:two", "5:three"));
  EXPECT_THAT(read.ends, ElementsAre(4U, 14U, 19U));
}

TEST(LineReader, RefusesALineOverTheLimitAndGoesOnBehindIt) {
  const std::string limit(20, 'x');

  EXPECT_THAT(read_lines("one\n" + limit + "y\ntwo\n", 20).records,
              ElementsAre("1:one", "2:!record: too long", "3:two"));
  EXPECT_THAT(read_lines(limit + "\n", 20).records, ElementsAre("1:" + limit));
  EXPECT_THAT(read_lines("one\n" + limit + limit, 20).records,
              ElementsAre("1:one", "2:!record: too long"));
}

TEST(InputWindow, SkipsAByteOrderMarkAtTheVeryBeginningOnly) {
  for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{64}}) {
    InputWindow window{
        stream_of("\xEF\xBB\xBF"
                  "one\n\xEF\xBB\xBF"
                  "two\n",
                  step)};
    LineReader reader{window, RecordLimits{}};
    RawRecord record;

    ASSERT_TRUE(reader.next(record).value());
    EXPECT_EQ(record.bytes, "one");
    EXPECT_EQ(record.end_offset, 7U);
    ASSERT_TRUE(reader.next(record).value());
    EXPECT_EQ(record.bytes,
              "\xEF\xBB\xBF"
              "two");
    EXPECT_FALSE(reader.next(record).value());
  }
  EXPECT_THAT(read_lines("a").records, ElementsAre("1:a")) << "shorter than a mark";
}

TEST(JsonArrayReader, StreamsTheElementsOfTheRoot) {
  const Read read = read_arrays("[ {\"a\": 1},\n{\"b\": [2, {\"c\": \"]}\"}]}, 3 ]\n", {""});

  EXPECT_THAT(read.records, ElementsAre("1:{\"a\": 1}", "2:{\"b\": [2, {\"c\": \"]}\"}]}", "2:3"));
  EXPECT_FALSE(read.error);
}

TEST(JsonArrayReader, ReadsSeveralArraysInWhateverOrderTheyCome) {
  const std::string posts = R"("posts": [{"p": 1}, {"p": 2}])";
  const std::string users = R"("about": {"x": [9], "users": [{"u": 1}]})";

  const Read first =
      read_arrays("{\"id\": 1, " + posts + ", " + users + "}", {"posts", "about.users"});
  const Read second = read_arrays("{" + users + ", " + posts + ", \"z\": {\"posts\": [8]}}",
                                  {"posts", "about.users"});

  EXPECT_THAT(first.records, ElementsAre("1:{\"p\": 1}", "1:{\"p\": 2}", "1:{\"u\": 1}"));
  EXPECT_THAT(first.arrays, ElementsAre(0U, 0U, 1U));
  EXPECT_THAT(second.records, ElementsAre("1:{\"u\": 1}", "1:{\"p\": 1}", "1:{\"p\": 2}"));
  EXPECT_THAT(second.arrays, ElementsAre(1U, 0U, 0U));
}

TEST(JsonArrayReader, IsNotMisledByEscapesInSkippedStrings) {
  const Read read =
      read_arrays(R"({"t": "\\\"posts\": [1] \\", "posts": [{"s": "\\"}]})", {"posts"});

  EXPECT_THAT(read.records, ElementsAre(R"(1:{"s": "\\"})"));
}

TEST(JsonArrayReader, SaysWhichArraysItMetAndWhichKeysThereWere) {
  InputWindow window{stream_of(R"({"id": 1, "items": [2]})")};
  JsonArrayReader reader{window, {"posts", "items"}, RecordLimits{}};
  RawRecord record;
  while (reader.next(record).value()) {
  }

  EXPECT_FALSE(reader.found(0));
  EXPECT_TRUE(reader.found(1));
  EXPECT_THAT(reader.root_keys(), ElementsAre("id", "items"));
}

TEST(JsonArrayReader, RefusesElementsThatAreTooDeepOrTooLongAndGoesOn) {
  const RecordLimits limits{.max_record_bytes = 30, .max_depth = 2, .kept_bytes = 10};

  const Read read = read_arrays(
      "[[[1]], [[[1]]], {\"a\": \"" + std::string(40, 'x') + "\"}, {\"b\": 2}]", {""}, limits);

  EXPECT_THAT(read.records,
              ElementsAre("1:[[1]]", "1:!json: too deep", "1:!record: too long", "1:{\"b\": 2}"));
}

TEST(JsonArrayReader, CountsLinesInsideElementsAndStrings) {
  const Read read = read_arrays("[\n{\n\"a\": 1\n},\n\n{\"b\": 2}]", {""});

  EXPECT_THAT(read.records, ElementsAre("2:{\n\"a\": 1\n}", "6:{\"b\": 2}"));
}

TEST(JsonArrayReader, DeliversWhatIsCompleteOfADocumentThatStops) {
  for (const std::string cut : {"[{\"a\": 1}, {\"b\": ", "[{\"a\": 1}", "[{\"a\": 1},"}) {
    const Read read = read_arrays(cut, {""});

    EXPECT_THAT(read.records, ElementsAre("1:{\"a\": 1}")) << cut;
    EXPECT_EQ(read.error, SourceErrorKind::kTruncated) << cut;
  }
  EXPECT_EQ(read_arrays("", {""}).error, SourceErrorKind::kTruncated);
}

TEST(JsonArrayReader, StopsWhereTheDocumentIsBrokenBetweenElements) {
  const Read read = read_arrays("[{\"a\": 1}} {\"b\": 2}]", {""});

  EXPECT_THAT(read.records, ElementsAre("1:{\"a\": 1}"));
  EXPECT_EQ(read.error, SourceErrorKind::kDamaged);
}

TEST(CsvReader, ReadsQuotesDoubledQuotesAndLineEndsInCells) {
  const Read read =
      read_rows("a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n\"\",\"\"\"\"\n3,it \"is\" fine\n4,last");

  EXPECT_THAT(read.records,
              ElementsAre("2:1|x, \"y\"\r\nz", "4:|\"", "5:3|it \"is\" fine", "6:4|last"));
}

TEST(CsvReader, RefusesRowsOfTheWrongWidthOneByOne) {
  const Read read = read_rows("a,b\n1\n2,3\n4,5,6\n7,\n\n8,9\n");

  EXPECT_THAT(read.records,
              ElementsAre("2:!csv: wrong number of columns",
                          "3:2|3",
                          "4:!csv: wrong number of columns",
                          "5:7|",
                          "7:8|9"));
}

TEST(CsvReader, LosesOneLineToAQuoteThatIsNeverClosed) {
  const Read read = read_rows("a,b\n1,\"open\n2,x\n3,y\n");

  EXPECT_THAT(read.records, ElementsAre("2:!csv: unclosed quote", "3:2|x", "4:3|y"));
}

TEST(CsvReader, LosesOneLineToAQuoteThatClosesInAnotherRow) {
  const Read stray = read_rows("a,b\n1,\"open\n2,\"x\"\n3,y\n");
  const Read merged = read_rows("a,b\n1,\"open\n2,x\"\n3,y\n4,\"\"\n");

  EXPECT_THAT(stray.records, ElementsAre("2:!csv: stray quote", "3:2|x", "4:3|y"));
  EXPECT_THAT(merged.records, ElementsAre("2:1|open\n2,x", "4:3|y", "5:4|"));
}

TEST(CsvReader, ResumesBehindTheFirstLineOfAMultiLineRowOfTheWrongWidth) {
  const Read read = read_rows("a,b\n1,\"open\n2,\",x\n3,y\n");

  EXPECT_THAT(read.records,
              ElementsAre("2:!csv: wrong number of columns", "3:!csv: unclosed quote", "4:3|y"));
}

TEST(CsvReader, RefusesACellThatOutgrowsTheLimitAndResumesAtTheNextLine) {
  std::string content = "a,b\n1,\"open\n";
  for (int i = 2; i < 40; ++i) {
    content += std::to_string(i) + ",row\n";
  }

  const Read read = read_rows(content, 100);

  ASSERT_EQ(read.records.size(), 39U);
  EXPECT_EQ(read.records.front(), "2:!csv: unclosed quote");
  EXPECT_EQ(read.records.back(), "40:39|row");
}

TEST(CsvReader, RefusesALineThatOutgrowsTheLimit) {
  const Read read = read_rows("a,b\n1," + std::string(200, 'x') + "\n2,y\n", 100);

  EXPECT_THAT(read.records, ElementsAre("2:!record: too long", "3:2|y"));
}

TEST(CsvReader, HasNoHeaderInAnEmptyFile) {
  InputWindow window{stream_of("\n\r\n")};
  CsvReader reader{window, ',', RecordLimits{}};

  EXPECT_THAT(reader.read_header().value(), IsEmpty());
}

}  // namespace
}  // namespace vigie::collector
