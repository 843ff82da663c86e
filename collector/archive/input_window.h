// A sliding window over a byte stream: the bytes not yet consumed, contiguous in memory.
//
// Record readers look for the end of a record here, ask for more when it is not in sight, and
// consume it. The window grows only as far as a caller lets a record grow. 64 readable bytes always
// follow the contents, which vectorised parsers may touch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/byte_stream.h"

namespace vigie::collector {

/// Readable bytes after every record.
inline constexpr std::size_t kRecordPadding = 64;

class InputWindow {
 public:
  /// `stream` yields the bytes; a UTF-8 byte order mark at their start is skipped.
  /// It is asked for `block_bytes` at a time.
  explicit InputWindow(std::unique_ptr<ByteStream> stream,
                       std::size_t block_bytes = std::size_t{1} << 20);

  /// Bytes at hand; valid until the next `fill`.
  [[nodiscard]] std::string_view view() const { return {buffer_.data() + begin_, end_ - begin_}; }

  /// Position of `view().front()` in the decompressed stream.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

  /// Drops `count` bytes from the front; they stay in memory until the next `fill`.
  void consume(std::size_t count) {
    begin_ += count;
    offset_ += count;
  }

  /// Adds bytes behind those at hand: false at the end of the stream. Amortised linear.
  [[nodiscard]] tl::expected<bool, SourceError> fill();

 private:
  [[nodiscard]] tl::expected<bool, SourceError> read_block();
  void make_room();

  std::unique_ptr<ByteStream> stream_;
  std::size_t block_bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  bool at_start_ = true;
};

}  // namespace vigie::collector
