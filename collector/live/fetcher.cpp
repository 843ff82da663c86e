#include "collector/live/fetcher.h"

#include <algorithm>
#include <mutex>
#include <random>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "collector/live/host_slots.h"
#include "collector/live/retry.h"

namespace vigie::collector {
namespace {

constexpr int kMostAtOnce = 2;
constexpr int kMostServerErrors = 3;
// A host that wants to be left alone for longer does not keep a thread waiting.
constexpr std::chrono::minutes kLongestWait{30};

struct Target {
  std::string host;
  std::string label;  ///< Host and path as messages name it.
};

/// Up to the first part of a path that may name an account: those are not for logs.
std::string_view impersonal(std::string_view path) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
  std::size_t begin = 1;
  while (begin < path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.find_first_not_of(kPlain) != std::string_view::npos ||
        part.find_first_not_of("0123456789") == std::string_view::npos) {
      return path.substr(0, begin);
    }
    begin = end + 1;
  }
  return path;
}

Target target_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  url.remove_prefix(scheme == std::string_view::npos ? 0 : scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  const std::string_view host = url.substr(0, url.find('/'));
  return {.host = std::string{host},
          .label = fmt::format("{}{}", host, impersonal(url.substr(host.size())))};
}

FetchErrorKind kind_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kThrottled:
      return FetchErrorKind::kThrottled;
    case Outcome::kAuth:
      return FetchErrorKind::kAuth;
    case Outcome::kDenied:
      return FetchErrorKind::kDenied;
    case Outcome::kEdgeBlock:
      return FetchErrorKind::kEdgeBlock;
    case Outcome::kGone:
      return FetchErrorKind::kGone;
    case Outcome::kBadRequest:
      return FetchErrorKind::kBadRequest;
    case Outcome::kUnreadable:
      return FetchErrorKind::kUnreadable;
    case Outcome::kUntrusted:
      return FetchErrorKind::kUntrusted;
    case Outcome::kStopped:
      return FetchErrorKind::kStopped;
    default:
      return FetchErrorKind::kTransient;
  }
}

std::string_view advice_for(FetchErrorKind kind) {
  switch (kind) {
    case FetchErrorKind::kTransient:
      return "tried again without success; the next try is in an hour";
    case FetchErrorKind::kThrottled:
      return "too many requests; the next try is in an hour";
    case FetchErrorKind::kAuth:
      return "check the credentials";
    case FetchErrorKind::kDenied:
      return "not permitted; check what the account or the server allows";
    case FetchErrorKind::kEdgeBlock:
      return "blocked before it reached the server; the next try is in an hour";
    case FetchErrorKind::kGone:
      return "it is gone";
    case FetchErrorKind::kBadRequest:
      return "the request is not understood; it is not sent again";
    case FetchErrorKind::kUnreadable:
      return "the answer is not what was asked for";
    case FetchErrorKind::kUntrusted:
      return "check the address; an authority of your own goes into collect.ca_file. The next try "
             "is in an hour";
    case FetchErrorKind::kStopped:
      break;
  }
  return "stopped";
}

bool is_used_up(const HttpHeaders& headers) {
  for (const char* name :
       {"ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining"}) {
    const std::string_view left = header_value(headers, name);
    if (!left.empty()) {
      return left == "0" || left == "0.0";
    }
  }
  return false;
}

bool lacks_json(const HttpResponse& response, const FetchOptions& options) {
  constexpr int kNoContent = 204;
  constexpr int kNotModified = 304;
  return options.expect_json && response.status != kNoContent && response.status != kNotModified &&
         !is_json(response.body);
}

/// One try, judged.
struct Attempt {
  Outcome outcome = Outcome::kStopped;
  HttpResponse response;
  std::string reason;  ///< Of the network, when there was no answer.
  std::string error_code;
};

/// The status and its code, or what the network said; that begins with the host, as `label` does.
std::string seen_in(const Attempt& attempt, const std::string& host) {
  if (attempt.response.status == 0) {
    const std::string prefix = host + ": ";
    return attempt.reason.starts_with(prefix) ? attempt.reason.substr(prefix.size())
                                              : attempt.reason;
  }
  return fmt::format(
      "{}{}{}", attempt.response.status, attempt.error_code.empty() ? "" : " ", attempt.error_code);
}

FetchError fetch_error(const Attempt& attempt, const Target& target) {
  const FetchErrorKind kind = kind_of(attempt.outcome);
  const std::string seen = seen_in(attempt, target.host);
  return {.kind = kind,
          .message = fmt::format(
              "{}: {}{}{}", target.label, seen, seen.empty() ? "" : "; ", advice_for(kind)),
          .status = attempt.response.status,
          .error_code = attempt.error_code};
}

}  // namespace

