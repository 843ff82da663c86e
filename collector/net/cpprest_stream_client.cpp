#include <utility>

#include <fmt/format.h>

#include "collector/net/cpprest_config.h"
#include "collector/net/exchange.h"
#include "collector/net/line_splitter.h"
#include "collector/net/public_addresses.h"
#include "collector/net/stream_client.h"

namespace vigie::collector {
namespace {

// A body that ends with its connection is seen byte by byte, or a heartbeat would wait for the next
// block; a chunked one, as all but the oldest servers send, comes chunk by chunk anyway.
constexpr std::size_t kStreamBlockBytes = 1;
constexpr std::chrono::seconds kQuietTick{1};
constexpr int kStatusOk = 200;

/// One reading of one stream.
class StreamReading {
 public:
  StreamReading(const StreamRequest& request,
                const std::function<bool(std::string_view)>& on_line,
                std::string host)
      : request_(request),
        on_line_(on_line),
        host_(std::move(host)),
        splitter_(request.max_line_bytes) {}

  tl::expected<void, NetError> open(Exchange& exchange, const std::stop_token& stop) const;
  tl::expected<void, NetError> read(Exchange& exchange, const std::stop_token& stop);

 private:
  [[nodiscard]] tl::unexpected<NetError> fail(NetErrorKind kind) const {
    return tl::unexpected{wait_error(kind, host_)};
  }

  tl::expected<bool, NetError> hand_on(Exchange& exchange);
  tl::expected<void, NetError> finish(Exchange& exchange);

  const StreamRequest& request_;
  const std::function<bool(std::string_view)>& on_line_;
  std::string host_;
  LineSplitter splitter_;
};

tl::expected<void, NetError> StreamReading::open(Exchange& exchange,
                                                 const std::stop_token& stop) const {
  const WaitLimits limits{.deadline = std::chrono::steady_clock::now() + request_.open_deadline,
                          .idle = request_.open_deadline};
  const WaitResult result = exchange.wait_for_head(limits, stop);
  if (result != WaitResult::kReady) {
    return fail(result == WaitResult::kStopped ? NetErrorKind::kStopped : NetErrorKind::kDeadline);
  }
  const auto head = exchange.head();
  if (!head) {
    return tl::unexpected{
        exchange.failure().value_or(wait_error(NetErrorKind::kConnection, host_))};
  }
  if (head->status != kStatusOk) {
    return tl::unexpected{
        NetError{.kind = NetErrorKind::kRefused,
                 .message = fmt::format("{}: the stream was answered with {}", host_, head->status),
                 .status = head->status}};
  }
  const std::string_view encoding = header_value(head->headers, "content-encoding");
  if (!encoding.empty() && encoding != "identity") {
    return fail(NetErrorKind::kBadEncoding);
  }
  return {};
}

/// False: `on_line` wants no more.
tl::expected<bool, NetError> StreamReading::hand_on(Exchange& exchange) {
  splitter_.add(exchange.take_bytes());
  while (const auto line = splitter_.next()) {
    if (!on_line_(*line)) {
      return false;
    }
  }
  if (splitter_.is_too_long()) {
    return fail(NetErrorKind::kTooLarge);
  }
  return true;
}

/// After all lines: what the end means. A last line without an end counts when nothing was cut off.
tl::expected<void, NetError> StreamReading::finish(Exchange& exchange) {
  if (auto failure = exchange.failure()) {
    return tl::unexpected{std::move(*failure)};
  }
  const std::string_view rest = splitter_.rest();
  if (!rest.empty() && !on_line_(rest)) {
    return {};
  }
  return fail(NetErrorKind::kClosed);
}

tl::expected<void, NetError> StreamReading::read(Exchange& exchange, const std::stop_token& stop) {
  while (!exchange.has_ended()) {
    const WaitLimits limits{.quiet_at = std::chrono::steady_clock::now() + kQuietTick,
                            .idle = request_.idle_timeout};
    switch (exchange.wait_for_bytes(limits, stop)) {
      case WaitResult::kReady:
        if (const auto wants_more = hand_on(exchange); !wants_more || !*wants_more) {
          return wants_more.map([](bool) {});
        }
        break;
      case WaitResult::kQuiet:
        if (!on_line_(std::string_view{})) {
          return {};
        }
        break;
      case WaitResult::kStopped:
        return fail(NetErrorKind::kStopped);
      default:
        return fail(NetErrorKind::kIdle);
    }
  }
  return finish(exchange);
}

class CpprestStreamClient final : public StreamClient {
 public:
  explicit CpprestStreamClient(const NetOptions& options) : config_(options) {}

  tl::expected<void, NetError> read_lines(const StreamRequest& request,
                                          const std::function<bool(std::string_view)>& on_line,
                                          const std::stop_token& stop) override;

 private:
  [[nodiscard]] web::http::http_request get(const StreamRequest& request,
                                            const web::uri& url) const;

  CpprestConfig config_;
};

web::http::http_request CpprestStreamClient::get(const StreamRequest& request,
                                                 const web::uri& url) const {
  web::http::http_request made{web::http::methods::GET};
  made.set_request_uri(url.resource());
  for (const HttpHeader& header : request.headers) {
    made.headers().add(header.name, header.value);
  }
  if (!config_.user_agent().empty()) {
    made.headers().add("User-Agent", config_.user_agent());
  }
  return made;
}

tl::expected<void, NetError> CpprestStreamClient::read_lines(
    const StreamRequest& request,
    const std::function<bool(std::string_view)>& on_line,
    const std::stop_token& stop) {
  const auto url = parse_url(request.url, "http", "https");
  if (!url) {
    return tl::unexpected{url.error()};
  }
  if (has_line_break(request.headers)) {
    return tl::unexpected{NetError{.kind = NetErrorKind::kBadUrl,
                                   .message = "A header of the request holds a line break"}};
  }
  if (request.public_only && !config_.has_proxy()) {
    if (auto allowed = check_public(url->host(), request.open_deadline, stop); !allowed) {
      return allowed;
    }
  }
  web::http::client::http_client client{origin_of(*url), config_.http(kStreamBlockBytes)};
  const auto exchange = Exchange::start(client, get(request, *url), host_label(*url));
  StreamReading reading{request, on_line, host_label(*url)};
  auto result =
      reading.open(*exchange, stop).and_then([&] { return reading.read(*exchange, stop); });
  exchange->cancel();
  return result;
}

}  // namespace

std::unique_ptr<StreamClient> make_stream_client(const NetOptions& options) {
  return std::make_unique<CpprestStreamClient>(options);
}

}  // namespace vigie::collector
