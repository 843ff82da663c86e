#include "collector/bluesky/frame_unpacker.h"

#include <algorithm>
#include <utility>

#include <zstd.h>
#include <zstd_errors.h>

namespace vigie::collector {

struct FrameUnpacker::State {
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }

    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
  };

  std::unique_ptr<ZSTD_DCtx, Free> context{ZSTD_createDCtx()};
  std::unique_ptr<ZSTD_DDict, Free> dictionary;
};

FrameUnpacker::FrameUnpacker(std::unique_ptr<State> state) : state_(std::move(state)) {}

FrameUnpacker::~FrameUnpacker() = default;

std::unique_ptr<FrameUnpacker> FrameUnpacker::make(std::string_view dictionary) {
  if (ZSTD_getDictID_fromDict(dictionary.data(), dictionary.size()) == 0) {
    return nullptr;  // zstd would take any bytes as a dictionary without a name
  }
  auto state = std::make_unique<State>();
  state->dictionary.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
  if (!state->context || !state->dictionary) {
    return nullptr;
  }
  return std::unique_ptr<FrameUnpacker>{new FrameUnpacker{std::move(state)}};
}

std::uint32_t FrameUnpacker::dictionary_id() const {
  return ZSTD_getDictID_fromDDict(state_->dictionary.get());
}

tl::expected<std::size_t, std::string_view> FrameUnpacker::unpack(std::string_view frame,
                                                                  std::size_t max_bytes,
                                                                  std::size_t padding,
                                                                  std::string& out) {
  const unsigned long long claimed = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (claimed == ZSTD_CONTENTSIZE_ERROR) {
    return tl::unexpected{std::string_view{"no zstd frame"}};
  }
  const bool is_claimed = claimed != ZSTD_CONTENTSIZE_UNKNOWN;
  if (is_claimed && claimed > max_bytes) {
    return tl::unexpected{std::string_view{"too large"}};
  }
  // A frame that does not say its size gets all the room there may be: memory is asked for once.
  const std::size_t room = is_claimed ? static_cast<std::size_t>(claimed) : max_bytes;
  if (out.size() < room + padding) {
    out.resize(room + padding);
  }
  const std::size_t size = ZSTD_decompress_usingDDict(state_->context.get(),
                                                      out.data(),
                                                      room,
                                                      frame.data(),
                                                      frame.size(),
                                                      state_->dictionary.get());
  switch (ZSTD_getErrorCode(size)) {
    case ZSTD_error_no_error:
      return size;
    case ZSTD_error_dictionary_wrong:
      return tl::unexpected{std::string_view{"another dictionary"}};
    case ZSTD_error_dstSize_tooSmall:
      return tl::unexpected{std::string_view{"too large"}};
    default:
      return tl::unexpected{std::string_view{"damaged"}};
  }
}

}  // namespace vigie::collector
