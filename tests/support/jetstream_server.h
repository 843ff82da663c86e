// A Jetstream server of the test's own: holds events, gives each connection those from its cursor
// on, and fails in the ways that real ones do.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/raw_server.h"

namespace vigie::tests {

struct StreamEvent {
  std::int64_t time_us = 0;
  std::string json;  ///< As the first wire has it, `time_us` included.
};

/// How a stream fails. Each rule holds for every connection.
struct StreamFaults {
  std::size_t cut_after = 0;      ///< Reset after so many events; 0: never.
  std::size_t garbage_every = 0;  ///< A frame that is no JSON before every nth event; 0: none.
  std::size_t oldest = 0;  ///< Events before this index are forgotten: the cursor is too old.
  std::chrono::microseconds between{0};  ///< Pause after each event.
  std::size_t no_utf8_before = 0;  ///< A text frame that is no UTF-8 before this event; 0: none.
};

/// Ends each connection's events with one whose time is now, and says so again every 50 ms: what
/// there was has been read. Any number of connections.
class JetstreamServer {
 public:
  JetstreamServer(std::vector<StreamEvent> events, StreamFaults faults = {});

  /// `ws://127.0.0.1:PORT`
  [[nodiscard]] std::string address() const;

  /// First lines of the requests so far.
  [[nodiscard]] std::vector<std::string> requests() const;

 private:
  void serve(RawConnection& connection);

  std::vector<StreamEvent> events_;
  StreamFaults faults_;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  RawServer server_;
};

/// A post of `account` (a letter or word) as an event. `seconds` after an arbitrary instant in the
/// recent past, the same in one run of the tests.
[[nodiscard]] StreamEvent post_event(const std::string& account,
                                     const std::string& key,
                                     std::int64_t milliseconds,
                                     const std::string& text);
[[nodiscard]] StreamEvent update_event(const std::string& account,
                                       const std::string& key,
                                       std::int64_t milliseconds,
                                       const std::string& text);
/// `status`: `deleted`, `deactivated`, `suspended`, `takendown`.
[[nodiscard]] StreamEvent account_event(const std::string& account,
                                        std::int64_t milliseconds,
                                        const std::string& status);
[[nodiscard]] StreamEvent repost_event(const std::string& account,
                                       const std::string& key,
                                       std::int64_t milliseconds,
                                       const std::string& subject_account,
                                       const std::string& subject_key);
[[nodiscard]] StreamEvent deletion_event(const std::string& account,
                                         const std::string& key,
                                         std::int64_t milliseconds);

/// `did:plc:...` of an account of these events.
[[nodiscard]] std::string did_of(const std::string& account);

}  // namespace vigie::tests
