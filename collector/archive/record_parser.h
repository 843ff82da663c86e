// The seam between one record as it stands in a file and what Vigie keeps of it. Pure: no I/O.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/record_reader.h"
#include "collector/options.h"
#include "storage/model/record.h"

namespace vigie::collector {

/// Why a record is refused.
struct ParseError {
  std::string_view reason;  ///< A literal: one of those that collector/README.md lists.
  std::string detail;
};

class RecordParser {
 public:
  RecordParser() = default;
  RecordParser(const RecordParser&) = delete;
  RecordParser& operator=(const RecordParser&) = delete;
  RecordParser(RecordParser&&) = delete;
  RecordParser& operator=(RecordParser&&) = delete;
  virtual ~RecordParser() = default;

  /// Appends what `record` says to `batch`, or counts it in `records_ignored`, or refuses it and
  /// leaves `batch` as it was. `record.refused` is empty. A record that holds n records of its own
  /// adds n - 1 to `records_read`, and refuses single ones of them in `rejects`.
  [[nodiscard]] virtual tl::expected<void, ParseError> parse(const RawRecord& record,
                                                             RecordBatch& batch) = 0;

  /// Of the record parsed last, the part that its `nth` post came from; empty: the whole record.
  /// Valid as long as the record.
  [[nodiscard]] virtual std::string_view part_of_post(std::size_t /*nth*/) const { return {}; }
};

/// v1.1 objects: one status, or a deletion notice, per record.
[[nodiscard]] std::unique_ptr<RecordParser> make_twitter_v1_parser(const RecordLimits& limits);

/// v2 pages, whose members are a record each, or flattened posts.
[[nodiscard]] std::unique_ptr<RecordParser> make_twitter_v2_parser(const RecordLimits& limits);

/// Jetstream v1 events: one per record.
[[nodiscard]] std::unique_ptr<RecordParser> make_jetstream_parser(const RecordLimits& limits);

/// Jetstream v2 frames, or their payloads alone: one per record.
[[nodiscard]] std::unique_ptr<RecordParser> make_jetstream_v2_parser(const RecordLimits& limits);

/// Mastodon statuses, or streaming events around them: one per record.
[[nodiscard]] std::unique_ptr<RecordParser> make_mastodon_parser(const RecordLimits& limits);

/// Comments and submissions of Reddit dumps: one per record.
[[nodiscard]] std::unique_ptr<RecordParser> make_reddit_parser(const RecordLimits& limits);

/// Messages of a Telegram Desktop export; `RawRecord::context` holds kTelegramContext of their
/// chat.
[[nodiscard]] std::unique_ptr<RecordParser> make_telegram_parser(const RecordLimits& limits);

/// Objects described by `mapping`: records of array 0 are posts, those of array 1 profiles.
/// Labels of a mapped column get the origin `label_origin`. Fails with kBadMapping.
[[nodiscard]] tl::expected<std::unique_ptr<RecordParser>, SourceError> make_mapped_json_parser(
    const Mapping& mapping, std::string label_origin, const RecordLimits& limits);

/// Rows described by `mapping`, under `header`. Fails with kBadMapping, naming the columns that are
/// there when one is not.
[[nodiscard]] tl::expected<std::unique_ptr<RecordParser>, SourceError> make_mapped_csv_parser(
    const Mapping& mapping, std::string label_origin, const std::vector<std::string>& header);

}  // namespace vigie::collector
