#include "collector/net/line_splitter.h"

namespace vigie::collector {

void LineSplitter::add(std::string_view piece) {
  bytes_.erase(0, begin_);
  scanned_ -= begin_;
  begin_ = 0;
  bytes_ += piece;
}

std::optional<std::string_view> LineSplitter::next() {
  const std::size_t end = bytes_.find('\n', scanned_);
  std::string_view line = std::string_view{bytes_}.substr(begin_, end - begin_);
  if (!line.empty() && line.back() == '\r' && end != std::string::npos) {
    line.remove_suffix(1);
  }
  if (is_too_long_ || line.size() > max_line_bytes_) {
    is_too_long_ = true;
    return std::nullopt;
  }
  if (end == std::string::npos) {
    scanned_ = bytes_.size();
    return std::nullopt;
  }
  begin_ = scanned_ = end + 1;
  return line.empty() ? std::string_view{""} : line;
}

std::string_view LineSplitter::rest() const {
  return std::string_view{bytes_}.substr(begin_);
}

}  // namespace vigie::collector
