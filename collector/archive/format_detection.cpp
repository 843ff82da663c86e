#include "collector/archive/format_detection.h"

#include <iterator>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "collector/archive/archive_formats.h"
#include "collector/archive/archive_source.h"
#include "collector/archive/byte_stream.h"
#include "collector/archive/json_array_reader.h"
#include "collector/archive/json_text.h"
#include "collector/archive/line_reader.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

namespace dom = simdjson::dom;

constexpr int kRecordsLookedAt = 20;

bool has(const dom::object& object, std::string_view key) {
  return object.at_key(key).error() == simdjson::SUCCESS;
}

std::string_view text_of(const dom::object& object, std::string_view key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

/// A frame with its payload, or a payload that was stored alone.
bool is_jetstream_v2(const dom::object& object) {
  dom::object payload;
  const bool is_frame = text_of(object, "$type") == "message" &&
                        object.at_key("payload").get(payload) == simdjson::SUCCESS;
  const std::string_view type = text_of(is_frame ? payload : object, "$type");
  return is_frame ? type.find('#') != std::string_view::npos
                  : type.starts_with("network.bsky.jetstream.");
}

bool is_mastodon(const dom::object& object) {
  return (has(object, "uri") && has(object, "account") && has(object, "visibility")) ||
         (has(object, "event") && !text_of(object, "payload").empty());
}

bool is_reddit(const dom::object& object) {
  return has(object, "id") && has(object, "author") && has(object, "created_utc") &&
         has(object, "subreddit") && (has(object, "body") || has(object, "title"));
}

/// A page of the v2 API, or a post of it with its author in it.
bool is_twitter_v2(const dom::object& object) {
  const auto first = object["data"].is_array() ? object["data"].at(0) : object["data"];
  const bool has_record =
      first["id"].error() == simdjson::SUCCESS && (first["text"].error() == simdjson::SUCCESS ||
                                                   first["username"].error() == simdjson::SUCCESS);
  return has_record || object["errors"].at(0)["resource_type"].error() == simdjson::SUCCESS ||
         (has(object, "id") && has(object, "text") &&
          object["author"]["username"].error() == simdjson::SUCCESS);
}

ArchiveFormat format_of(dom::parser& parser, std::string_view json) {
  dom::object object;
  if (parser.parse(repair_json_text(json)).get(object) != simdjson::SUCCESS) {
    return ArchiveFormat::kDetect;
  }
  if (has(object, "did") && has(object, "time_us") && has(object, "kind")) {
    return ArchiveFormat::kJetstream;
  }
  if (is_jetstream_v2(object)) {
    return ArchiveFormat::kJetstreamV2;
  }
  if (is_mastodon(object)) {
    return ArchiveFormat::kMastodon;
  }
  if (is_reddit(object)) {
    return ArchiveFormat::kReddit;
  }
  if (is_twitter_v2(object)) {
    return ArchiveFormat::kTwitterV2;
  }
  const bool is_status = (has(object, "id_str") || has(object, "id")) && has(object, "user") &&
                         has(object, "created_at");
  const bool is_deletion = has(object, "delete") && object.size() == 1;
  return is_status || is_deletion ? ArchiveFormat::kTwitterV1 : ArchiveFormat::kDetect;
}

SourceError unknown(const std::filesystem::path& file) {
  return {
      .kind = SourceErrorKind::kUnknownFormat,
      .message = fmt::format(
          "{} is in no format that is recognised by itself (X v1.1 objects or Mastodon statuses "
          "as JSON lines or one array; X v2 pages or posts, Bluesky Jetstream events, Mastodon "
          "streaming events or Reddit dumps as JSON lines; information-operations, "
          "FiveThirtyEight or coordination CSV; result.json of Telegram Desktop): describe it "
          "with --mapping NAME",
          file.filename().string())};
}

/// A stream that ends badly is not this function's news: what came before it may still tell.
ArchiveFormat first_known(RecordReader& reader) {
  dom::parser parser;
  RawRecord record;
  for (int i = 0; i < kRecordsLookedAt; ++i) {
    const auto more = reader.next(record);
    if (!more || !*more) {
      break;
    }
    const ArchiveFormat format =
        record.refused.empty() ? format_of(parser, record.bytes) : ArchiveFormat::kDetect;
    if (format != ArchiveFormat::kDetect) {
      return format;
    }
  }
  return ArchiveFormat::kDetect;
}

/// An export is one document of many lines: its messages tell, wherever they stand in it.
bool is_telegram(const std::filesystem::path& file, const ImportOptions& options) {
  PositionCounters counters;
  auto stream = open_byte_stream(file, options.window_log_max, counters);
  if (!stream) {
    return false;
  }
  InputWindow window{std::move(*stream)};
  JsonArrayReader reader{
      window, {std::begin(kTelegramPaths), std::end(kTelegramPaths)}, limits_of(options)};
  dom::parser parser;
  RawRecord record;
  for (int i = 0; i < kRecordsLookedAt && reader.next(record).value_or(false); ++i) {
    dom::object object;
    if (record.refused.empty() &&
        parser.parse(repair_json_text(with_json_escapes(record.bytes))).get(object) ==
            simdjson::SUCCESS &&
        has(object, "id") && has(object, "date") && has(object, "type")) {
      return true;
    }
  }
  return false;
}

}  // namespace

tl::expected<DetectedFormat, SourceError> detect_format(const std::filesystem::path& file,
                                                        ArchiveFormat expected,
                                                        const ImportOptions& options) {
  PositionCounters counters;
  auto stream = open_byte_stream(file, options.window_log_max, counters);
  if (!stream) {
    return tl::unexpected{std::move(stream.error())};
  }
  InputWindow window{std::move(*stream)};
  const auto filled = window.fill();
  if (!filled) {
    return tl::unexpected{filled.error()};
  }
  const std::size_t first = window.view().find_first_not_of(" \t\r\n");
  DetectedFormat detected{
      .format = expected,
      .is_array = first != std::string_view::npos && window.view()[first] == '['};
  if (expected == ArchiveFormat::kMapped) {
    return tl::unexpected{unknown(file)};
  }
  if (expected != ArchiveFormat::kDetect) {
    return detected;
  }
  std::unique_ptr<RecordReader> reader;
  if (detected.is_array) {
    reader = std::make_unique<JsonArrayReader>(
        window, std::vector<std::string>{std::string{}}, limits_of(options));
  } else {
    reader = std::make_unique<LineReader>(window, limits_of(options));
  }
  detected.format = first_known(*reader);
  if (detected.format == ArchiveFormat::kDetect && !detected.is_array &&
      is_telegram(file, options)) {
    detected.format = ArchiveFormat::kTelegram;
  }
  if (detected.format == ArchiveFormat::kDetect) {
    return tl::unexpected{unknown(file)};
  }
  return detected;
}

}  // namespace vigie::collector
