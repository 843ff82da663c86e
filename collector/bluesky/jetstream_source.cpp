#include "collector/bluesky/jetstream_source.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/input_window.h"
#include "collector/bluesky/frame_unpacker.h"
#include "collector/bluesky/jetstream_cursor.h"
#include "collector/bluesky/jetstream_intake.h"
#include "collector/bluesky/quiet_check.h"
#include "collector/bluesky/reconnect.h"
#include "collector/bluesky/stream_obstacle.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kTick = 250ms;
constexpr std::chrono::seconds kQuietEnd = 5s;  ///< `once`: nothing for so long may be the end.
constexpr std::chrono::hours kKeptByServers{36};
constexpr std::size_t kMaxDictionaryBytes = std::size_t{1} << 20U;
constexpr int kBadRequestStatus = 400;
constexpr int kUnavailableStatus = 503;

/// Why a connection ended.
struct StreamEnd {
  enum class Kind : std::uint8_t {
    kLost,        ///< Again, after a back-off.
    kUnreadable,  ///< A message ended it that nobody can read.
    kStarting,    ///< The server is not ready: another one.
    kRefused,     ///< The server does not take what it was asked for.
    kQuiet,       ///< `once`: nothing has come for a while.
    kReadAll,     ///< `once`: done.
    kStopped,
  };

  Kind kind = Kind::kLost;
  std::string message;
  bool is_cursor_too_old = false;
};

StreamEnd end_of(const NetError& error) {
  switch (error.kind) {
    case NetErrorKind::kStopped:
      return {.kind = StreamEnd::Kind::kStopped, .message = error.message};
    case NetErrorKind::kBadEncoding:
      return {.kind = StreamEnd::Kind::kUnreadable, .message = error.message};
    case NetErrorKind::kBadUrl:
      return {.kind = StreamEnd::Kind::kRefused, .message = error.message};
    case NetErrorKind::kRefused:
      if (error.status == kUnavailableStatus) {
        return {.kind = StreamEnd::Kind::kStarting, .message = error.message};
      }
      if (error.status == kBadRequestStatus) {
        return {.kind = StreamEnd::Kind::kRefused, .message = error.message};
      }
      break;
    default:
      break;
  }
  return {.kind = StreamEnd::Kind::kLost, .message = error.message};
}

/// The name of an error as a server writes it, fit for a message to the operator.
std::string plain_name(std::string_view name) {
  constexpr std::size_t kLongest = 40;
  std::string plain{name.substr(0, kLongest)};
  const auto is_odd = [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  };
  std::replace_if(plain.begin(), plain.end(), is_odd, '?');
  return plain;
}

std::optional<std::string> read_dictionary(const std::string& file) {
  std::ifstream input{file, std::ios::binary};
  std::string bytes(kMaxDictionaryBytes + 1, '\0');
  input.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(input.gcount()));
  return bytes.size() > kMaxDictionaryBytes ? std::nullopt : std::optional{std::move(bytes)};
}

/// `wss://host` as an address to fetch from: `https://host`.
std::string web_address(std::string_view host) {
  const bool is_plain = host.starts_with("ws://");
  const std::size_t scheme = host.find("://");
  std::string_view rest = scheme == std::string_view::npos ? host : host.substr(scheme + 3);
  while (rest.ends_with('/')) {
    rest.remove_suffix(1);
  }
  return fmt::format("{}://{}", is_plain ? "http" : "https", rest);
}

/// One start of the source.
class JetstreamReading {
 public:
  JetstreamReading(const BlueskyOptions& options,
                   LiveTools& tools,
                   const LiveRun& run,
                   std::uint64_t seed)
      : options_(options),
        tools_(tools),
        run_(run),
        intake_(options.jetstream_version, parse_cursor(run.cursor), run, tools.clock),
        reconnect_(options.jetstream_hosts.size(), seed),
        started_(tools.clock.now()),
        compress_(options.compress &&
                  (options.jetstream_version == 2 || !options.zstd_dictionary.empty())) {}

  tl::expected<void, LiveError> read_all();

 private:
  [[nodiscard]] std::optional<LiveError> load_dictionary();
  void fetch_dictionary(const std::string& host);
  [[nodiscard]] JetstreamSubscription wanted() const;
  [[nodiscard]] StreamEnd read_once();
  [[nodiscard]] StreamEnd explain(NetError error, const std::string& url);
  [[nodiscard]] StreamEnd receive_from(WebSocketConnection& connection);
  [[nodiscard]] std::optional<StreamEnd> take(const WebSocketMessage& message);
  [[nodiscard]] std::optional<StreamEnd> take_text(std::string_view padded);
  void tell_if_full(const WebSocketConnection& connection);
  [[nodiscard]] std::optional<StreamEnd> end_of_once() const;
  [[nodiscard]] StreamEnd judge_quiet();
  void note_obstacle();
  [[nodiscard]] std::chrono::microseconds skip() const;
  [[nodiscard]] LiveError give_up(const StreamEnd& end);
  [[nodiscard]] bool ask_for_less(const StreamEnd& end);
  [[nodiscard]] std::optional<LiveError> recover(const StreamEnd& end);

