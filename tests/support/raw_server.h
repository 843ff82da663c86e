// A server on a free loopback port that does what a test's script says, byte by byte: the ways in
// which a network fails are not to be had from a well-behaved one.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/tls_identity.h"

namespace vigie::tests {

/// One connection, in its own thread. Errors end reading and are otherwise ignored: the other side
/// may leave at any time.
class RawConnection {
 public:
  RawConnection(int socket, std::stop_token stop);
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;
  RawConnection(RawConnection&&) = delete;
  RawConnection& operator=(RawConnection&&) = delete;

  /// False: no handshake, e.g. because the certificate was refused.
  bool start_tls(const TlsIdentity& identity);

  /// Up to and with the empty line; empty: the other side left.
  std::string read_head();

  /// Exactly that many; fewer: the other side left.
  std::string read_bytes(std::size_t count);

  /// False: the other side left.
  bool send(std::string_view bytes);

  /// A piece every `interval`, until all are sent, the other side leaves or the server ends.
  void drip(const std::vector<std::string>& pieces, std::chrono::milliseconds interval);

  /// Silence, until the other side leaves or the server ends.
  void stall();

  /// Ends the connection as a crash would: RST instead of FIN.
  void reset();

  [[nodiscard]] const std::stop_token& stop() const { return stop_; }

 private:
  friend class RawServer;
  [[nodiscard]] std::size_t receive(char* into, std::size_t most);
  void shut() const;

  int socket_;
  std::stop_token stop_;
  std::string unread_;
  struct Tls;
  std::unique_ptr<Tls> tls_;
};

class RawServer {
 public:
  using Script = std::function<void(RawConnection&)>;

  /// `script` runs once per connection; when it returns, the connection is closed.
  explicit RawServer(Script script);
  RawServer(Script script, std::shared_ptr<const TlsIdentity> identity);
  ~RawServer();
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  RawServer(RawServer&&) = delete;
  RawServer& operator=(RawServer&&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// `scheme://127.0.0.1:port` and `path`.
  [[nodiscard]] std::string url(std::string_view path, std::string_view scheme = "http") const;

  /// Connections taken so far.
  [[nodiscard]] std::size_t connections() const;

 private:
  void accept_all();
  void serve(int socket);

  Script script_;
  std::shared_ptr<const TlsIdentity> identity_;
  std::uint16_t port_ = 0;
  int listener_;
  std::stop_source stop_;
  mutable std::mutex mutex_;
  std::list<std::unique_ptr<RawConnection>> open_;
  std::vector<std::jthread> threads_;
  std::jthread acceptor_;
};

/// An answer with a length, or with the headers given (each ended by CRLF) instead.
[[nodiscard]] std::string http_answer(int status,
                                      std::string_view body,
                                      std::string_view headers = "");

/// The body's pieces as chunks, with or without the one that ends it.
[[nodiscard]] std::string chunk(std::string_view piece);

/// Reads a head, answers, closes.
[[nodiscard]] RawServer::Script answering(std::string answer);

/// Value of a header in a head as sent; empty: not there.
[[nodiscard]] std::string sent_header(std::string_view head, std::string_view name);

}  // namespace vigie::tests
