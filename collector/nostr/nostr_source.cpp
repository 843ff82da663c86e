#include "collector/nostr/nostr_source.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "collector/archive/json_text.h"
#include "collector/archive/utf8.h"
#include "collector/nostr/event_parser.h"

namespace vigie::collector::nostr {
namespace {

using std::chrono::seconds;

constexpr seconds kOverlap{600};
constexpr seconds kSpanStep{60};
constexpr int kMostPages = 200;
constexpr std::string_view kLive = "live";
constexpr std::string_view kBack = "back";

std::int64_t to_seconds(UtcTime time) {
  return to_ms(time) / kSecondMs;
}

/// A cursor's second; nothing for what is none.
std::optional<std::int64_t> second_of(std::string_view cursor) {
  std::int64_t second = 0;
  const auto read = std::from_chars(cursor.data(), cursor.data() + cursor.size(), second);
  const bool is_second = read.ec == std::errc{} && read.ptr == cursor.data() + cursor.size();
  return is_second && second > 0 && second < 4'102'444'800 ? std::optional{second} : std::nullopt;
}

/// One connection, from the request for what was missed to its end.
class RelaySession {
 public:
  RelaySession(EventParser& parser, const LiveTools& tools, std::string host, const LiveRun& run)
      : parser_(parser), tools_(tools), host_(std::move(host)), run_(run) {}

  tl::expected<void, LiveError> go(WebSocketConnection& connection, seconds lookback) {
    connection_ = &connection;
    start(lookback);
    if (auto asked = ask(kLive, {}); !asked) {
      return asked;
    }
    while (!failure_ && !(run_.once && is_complete_)) {
      auto message = connection.receive(seconds{1}, run_.stop);
      if (!message) {
        flush();
        return tl::unexpected{error_of(message.error())};
      }
      if (message->has_value()) {
        take((*message)->bytes);
      }
      flush_when_due(!message->has_value());
    }
    flush();
    if (failure_) {
      return tl::unexpected{std::move(*failure_)};
    }
    return {};
  }

  [[nodiscard]] LiveError error_of(const NetError& error) const {
    if (error.kind == NetErrorKind::kStopped) {
      return {.kind = LiveErrorKind::kStopped, .message = "stopped"};
    }
    // The relay keeps that message, and sends it again to whoever comes back.
    const bool is_unreadable = error.kind == NetErrorKind::kBadEncoding;
    return {.kind = is_unreadable ? LiveErrorKind::kPark : LiveErrorKind::kTransient,
            .message = fmt::format("{}: {}", host_, error.message),
            .gap_reason = is_unreadable ? "error" : ""};
  }

 private:
  void start(seconds lookback) {
    started_ = tools_.clock.now();
    flushed_ = tools_.clock.steady_now();
    const auto cursor = second_of(run_.cursor);
    since_ = cursor ? *cursor - kOverlap.count() : to_seconds(started_) - lookback.count();
    since_ = std::max<std::int64_t>(since_, 0);
    seen_until_ = from_ms((cursor ? *cursor : since_) * kSecondMs);
  }

  tl::expected<void, LiveError> ask(std::string_view subscription,
                                    std::optional<std::int64_t> until) {
    page_events_ = 0;
    page_oldest_ = std::numeric_limits<std::int64_t>::max();
    page_ = subscription;
    return send(fmt::format(R"(["REQ","{}",{{"kinds":[0,1,5,6,16],"since":{}{}}}])",
                            subscription,
                            since_,
                            until ? fmt::format(R"(,"until":{})", *until) : std::string{}));
  }

  tl::expected<void, LiveError> send(const std::string& text) {
    if (const auto sent = connection_->send(text); !sent) {
      return tl::unexpected{error_of(sent.error())};
    }
    return {};
  }

  void take(std::string_view message) {
    constexpr std::size_t kMostDepth = 16;
    simdjson::dom::array parts;
    std::string_view kind;
    std::string_view subscription;
    if (exceeds_depth(message, kMostDepth) || !read(message, parts) ||
        parts.at(0).get(kind) != simdjson::SUCCESS) {
      reject("json: malformed", {}, message);
      return;
    }
    if (parts.at(1).get(subscription) != simdjson::SUCCESS) {
      subscription = {};
    }
    if (kind == "EVENT" && (subscription == kLive || subscription == kBack)) {
      take_event(parts, subscription);
    } else if (kind == "EOSE" && subscription == page_ && !is_complete_) {
      end_page();
    } else if (kind == "CLOSED") {
      take_closed(parts);
    } else {  // NOTICE, AUTH, OK: nothing that a reader must answer
      ++batch_.records_read;
      batch_.ignore("relay: other message");
    }
  }

