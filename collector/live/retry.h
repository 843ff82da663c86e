// What an answer or a failure means, and how long to wait: the table of PLATFORMS.md's section 4 as
// pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "collector/net/http_client.h"
#include "collector/net/net_error.h"

namespace vigie::collector {

enum class Outcome : std::uint8_t {
  kAnswer,       ///< 200 to 299, 304.
  kTransient,    ///< The same request again, after a while.
  kServerError,  ///< 500: the same, three times.
  kThrottled,    ///< 429: after the reset, and then half as fast.
  kAuth,
  kDenied,
  kEdgeBlock,
  kGone,
  kBadRequest,
  kUnreadable,
  kUntrusted,  ///< The certificate: the same in a minute.
  kStopped,
};

/// `error_code`: of the body, see error_code_of().
[[nodiscard]] Outcome outcome_of(const HttpResponse& response, std::string_view error_code);

[[nodiscard]] Outcome outcome_of(const NetError& error);

/// `error` of a JSON body when it is a word, e.g. `ExpiredToken`; free text is none.
[[nodiscard]] std::string error_code_of(const HttpResponse& response);

/// True when the body is JSON, no deeper than 64.
[[nodiscard]] bool is_json(std::string_view body);

/// Before the next try after `failures` of them, from 1: anything up to 1 s x 2^(failures - 1) and
/// 5 minutes (full jitter), so that many clients that failed together do not come back together.
[[nodiscard]] std::chrono::milliseconds back_off(int failures, std::mt19937_64& random);

}  // namespace vigie::collector
