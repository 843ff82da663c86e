// The bytes of a file, decompressed: plain, gzip or zstd, told by its first bytes and not its name.
//
// Memory is constant whatever the file claims to expand to: one block in, and what the format needs
// for its window. Formats: RFC 1952 (several members in a row are one stream) and RFC 8878 (several
// frames, skippable ones included).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include <tl/expected.hpp>

#include "collector/archive/position.h"
#include "collector/source.h"

namespace vigie::collector {

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  ByteStream(ByteStream&&) = delete;
  ByteStream& operator=(ByteStream&&) = delete;
  virtual ~ByteStream() = default;

  /// Fills the front of `out` and says how many bytes; 0 is the end. Whatever could be decoded
  /// before an error is returned first, the error by the next call and every one after.
  [[nodiscard]] virtual tl::expected<std::size_t, SourceError> read(std::span<char> out) = 0;
};

/// Opens a regular file. `counters` is borrowed for the life of the stream: its file bytes are kept
/// up to date. `window_log_max`: zstd frames that ask for a larger window are refused.
/// Fails with kNotFound or kUnreadable.
[[nodiscard]] tl::expected<std::unique_ptr<ByteStream>, SourceError> open_byte_stream(
    const std::filesystem::path& file, std::uint32_t window_log_max, PositionCounters& counters);

}  // namespace vigie::collector
