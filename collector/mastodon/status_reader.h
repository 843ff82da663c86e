// Pages of statuses and events of a stream to batches. Pure: no I/O, no clock.
//
// The statuses themselves are read by the parser of archives (archive/mastodon.cpp): live and
// archived posts come out alike, but for the time of receipt.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"
#include "collector/mastodon/host_ids.h"
#include "storage/model/record.h"

namespace vigie::collector::mastodon {

/// What was read, beside the posts: the places in the host's order.
struct ReadStatuses {
  std::vector<std::string> ids;  ///< Of all statuses, kept or not, as they came.
  std::string newest_id;         ///< Empty: none.
  std::string oldest_id;
  std::optional<UtcTime> oldest;  ///< Least `created_at`.
};

/// Reads the answers of one instance for one source; one thread. Remembers keys of statuses, so
/// that a streamed deletion, a bare id, finds its post (2^17 of them, see BoundedNames).
class StatusReader {
 public:
  explicit StatusReader(HostIds& ids);
  ~StatusReader();
  StatusReader(const StatusReader&) = delete;
  StatusReader& operator=(const StatusReader&) = delete;
  StatusReader(StatusReader&&) = delete;
  StatusReader& operator=(StatusReader&&) = delete;

  /// A JSON array of statuses. Appends to `batch`; a status that cannot be read is a reject.
  /// Fails with `json: malformed` or `json: too deep` when it is no array.
  [[nodiscard]] tl::expected<ReadStatuses, ParseError> read_page(std::string_view json,
                                                                 UtcTime received,
                                                                 RecordBatch& batch);

  /// `{"event": ..., "payload": "..."}`. Never fails: what cannot be read is a reject.
  ReadStatuses read_event(std::string_view json, UtcTime received, RecordBatch& batch);

 private:
  void read_record(std::string_view json, UtcTime received, RecordBatch& batch);

  struct Json;
  HostIds& ids_;
  std::unique_ptr<RecordParser> parser_;
  std::unique_ptr<Json> json_;
};

}  // namespace vigie::collector::mastodon
