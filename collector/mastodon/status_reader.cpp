#include "collector/mastodon/status_reader.h"

#include <algorithm>
#include <utility>

#include <simdjson.h>

#include "collector/archive/input_window.h"
#include "collector/archive/json_fields.h"
#include "collector/archive/json_text.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/utf8.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {
namespace {

using json::Element;
using json::find;
using json::text_at;

std::string key_of_thing(std::optional<Element> thing) {
  if (!thing) {
    return {};
  }
  const std::string_view uri = text_at(*thing, "uri");
  return std::string{uri.empty() ? text_at(*thing, "url") : uri};
}

void note_place(Element status, ReadStatuses& read) {
  const std::string id = json::scalar_text(find(status, "id"));
  if (!id.empty()) {
    read.ids.push_back(id);
    if (read.newest_id.empty() || is_earlier_id(read.newest_id, id)) {
      read.newest_id = id;
    }
    if (read.oldest_id.empty() || is_earlier_id(id, read.oldest_id)) {
      read.oldest_id = id;
    }
  }
  const auto created = parse_iso8601(text_at(status, "created_at"));
  if (created && is_plausible_time(*created)) {
    read.oldest = std::min(read.oldest.value_or(*created), *created);
  }
}

void note_names(Element status, HostIds& ids, RecordBatch& batch) {
  std::string key = key_of_thing(status);
  std::string id = json::scalar_text(find(status, "id"));
  ids.note_status(key, id);
  if (!ids.place().empty() && !key.empty() && !id.empty()) {
    batch.aliases.push_back(
        {.place = ids.place(), .local_id = std::move(id), .native_id = std::move(key)});
  }
  for (const auto& account : {find(status, "account"), find(status, "reblog", "account")}) {
    if (account && account->is_object()) {
      ids.note_account(key_of_thing(account), json::scalar_text(find(*account, "id")));
    }
  }
}

/// Which post the instance calls so, this process has not read; the store may know it of an earlier
/// start.
void leave_to_store(std::string id, const std::string& place, RecordBatch& batch) {
  const auto ignored = batch.ignored_reasons.find("deletion: post not in this file");
  if (ignored == batch.ignored_reasons.end()) {
    return;
  }
  --batch.records_ignored;
  if (--ignored->second == 0) {
    batch.ignored_reasons.erase(ignored);
  }
  batch.deletions.push_back(
      {.native_id = std::move(id), .time = {}, .account_native_id = {}, .place = place});
}

}  // namespace

struct StatusReader::Json {
  simdjson::dom::parser pages;
  json::TreeReader events{RecordLimits{}};
  json::TreeReader payloads{RecordLimits{}};
  std::string repaired;
  std::string record;  ///< With kRecordPadding bytes behind it.

  simdjson::error_code parse(std::string_view text, simdjson::dom::array& page) {
    simdjson::error_code code = pages.parse(text.data(), text.size()).get(page);
    if (code == simdjson::UTF8_ERROR || code == simdjson::STRING_ERROR) {
      repaired = repair_json_text(text);
      code = pages.parse(repaired.data(), repaired.size()).get(page);
    }
    return code;
  }
};

StatusReader::StatusReader(HostIds& ids)
    : ids_(ids), parser_(make_mastodon_parser(RecordLimits{})), json_(std::make_unique<Json>()) {}

StatusReader::~StatusReader() = default;

tl::expected<ReadStatuses, ParseError> StatusReader::read_page(std::string_view json,
                                                               UtcTime received,
                                                               RecordBatch& batch) {
  constexpr std::size_t kMostDepth = 64;
  if (exceeds_depth(json, kMostDepth)) {
    return refuse("json: too deep");
  }
  simdjson::dom::array page;
  if (const auto code = json_->parse(json, page); code != simdjson::SUCCESS) {
    return refuse("json: malformed", simdjson::error_message(code));
  }
  ReadStatuses read;
  for (const Element status : page) {
    if (status.is_object()) {
      note_place(status, read);
      note_names(status, ids_, batch);
    }
    read_record(simdjson::minify(status), received, batch);
  }
  return read;
}

ReadStatuses StatusReader::read_event(std::string_view json, UtcTime received, RecordBatch& batch) {
  ReadStatuses read;
  std::string deleted;
  if (const auto event = json_->events.read_copy(json)) {
    const std::string_view kind = text_at(event->root, "event");
    const auto payload = kind == "update" || kind == "status.update"
                             ? json_->payloads.read_copy(text_at(event->root, "payload"))
                             : tl::expected<json::TreeReader::Tree, ParseError>{refuse("none")};
    if (kind == "delete") {
      deleted = json::scalar_text(find(event->root, "payload"));
    }
    if (payload) {
      note_names(payload->root, ids_, batch);
      if (kind == "update") {
        note_place(payload->root, read);
      }
    }
  }
  const std::size_t deletions = batch.deletions.size();
  read_record(json, received, batch);
  if (!deleted.empty() && batch.deletions.size() == deletions && !ids_.place().empty()) {
    leave_to_store(std::move(deleted), ids_.place(), batch);
  }
  for (std::size_t i = deletions; i < batch.deletions.size(); ++i) {
    batch.deletions[i].time = batch.deletions[i].time.value_or(received);
  }
  return read;
}

void StatusReader::read_record(std::string_view json, UtcTime received, RecordBatch& batch) {
  constexpr std::size_t kKeptBytes = 4096;
  const std::size_t before = batch.posts.size();
  json_->record.reserve(json.size() + kRecordPadding);
  json_->record = json;
  RawRecord raw;
  raw.bytes = json_->record;
  ++batch.records_read;
  if (const auto parsed = parser_->parse(raw, batch); !parsed) {
    Reject& reject = batch.rejects.emplace_back();
    reject.reason = parsed.error().reason;
    reject.detail = parsed.error().detail;
    reject.bytes = json.substr(0, kKeptBytes);
  }
  for (std::size_t i = before; i < batch.posts.size(); ++i) {
    batch.posts[i].observed = received;
  }
}

}  // namespace vigie::collector::mastodon
