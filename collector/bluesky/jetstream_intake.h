// Messages of the Jetstream on their way to the sink: one batch at a time, with the cursor up to
// which it reaches, the time that was seen without a break, and what was missed.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "collector/archive/jetstream.h"
#include "collector/bluesky/jetstream_cursor.h"
#include "collector/live/live_source.h"
#include "storage/model/record.h"

namespace vigie::collector {

/// Of one run; one thread.
class JetstreamIntake {
 public:
  /// `cursor`: what `run.cursor` says; nothing: from now.
  JetstreamIntake(std::int64_t version,
                  std::optional<JetstreamCursor> cursor,
                  const LiveRun& run,
                  Clock& clock);

  /// A connection to `host` begins that asks for what follows cursor() or, with a `gap_reason`, for
  /// something later: what lies between is then a gap of that reason.
  void begin_connection(const std::string& host, std::string_view gap_reason = {});

  /// `message` is followed by kRecordPadding readable bytes. The result's views are valid until the
  /// next message.
  const JetstreamPlace& take(std::string_view message);

  /// A message of which nothing can be read. `reason`: a literal that README.md lists.
  void refuse(std::string_view reason, std::string_view detail, std::string_view bytes);

  /// What lies between the newest event and `end` was not seen.
  void miss(UtcTime end, std::string_view reason);

  /// Whether the batch has waited or grown enough.
  [[nodiscard]] bool is_due() const;

  void hand_on();

  [[nodiscard]] const std::optional<JetstreamCursor>& cursor() const { return cursor_; }

  /// Time of the newest event of this connection; nothing: none came yet.
  [[nodiscard]] std::optional<std::int64_t> connection_newest_us() const {
    return connection_newest_us_;
  }

 private:
  void note_place(const JetstreamPlace& place);
  void note_first(UtcTime time);
  void begin_batch();
  [[nodiscard]] bool deletes(std::string_view native_id) const;
  void keep_order(std::size_t posts_before);

  std::int64_t version_;
  const LiveRun& run_;
  Clock& clock_;
  std::unique_ptr<JetstreamParser> parser_;
  RecordBatch batch_;
  std::chrono::steady_clock::time_point batch_begun_;
  std::optional<JetstreamCursor> cursor_;
  std::string handed_cursor_;
  std::optional<UtcTime> seen_until_;  ///< Nothing: not known what came before the next event.
  std::string host_;
  bool is_first_ = true;    ///< No event has come over this connection yet.
  std::string gap_reason_;  ///< Of what lies before the first; empty: it need not be a gap.
  std::optional<std::int64_t> connection_newest_us_;
};

}  // namespace vigie::collector
