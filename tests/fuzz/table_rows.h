// Arbitrary bytes as the rows of a table whose header is known: mutating the header would only find
// out that it is another one.
#pragma once

#include <string>
#include <string_view>

#include "collector/archive/csv_reader.h"
#include "collector/archive/table_formats.h"
#include "tests/fuzz/fuzz_input.h"

namespace vigie::collector::fuzz {

inline void parse_rows(ArchiveFormat format, std::string_view header, std::string_view rows) {
  const std::string table = std::string{header} + "\n" + std::string{rows};
  InputWindow window{stream_over(table), 4096};
  CsvReader reader{window, ',', small_limits()};
  const auto columns = reader.read_header();
  if (columns) {
    const auto parser = make_table_parser(format, *columns, "fuzz_tweets.csv");
    read_all(reader, parser.get());
  }
}

}  // namespace vigie::collector::fuzz
