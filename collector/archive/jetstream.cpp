// Bluesky Jetstream events: one decoder of records behind the two wires, v1 and v2.
//
// Source: the lexicon network.bsky.jetstream.subscribeEvents (v2) and the Jetstream README (v1);
// records after bluesky_record.h.
#include "collector/archive/jetstream.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/at_uri.h"
#include "collector/archive/bluesky_record.h"
#include "collector/archive/json_fields.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"

namespace vigie::collector {
namespace {

using bluesky::kPostCollection;
using bluesky::kProfileCollection;
using bluesky::kRepostCollection;
using json::Element;
using json::find;
using json::number_at;
using json::Parsed;
using json::refuse;
using json::text_at;

/// One event, whichever wire it came over.
struct JetstreamEvent {
  std::string_view did;
  UtcTime observed;
  std::string_view kind;  ///< `commit`, `identity`, `account`; `error`; others are not kept.
  /// What stands under the kind's own key; v2 spells a commit out in the payload itself.
  std::optional<Element> body;
};

/// Nothing for a status that says no more than that a server is slow.
std::optional<AccountState> state_of(Element account) {
  const auto is_active = json::truth_at(account, "active");
  if (!is_active) {
    return std::nullopt;
  }
  if (*is_active) {
    return AccountState::kActive;
  }
  const std::string_view status = text_at(account, "status");
  if (status == "deleted") {
    return AccountState::kDeleted;
  }
  if (status == "deactivated") {
    return AccountState::kDeactivated;
  }
  if (status == "suspended") {
    return AccountState::kSuspended;
  }
  return status == "takendown" ? std::optional{AccountState::kTakenDown} : std::nullopt;
}

Parsed check_observed(UtcTime observed, std::string_view claimed) {
  if (!is_plausible_time(observed)) {
    return refuse("time: out of range", excerpt(claimed));
  }
  return {};
}

/// `{did, time_us, kind, commit|identity|account}`.
tl::expected<JetstreamEvent, ParseError> event_of_v1(Element frame, JetstreamPlace& place) {
  JetstreamEvent event{
      .did = text_at(frame, "did"), .observed = {}, .kind = text_at(frame, "kind"), .body = {}};
  place.time_us = number_at(frame, "time_us");
  const auto& time_us = place.time_us;
  if (!event.did.starts_with("did:")) {
    return refuse("account: missing");
  }
  if (!time_us) {
    return refuse("time: missing");
  }
  event.observed = from_ms(*time_us / 1000);
  event.body = find(frame, event.kind);
  return check_observed(event.observed, fmt::format("time_us {}", *time_us)).map([&] {
    return event;
  });
}

/// `{$type: "message", payload: {$type: "...#kind", seq, did, time, ...}}`, or the payload alone.
/// Notices of the stream speak of no account: they come back without a kind, errors as `error`.
tl::expected<JetstreamEvent, ParseError> event_of_v2(Element frame, JetstreamPlace& place) {
  const Element payload = find(frame, "payload").value_or(frame);
  const std::string_view type = text_at(payload, "$type");
  const std::string_view kind = type.substr(std::min(type.rfind('#'), type.size() - 1) + 1);
  JetstreamEvent event{
      .did = text_at(payload, "did"), .observed = {}, .kind = kind, .body = payload};
  place.seq = number_at(payload, "seq");
  if (kind != "commit" && kind != "identity" && kind != "account") {
    const bool is_error = text_at(frame, "$type") == "error";
    event.kind = is_error ? std::string_view{"error"} : std::string_view{};
    if (is_error) {
      const std::string_view name = text_at(frame, "error");
      place.error = name.empty() ? "Unnamed" : name;
    } else if (kind == "info") {
      place.notice = text_at(payload, "name");
    }
    return event;
  }
  if (!event.did.starts_with("did:")) {
    return refuse("account: missing");
  }
  const std::string_view written = text_at(payload, "time");
  if (written.empty()) {
    return refuse("time: missing");
  }
  const auto time = parse_iso8601(written);
  if (!time) {
    return refuse("time: unreadable", excerpt(written));
  }
  event.observed = *time;
  place.time_us = to_ms(*time) * 1000;
  if (kind != "commit") {
    event.body = find(payload, kind);
  }
  return check_observed(event.observed, written).map([&] { return event; });
}

Parsed take_commit(const JetstreamEvent& event, bool repaired, RecordBatch& batch) {
  const Element commit = *event.body;
  const std::string_view collection = text_at(commit, "collection");
  const std::string_view operation = text_at(commit, "operation");
  const std::string_view rkey = text_at(commit, "rkey");
  const bool is_post = collection == kPostCollection || collection == kRepostCollection;
  const bool is_profile = collection == kProfileCollection;
  const bool is_write = operation == "create" || operation == "update";
  const bool is_deletion = operation == "delete" && is_post;
  if ((!is_post && !is_profile) || (!is_write && !is_deletion)) {
    ++batch.records_ignored;
    return {};
  }
  if (rkey.empty()) {
    return refuse("id: missing");
  }
  if (is_deletion) {
    batch.deletions.push_back(
        {.native_id = make_at_uri(event.did, collection, rkey), .time = event.observed});
    return {};
  }
  const auto record = find(commit, "record");
  if (!record) {
    return refuse("record: missing");
  }
  if (is_profile) {
    Account& account = batch.accounts.emplace_back(bluesky::read_profile(*record));
    account.native_id = event.did;
    account.seen = event.observed;
    return {};
  }
  Post& post = batch.posts.emplace_back();
  post.native_id = make_at_uri(event.did, collection, rkey);
  post.account_native_id = event.did;
  post.observed = event.observed;
  if (operation == "update") {
    post.edited = event.observed;
  }
  const UtcTime latest = event.observed + std::chrono::seconds{120};
  auto taken = bluesky::read_record(*record, collection, latest, post);
  if (!taken) {
    batch.posts.pop_back();
    return taken;
  }
  post.text_repaired = replace_nul(post.text) || repaired;
  return {};
}

void take_account(const JetstreamEvent& event, RecordBatch& batch) {
  Account account;
  account.native_id = event.did;
  account.seen = event.observed;
  if (event.kind == "identity") {
    account.handle = text_at(*event.body, "handle");
  } else {
    account.state = state_of(*event.body);
  }
  if (account.handle.empty() && !account.state) {
    ++batch.records_ignored;
    return;
  }
  batch.accounts.push_back(std::move(account));
}

/// Events of either wire; `decode` reads what differs between them.
class EventParser : public JetstreamParser {
 public:
  using Decode = tl::expected<JetstreamEvent, ParseError> (*)(Element frame, JetstreamPlace& place);

