// The server's half of a WebSocket (RFC 6455), frame by frame, on a RawConnection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/raw_server.h"

namespace vigie::tests {

enum class Frame : std::uint8_t { kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10 };

/// Reads the handshake and accepts it. The head; empty: the other side left.
std::string accept_websocket(RawConnection& connection);

/// False: the other side left.
bool send_frame(RawConnection& connection, Frame kind, std::string_view payload);

struct ReceivedFrame {
  Frame kind = Frame::kText;
  std::string payload;
};

/// The next whole frame, unmasked; nothing: the other side left.
std::optional<ReceivedFrame> read_frame(RawConnection& connection);

/// A close frame with that code, and the other side's answer is waited for.
void close_websocket(RawConnection& connection, std::uint16_t code = 1000);

}  // namespace vigie::tests
