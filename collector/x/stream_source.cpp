#include "collector/x/stream_source.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/archive/json_fields.h"

namespace vigie::collector {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kHeartbeatSilence = 20s;
constexpr std::chrono::milliseconds kStreamBatchAge = 1s;
constexpr std::size_t kMostRules = 1'000;
constexpr std::size_t kMostRulePages = 20;
constexpr int kTooManyRequests = 429;

std::chrono::milliseconds doubled(std::chrono::milliseconds first,
                                  std::uint32_t times,
                                  std::chrono::milliseconds longest) {
  constexpr std::uint32_t kMostDoublings = 10;
  return std::min(longest, first * (1U << std::min(times, kMostDoublings)));
}

struct XRule {
  std::string id;
  std::string value;
};

struct RuleChanges {
  std::vector<std::string> add;     ///< Values, as JSON.
  std::vector<std::string> remove;  ///< Ids, as JSON.
};

RuleChanges changes_between(const std::vector<XRule>& there,
                            const std::vector<std::string>& wanted) {
  RuleChanges changes;
  std::vector<std::string_view> kept;
  for (const XRule& rule : there) {
    const bool is_wanted = std::find(wanted.begin(), wanted.end(), rule.value) != wanted.end();
    const bool is_twice = std::find(kept.begin(), kept.end(), rule.value) != kept.end();
    if (is_wanted && !is_twice) {
      kept.push_back(rule.value);
    } else {
      changes.remove.push_back(json_quoted(rule.id));
    }
  }
  for (const std::string& value : wanted) {
    if (std::find(kept.begin(), kept.end(), value) == kept.end()) {
      kept.push_back(value);
      changes.add.push_back(fmt::format(R"({{"value":{},"tag":"vigie"}})", json_quoted(value)));
    }
  }
  return changes;
}

/// One start of the source.
class XStreaming {
 public:
  XStreaming(const XOptions& options,
             const std::string& token,
             LiveTools& tools,
             const LiveRun& run)
      : options_(options),
        token_(token),
        tools_(tools),
        run_(run),
        cursor_(parse_x_cursor(run.cursor)),
        budget_(options, cursor_),
        parser_(make_twitter_v2_parser(RecordLimits{})) {
    begin_batch();
  }

  tl::expected<void, LiveError> read_all();

 private:
  using Done = tl::expected<void, LiveError>;

  [[nodiscard]] Done match_rules();
  [[nodiscard]] tl::expected<std::vector<XRule>, LiveError> read_rules();
  [[nodiscard]] tl::expected<std::string, LiveError> rules_answer(const std::string& query,
                                                                  const std::string& body);
  [[nodiscard]] Done change_rules(const RuleChanges& changes);
  [[nodiscard]] tl::expected<void, NetError> read_connection();
  [[nodiscard]] bool take_line(std::string_view line);
  [[nodiscard]] Done recover(const NetError& error);
  [[nodiscard]] Done wait_for_next(std::chrono::milliseconds wait, const std::string& message);
  [[nodiscard]] LiveError stop_for_budget();
  void note_alive();
  void hand_on();
  void begin_batch();

