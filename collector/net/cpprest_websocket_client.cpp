#include <algorithm>
#include <atomic>
#include <list>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "collector/net/cpprest_config.h"
#include "collector/net/exchange.h"
#include "collector/net/message_queue.h"
#include "collector/net/public_addresses.h"
#include "collector/net/websocket_client.h"

namespace vigie::collector {
namespace {

using web::websockets::client::websocket_callback_client;
using web::websockets::client::websocket_close_status;
using web::websockets::client::websocket_exception;
using web::websockets::client::websocket_incoming_message;
using web::websockets::client::websocket_message_type;

// The library gives up after 5 s for each of name, connection, TLS and handshake.
constexpr std::chrono::seconds kOpenLimit{20};
constexpr std::chrono::seconds kSendLimit{10};
constexpr std::chrono::seconds kProbeLimit{5};
constexpr int kSwitchingProtocols = 101;

// websocketpp's numbers; its headers cannot be included beside the library's.
constexpr std::string_view kHandshakeCategory = "websocketpp.processor";
constexpr int kInvalidHttpStatus = 20;
constexpr std::string_view kSocketCategory = "websocketpp.transport.asio.socket";
constexpr int kTlsFailed = 8;

/// Where connections are closed: the library takes 5 s to part from a server that does not answer,
/// and a collector that stops does not have them.
class ClosingRoom {
 public:
  ClosingRoom() = default;
  ClosingRoom(const ClosingRoom&) = delete;
  ClosingRoom& operator=(const ClosingRoom&) = delete;
  ClosingRoom(ClosingRoom&&) = delete;
  ClosingRoom& operator=(ClosingRoom&&) = delete;
  ~ClosingRoom() = default;  // Joins.

  void close(std::unique_ptr<websocket_callback_client> client) {
    const std::scoped_lock lock{mutex_};
    closings_.remove_if([](const Closing& closing) { return closing.is_done->load(); });
    auto is_done = std::make_shared<std::atomic<bool>>(false);
    closings_.push_back({is_done, std::jthread{[held = std::move(client), is_done]() mutable {
                           held.reset();
                           is_done->store(true);
                         }}});
  }

 private:
  struct Closing {
    std::shared_ptr<std::atomic<bool>> is_done;
    std::jthread thread;
  };

