// Records kept as they came: one zstd frame each (RFC 8878), so that any tool can read one alone
// and one can be erased without touching another.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace vigie::collector {

class RawRecordPacker {
 public:
  RawRecordPacker();
  RawRecordPacker(const RawRecordPacker&) = delete;
  RawRecordPacker& operator=(const RawRecordPacker&) = delete;
  RawRecordPacker(RawRecordPacker&&) = delete;
  RawRecordPacker& operator=(RawRecordPacker&&) = delete;
  ~RawRecordPacker();

  /// One frame with its content size in it; the same bytes give the same frame.
  /// @throws std::bad_alloc  zstd finds no memory.
  [[nodiscard]] std::string pack(std::string_view record);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
  std::string frame_;  ///< Reused.
};

}  // namespace vigie::collector
