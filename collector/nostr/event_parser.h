// Events of Nostr relays to profiles, posts and deletions. Pure: no I/O, no clock.
//
// Source: NIP-01 (events, kinds 0 and 1), 09 (deletion), 10 (replies), 18 (reposts, quotes), 24
// (profiles).
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"
#include "storage/model/record.h"

namespace vigie::collector::nostr {

struct EventLimits {
  std::size_t max_bytes = 256 * 1024;
  std::size_t max_tags = 5'000;              ///< More: refused; follow lists are other kinds.
  std::chrono::seconds most_ahead{15 * 60};  ///< A later `created_at` is refused.
  bool check_ids = true;                     ///< Off in fuzzing alone: nothing invented would pass.
  bool check_signatures = true;
};

/// What one message said, beside what it left in the batch.
struct ParsedEvent {
  std::string id;
  std::int64_t created_at = 0;
  bool is_new = false;  ///< False: this parser has had it already, from whatever relay.
};

/// Reads the events of one source; one thread. Remembers the authors of posts (2^17 of them): a
/// deletion counts only for posts of its own author, and what nobody here has seen cannot be told.
class EventParser {
 public:
  explicit EventParser(const EventLimits& limits = {});
  ~EventParser();
  EventParser(const EventParser&) = delete;
  EventParser& operator=(const EventParser&) = delete;
  EventParser(EventParser&&) = delete;
  EventParser& operator=(EventParser&&) = delete;

  /// One event as JSON, received at `received`. Appends to `batch`, or counts in its
  /// `records_ignored`, or fails and leaves it as it was. Reasons: those of JSON, `id: missing`,
  /// `id: not that of the event`, `signature: wrong`, `account: missing`, `time: missing`,
  /// `time: out of range`, `time: in the future`, `tags: too many`, `subject: missing`.
  [[nodiscard]] tl::expected<ParsedEvent, ParseError> parse(std::string_view json,
                                                            UtcTime received,
                                                            RecordBatch& batch);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::collector::nostr