  std::mutex mutex_;
  std::list<Closing> closings_;
};

NetError open_error(const websocket_exception& thrown, const std::string& host) {
  const std::error_code& code = thrown.error_code();
  const std::string_view category = code.category().name();
  if (category == kHandshakeCategory) {
    return {.kind = NetErrorKind::kRefused,
            .message = host + (code.value() == kInvalidHttpStatus
                                   ? ": the WebSocket was answered with another status"
                                   : ": the answer is not that of a WebSocket")};
  }
  if (category == kSocketCategory && code.value() == kTlsFailed) {
    return wait_error(NetErrorKind::kTls, host);
  }
  return wait_error(NetErrorKind::kConnection, host);
}

NetError close_error(websocket_close_status status,
                     const std::error_code& code,
                     const std::string& host) {
  if (status == websocket_close_status::too_large) {
    return wait_error(NetErrorKind::kTooLarge, host);
  }
  // The library looks at each text message itself, and ends the connection over one it cannot take.
  if (status == websocket_close_status::inconsistent_datatype) {
    return {.kind = NetErrorKind::kBadEncoding,
            .message = host + ": sent a text message that is no UTF-8"};
  }
  if (code || status == websocket_close_status::abnormal_close) {
    return wait_error(NetErrorKind::kConnection, host);
  }
  return {.kind = NetErrorKind::kClosed,
          .message = fmt::format(
              "{}: the other side closed the WebSocket ({})", host, static_cast<int>(status))};
}

/// The message's bytes, which the library already has in memory: nothing is waited for.
std::string payload_of(const websocket_incoming_message& message) {
  auto buffer = message.body().streambuf();
  std::string bytes(buffer.in_avail(), '\0');
  bytes.resize(buffer.scopy(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()));
  return bytes;
}

void take_in(MessageQueue& queue,
             const websocket_incoming_message& message,
             std::uint64_t max_message_bytes,
             const std::string& host) {
  const websocket_message_type type = message.message_type();
  if (type != websocket_message_type::text_message &&
      type != websocket_message_type::binary_message) {
    queue.touch();
    return;
  }
  if (message.length() > max_message_bytes) {
    queue.end(wait_error(NetErrorKind::kTooLarge, host));
    return;
  }
  queue.push(
      {.is_binary = type == websocket_message_type::binary_message, .bytes = payload_of(message)});
}

void set_handlers(websocket_callback_client& client,
                  const std::shared_ptr<MessageQueue>& queue,
                  std::uint64_t max_message_bytes,
                  const std::string& host) {
  // A throw in a handler would end the program: noexcept says so to the reader.
  client.set_message_handler(
      [queue, max_message_bytes, host](const websocket_incoming_message& message) noexcept {
        take_in(*queue, message, max_message_bytes, host);
      });
  client.set_close_handler([queue, host](websocket_close_status status,
                                         const std::string& /*reason*/,
                                         const std::error_code& code) noexcept {
    queue->end(close_error(status, code, host));
  });
}

/// Tells the queue how connecting went.
void start_opening(websocket_callback_client& client,
                   const web::uri& url,
                   const std::shared_ptr<MessageQueue>& queue,
                   const std::string& host) {
  client.connect(url).then([queue, host](const pplx::task<void>& connected) noexcept {
    try {
      connected.get();
      queue->open();
    } catch (const websocket_exception& thrown) {
      queue->fail_to_open(open_error(thrown, host));
    } catch (...) {
      queue->fail_to_open(wait_error(NetErrorKind::kConnection, host));
    }
  });
}

class CpprestWebSocketConnection final : public WebSocketConnection {
 public:
  CpprestWebSocketConnection(std::unique_ptr<websocket_callback_client> client,
                             std::shared_ptr<MessageQueue> queue,
                             std::shared_ptr<ClosingRoom> closing_room,
                             std::string host)
      : client_(std::move(client)),
        queue_(std::move(queue)),
        closing_room_(std::move(closing_room)),
        host_(std::move(host)) {}

  CpprestWebSocketConnection(const CpprestWebSocketConnection&) = delete;
  CpprestWebSocketConnection& operator=(const CpprestWebSocketConnection&) = delete;
  CpprestWebSocketConnection(CpprestWebSocketConnection&&) = delete;
  CpprestWebSocketConnection& operator=(CpprestWebSocketConnection&&) = delete;

  ~CpprestWebSocketConnection() override {
    queue_->leave();
    closing_room_->close(std::move(client_));
  }

  tl::expected<std::optional<WebSocketMessage>, NetError> receive(
      std::chrono::milliseconds wait, const std::stop_token& stop) override {
    return queue_->take(wait, stop);
  }

  tl::expected<void, NetError> send(std::string_view text) override;

  [[nodiscard]] std::uint64_t times_full() const override { return queue_->times_full(); }

 private:
  std::unique_ptr<websocket_callback_client> client_;
  std::shared_ptr<MessageQueue> queue_;
  std::shared_ptr<ClosingRoom> closing_room_;
  std::string host_;
};

tl::expected<void, NetError> CpprestWebSocketConnection::send(std::string_view text) {
  if (const auto ended = queue_->end_reason()) {
    return tl::unexpected{*ended};
  }
  web::websockets::client::websocket_outgoing_message message;
  message.set_utf8_message(std::string{text});
  // A queue of one use: it says when the library has taken the message.
  const auto sent = std::make_shared<MessageQueue>(1, kSendLimit, host_);
  client_->send(message).then([sent, host = host_](const pplx::task<void>& done) noexcept {
    try {
      done.get();
      sent->open();
    } catch (...) {
      sent->fail_to_open(wait_error(NetErrorKind::kConnection, host));
    }
  });
  return sent->wait_until_open(kSendLimit, {});
}

class CpprestWebSocketClient final : public WebSocketClient {
 public:
  explicit CpprestWebSocketClient(const NetOptions& options) : config_(options) {}