  const BlueskyOptions& options_;
  LiveTools& tools_;
  const LiveRun& run_;
  JetstreamIntake intake_;
  Reconnect reconnect_;
  StreamObstacle obstacle_;
  QuietCheck quiet_;
  UtcTime started_;
  std::unique_ptr<FrameUnpacker> unpacker_;
  std::string buffer_;
  std::chrono::steady_clock::time_point last_message_;
  std::uint64_t times_full_ = 0;
  std::int64_t progress_us_ = 0;  ///< Time of the cursor when the stream last moved on.
  bool compress_;
  bool by_time_ = false;         ///< A number of the second wire was refused: ask by time.
  bool confirms_quiet_ = false;  ///< From the newest event itself on, without overlap.
  bool restarts_ = false;        ///< That was refused too: from now on.
};

/// Compression only saves traffic: without a dictionary that could be fetched, there is none.
void JetstreamReading::fetch_dictionary(const std::string& host) {
  HttpRequest request;
  request.url = web_address(host) + "/xrpc/network.bsky.jetstream.getZstdDictionary";
  request.max_body_bytes = kMaxDictionaryBytes;
  const auto answer = tools_.fetcher.fetch(
      std::move(request), {.limit_key = {}, .max_tries = 2, .expect_json = false}, run_.stop);
  if (answer) {
    unpacker_ = FrameUnpacker::make(answer->body);
  }
  compress_ = unpacker_ != nullptr;
}

std::optional<LiveError> JetstreamReading::load_dictionary() {
  if (!compress_ || options_.zstd_dictionary.empty()) {
    return std::nullopt;
  }
  const auto bytes = read_dictionary(options_.zstd_dictionary);
  unpacker_ = bytes ? FrameUnpacker::make(*bytes) : nullptr;
  if (unpacker_) {
    return std::nullopt;
  }
  return LiveError{.kind = LiveErrorKind::kOperator,
                   .message =
                       "zstd_dictionary names no readable zstd dictionary: correct it, or "
                       "leave it out to read without compression",
                   .gap_reason = "error"};
}

JetstreamSubscription JetstreamReading::wanted() const {
  JetstreamSubscription wanted{.host = options_.jetstream_hosts[reconnect_.host()],
                               .version = options_.jetstream_version,
                               .likes = options_.likes,
                               .cursor = restarts_ ? std::nullopt : intake_.cursor(),
                               .compress = compress_,
                               .dictionary_id = unpacker_ ? unpacker_->dictionary_id() : 0,
                               .behind = {}};
  if (skip().count() > 0 || confirms_quiet_) {
    wanted.behind = skip();
  }
  if (wanted.cursor && by_time_) {
    wanted.cursor->seq.reset();
  }
  return wanted;
}

StreamEnd JetstreamReading::read_once() {
  const std::string host = options_.jetstream_hosts[reconnect_.host()];
  if (compress_ && !unpacker_) {
    fetch_dictionary(host);
  }
  const auto& cursor = intake_.cursor();
  // Round something that reaches until now is from now on.
  restarts_ = restarts_ || (skip().count() > 0 && from_ms((cursor->time_us + skip().count()) /
                                                          1000) >= tools_.clock.now());
  std::string_view gap_reason = restarts_ ? "cursor too old" : "";
  gap_reason = skip().count() > 0 ? "error" : gap_reason;
  WebSocketRequest request;
  request.url = subscribe_url(wanted());
  auto connection = tools_.websockets.open(request, run_.stop);
  if (!connection) {
    return explain(std::move(connection.error()), request.url);
  }
  run_.meter.set_state(SourceState::kRunning);
  intake_.begin_connection(host, gap_reason);
  last_message_ = tools_.clock.steady_now();
  times_full_ = 0;
  StreamEnd end = receive_from(**connection);
  tell_if_full(**connection);
  if (end.kind == StreamEnd::Kind::kUnreadable) {
    note_obstacle();
  }
  intake_.hand_on();
  return end.kind == StreamEnd::Kind::kQuiet ? judge_quiet() : end;
}

void JetstreamReading::note_obstacle() {
  const auto& cursor = intake_.cursor();
  if (obstacle_.note(cursor ? cursor->time_us : 0)) {
    intake_.refuse("message: no UTF-8", "the connection ended there; its bytes are not known", {});
  }
}

