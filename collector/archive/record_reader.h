// The seam between bytes and records: a reader finds where each record begins and ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <tl/expected.hpp>

#include "collector/source.h"

namespace vigie::collector {

/// One record as it stands in the file. Everything it points at is valid until the next record.
struct RawRecord {
  std::string_view bytes;  ///< kRecordPadding readable bytes follow, unless `refused`.
  std::uint64_t line = 0;  ///< Where it begins; the first line is 1.
  std::uint64_t byte_offset = 0;
  std::uint64_t end_offset = 0;  ///< Byte after it, its line end included.
  std::uint64_t end_line = 0;    ///< Lines before `end_offset`.
  std::size_t array = 0;         ///< JSON documents: which of the paths asked for; else 0.
  /// JSON documents: what the object around the array says under the keys asked for, as it stands
  /// in the file, before the array; empty where it says nothing.
  std::span<const std::string> context;
  std::span<const std::string_view> fields;  ///< CSV: the cells, unescaped.
  bool valid_utf8 = true;                    ///< CSV: whether every cell is; JSON: not looked at.
  std::string_view refused;  ///< Not empty: the reader refuses it; a reject reason. `bytes` is cut.
};

/// Limits of readers, from ImportOptions.
struct RecordLimits {
  std::size_t max_record_bytes = std::size_t{8} << 20;
  std::size_t max_depth = 64;     ///< JSON nesting inside a record.
  std::size_t kept_bytes = 4096;  ///< Of a record that is refused for its length.
};

/// Line ends in `bytes`; fast where they are rare.
[[nodiscard]] inline std::uint64_t count_line_ends(std::string_view bytes) {
  std::uint64_t count = 0;
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    ++count;
  }
  return count;
}

class RecordReader {
 public:
  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  RecordReader(RecordReader&&) = delete;
  RecordReader& operator=(RecordReader&&) = delete;
  virtual ~RecordReader() = default;

  /// The next record; false at the end. An error ends reading: records before it were complete, the
  /// one it interrupts is not delivered.
  [[nodiscard]] virtual tl::expected<bool, SourceError> next(RawRecord& record) = 0;
};

}  // namespace vigie::collector
