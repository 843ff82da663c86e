#include "tests/support/raw_client.h"

#include <array>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

#include <poll.h>

namespace vigie::tests {

RawClient::RawClient(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  if (socket_ < 0 ||
      connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    throw std::runtime_error{"nobody listens there"};
  }
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string RawClient::read_to_end(std::chrono::milliseconds patience) {
  std::string all;
  std::array<char, 4'096> block{};
  pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
  while (poll(&ready, 1, static_cast<int>(patience.count())) > 0) {
    const ssize_t count = ::recv(socket_, block.data(), block.size(), 0);
    if (count <= 0) {
      break;
    }
    all.append(block.data(), static_cast<std::size_t>(count));
  }
  return all;
}

std::string ask_raw(std::uint16_t port, std::string_view request) {
  RawClient client{port};
  client.send(request);
  return client.read_to_end();
}

}  // namespace vigie::tests
