#include "collector/bluesky/jetstream_intake.h"

#include <algorithm>
#include <utility>

namespace vigie::collector {
namespace {

constexpr std::uint64_t kBatchRecords = 2'000;
constexpr std::chrono::milliseconds kBatchAge{750};  // and up to 250 ms until somebody looks
constexpr std::size_t kRejectBytes = 4'096;
/// Hosts stamp an event within moments of each other; less than the overlap that is asked for.
constexpr std::chrono::seconds kHostSkew{5};
/// A time further ahead is none: as a cursor it would skip what comes until then.
constexpr std::chrono::hours kFurthestAhead{1};

}  // namespace

JetstreamIntake::JetstreamIntake(std::int64_t version,
                                 std::optional<JetstreamCursor> cursor,
                                 const LiveRun& run,
                                 Clock& clock)
    : version_(version),
      run_(run),
      clock_(clock),
      parser_(make_jetstream_stream_parser(version, {.max_record_bytes = kMaxJetstreamMessage})),
      cursor_(std::move(cursor)) {
  if (cursor_ && cursor_->time_us > 0) {
    seen_until_ = cursor_->time();
  }
  begin_batch();
}

void JetstreamIntake::begin_batch() {
  batch_ = {};
  batch_.platform = "bluesky";
  batch_.is_about_everybody = true;
  batch_begun_ = clock_.steady_now();
}

void JetstreamIntake::begin_connection(const std::string& host, std::string_view gap_reason) {
  host_ = host;
  is_first_ = true;
  gap_reason_ = gap_reason;
  connection_newest_us_.reset();
}

/// Time before the first event of a connection was seen when that event lies no further on than
/// where the connection before it ended; a server that no longer has what was asked for begins
/// with what it has, and the first wire does not say so.
void JetstreamIntake::note_first(UtcTime time) {
  is_first_ = false;
  if (!seen_until_) {
    seen_until_ = time;
    return;
  }
  if (!gap_reason_.empty() || time > *seen_until_ + kHostSkew) {
    miss(time, gap_reason_.empty() ? "cursor too old" : gap_reason_);
  }
}

void JetstreamIntake::miss(UtcTime end, std::string_view reason) {
  if (!seen_until_ || end <= *seen_until_) {
    return;
  }
  batch_.gaps.push_back({.begin = *seen_until_, .end = end, .reason = std::string{reason}});
  run_.meter.count_gap();
  seen_until_ = end;
}

void JetstreamIntake::note_place(const JetstreamPlace& place) {
  if (place.notice == "OutdatedCursor") {
    gap_reason_ = "cursor too old";
  }
  if (!place.time_us || *place.time_us <= 0) {
    return;
  }
  const UtcTime time = from_ms(*place.time_us / 1000);
  if (time > clock_.now() + kFurthestAhead) {
    run_.meter.set_state(SourceState::kRunning,
                         "events come from the future: if this machine's clock is slow, put it "
                         "right, or nothing goes on where it stopped");
    return;
  }
  if (is_first_) {
    note_first(time);
  }
  if (!cursor_) {
    cursor_.emplace();
  }
  cursor_->time_us = std::max(cursor_->time_us, *place.time_us);
  connection_newest_us_ = std::max(connection_newest_us_.value_or(0), *place.time_us);
  if (place.seq) {
    const bool is_further = !cursor_->seq || cursor_->host != host_ || *place.seq > *cursor_->seq;
    cursor_->seq = is_further ? place.seq : cursor_->seq;
    cursor_->host = host_;
  } else {
    cursor_->seq.reset();
  }
}

bool JetstreamIntake::deletes(std::string_view native_id) const {
  return std::any_of(batch_.deletions.begin(),
                     batch_.deletions.end(),
                     [native_id](const PostDeletion& d) { return d.native_id == native_id; });
}

/// Within a batch deletions come after posts: a post that was written again under the key of a
/// deleted one goes into the next.
void JetstreamIntake::keep_order(std::size_t posts_before) {
  if (batch_.posts.size() == posts_before || !deletes(batch_.posts.back().native_id)) {
    return;
  }
  Post again = std::move(batch_.posts.back());
  batch_.posts.pop_back();
  hand_on();
  batch_.posts.push_back(std::move(again));
}

const JetstreamPlace& JetstreamIntake::take(std::string_view message) {
  const std::size_t posts_before = batch_.posts.size();
  ++batch_.records_read;
  RawRecord record;
  record.bytes = message;
  const auto parsed = parser_->parse(record, batch_);
  const JetstreamPlace& place = parser_->place();
  if (parsed) {
    keep_order(posts_before);
  } else {
    batch_.rejects.push_back({.line = 0,
                              .byte_offset = 0,
                              .reason = std::string{parsed.error().reason},
                              .detail = parsed.error().detail,
                              .bytes = std::string{message.substr(0, kRejectBytes)}});
  }
  note_place(place);
  return place;
}

void JetstreamIntake::refuse(std::string_view reason,
                             std::string_view detail,
                             std::string_view bytes) {
  ++batch_.records_read;
  batch_.rejects.push_back({.line = 0,
                            .byte_offset = 0,
                            .reason = std::string{reason},
                            .detail = std::string{detail},
                            .bytes = std::string{bytes.substr(0, kRejectBytes)}});
}

bool JetstreamIntake::is_due() const {
  return batch_.records_read >= kBatchRecords ||
         (!batch_.empty() && clock_.steady_now() - batch_begun_ >= kBatchAge);
}

void JetstreamIntake::hand_on() {
  if (batch_.empty()) {
    return;
  }
  if (cursor_ && seen_until_ && cursor_->time() > *seen_until_) {
    batch_.seen.push_back({.account_native_id = {}, .begin = *seen_until_, .end = cursor_->time()});
    seen_until_ = cursor_->time();
  }
  if (cursor_) {
    batch_.cursor = to_text(*cursor_);
    run_.meter.set_last_event(cursor_->time());
  }
  run_.meter.count_events(batch_.records_read);
  run_.meter.count_rejects(batch_.rejects.size());
  run_.sink.accept(std::exchange(batch_, {}));
  begin_batch();
}

}  // namespace vigie::collector