std::chrono::microseconds JetstreamReading::skip() const {
  const auto& cursor = intake_.cursor();
  return cursor ? obstacle_.distance(cursor->time_us) : std::chrono::microseconds{0};
}

StreamEnd JetstreamReading::judge_quiet() {
  const auto& cursor = intake_.cursor();
  const auto newest = cursor ? std::optional{cursor->time_us} : std::nullopt;
  const bool is_kept = cursor && cursor->time() > tools_.clock.now() - kKeptByServers;
  confirms_quiet_ = false;
  const auto verdict =
      quiet_.judge({.newest_us = newest,
                    .repeated_us = intake_.connection_newest_us(),
                    .replays = !restarts_ && skip().count() == 0 &&
                               (is_kept || intake_.connection_newest_us().has_value())});
  switch (verdict) {
    case QuietVerdict::kAskAgain:
      confirms_quiet_ = true;
      return {.kind = StreamEnd::Kind::kQuiet, .message = {}};
    case QuietVerdict::kReadAll:
      return {.kind = StreamEnd::Kind::kReadAll, .message = {}};
    case QuietVerdict::kStalled:
      break;
  }
  return {.kind = StreamEnd::Kind::kLost,
          .message = options_.jetstream_hosts[reconnect_.host()] +
                     " stands still before the newest event that was read"};
}

/// A refused WebSocket may not tell with what status: a plain request for the same address does,
/// for these checks come before the upgrade.
StreamEnd JetstreamReading::explain(NetError error, const std::string& url) {
  if (error.kind != NetErrorKind::kRefused || error.status != 0) {
    return end_of(error);
  }
  HttpRequest request;
  request.url = web_address(url);
  const auto answer =
      tools_.fetcher.fetch(std::move(request), {.limit_key = {}, .max_tries = 1}, run_.stop);
  if (answer) {
    return end_of(error);
  }
  const std::string& name = answer.error().error_code;
  if (name == "CursorTooOld" || name == "FutureCursor") {
    return {.kind = StreamEnd::Kind::kRefused, .message = error.message, .is_cursor_too_old = true};
  }
  if (name == "UnknownZstdDictionary") {
    error.status = kBadRequestStatus;
  } else if (answer.error().status == kUnavailableStatus) {
    error.status = kUnavailableStatus;
  }
  return end_of(error);
}

StreamEnd JetstreamReading::receive_from(WebSocketConnection& connection) {
  while (!run_.stop.stop_requested()) {
    const auto message = connection.receive(kTick, run_.stop);
    if (!message) {
      return end_of(message.error());
    }
    if (*message) {
      last_message_ = tools_.clock.steady_now();
      if (auto end = take(**message)) {
        return std::move(*end);
      }
    }
    if (intake_.is_due()) {
      tell_if_full(connection);
      intake_.hand_on();
    }
    if (auto end = end_of_once()) {
      return std::move(*end);
    }
  }
  return {.kind = StreamEnd::Kind::kStopped, .message = "stopped"};
}

std::optional<StreamEnd> JetstreamReading::end_of_once() const {
  const auto& cursor = intake_.cursor();
  if (run_.once && cursor && cursor->time() >= started_) {
    return StreamEnd{.kind = StreamEnd::Kind::kReadAll, .message = {}};
  }
  if (run_.once && tools_.clock.steady_now() - last_message_ >= kQuietEnd) {
    return StreamEnd{.kind = StreamEnd::Kind::kQuiet, .message = {}};
  }
  return std::nullopt;
}

/// No loss: TCP holds the server. But whoever falls behind for long loses the connection.
void JetstreamReading::tell_if_full(const WebSocketConnection& connection) {
  const std::uint64_t times = connection.times_full();
  if (times > times_full_) {
    times_full_ = times;
    run_.meter.set_state(
        SourceState::kRunning,
        fmt::format("falls behind: the queue was full {} times on this connection", times));
  }
}

std::optional<StreamEnd> JetstreamReading::take(const WebSocketMessage& message) {
  if (!message.is_binary) {
    const std::size_t size = message.bytes.size();
    if (size > kMaxJetstreamMessage) {
      intake_.refuse("record: too long", {}, message.bytes);
      return std::nullopt;
    }
    if (buffer_.size() < size + kRecordPadding) {
      buffer_.resize(size + kRecordPadding);
    }
    std::memcpy(buffer_.data(), message.bytes.data(), size);
    return take_text({buffer_.data(), size});
  }
  if (!unpacker_) {
    intake_.refuse("message: unreadable", "binary, which was not asked for", message.bytes);
    return std::nullopt;
  }
  const auto size = unpacker_->unpack(message.bytes, kMaxJetstreamMessage, kRecordPadding, buffer_);
  if (!size) {
    intake_.refuse("message: unreadable", size.error(), message.bytes);
    return std::nullopt;
  }
  return take_text({buffer_.data(), *size});
}

