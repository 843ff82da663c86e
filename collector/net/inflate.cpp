#include "collector/net/inflate.h"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include <zlib.h>

namespace vigie::collector {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;
constexpr int kGzipWindow = 15 + 16;  // The largest window, and a gzip header is expected.
constexpr std::string_view kGzipMagic = "\x1f\x8b";

/// Owns zlib's state.
class GzipStream {
 public:
  explicit GzipStream(std::string_view packed) : rest_(packed) {
    if (inflateInit2(&stream_, kGzipWindow) != Z_OK) {
      throw std::runtime_error{"zlib cannot be started"};
    }
  }

  ~GzipStream() { inflateEnd(&stream_); }

  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  GzipStream(GzipStream&&) = delete;
  GzipStream& operator=(GzipStream&&) = delete;

  /// Unpacks the next piece into `block`; zlib's result.
  int next(std::array<char, kBlockBytes>& block, std::size_t& bytes) {
    feed();
    // zlib's interface is not const; it does not write to its input.
    stream_.next_out = reinterpret_cast<Bytef*>(block.data());
    stream_.avail_out = static_cast<uInt>(block.size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    bytes = block.size() - stream_.avail_out;
    return result;
  }

  /// After the end of a member: true when another follows.
  bool next_member() {
    rest_.remove_prefix(rest_.size() - left());
    stream_.avail_in = 0;
    return rest_.substr(0, kGzipMagic.size()) == kGzipMagic && inflateReset(&stream_) == Z_OK;
  }

  [[nodiscard]] bool is_exhausted() const { return stream_.avail_in == 0 && fed_ == rest_.size(); }

 private:
  void feed() {
    if (stream_.avail_in != 0 || fed_ == rest_.size()) {
      return;
    }
    const std::size_t piece =
        std::min<std::size_t>(rest_.size() - fed_, std::numeric_limits<uInt>::max());
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data() + fed_));
    stream_.avail_in = static_cast<uInt>(piece);
    fed_ += piece;
  }

  [[nodiscard]] std::size_t left() {
    const std::size_t unread = rest_.size() - fed_ + stream_.avail_in;
    fed_ = 0;
    return unread;
  }

  z_stream stream_{};
  std::string_view rest_;
  std::size_t fed_ = 0;
};

}  // namespace

tl::expected<std::string, NetError> inflate_gzip(std::string_view packed, std::uint64_t max_bytes) {
  GzipStream stream{packed};
  std::string unpacked;
  std::array<char, kBlockBytes> block{};
  for (;;) {
    std::size_t bytes = 0;
    const int result = stream.next(block, bytes);
    if (bytes > max_bytes - unpacked.size()) {
      return tl::unexpected{NetError{.kind = NetErrorKind::kTooLarge, .message = {}}};
    }
    unpacked.append(block.data(), bytes);
    if (result == Z_STREAM_END) {
      if (!stream.next_member()) {
        return unpacked;
      }
    } else if (result != Z_OK || (bytes == 0 && stream.is_exhausted())) {
      return tl::unexpected{NetError{.kind = NetErrorKind::kBadEncoding, .message = {}}};
    }
  }
}

}  // namespace vigie::collector
