#include "collector/net/page_listener.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <netinet/in.h>
#include <optional>
#include <stop_token>
#include <string_view>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <poll.h>

#include "collector/net/page_request.h"

namespace vigie::collector {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLookAtStop{100};
constexpr std::chrono::seconds kRequestLimit{2};
constexpr std::chrono::milliseconds kAnswerLimit{500};
constexpr std::chrono::milliseconds kPartingLimit{200};
constexpr int kWaitingConnections = 16;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}

  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }

  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

struct ListenAddress {
  sockaddr_storage bytes{};
  socklen_t size = 0;
  bool is_loopback = false;
};

ListenAddress address_of_v4(const in_addr& host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr = host;
  address.sin_port = htons(port);
  ListenAddress made{.size = sizeof(address),
                     .is_loopback = (ntohl(host.s_addr) >> 24U) == IN_LOOPBACKNET};
  std::memcpy(&made.bytes, &address, sizeof(address));
  return made;
}

ListenAddress address_of_v6(const in6_addr& host, std::uint16_t port) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = host;
  address.sin6_port = htons(port);
  ListenAddress made{.size = sizeof(address),
                     .is_loopback = std::memcmp(&host, &in6addr_loopback, sizeof(host)) == 0};
  std::memcpy(&made.bytes, &address, sizeof(address));
  return made;
}

/// `127.0.0.1:9464` or `[::1]:9464`.
std::optional<ListenAddress> parse_listen_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  if (colon == std::string::npos) {
    return std::nullopt;
  }
  const auto read = std::from_chars(text.data() + colon + 1, end, port);
  if (read.ec != std::errc{} || read.ptr != end) {
    return std::nullopt;
  }
  const std::string host = text.substr(0, colon);
  in_addr v4{};
  if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) {
    return address_of_v4(v4, port);
  }
  in6_addr v6{};
  const bool has_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (has_brackets && ::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &v6) == 1) {
    return address_of_v6(v6, port);
  }
  return std::nullopt;
}

/// False: not before `end`, or stopped.
bool wait_until_ready(int descriptor,
                      short events,
                      steady_clock::time_point end,
                      const std::stop_token& stop) {
  while (!stop.stop_requested() && steady_clock::now() < end) {
    pollfd ready{.fd = descriptor, .events = events, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(kLookAtStop.count())) > 0) {
      return true;
    }
  }
  return false;
}

/// One request and its answer.
class PageExchange {
 public:
  PageExchange(int socket, const std::stop_token& stop)
      : socket_(socket), stop_(stop), end_(steady_clock::now() + kRequestLimit) {}

  /// Up to and with the empty line. The error is a status; 0: the other side left.
  tl::expected<std::string, int> read_head() {
    std::string head;
    std::array<char, 1'024> block{};
    while (head.find("\r\n\r\n") == std::string::npos) {
      if (head.size() >= kMaxPageRequest) {
        return tl::unexpected{431};
      }
      if (!wait_until_ready(socket_, POLLIN, end_, stop_)) {
        return tl::unexpected{408};
      }
      const ssize_t count = ::recv(socket_, block.data(), block.size(), MSG_DONTWAIT);
      if (count <= 0) {
        return tl::unexpected{0};
      }
      head.append(block.data(), static_cast<std::size_t>(count));
    }
    return head;
  }

  void answer(std::string_view bytes) {
    end_ = std::max(end_, steady_clock::now() + kAnswerLimit);
    while (!bytes.empty() && wait_until_ready(socket_, POLLOUT, end_, stop_)) {
      const ssize_t count =
          ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count < 0 && errno != EAGAIN && errno != EINTR) {
        return;
      }
      bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0U);
    }
    part();
  }

 private:
  /// What was sent and not read would make the kernel reset the connection, answer and all.
  void part() {
    ::shutdown(socket_, SHUT_WR);
    const auto end = steady_clock::now() + kPartingLimit;
    std::array<char, 1'024> block{};
    while (wait_until_ready(socket_, POLLIN, end, stop_) &&
           ::recv(socket_, block.data(), block.size(), MSG_DONTWAIT) > 0) {
    }
  }

  int socket_;
  const std::stop_token& stop_;
  steady_clock::time_point end_;
};

class SocketPageListener final : public PageListener {
 public:
  SocketPageListener(Descriptor listener,
                     std::uint16_t port,
                     PageOptions options,
                     std::function<std::string()> page)
      : listener_(std::move(listener)),
        port_(port),
        options_(std::move(options)),
        page_(std::move(page)),
        thread_([this](const std::stop_token& stop) { serve(stop); }) {}

  [[nodiscard]] std::uint16_t port() const override { return port_; }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      if (!wait_until_ready(listener_.number(), POLLIN, steady_clock::time_point::max(), stop)) {
        return;
      }
      const Descriptor socket{::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC)};
      if (socket.number() >= 0) {
        serve_one(socket.number(), stop);
      } else {
        std::this_thread::sleep_for(kLookAtStop);  // out of descriptors: not for long, or for good
      }
    }
  }

  void serve_one(int socket, const std::stop_token& stop) {
    PageExchange exchange{socket, stop};
    const auto head = exchange.read_head();
    const int status =
        head ? page_status(*head, options_.path, !options_.allow_remote) : head.error();
    if (status != 0) {
      exchange.answer(
          page_answer(status, options_.content_type, status == 200 ? page_() : std::string{}));
    }
  }

  Descriptor listener_;
  std::uint16_t port_;
  PageOptions options_;
  std::function<std::string()> page_;
  std::jthread thread_;  // Last: it uses the others.
};

std::uint16_t port_of(int listener) {
  sockaddr_storage bytes{};
  socklen_t size = sizeof(bytes);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&bytes), &size);
  if (bytes.ss_family == AF_INET6) {
    sockaddr_in6 address{};
    std::memcpy(&address, &bytes, sizeof(address));
    return ntohs(address.sin6_port);
  }
  sockaddr_in address{};
  std::memcpy(&address, &bytes, sizeof(address));
  return ntohs(address.sin_port);
}

}  // namespace

tl::expected<std::unique_ptr<PageListener>, std::string> listen_for_page(
    const PageOptions& options, std::function<std::string()> page) {
  const auto address = parse_listen_address(options.address);
  if (!address) {
    return tl::unexpected{fmt::format(
        "\"{}\" is no address to listen on; write 127.0.0.1:9464 or [::1]:9464", options.address)};
  }
  if (!address->is_loopback && !options.allow_remote) {
    return tl::unexpected{fmt::format(
        "{} can be asked by other machines. Listen on 127.0.0.1, or allow it in the settings",
        options.address)};
  }
  Descriptor listener{
      ::socket(address->bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
  const int reuse = 1;
  ::setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof(reuse));
  if (listener.number() < 0 ||
      ::bind(listener.number(),
             reinterpret_cast<const sockaddr*>(&address->bytes),
             address->size) != 0 ||
      ::listen(listener.number(), kWaitingConnections) != 0) {
    return tl::unexpected{fmt::format("{} cannot be listened on: {}. Is the port taken?",
                                      options.address,
                                      std::generic_category().message(errno))};
  }
  const std::uint16_t port = port_of(listener.number());
  return std::make_unique<SocketPageListener>(std::move(listener), port, options, std::move(page));
}

}  // namespace vigie::collector
