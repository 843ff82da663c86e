// What can go wrong between this machine and another, before any answer has a meaning.
#pragma once

#include <cstdint>
#include <string>

namespace vigie::collector {

enum class NetErrorKind : std::uint8_t {
  kIdle,         ///< Nothing came for longer than the idle limit.
  kDeadline,     ///< The whole exchange took longer than its deadline.
  kConnection,   ///< Name not found, refused, reset, closed in the middle.
  kTls,          ///< The certificate does not match, or is not trusted.
  kTooLarge,     ///< The body or message passes its cap, packed or unpacked.
  kBadEncoding,  ///< A compressed body that does not unpack; a text message that is no UTF-8.
  kRedirect,     ///< Too many redirects, or one to a place that is not followed.
  kRefused,      ///< A WebSocket or stream was answered with another status; see `status`.
  kBadUrl,
  kClosed,  ///< The other side ended the stream in the usual way.
  kStopped,
};

/// Messages name the host and what was attempted, never a query, a header or a body: these may
/// hold credentials.
struct NetError {
  NetErrorKind kind = NetErrorKind::kConnection;
  std::string message;
  int status = 0;  ///< HTTP status of a refusal, where there was one.
};

}  // namespace vigie::collector
