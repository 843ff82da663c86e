// Where a reader stands, readable from another thread while it works.
#pragma once

#include <atomic>
#include <cstdint>

#include "collector/source.h"

namespace vigie::collector {

/// Counters of one archive; each is exact on its own, together they are a snapshot good enough for
/// a progress line.
struct PositionCounters {
  std::atomic<std::uint64_t> byte_offset{0};
  std::atomic<std::uint64_t> line{0};
  std::atomic<std::uint64_t> file_bytes_read{0};
  std::atomic<std::uint64_t> file_bytes_total{0};

  [[nodiscard]] SourcePosition snapshot() const {
    return {.byte_offset = byte_offset.load(std::memory_order_relaxed),
            .line = line.load(std::memory_order_relaxed),
            .file_bytes_read = file_bytes_read.load(std::memory_order_relaxed),
            .file_bytes_total = file_bytes_total.load(std::memory_order_relaxed)};
  }
};

}  // namespace vigie::collector
