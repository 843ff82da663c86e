// Messages that a server compresses one by one: one zstd frame each (RFC 8878), with a dictionary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace vigie::collector {

class FrameUnpacker {
 public:
  /// `dictionary`: the bytes of a zstd dictionary. Nothing (null) when they are none.
  [[nodiscard]] static std::unique_ptr<FrameUnpacker> make(std::string_view dictionary);

  FrameUnpacker(const FrameUnpacker&) = delete;
  FrameUnpacker& operator=(const FrameUnpacker&) = delete;
  FrameUnpacker(FrameUnpacker&&) = delete;
  FrameUnpacker& operator=(FrameUnpacker&&) = delete;
  ~FrameUnpacker();

  /// Never 0.
  [[nodiscard]] std::uint32_t dictionary_id() const;

  /// Unpacks one frame to the beginning of `out`, which grows to `max_bytes` at most and keeps
  /// `padding` bytes after the content. The content's size, or a literal that says why not: another
  /// dictionary, larger than `max_bytes`, damaged.
  [[nodiscard]] tl::expected<std::size_t, std::string_view> unpack(std::string_view frame,
                                                                   std::size_t max_bytes,
                                                                   std::size_t padding,
                                                                   std::string& out);

 private:
  struct State;
  explicit FrameUnpacker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace vigie::collector