std::optional<StreamEnd> JetstreamReading::take_text(std::string_view padded) {
  const JetstreamPlace& place = intake_.take(padded);
  if (!place.error.empty()) {
    const bool is_lost = place.error == "CursorTooOld" || place.error == "FutureCursor";
    return StreamEnd{
        .kind = is_lost ? StreamEnd::Kind::kRefused : StreamEnd::Kind::kLost,
        .message = fmt::format("the server ended the stream: {}", plain_name(place.error)),
        .is_cursor_too_old = is_lost};
  }
  const auto& cursor = intake_.cursor();
  if (cursor && cursor->time_us > progress_us_) {
    progress_us_ = cursor->time_us;
    reconnect_.note_progress();
    by_time_ = false;
    restarts_ = false;
  }
  return std::nullopt;
}

/// What may be the reason of a refusal is left out of the next request, one after another: the
/// dictionary, the number where to go on, the time where to go on. False: nothing is left.
bool JetstreamReading::ask_for_less(const StreamEnd& end) {
  const auto& cursor = intake_.cursor();
  if (compress_ && !end.is_cursor_too_old) {
    compress_ = false;
    return true;
  }
  if (!cursor || restarts_) {
    return false;
  }
  const bool was_by_number = options_.jetstream_version == 2 && cursor->seq && !by_time_;
  by_time_ = true;
  restarts_ = !was_by_number;
  return true;
}

/// Not tried again at once: what was not seen until now is a gap, unless it is read later.
LiveError JetstreamReading::give_up(const StreamEnd& end) {
  const bool is_unreadable = end.kind == StreamEnd::Kind::kUnreadable;
  intake_.miss(is_unreadable ? tools_.clock.now() : started_, "error");
  intake_.hand_on();
  return {.kind = LiveErrorKind::kPark,
          .message = end.message + (is_unreadable ? ", on every connection"
                                                  : "; not all was read. Run it again to go on"),
          .gap_reason = "error"};
}

/// Before the next attempt. An error: there is none.
std::optional<LiveError> JetstreamReading::recover(const StreamEnd& end) {
  if (end.kind == StreamEnd::Kind::kRefused && !ask_for_less(end)) {
    return LiveError{.kind = LiveErrorKind::kOperator,
                     .message = end.message + ": check the hosts and the version in the settings",
                     .gap_reason = "error"};
  }
  const auto wait = reconnect_.note_failure(end.kind == StreamEnd::Kind::kStarting);
  const bool is_unreadable = end.kind == StreamEnd::Kind::kUnreadable;
  if (is_unreadable ? obstacle_.is_impassable() : run_.once && reconnect_.all_failed()) {
    return give_up(end);
  }
  by_time_ = by_time_ || reconnect_.all_failed();  // what else may be wrong with the request
  run_.meter.count_reconnect();
  run_.meter.set_state(SourceState::kWaiting, end.message, tools_.clock.now() + wait);
  if (wait.count() > 0 && !tools_.clock.sleep(wait, run_.stop)) {
    return LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"};
  }
  return std::nullopt;
}

tl::expected<void, LiveError> JetstreamReading::read_all() {
  if (auto error = load_dictionary()) {
    return tl::unexpected{std::move(*error)};
  }
  progress_us_ = intake_.cursor() ? intake_.cursor()->time_us : 0;
  while (true) {
    const StreamEnd end = read_once();
    if (end.kind == StreamEnd::Kind::kReadAll) {
      return {};
    }
    if (end.kind == StreamEnd::Kind::kStopped || run_.stop.stop_requested()) {
      return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
    }
    if (end.kind == StreamEnd::Kind::kQuiet) {
      continue;
    }
    if (auto error = recover(end)) {
      return tl::unexpected{std::move(*error)};
    }
  }
}

}  // namespace

JetstreamSource::JetstreamSource(BlueskyOptions options, LiveTools tools, std::uint64_t seed)
    : options_(std::move(options)), tools_(tools), seed_(seed) {}

tl::expected<void, LiveError> JetstreamSource::run(const LiveRun& run) {
  if (options_.jetstream_hosts.empty()) {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kOperator,
                                    .message = "no Jetstream host: list one in jetstream_hosts",
                                    .gap_reason = "error"}};
  }
  JetstreamReading reading{options_, tools_, run, seed_};
  return reading.read_all();
}

}  // namespace vigie::collector
