// The client's half of a connection, byte by byte: what no well-behaved client sends.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::tests {

/// A connection to a port of this machine.
class RawClient {
 public:
  /// @throws std::runtime_error  Nobody listens there.
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  RawClient(RawClient&&) = delete;
  RawClient& operator=(RawClient&&) = delete;

  /// False: the other side left.
  bool send(std::string_view bytes);

  /// All that comes until the other side closes, or nothing does for `patience`.
  std::string read_to_end(std::chrono::milliseconds patience = std::chrono::seconds{5});

 private:
  int socket_;
};

/// Sends `request` to `port` and gives all that is answered.
[[nodiscard]] std::string ask_raw(std::uint16_t port, std::string_view request);

}  // namespace vigie::tests
