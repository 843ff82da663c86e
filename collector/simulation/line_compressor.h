// Line compressor: simulated posts as one zstd frame, for worlds that would fill a disk as plain
// text.
#pragma once

#include <memory>
#include <string_view>

#include "collector/simulation/simulation.h"

namespace vigie::collector {

/// Compresses what it is given, in constant memory, and passes the bytes on in pieces.
class LineCompressor {
 public:
  explicit LineCompressor(LineWriter write);
  LineCompressor(const LineCompressor&) = delete;
  LineCompressor& operator=(const LineCompressor&) = delete;
  LineCompressor(LineCompressor&&) = delete;
  LineCompressor& operator=(LineCompressor&&) = delete;
  ~LineCompressor();

  /// @throws std::runtime_error  when the library fails, which it does without memory only.
  void add(std::string_view text);

  /// Ends the frame; nothing may be added afterwards. Without it the frame is truncated.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::collector
