#include "collector/simulation/line_compressor.h"

#include <stdexcept>
#include <string>
#include <utility>

#include <zstd.h>

namespace vigie::collector {
namespace {

constexpr int kLevel = 3;

struct FreeStream {
  void operator()(ZSTD_CStream* stream) const noexcept { ZSTD_freeCStream(stream); }
};

std::size_t checked(std::size_t result) {
  if (ZSTD_isError(result) != 0) {
    throw std::runtime_error{std::string{"zstd: "} + ZSTD_getErrorName(result)};
  }
  return result;
}

}  // namespace

struct LineCompressor::State {
  LineWriter write;
  std::unique_ptr<ZSTD_CStream, FreeStream> stream{ZSTD_createCStream()};
  std::string out = std::string(ZSTD_CStreamOutSize(), '\0');

  /// @return  What the library still holds back.
  std::size_t step(ZSTD_inBuffer& in, ZSTD_EndDirective directive) {
    ZSTD_outBuffer buffer{out.data(), out.size(), 0};
    const std::size_t left = checked(ZSTD_compressStream2(stream.get(), &buffer, &in, directive));
    if (buffer.pos > 0) {
      write(std::string_view{out}.substr(0, buffer.pos));
    }
    return left;
  }
};

LineCompressor::LineCompressor(LineWriter write)
    : state_(std::make_unique<State>(State{std::move(write)})) {
  if (!state_->stream) {
    throw std::runtime_error{"zstd: no memory"};
  }
  checked(ZSTD_CCtx_setParameter(state_->stream.get(), ZSTD_c_compressionLevel, kLevel));
  checked(ZSTD_CCtx_setParameter(state_->stream.get(), ZSTD_c_checksumFlag, 1));
}

LineCompressor::~LineCompressor() = default;

void LineCompressor::add(std::string_view text) {
  ZSTD_inBuffer in{text.data(), text.size(), 0};
  while (in.pos < in.size) {
    state_->step(in, ZSTD_e_continue);
  }
}

void LineCompressor::finish() {
  ZSTD_inBuffer in{nullptr, 0, 0};
  while (state_->step(in, ZSTD_e_end) > 0) {
  }
}

}  // namespace vigie::collector
