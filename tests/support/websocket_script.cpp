#include "tests/support/websocket_script.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace vigie::tests {
namespace {

constexpr std::string_view kAcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455, 1.3

std::string accept_key(const std::string& key) {
  const std::string joined = key + std::string{kAcceptSuffix};
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  EVP_Digest(joined.data(), joined.size(), digest.data(), nullptr, EVP_sha1(), nullptr);
  std::array<unsigned char, 4 * (SHA_DIGEST_LENGTH + 2) / 3 + 1> text{};
  const int size = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return {reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)};
}

char byte_of(std::uint64_t value, unsigned shift) {
  return static_cast<char>((value >> shift) & 0xffU);
}

std::uint64_t number_in(std::string_view big_endian) {
  std::uint64_t value = 0;
  for (const char c : big_endian) {
    value = (value << 8U) | static_cast<unsigned char>(c);
  }
  return value;
}

}  // namespace

std::string accept_websocket(RawConnection& connection) {
  std::string head = connection.read_head();
  if (!head.empty()) {
    connection.send(
        fmt::format("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                    "Connection: Upgrade\r\nSec-WebSocket-Accept: {}\r\n\r\n",
                    accept_key(sent_header(head, "sec-websocket-key"))));
  }
  return head;
}

bool send_frame(RawConnection& connection, Frame kind, std::string_view payload) {
  const std::uint64_t size = payload.size();
  std::string frame{static_cast<char>(0x80U | static_cast<unsigned>(kind))};
  if (size < 126) {
    frame += static_cast<char>(size);
  } else if (size <= 0xffffU) {
    frame += {char{126}, byte_of(size, 8), byte_of(size, 0)};
  } else {
    frame += char{127};
    for (unsigned shift = 64; shift > 0; shift -= 8) {
      frame += byte_of(size, shift - 8);
    }
  }
  frame += payload;
  return connection.send(frame);
}

std::optional<ReceivedFrame> read_frame(RawConnection& connection) {
  const std::string start = connection.read_bytes(2);
  if (start.size() < 2) {
    return std::nullopt;
  }
  ReceivedFrame frame{.kind = static_cast<Frame>(start[0] & 0x0f), .payload = {}};
  std::uint64_t size = static_cast<unsigned char>(start[1]) & 0x7fU;
  if (size >= 126) {
    size = number_in(connection.read_bytes(size == 126 ? 2 : 8));
  }
  const std::string mask = connection.read_bytes(4);
  frame.payload = connection.read_bytes(size);
  if (mask.size() < 4 || frame.payload.size() < size) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < frame.payload.size(); ++i) {
    frame.payload[i] = static_cast<char>(frame.payload[i] ^ mask[i % 4]);
  }
  return frame;
}

void close_websocket(RawConnection& connection, std::uint16_t code) {
  send_frame(connection, Frame::kClose, std::string{byte_of(code, 8), byte_of(code, 0)});
  while (const auto frame = read_frame(connection)) {
    if (frame->kind == Frame::kClose) {
      return;
    }
  }
}

}  // namespace vigie::tests
