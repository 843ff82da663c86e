// Server-sent events of an instance, line by line, as the messages that a WebSocket would bring.
//
// Source: HTML standard, section 9.2.6; docs.joinmastodon.org, "Streaming API".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::collector::mastodon {

class EventLines {
 public:
  /// One line without its end. At the empty line that ends an event: `{"event","payload"}` as
  /// JSON, payload a string. Comments (`:thump`) and events past 1 MiB give nothing.
  [[nodiscard]] std::optional<std::string> take(std::string_view line);

 private:
  static constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
  std::string event_;
  std::string data_;
};

}  // namespace vigie::collector::mastodon