  tl::expected<std::unique_ptr<WebSocketConnection>, NetError> open(
      const WebSocketRequest& request, const std::stop_token& stop) override;

 private:
  [[nodiscard]] NetError told(NetError error,
                              const WebSocketRequest& request,
                              const web::uri& url,
                              const std::stop_token& stop) const;

  CpprestConfig config_;
  std::shared_ptr<ClosingRoom> closing_room_ = std::make_shared<ClosingRoom>();
};

/// The same handshake as a plain request: the library keeps the status of a refusal to itself, and
/// whether to wait, to log in or to give up depends on it. 0: none came, or none that refuses.
int refusal_status(const CpprestConfig& config,
                   const WebSocketRequest& request,
                   const web::uri& url,
                   const std::stop_token& stop) {
  web::uri_builder address{url};
  address.set_scheme(url.scheme() == "wss" ? "https" : "http");
  web::http::http_request handshake{web::http::methods::GET};
  handshake.set_request_uri(url.resource());
  for (const HttpHeader& header : request.headers) {
    handshake.headers().add(header.name, header.value);
  }
  handshake.headers().add("User-Agent", config.user_agent());
  handshake.headers().add("Connection", "Upgrade");
  handshake.headers().add("Upgrade", "websocket");
  handshake.headers().add("Sec-WebSocket-Version", "13");
  handshake.headers().add("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==");
  web::http::client::http_client client{origin_of(address.to_uri()), config.http(1)};
  const auto exchange = Exchange::start(client, handshake, host_label(url));
  const WaitLimits limits{.deadline = std::chrono::steady_clock::now() + kProbeLimit,
                          .idle = kProbeLimit};
  exchange->wait_for_head(limits, stop);
  const auto head = exchange->head();
  exchange->cancel();
  return head && head->status != kSwitchingProtocols ? head->status : 0;
}

NetError CpprestWebSocketClient::told(NetError error,
                                      const WebSocketRequest& request,
                                      const web::uri& url,
                                      const std::stop_token& stop) const {
  if (error.kind == NetErrorKind::kRefused) {
    error.status = refusal_status(config_, request, url, stop);
    error.message += error.status != 0 ? fmt::format(" ({})", error.status) : "";
  }
  return error;
}

tl::expected<std::unique_ptr<WebSocketConnection>, NetError> CpprestWebSocketClient::open(
    const WebSocketRequest& request, const std::stop_token& stop) {
  const auto url = parse_url(request.url, "ws", "wss");
  if (!url) {
    return tl::unexpected{url.error()};
  }
  if (!url->fragment().empty() || has_line_break(request.headers)) {
    return tl::unexpected{
        NetError{.kind = NetErrorKind::kBadUrl,
                 .message = "The address has a fragment, or a header holds a line break"}};
  }
  if (request.public_only && !config_.has_proxy()) {
    if (auto allowed = check_public(url->host(), kOpenLimit, stop); !allowed) {
      return tl::unexpected{std::move(allowed.error())};
    }
  }
  const std::string host = host_label(*url);
  const auto queue =
      std::make_shared<MessageQueue>(request.queued_messages, request.idle_timeout, host);
  auto client = std::make_unique<websocket_callback_client>(config_.websocket(request.headers));
  set_handlers(*client, queue, request.max_message_bytes, host);
  start_opening(*client, *url, queue, host);
  auto connection =
      std::make_unique<CpprestWebSocketConnection>(std::move(client), queue, closing_room_, host);
  const auto limit = std::min<std::chrono::milliseconds>(kOpenLimit, request.idle_timeout);
  return queue->wait_until_open(limit, stop)
      .map([&]() -> std::unique_ptr<WebSocketConnection> { return std::move(connection); })
      .map_error([&](NetError error) { return told(std::move(error), request, *url, stop); });
}

}  // namespace

std::unique_ptr<WebSocketClient> make_websocket_client(const NetOptions& options) {
  return std::make_unique<CpprestWebSocketClient>(options);
}

}  // namespace vigie::collector
