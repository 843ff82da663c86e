// Records that are rows of a table: RFC 4180, with the header naming the columns.
//
// Quoted cells may hold delimiters, doubled quotes and line ends; rows end with `\n` or `\r\n`. A
// quote inside an unquoted cell is taken literally. Blank lines are no rows.
//
// One broken quote must not swallow the file, so a row is refused, and reading resumes at the line
// after the one on which the row began, when
//   - a closing quote is followed by anything but a delimiter or a line end (`csv: stray quote`);
//   - a quoted cell reaches the end of the file or outgrows the record limit (`csv: unclosed
//   quote`);
//   - the row spans several lines and has the wrong number of cells.
// A row on a single line with the wrong number of cells is refused alone. What a refused row
// spilled over the following lines is then met as rows of its own, refused in turn for their cell
// count: a broken quote costs the lines of its own cell and no more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/archive/input_window.h"
#include "collector/archive/record_reader.h"

namespace vigie::collector {

class CsvReader : public RecordReader {
 public:
  /// `window` must outlive the reader. `delimiter`: one ASCII character.
  CsvReader(InputWindow& window, char delimiter, const RecordLimits& limits);

  /// Reads the first row, once, before any other call; empty when the file has none.
  [[nodiscard]] tl::expected<std::vector<std::string>, SourceError> read_header();

  [[nodiscard]] tl::expected<bool, SourceError> next(RawRecord& record) override;

 private:
  enum class Scan : std::uint8_t { kRow, kNeedMore, kStrayQuote, kUnclosedQuote };

  /// Where a cell stands in the row, and whether quotes inside it are doubled.
  struct Cell {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool has_doubled_quotes = false;
  };

  [[nodiscard]] Scan scan_row(std::string_view text, bool at_end);
  [[nodiscard]] Scan scan_plain(std::string_view text, bool at_end, std::size_t& at);
  [[nodiscard]] static Scan skip_return(std::string_view text, bool at_end, std::size_t& at);
  [[nodiscard]] std::optional<std::string_view> verdict_on(Scan scan) const;
  [[nodiscard]] Scan scan_quoted(std::string_view text, bool at_end, std::size_t& at);
  [[nodiscard]] tl::expected<bool, SourceError> skip_blank_lines();
  [[nodiscard]] tl::expected<bool, SourceError> take_row(RawRecord& record);
  [[nodiscard]] tl::expected<bool, SourceError> refuse_line(RawRecord& record,
                                                            std::string_view reason);
  void unescape(std::string_view row);

  InputWindow& window_;
  char delimiter_;
  RecordLimits limits_;
  std::uint64_t line_ = 0;
  std::size_t columns_ = 0;  ///< 0 until the header is read.
  std::size_t row_bytes_ = 0;
  std::vector<Cell> cells_;
  std::vector<std::string_view> fields_;
  std::string unescaped_;
  std::string kept_;
};

}  // namespace vigie::collector