  const XOptions& options_;
  const std::string& token_;
  LiveTools& tools_;
  const LiveRun& run_;
  XCursor cursor_;
  XBudget budget_;
  std::unique_ptr<RecordParser> parser_;
  XReconnect reconnect_;
  RecordBatch batch_;
  std::chrono::steady_clock::time_point batch_begun_;
  std::optional<UtcTime> alive_;  ///< Last sign of life of this connection.
  std::string why_missed_ = "stopped";
  bool is_used_up_ = false;
};

void XStreaming::begin_batch() {
  batch_ = {};
  batch_.platform = "x";
  batch_begun_ = tools_.clock.steady_now();
}

/// `query` is a parameter and its value, or empty; a `body` makes it a change.
tl::expected<std::string, LiveError> XStreaming::rules_answer(const std::string& token_of_page,
                                                              const std::string& body) {
  HttpRequest request;
  request.url = options_.base + "/2/tweets/search/stream/rules";
  if (!token_of_page.empty()) {
    append_parameter(request.url, "pagination_token", token_of_page);
  }
  request.headers.push_back(x_authorization(token_));
  if (!body.empty()) {
    request.method = "POST";
    request.headers.push_back({.name = "Content-Type", .value = "application/json"});
    request.body = body;
  }
  FetchOptions fetch_options;
  fetch_options.limit_key = kXRulesLimit;
  auto answer = tools_.fetcher.fetch(std::move(request), fetch_options, run_.stop);
  if (!answer) {
    return tl::unexpected{live_error(answer.error())};
  }
  return std::move(answer->body);
}

tl::expected<std::vector<XRule>, LiveError> XStreaming::read_rules() {
  std::vector<XRule> rules;
  std::string next_token;
  json::TreeReader reader{RecordLimits{}};
  for (std::size_t page = 0; page < kMostRulePages && rules.size() <= kMostRules; ++page) {
    const auto body = rules_answer(next_token, {});
    if (!body) {
      return tl::unexpected{body.error()};
    }
    const auto tree = reader.read_copy(*body);
    if (!tree) {
      return tl::unexpected{LiveError{.kind = LiveErrorKind::kPark,
                                      .message = "X's list of rules cannot be read",
                                      .gap_reason = "error"}};
    }
    const auto take = [&rules](json::Element rule) {
      rules.push_back(
          {std::string{json::text_at(rule, "id")}, std::string{json::text_at(rule, "value")}});
    };
    json::each_in(tree->root, take, "data");
    next_token = json::text_at(tree->root, "meta", "next_token");
    if (next_token.empty()) {
      break;
    }
  }
  return rules;
}

XStreaming::Done XStreaming::change_rules(const RuleChanges& changes) {
  if (!changes.remove.empty()) {
    const auto answer = rules_answer(
        {}, fmt::format(R"({{"delete":{{"ids":[{}]}}}})", fmt::join(changes.remove, ",")));
    if (!answer) {
      return tl::unexpected{answer.error()};
    }
  }
  if (!changes.add.empty()) {
    const auto answer =
        rules_answer({}, fmt::format(R"({{"add":[{}]}})", fmt::join(changes.add, ",")));
    if (!answer) {
      return tl::unexpected{answer.error()};
    }
  }
  return {};
}

/// X answers 200 or 201 also when it refuses a rule: what counts is what stands there afterwards.
XStreaming::Done XStreaming::match_rules() {
  for (const bool may_change : {true, false}) {
    const auto rules = read_rules();
    if (!rules) {
      return tl::unexpected{rules.error()};
    }
    const RuleChanges changes = changes_between(*rules, options_.rules);
    if (changes.add.empty() && changes.remove.empty()) {
      return {};
    }
    if (!may_change) {
      return tl::unexpected{settings_error(fmt::format(
          "X does not take {} of the rules in x.rules, or keeps {} others: check their syntax, and "
          "that the app's rules are nobody else's",
          changes.add.size(),
          changes.remove.size()))};
    }
    if (auto changed = change_rules(changes); !changed) {
      return changed;
    }
  }
  return {};
}

/// A line, if only a heartbeat, has come: what passed since the last one is a gap when the
/// connection is new, and was seen otherwise.
void XStreaming::note_alive() {
  const UtcTime now = tools_.clock.now();
  if (!alive_) {
    reconnect_.note_progress();
    run_.meter.set_state(SourceState::kRunning);
    if (cursor_.until && *cursor_.until < now) {
      batch_.gaps.push_back({.begin = *cursor_.until, .end = now, .reason = why_missed_});
      run_.meter.count_gap();
    }
    cursor_.until = now;
  }
  alive_ = now;
}

bool XStreaming::take_line(std::string_view line) {
  if (line.data() != nullptr) {
    note_alive();
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      budget_.begin(tools_.clock.now());
      budget_.count(
          count_x_objects(line).value_or(XObjects{.posts = 1, .next_token = {}, .newest_id = {}}));
      parse_record(*parser_, line, batch_);
      is_used_up_ = budget_.affordable_posts() == 0;
    }
  }
  if (tools_.clock.steady_now() - batch_begun_ >= kStreamBatchAge) {
    hand_on();
  }
  return !is_used_up_;
}

