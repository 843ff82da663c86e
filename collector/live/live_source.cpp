#include "collector/live/live_source.h"

namespace vigie::collector {

LiveError live_error(const FetchError& error) {
  switch (error.kind) {
    case FetchErrorKind::kStopped:
      return {.kind = LiveErrorKind::kStopped, .message = error.message};
    case FetchErrorKind::kAuth:
    case FetchErrorKind::kDenied:
      return {
          .kind = LiveErrorKind::kOperator, .message = error.message, .gap_reason = "credentials"};
    case FetchErrorKind::kBadRequest:
      return {.kind = LiveErrorKind::kOperator, .message = error.message, .gap_reason = "error"};
    case FetchErrorKind::kThrottled:
      return {.kind = LiveErrorKind::kPark, .message = error.message, .gap_reason = "throttled"};
    case FetchErrorKind::kTransient:
    case FetchErrorKind::kEdgeBlock:
    case FetchErrorKind::kGone:
    case FetchErrorKind::kUnreadable:
    case FetchErrorKind::kUntrusted:
      break;
  }
  return {.kind = LiveErrorKind::kPark, .message = error.message, .gap_reason = "error"};
}

}  // namespace vigie::collector