  EventParser(const RecordLimits& limits, Decode decode) : reader_(limits), decode_(decode) {}

  Parsed parse(const RawRecord& raw, RecordBatch& batch) override {
    place_ = {};
    const auto tree = reader_.read(raw.bytes);
    if (!tree) {
      return tl::unexpected{tree.error()};
    }
    const auto event = decode_(tree->root, place_);
    if (!event) {
      return tl::unexpected{event.error()};
    }
    if (event->body && event->kind == "commit") {
      return take_commit(*event, tree->repaired, batch);
    }
    if (event->body && (event->kind == "account" || event->kind == "identity")) {
      take_account(*event, batch);
    } else if (event->kind == "error") {
      batch.ignore("stream: error frame");  // the server ended the stream: a gap follows
    } else {
      ++batch.records_ignored;
    }
    return {};
  }

  const JetstreamPlace& place() const override { return place_; }

 private:
  json::TreeReader reader_;
  Decode decode_;
  JetstreamPlace place_;
};

}  // namespace

std::unique_ptr<JetstreamParser> make_jetstream_stream_parser(std::int64_t version,
                                                              const RecordLimits& limits) {
  return std::make_unique<EventParser>(limits, version == 2 ? event_of_v2 : event_of_v1);
}

std::unique_ptr<RecordParser> make_jetstream_parser(const RecordLimits& limits) {
  return make_jetstream_stream_parser(1, limits);
}

std::unique_ptr<RecordParser> make_jetstream_v2_parser(const RecordLimits& limits) {
  return make_jetstream_stream_parser(2, limits);
}

}  // namespace vigie::collector