void XStreaming::hand_on() {
  if (alive_ && cursor_.until && *cursor_.until < *alive_) {
    batch_.seen.push_back({.account_native_id = {}, .begin = *cursor_.until, .end = *alive_});
    cursor_.until = alive_;
  }
  if (batch_.empty()) {
    begin_batch();
    return;
  }
  for (Account& account : batch_.accounts) {
    account.seen = tools_.clock.now();
  }
  batch_.cursor = to_text(cursor_);
  run_.meter.count_events(batch_.records_read);
  run_.meter.count_rejects(batch_.rejects.size());
  run_.meter.set_last_event(tools_.clock.now());
  run_.sink.accept(std::move(batch_));
  begin_batch();
}

LiveError XStreaming::stop_for_budget() {
  const UtcTime now = tools_.clock.now();
  if (cursor_.until && *cursor_.until < now) {
    batch_.gaps.push_back({.begin = *cursor_.until, .end = now, .reason = "quota"});
    run_.meter.count_gap();
  }
  cursor_.until = now;
  hand_on();
  return budget_.used_up();
}

tl::expected<void, NetError> XStreaming::read_connection() {
  StreamRequest request;
  request.url = options_.base + "/2/tweets/search/stream";
  append_x_fields(options_.stream_fields_parameter, request.url);
  request.headers.push_back(x_authorization(token_));
  request.idle_timeout = kHeartbeatSilence;
  alive_.reset();
  const auto read = tools_.streams.read_lines(
      request, [this](std::string_view line) { return take_line(line); }, run_.stop);
  hand_on();
  return read;
}

XStreaming::Done XStreaming::wait_for_next(std::chrono::milliseconds wait,
                                           const std::string& message) {
  run_.meter.count_reconnect();
  run_.meter.set_state(SourceState::kWaiting, message, tools_.clock.now() + wait);
  if (!tools_.clock.sleep(wait, run_.stop)) {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
  }
  return {};
}

XStreaming::Done XStreaming::recover(const NetError& error) {
  why_missed_ = "error";
  if (error.kind == NetErrorKind::kStopped) {
    return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
  }
  if (error.kind != NetErrorKind::kRefused) {
    return wait_for_next(reconnect_.after_network_error(), error.message);
  }
  if (error.status == kTooManyRequests) {
    why_missed_ = "throttled";
    return wait_for_next(reconnect_.after_throttling(), error.message);
  }
  if (error.status == 400 || error.status == 401 || error.status == 403) {
    return tl::unexpected{settings_error(fmt::format(
        "X refuses the stream ({}): check the token, and what its project may use", error.status))};
  }
  return wait_for_next(reconnect_.after_http_error(), error.message);
}

tl::expected<void, LiveError> XStreaming::read_all() {
  budget_.begin(tools_.clock.now());
  if (budget_.affordable_posts() == 0) {
    return tl::unexpected{stop_for_budget()};
  }
  if (auto matched = match_rules(); !matched) {
    return matched;
  }
  while (!run_.stop.stop_requested()) {
    const auto read = read_connection();
    if (is_used_up_) {
      return tl::unexpected{stop_for_budget()};
    }
    if (run_.stop.stop_requested()) {
      break;
    }
    const NetError closed{.kind = NetErrorKind::kClosed, .message = "X ended the stream"};
    if (auto recovered = recover(read ? closed : read.error()); !recovered) {
      return recovered;
    }
  }
  return tl::unexpected{LiveError{.kind = LiveErrorKind::kStopped, .message = "stopped"}};
}

}  // namespace

std::chrono::milliseconds XReconnect::after_network_error() {
  constexpr std::uint32_t kMostSteps = 64;
  network_ = std::min(network_ + 1, kMostSteps);
  return 250ms * network_;
}

std::chrono::milliseconds XReconnect::after_http_error() {
  return doubled(5s, http_++, 320s);
}

std::chrono::milliseconds XReconnect::after_throttling() {
  return doubled(60s, throttled_++, 960s);
}

XStream::XStream(XOptions options, std::string token, LiveTools tools)
    : options_(std::move(options)), token_(std::move(token)), tools_(tools) {}

tl::expected<void, LiveError> XStream::run(const LiveRun& run) {
  if (auto closed = closed_x_gate(options_, token_)) {
    return tl::unexpected{std::move(*closed)};
  }
  if (options_.rules.size() > kMostRules) {
    return tl::unexpected{settings_error("x.rules holds more than the 1,000 that X takes")};
  }
  if (run.once) {
    return {};
  }
  XStreaming streaming{options_, token_, tools_, run};
  return streaming.read_all();
}

}  // namespace vigie::collector
