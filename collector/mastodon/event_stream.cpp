#include "collector/mastodon/event_stream.h"

#include <fmt/format.h>

namespace vigie::collector::mastodon {
namespace {

/// As a JSON string. Bad UTF-8 stays: the reader of the message repairs it.
std::string json_string_of(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned int>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace

std::optional<std::string> EventLines::take(std::string_view line) {
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  if (line.empty()) {
    const bool is_event = !event_.empty() && !data_.empty() && data_.size() <= kMostBytes;
    std::optional<std::string> message;
    if (is_event) {
      message = fmt::format(
          R"({{"event":{},"payload":{}}})", json_string_of(event_), json_string_of(data_));
    }
    event_.clear();
    data_.clear();
    return message;
  }
  const std::size_t colon = line.find(':');
  const std::string_view field = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
  if (value.starts_with(' ')) {
    value.remove_prefix(1);
  }
  if (field == "event") {
    event_ = value.substr(0, 64);
  } else if (field == "data" && data_.size() <= kMostBytes) {
    data_.append(data_.empty() ? "" : "\n").append(value);
  }
  return std::nullopt;
}

}  // namespace vigie::collector::mastodon