  bool read(std::string_view message, simdjson::dom::array& parts) {
    auto code = json_.parse(message.data(), message.size()).get(parts);
    if (code == simdjson::UTF8_ERROR || code == simdjson::STRING_ERROR) {
      repaired_ = repair_json_text(message);
      code = json_.parse(repaired_.data(), repaired_.size()).get(parts);
    }
    return code == simdjson::SUCCESS;
  }

  void take_event(const simdjson::dom::array& parts, std::string_view subscription) {
    simdjson::dom::element element;
    if (parts.at(2).get(element) != simdjson::SUCCESS) {
      reject("json: malformed", {}, {});
      return;
    }
    const std::string event = simdjson::minify(element);
    ++batch_.records_read;
    std::int64_t created = 0;
    const bool has_time = element["created_at"].get(created) == simdjson::SUCCESS;
    if (has_time && subscription == page_ && !is_complete_) {
      ++page_events_;
      page_oldest_ = std::min(page_oldest_, created);
    }
    const auto parsed = parser_.parse(event, tools_.clock.now(), batch_);
    if (!parsed) {
      --batch_.records_read;  // counted with the reject
      reject(parsed.error().reason, parsed.error().detail, event);
    } else if (parsed->is_new) {
      run_.meter.set_last_event(from_ms(parsed->created_at * kSecondMs));
    }
  }

  void reject(std::string_view reason, std::string detail, std::string_view bytes) {
    constexpr std::size_t kKeptBytes = 4096;
    ++batch_.records_read;
    Reject& reject = batch_.rejects.emplace_back();
    reject.reason = reason;
    reject.detail = std::move(detail);
    reject.bytes = bytes.substr(0, kKeptBytes);
  }

  /// A relay gives the newest events first, up to a limit of its own: what is older is asked for
  /// until nothing older comes. `until` is inclusive and has no parts of a second: a page of one
  /// second alone may be all of it, or as much as a page holds. What is older tells.
  void end_page() {
    judge_full_second();
    const bool is_one_second = page_events_ > 1 && page_oldest_ == until_;
    const bool goes_back =
        page_events_ > 0 && page_oldest_ > since_ && (page_oldest_ < until_ || is_one_second);
    if (goes_back && pages_ < kMostPages) {
      until_ = page_oldest_;
      if (is_one_second) {
        full_second_ = FullSecond{until_, page_events_};
        --until_;
      }
      ++pages_;
      fail_with(ask(kBack, until_));
      return;
    }
    if (goes_back) {
      batch_.gaps.push_back({.begin = from_ms(since_ * kSecondMs),
                             .end = from_ms(page_oldest_ * kSecondMs),
                             .reason = "error"});
      seen_until_ = std::max(seen_until_, from_ms(page_oldest_ * kSecondMs));
    }
    if (page_ == kBack) {
      fail_with(send(R"(["CLOSE","back"])"));
    }
    is_complete_ = true;
    run_.meter.set_state(SourceState::kRunning);
    note_seen(started_);
  }

  /// The page before this one held one second only. Something older, or more than any relay would
  /// be content with: the page was cut, and the rest of that second cannot be asked for.
  void judge_full_second() {
    if (!full_second_) {
      return;
    }
    constexpr std::size_t kSurelyCut = 20;
    if (page_events_ > 0 || full_second_->events >= kSurelyCut) {
      batch_.gaps.push_back({.begin = from_ms(full_second_->second * kSecondMs),
                             .end = from_ms((full_second_->second + 1) * kSecondMs),
                             .reason = "error"});
    }
    full_second_.reset();
  }

  void take_closed(const simdjson::dom::array& parts) {
    std::string_view words;
    if (parts.at(2).get(words) != simdjson::SUCCESS) {
      words = {};
    }
    if (words.starts_with("auth-required") || words.starts_with("restricted")) {
      failure_ = LiveError{.kind = LiveErrorKind::kOperator,
                           .message = host_ + " serves only those who log in: remove it"};
    } else if (words.starts_with("rate-limited")) {
      failure_ = LiveError{.kind = LiveErrorKind::kPark,
                           .message = host_ + " asks for fewer requests",
                           .gap_reason = "throttled"};
    } else {
      failure_ = LiveError{.kind = LiveErrorKind::kTransient,
                           .message = host_ + " ended the subscription"};
    }
  }

