#include "tests/support/raw_server.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <condition_variable>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/ssl.h>

namespace vigie::tests {

struct RawConnection::Tls {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{nullptr, SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> session{nullptr, SSL_free};
};

namespace {

int listen_on_loopback(std::uint16_t& port) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (listener < 0 || bind(listener, any, size) != 0 || listen(listener, 64) != 0 ||
      getsockname(listener, any, &size) != 0) {
    throw std::runtime_error{"no loopback port to listen on"};
  }
  port = ntohs(address.sin_port);
  return listener;
}

std::string lower(std::string_view text) {
  std::string made{text};
  std::transform(made.begin(), made.end(), made.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return made;
}

}  // namespace

RawConnection::RawConnection(int socket, std::stop_token stop)
    : socket_(socket), stop_(std::move(stop)) {}

RawConnection::~RawConnection() {
  tls_.reset();
  if (socket_ >= 0) {
    ::close(socket_);
  }
}

bool RawConnection::start_tls(const TlsIdentity& identity) {
  tls_ = std::make_unique<Tls>();
  tls_->context.reset(SSL_CTX_new(TLS_server_method()));
  identity.use_in(tls_->context.get());
  tls_->session.reset(SSL_new(tls_->context.get()));
  SSL_set_fd(tls_->session.get(), socket_);
  return SSL_accept(tls_->session.get()) == 1;
}

std::size_t RawConnection::receive(char* into, std::size_t most) {
  const auto got = tls_ ? SSL_read(tls_->session.get(), into, static_cast<int>(most))
                        : recv(socket_, into, most, 0);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string RawConnection::read_head() {
  for (;;) {
    const std::size_t end = unread_.find("\r\n\r\n");
    if (end != std::string::npos) {
      std::string head = unread_.substr(0, end + 4);
      unread_.erase(0, end + 4);
      return head;
    }
    std::array<char, 4096> block{};
    const std::size_t got = receive(block.data(), block.size());
    if (got == 0) {
      return {};
    }
    unread_.append(block.data(), got);
  }
}

std::string RawConnection::read_bytes(std::size_t count) {
  while (unread_.size() < count) {
    std::array<char, 4096> block{};
    const std::size_t got = receive(block.data(), block.size());
    if (got == 0) {
      break;
    }
    unread_.append(block.data(), got);
  }
  std::string bytes = unread_.substr(0, count);
  unread_.erase(0, bytes.size());
  return bytes;
}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent =
        tls_ ? SSL_write(tls_->session.get(), bytes.data(), static_cast<int>(bytes.size()))
             : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawConnection::drip(const std::vector<std::string>& pieces,
                         std::chrono::milliseconds interval) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock{mutex};
  for (const std::string& piece : pieces) {
    if (!send(piece)) {
      return;
    }
    never.wait_for(lock, stop_, interval, [] { return false; });
    if (stop_.stop_requested()) {
      return;
    }
  }
}

void RawConnection::stall() {
  std::array<char, 4096> block{};
  while (receive(block.data(), block.size()) > 0) {
  }
}

void RawConnection::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
  ::close(std::exchange(socket_, -1));
}

void RawConnection::shut() const {
  if (socket_ >= 0) {
    shutdown(socket_, SHUT_RDWR);
  }
}

RawServer::RawServer(Script script) : RawServer(std::move(script), nullptr) {}

RawServer::RawServer(Script script, std::shared_ptr<const TlsIdentity> identity)
    : script_(std::move(script)),
      identity_(std::move(identity)),
      listener_(listen_on_loopback(port_)),
      acceptor_([this] { accept_all(); }) {}

RawServer::~RawServer() {
  stop_.request_stop();
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    const std::scoped_lock lock{mutex_};
    for (const auto& connection : open_) {
      connection->shut();
    }
  }
  threads_.clear();
  ::close(listener_);
}

std::string RawServer::url(std::string_view path, std::string_view scheme) const {
  return fmt::format("{}://127.0.0.1:{}{}", scheme, port_, path);
}

std::size_t RawServer::connections() const {
  const std::scoped_lock lock{mutex_};
  return threads_.size();
}

void RawServer::accept_all() {
  for (;;) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {
      return;
    }
    const std::scoped_lock lock{mutex_};
    threads_.emplace_back([this, socket] { serve(socket); });
  }
}

void RawServer::serve(int socket) {
  RawConnection* connection = nullptr;
  {
    const std::scoped_lock lock{mutex_};
    connection =
        open_.emplace_back(std::make_unique<RawConnection>(socket, stop_.get_token())).get();
    if (stop_.stop_requested()) {
      connection->shut();
    }
  }
  if (!identity_ || connection->start_tls(*identity_)) {
    script_(*connection);
  }
  const std::scoped_lock lock{mutex_};
  open_.remove_if([&](const auto& held) { return held.get() == connection; });
}

std::string http_answer(int status, std::string_view body, std::string_view headers) {
  return headers.empty()
             ? fmt::format(
                   "HTTP/1.1 {} X\r\nContent-Length: {}\r\n\r\n{}", status, body.size(), body)
             : fmt::format("HTTP/1.1 {} X\r\n{}\r\n{}", status, headers, body);
}

std::string chunk(std::string_view piece) {
  return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

RawServer::Script answering(std::string answer) {
  return [answer = std::move(answer)](RawConnection& connection) {
    connection.read_head();
    connection.send(answer);
  };
}

std::string sent_header(std::string_view head, std::string_view name) {
  const std::string wanted = fmt::format("\r\n{}:", lower(name));
  const std::size_t found = lower(head).find(wanted);
  if (found == std::string_view::npos) {
    return {};
  }
  const std::size_t begin = head.find_first_not_of(' ', found + wanted.size());
  return std::string{head.substr(begin, head.find("\r\n", begin) - begin)};
}

}  // namespace vigie::tests
