#include "collector/archive/input_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace vigie::collector {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

InputWindow::InputWindow(std::unique_ptr<ByteStream> stream, std::size_t block_bytes)
    : stream_(std::move(stream)),
      block_bytes_(block_bytes),
      buffer_(2 * block_bytes + kRecordPadding) {}

void InputWindow::make_room() {
  const std::size_t room = buffer_.size() - kRecordPadding - end_;
  if (room >= block_bytes_) {
    return;
  }
  const std::size_t unread = end_ - begin_;
  std::memmove(buffer_.data(), buffer_.data() + begin_, unread);
  begin_ = 0;
  end_ = unread;
  if (buffer_.size() - kRecordPadding - end_ < block_bytes_) {
    buffer_.resize(std::max(buffer_.size() * 2, end_ + block_bytes_ + kRecordPadding));
  }
}

tl::expected<bool, SourceError> InputWindow::read_block() {
  make_room();
  const auto count = stream_->read({buffer_.data() + end_, block_bytes_});
  if (!count) {
    return tl::unexpected{count.error()};
  }
  end_ += *count;
  return *count > 0;
}

/// Streams may hand out a byte at a time: the mark is looked for once three are there, and never
/// again.
tl::expected<bool, SourceError> InputWindow::fill() {
  auto more = read_block();
  while (at_start_ && more && *more && view().size() < kByteOrderMark.size()) {
    more = read_block();
  }
  if (!more) {
    return more;
  }
  const bool any = *more || (at_start_ && !view().empty());
  if (std::exchange(at_start_, false) && view().starts_with(kByteOrderMark)) {
    consume(kByteOrderMark.size());
  }
  return any;
}

}  // namespace vigie::collector
