#include "collector/archive/raw_record.h"

#include <algorithm>
#include <new>

#include <zstd.h>

namespace vigie::collector {

struct RawRecordPacker::Context {
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };

  std::unique_ptr<ZSTD_CCtx, Free> zstd{ZSTD_createCCtx()};
};

RawRecordPacker::RawRecordPacker() : context_(std::make_unique<Context>()) {
  if (!context_->zstd) {
    throw std::bad_alloc{};
  }
}

RawRecordPacker::~RawRecordPacker() = default;

std::string RawRecordPacker::pack(std::string_view record) {
  constexpr int kLevel = 3;
  frame_.resize(std::max(frame_.size(), ZSTD_compressBound(record.size())));
  const std::size_t size = ZSTD_compressCCtx(
      context_->zstd.get(), frame_.data(), frame_.size(), record.data(), record.size(), kLevel);
  if (ZSTD_isError(size) != 0U) {
    throw std::bad_alloc{};  // with room for the bound, nothing else can fail
  }
  return frame_.substr(0, size);
}

}  // namespace vigie::collector