  void fail_with(tl::expected<void, LiveError> result) {
    if (!result) {
      failure_ = std::move(result.error());
    }
  }

  void note_seen(UtcTime until) {
    if (seen_until_ < until) {
      batch_.seen.push_back({.account_native_id = {}, .begin = seen_until_, .end = until});
      seen_until_ = until;
      batch_.cursor = std::to_string(to_seconds(until));
    }
  }

  void flush_when_due(bool is_quiet) {
    constexpr std::uint64_t kMostRecords = 500;
    const UtcTime now = tools_.clock.now();
    if (is_complete_ && is_quiet && now - seen_until_ >= kSpanStep) {
      note_seen(now);
    } else if (is_complete_ && now - seen_until_ >= 5 * kSpanStep) {
      note_seen(now - kSpanStep);  // never quiet: what waits in the queue is younger than that
    }
    if (batch_.records_read >= kMostRecords || tools_.clock.steady_now() - flushed_ >= seconds{1}) {
      flush();
    }
  }

  void flush() {
    flushed_ = tools_.clock.steady_now();
    if (batch_.empty()) {
      return;
    }
    run_.meter.count_events(batch_.records_read);
    run_.meter.count_rejects(batch_.rejects.size());
    for (std::size_t i = 0; i < batch_.gaps.size(); ++i) {
      run_.meter.count_gap();
    }
    batch_.platform = "nostr";
    batch_.raw_format = "nostr";
    run_.sink.accept(std::exchange(batch_, {}));
  }

  EventParser& parser_;
  LiveTools tools_;
  std::string host_;
  const LiveRun& run_;
  WebSocketConnection* connection_ = nullptr;
  simdjson::dom::parser json_;
  std::string repaired_;
  RecordBatch batch_;
  std::optional<LiveError> failure_;
  std::int64_t since_ = 0;
  std::int64_t until_ = std::numeric_limits<std::int64_t>::max();
  std::string_view page_;  ///< Subscription whose stored events are being read.
  std::size_t page_events_ = 0;
  std::int64_t page_oldest_ = 0;

  struct FullSecond {
    std::int64_t second = 0;
    std::size_t events = 0;
  };

  std::optional<FullSecond> full_second_;  ///< Of the page before; nothing: it held several.
  int pages_ = 0;
  bool is_complete_ = false;
  UtcTime started_{};
  UtcTime seen_until_{};
  std::chrono::steady_clock::time_point flushed_{};
};

class NostrSource : public LiveSource {
 public:
  NostrSource(std::string relay, const NostrOptions& options, const LiveTools& tools)
      : relay_(std::move(relay)), options_(options), tools_(tools) {}

  std::string name() const override { return "nostr:" + place(); }

  std::string platform() const override { return "nostr"; }

  std::string format() const override { return "nostr"; }

  bool is_filtered() const override { return true; }

  tl::expected<void, LiveError> run(const LiveRun& run) override {
    if (!relay_.starts_with("wss://") && !relay_.starts_with("ws://")) {
      return tl::unexpected{LiveError{.kind = LiveErrorKind::kOperator,
                                      .message = "a relay must read like `wss://relay.example`"}};
    }
    WebSocketRequest request;
    request.url = relay_;
    request.idle_timeout = std::chrono::minutes{10};  // many relays ping rarely, or never
    request.max_message_bytes = EventLimits{}.max_bytes + 1024;
    RelaySession session{parser_, tools_, place(), run};
    auto connection = tools_.websockets.open(request, run.stop);
    if (!connection) {
      return tl::unexpected{session.error_of(connection.error())};
    }
    return session.go(**connection, options_.first_lookback);
  }

 private:
  [[nodiscard]] std::string place() const {
    const std::size_t scheme = relay_.find("://");
    std::string place = scheme == std::string::npos ? relay_ : relay_.substr(scheme + 3);
    place = place.substr(0, place.find_first_of("?#"));
    return place.ends_with('/') ? place.substr(0, place.size() - 1) : place;
  }

  std::string relay_;
  NostrOptions options_;
  LiveTools tools_;
  EventParser parser_;
};

}  // namespace

std::unique_ptr<LiveSource> make_nostr_source(std::string relay,
                                              const NostrOptions& options,
                                              const LiveTools& tools) {
  return std::make_unique<NostrSource>(std::move(relay), options, tools);
}

}  // namespace vigie::collector::nostr
