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

  /// A connection to `host` begins that asks for what follows cursor(), or, when there is none or
  /// `restarts`, for what happens from now on.
  void begin_connection(const std::string& host, bool restarts);

  /// `message` is followed by kRecordPadding readable bytes. The result's views are valid until the
  /// next message.
  const JetstreamPlace& take(std::string_view message);

  /// A message of which nothing can be read. `reason`: a literal that README.md lists.
  void refuse(std::string_view reason, std::string_view detail, std::string_view bytes);

  /// Whether the batch has waited or grown enough.
  [[nodiscard]] bool is_due() const;

  void hand_on();

  [[nodiscard]] const std::optional<JetstreamCursor>& cursor() const { return cursor_; }

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
  bool is_first_ = true;      ///< No event has come over this connection yet.
  bool is_outdated_ = false;  ///< The server says that it lacks what was asked for.
};

}  // namespace vigie::collector
