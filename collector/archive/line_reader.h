// Records that are lines: JSON lines, id lists.
//
// A line longer than the limit is refused as `record: too long` and skipped without being held in
// memory. Blank lines are no records. `\r\n` ends a line as `\n` does.
#pragma once

#include <string>

#include "collector/archive/input_window.h"
#include "collector/archive/record_reader.h"

namespace vigie::collector {

class LineReader : public RecordReader {
 public:
  /// `window` must outlive the reader.
  LineReader(InputWindow& window, const RecordLimits& limits);

  [[nodiscard]] tl::expected<bool, SourceError> next(RawRecord& record) override;

 private:
  [[nodiscard]] tl::expected<bool, SourceError> skip_long_line(RawRecord& record);
  void take(std::size_t bytes, std::size_t line_end, RawRecord& record);

  InputWindow& window_;
  RecordLimits limits_;
  std::uint64_t line_ = 0;
  std::string kept_;
};

}  // namespace vigie::collector
