// Jetstream messages with their place in the stream: what a live reader needs beside the record.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "collector/archive/record_parser.h"

namespace vigie::collector {

/// Where a message stands, and what the server says of the stream itself.
struct JetstreamPlace {
  std::optional<std::int64_t> time_us;  ///< Unix; of the second wire cut to milliseconds.
  std::optional<std::int64_t> seq;      ///< Of the second wire alone.
  std::string_view error;               ///< Not empty: the server ends the stream, and why.
  std::string_view notice;              ///< E.g. `OutdatedCursor`.
};

class JetstreamParser : public RecordParser {
 public:
  /// Of the record parsed last, also of one that was refused as far as it could be read. Its views
  /// are valid until the next.
  [[nodiscard]] virtual const JetstreamPlace& place() const = 0;
};

/// `version`: 1 or 2.
[[nodiscard]] std::unique_ptr<JetstreamParser> make_jetstream_stream_parser(
    std::int64_t version, const RecordLimits& limits);

}  // namespace vigie::collector
