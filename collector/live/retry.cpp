#include "collector/live/retry.h"

#include <algorithm>

#include <simdjson.h>

namespace vigie::collector {
namespace {

constexpr std::size_t kMostDepth = 64;
constexpr std::size_t kMostErrorBytes = 64 * 1024;
constexpr std::size_t kMostCodeBytes = 64;
constexpr std::chrono::milliseconds kFirstPause{1'000};
constexpr std::chrono::milliseconds kLongestPause{300'000};
constexpr int kMostDoublings = 9;  // 512 s: beyond the longest pause.

/// The parsed document, alive as long as `parser` is.
simdjson::simdjson_result<simdjson::dom::element> parse_shallow(simdjson::dom::parser& parser,
                                                                std::string_view body) {
  if (const auto error = parser.allocate(body.size(), kMostDepth)) {
    return error;
  }
  return parser.parse(body.data(), body.size());
}

bool is_word(std::string_view text) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
  return text.size() <= kMostCodeBytes && text.find_first_not_of(kAllowed) == std::string::npos;
}

bool is_transient_status(int status) {
  constexpr int kRequestTimeout = 408;
  constexpr int kTooEarly = 425;
  constexpr int kBadGateway = 502;
  constexpr int kGatewayTimeout = 504;
  constexpr int kFirstOfEdges = 520;  // Servers before the server tell their troubles with these.
  return status == kRequestTimeout || status == kTooEarly ||
         (status >= kBadGateway && status <= kGatewayTimeout) || status >= kFirstOfEdges;
}

bool is_answer(int status) {
  constexpr int kNotModified = 304;
  return (status >= 200 && status <= 299) || status == kNotModified;
}

}  // namespace

bool is_json(std::string_view body) {
  simdjson::dom::parser parser;
  return !body.empty() && parse_shallow(parser, body).error() == simdjson::SUCCESS;
}

std::string error_code_of(const HttpResponse& response) {
  if (response.body.empty() || response.body.size() > kMostErrorBytes) {
    return {};
  }
  simdjson::dom::parser parser;
  std::string_view code;
  simdjson::dom::element error;
  if (parse_shallow(parser, response.body)["error"].get(error) != simdjson::SUCCESS) {
    return {};
  }
  // A word, or as Google writes it an object whose first error has a reason.
  const auto reason = [&error] { return error["errors"].at(0)["reason"]; };
  if ((error.get(code) != simdjson::SUCCESS && reason().get(code) != simdjson::SUCCESS) ||
      !is_word(code)) {
    return {};
  }
  return std::string{code};
}

Outcome outcome_of(const HttpResponse& response, std::string_view error_code) {
  if (is_answer(response.status)) {
    return Outcome::kAnswer;
  }
  if (error_code == "ExpiredToken") {
    return Outcome::kAuth;
  }
  switch (response.status) {
    case 401:
      return Outcome::kAuth;
    case 403:
      return is_json(response.body) ? Outcome::kDenied : Outcome::kEdgeBlock;
    case 404:
    case 410:
      return Outcome::kGone;
    case 429:
      return Outcome::kThrottled;
    case 500:
      return Outcome::kServerError;
    default:
      break;
  }
  if (is_transient_status(response.status)) {
    return Outcome::kTransient;
  }
  return response.status >= 400 ? Outcome::kBadRequest : Outcome::kUnreadable;
}

Outcome outcome_of(const NetError& error) {
  switch (error.kind) {
    case NetErrorKind::kStopped:
      return Outcome::kStopped;
    case NetErrorKind::kBadUrl:
      return Outcome::kBadRequest;
    case NetErrorKind::kTooLarge:
    case NetErrorKind::kBadEncoding:
    case NetErrorKind::kRedirect:
      return Outcome::kUnreadable;
    case NetErrorKind::kTls:
      return Outcome::kUntrusted;
    case NetErrorKind::kIdle:
    case NetErrorKind::kDeadline:
    case NetErrorKind::kConnection:
    case NetErrorKind::kRefused:
    case NetErrorKind::kClosed:
      break;
  }
  return Outcome::kTransient;
}

std::chrono::milliseconds back_off(int failures, std::mt19937_64& random) {
  const auto most =
      std::min(kLongestPause, kFirstPause * (1 << std::clamp(failures - 1, 0, kMostDoublings)));
  // Not a distribution of the library: the same seed must wait the same everywhere.
  return std::chrono::milliseconds{
      static_cast<std::int64_t>(random() % (static_cast<std::uint64_t>(most.count()) + 1))};
}

}  // namespace vigie::collector