struct Fetcher::State {
  State(HttpClient& client, RateLimiter& rate_limiter, Clock& machine_clock, std::uint64_t seed)
      : http(client), limiter(rate_limiter), clock(machine_clock), random(seed) {}

  std::chrono::milliseconds pause(int failures) {
    const std::scoped_lock lock{mutex};
    return back_off(failures, random);
  }

  Attempt try_once(const HttpRequest& request,
                   const FetchOptions& options,
                   const Target& target,
                   const std::stop_token& stop);

  /// Lets all requests of `key` wait as the answer asks. False: too long for a thread to wait.
  bool hold_back(const Attempt& attempt, int failures, const std::string& key);

  HttpClient& http;
  RateLimiter& limiter;
  Clock& clock;
  HostSlots slots{kMostAtOnce};
  std::mutex mutex;
  std::mt19937_64 random;
};

Attempt Fetcher::State::try_once(const HttpRequest& request,
                                 const FetchOptions& options,
                                 const Target& target,
                                 const std::stop_token& stop) {
  const std::string& key = options.limit_key.empty() ? target.host : options.limit_key;
  if (!limiter.wait(key, stop)) {
    return {};
  }
  const HostSlots::Slot slot{slots, target.host, stop};
  if (!slot.is_held()) {
    return {};
  }
  auto answer = http.send(request, stop);
  if (!answer) {
    return {.outcome = outcome_of(answer.error()),
            .response = {},
            .reason = std::move(answer.error().message),
            .error_code = {}};
  }
  Attempt attempt{.response = std::move(*answer), .reason = {}, .error_code = {}};
  if (attempt.response.status >= 400) {
    attempt.error_code = error_code_of(attempt.response);
  }
  attempt.outcome = outcome_of(attempt.response, attempt.error_code);
  if (attempt.outcome == Outcome::kAnswer) {
    if (is_used_up(attempt.response.headers)) {
      if (const auto reset = reset_time(attempt.response.headers, clock.now())) {
        limiter.hold(key, *reset, false);
      }
    }
    if (lacks_json(attempt.response, options)) {
      attempt.outcome = Outcome::kUnreadable;
    }
  }
  return attempt;
}

bool Fetcher::State::hold_back(const Attempt& attempt, int failures, const std::string& key) {
  const UtcTime now = clock.now();
  const bool is_throttled = attempt.outcome == Outcome::kThrottled;
  auto until = is_throttled ? reset_time(attempt.response.headers, now)
                            : retry_after(attempt.response.headers, now);
  if (is_throttled && !until) {
    until = now + pause(failures);
  }
  if (until) {
    limiter.hold(key, *until, is_throttled);
  }
  return !until || *until - now <= kLongestWait;
}

Fetcher::Fetcher(HttpClient& http, RateLimiter& limiter, Clock& clock, std::uint64_t seed)
    : state_(std::make_unique<State>(http, limiter, clock, seed)) {}

Fetcher::~Fetcher() = default;

tl::expected<HttpResponse, FetchError> Fetcher::fetch(HttpRequest request,
                                                      const FetchOptions& options,
                                                      const std::stop_token& stop) {
  const Target target = target_of(request.url);
  const std::string& key = options.limit_key.empty() ? target.host : options.limit_key;
  bool may_refresh = static_cast<bool>(options.refresh);
  int server_errors = 0;
  for (int tries = 1;; ++tries) {
    Attempt attempt = state_->try_once(request, options, target, stop);
    const Outcome outcome = attempt.outcome;
    if (outcome == Outcome::kAnswer) {
      return std::move(attempt.response);
    }
    if (outcome == Outcome::kAuth && std::exchange(may_refresh, false) &&
        options.refresh(request)) {
      continue;
    }
    // An answer that was cut or garbled on its way is whole the next time, or never.
    const bool is_broken = outcome == Outcome::kServerError || outcome == Outcome::kUnreadable;
    server_errors += is_broken ? 1 : 0;
    const bool may_help =
        is_broken || outcome == Outcome::kTransient || outcome == Outcome::kThrottled;
    if (!may_help || !state_->hold_back(attempt, tries, key) || tries >= options.max_tries ||
        server_errors >= kMostServerErrors) {
      return tl::unexpected{fetch_error(attempt, target)};
    }
    if (outcome != Outcome::kThrottled) {
      state_->clock.sleep(state_->pause(tries), stop);  // Stopped: the next try says so.
    }
  }
}

}  // namespace vigie::collector
