// Bluesky Jetstream events: one decoder of records behind the two wires, v1 and v2.
//
// Source: the lexicon network.bsky.jetstream.subscribeEvents (v2) and the Jetstream README (v1);
// records after app.bsky.feed.post, app.bsky.feed.repost and app.bsky.actor.profile.
#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/at_uri.h"
#include "collector/archive/json_fields.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/record_parser.h"
#include "collector/archive/time_format.h"

namespace vigie::collector {
namespace {

using json::each_in;
using json::Element;
using json::find;
using json::number_at;
using json::Parsed;
using json::push_once;
using json::refuse;
using json::text_at;

constexpr std::string_view kPostCollection = "app.bsky.feed.post";
constexpr std::string_view kRepostCollection = "app.bsky.feed.repost";
constexpr std::string_view kProfileCollection = "app.bsky.actor.profile";

/// One event, whichever wire it came over.
struct JetstreamEvent {
  std::string_view did;
  UtcTime observed;
  std::string_view kind;  ///< `commit`, `identity`, `account`; `error`; others are not kept.
  /// What stands under the kind's own key; v2 spells a commit out in the payload itself.
  std::optional<Element> body;
};

/// Facet offsets count UTF-8 bytes; a facet that reaches outside its text is dropped.
bool lies_within(Element facet, std::string_view text) {
  const auto begin = number_at(facet, "index", "byteStart");
  const auto end = number_at(facet, "index", "byteEnd");
  return begin && end && *begin >= 0 && *begin <= *end &&
         *end <= static_cast<std::int64_t>(text.size());
}

void read_facets(Element record, std::string_view text, Post& post) {
  const auto read_feature = [&post](Element feature) {
    const std::string_view type = text_at(feature, "$type");
    if (type == "app.bsky.richtext.facet#link") {
      push_once(post.urls, text_at(feature, "uri"));
    } else if (type == "app.bsky.richtext.facet#mention") {
      push_once(post.mentions, text_at(feature, "did"));
    } else if (type == "app.bsky.richtext.facet#tag") {
      push_once(post.tags, text_at(feature, "tag"));
    }
  };
  each_in(
      record,
      [&](Element facet) {
        if (lies_within(facet, text)) {
          each_in(facet, read_feature, "features");
        }
      },
      "facets");
}

/// When the subject says nothing of its time, its key does.
void set_subject(std::string_view uri, const JetstreamEvent& event, Post& post) {
  constexpr UtcTime kFirstYear{std::chrono::sys_days{std::chrono::year{2022} / 1 / 1}};
  const auto parts = parse_at_uri(uri);
  post.subject_id = uri;
  if (!parts) {
    return;
  }
  post.subject_account_native_id = parts->did;
  const auto made = tid_time(parts->rkey);
  if (made && *made >= kFirstYear && *made <= event.observed + std::chrono::seconds{120}) {
    post.subject_created = made;
  }
}

void read_embed(Element record, const JetstreamEvent& event, Post& post) {
  push_once(post.urls, text_at(record, "embed", "external", "uri"));
  push_once(post.urls, text_at(record, "embed", "media", "external", "uri"));
  // A plain quote has embed.record.uri, a quote with media embed.record.record.uri.
  std::string_view quoted = text_at(record, "embed", "record", "uri");
  if (quoted.empty()) {
    quoted = text_at(record, "embed", "record", "record", "uri");
  }
  const auto parts = parse_at_uri(quoted);
  if (parts && parts->collection == kPostCollection) {
    post.kind = PostKind::kQuote;
    set_subject(quoted, event, post);
  }
}

void read_created(Element record, Post& post) {
  post.created = parse_iso8601(text_at(record, "createdAt"));
}

void read_post(Element record, const JetstreamEvent& event, Post& post) {
  post.text = text_at(record, "text");
  read_created(record, post);
  read_facets(record, post.text, post);
  read_embed(record, event, post);
  const auto add_tag = [&post](Element tag) {
    std::string_view text;
    if (tag.get(text) == simdjson::SUCCESS) {
      push_once(post.tags, text);
    }
  };
  each_in(record, add_tag, "tags");
  const auto first_language = [&post](Element language) {
    std::string_view text;
    if (post.declared_language.empty() && language.get(text) == simdjson::SUCCESS) {
      post.declared_language = text;
    }
  };
  each_in(record, first_language, "langs");
  const auto add_label = [&post](Element label) {
    if (!text_at(label, "val").empty()) {
      post.sensitive = true;
    }
  };
  each_in(record, add_label, "labels", "values");
  post.parent_id = text_at(record, "reply", "parent", "uri");
  post.root_id = text_at(record, "reply", "root", "uri");
  if (!post.parent_id.empty()) {
    post.kind = PostKind::kReply;  // also when it quotes: the subject tells
  }
}

Parsed take_record(Element record,
                   std::string_view collection,
                   const JetstreamEvent& event,
                   Post& post) {
  if (collection == kRepostCollection) {
    const std::string_view subject = text_at(record, "subject", "uri");
    if (subject.empty()) {
      return refuse("subject: missing");
    }
    post.kind = PostKind::kRepost;
    read_created(record, post);
    set_subject(subject, event, post);
  } else {
    read_post(record, event, post);
  }
  return {};
}

Account profile_of(Element record, const JetstreamEvent& event) {
  Account account;
  account.native_id = event.did;
  account.display_name = text_at(record, "displayName");
  account.bio = text_at(record, "description");
  account.seen = event.observed;
  const auto add_label = [&account](Element label) {
    const std::string_view value = text_at(label, "val");
    if (value == "bot") {
      account.declared_bot = DeclaredBot::kYes;
    } else if (value == "!no-unauthenticated") {
      account.opt_out |= OptOut::kNoUnauthenticated;
    }
  };
  each_in(record, add_label, "labels", "values");
  return account;
}

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
tl::expected<JetstreamEvent, ParseError> event_of_v1(Element frame) {
  JetstreamEvent event{
      .did = text_at(frame, "did"), .observed = {}, .kind = text_at(frame, "kind"), .body = {}};
  if (!event.did.starts_with("did:")) {
    return refuse("account: missing");
  }
  const auto time_us = number_at(frame, "time_us");
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
tl::expected<JetstreamEvent, ParseError> event_of_v2(Element frame) {
  const Element payload = find(frame, "payload").value_or(frame);
  const std::string_view type = text_at(payload, "$type");
  const std::string_view kind = type.substr(std::min(type.rfind('#'), type.size() - 1) + 1);
  JetstreamEvent event{
      .did = text_at(payload, "did"), .observed = {}, .kind = kind, .body = payload};
  if (kind != "commit" && kind != "identity" && kind != "account") {
    event.kind =
        text_at(frame, "$type") == "error" ? std::string_view{"error"} : std::string_view{};
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
    batch.accounts.push_back(profile_of(*record, event));
    return {};
  }
  Post& post = batch.posts.emplace_back();
  post.native_id = make_at_uri(event.did, collection, rkey);
  post.account_native_id = event.did;
  post.observed = event.observed;
  if (operation == "update") {
    post.edited = event.observed;
  }
  auto taken = take_record(*record, collection, event, post);
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
class JetstreamParser : public RecordParser {
 public:
  using Decode = tl::expected<JetstreamEvent, ParseError> (*)(Element frame);

  JetstreamParser(const RecordLimits& limits, Decode decode) : reader_(limits), decode_(decode) {}

  Parsed parse(const RawRecord& raw, RecordBatch& batch) override {
    const auto tree = reader_.read(raw.bytes);
    if (!tree) {
      return tl::unexpected{tree.error()};
    }
    const auto event = decode_(tree->root);
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

 private:
  json::TreeReader reader_;
  Decode decode_;
};

}  // namespace

std::unique_ptr<RecordParser> make_jetstream_parser(const RecordLimits& limits) {
  return std::make_unique<JetstreamParser>(limits, event_of_v1);
}

std::unique_ptr<RecordParser> make_jetstream_v2_parser(const RecordLimits& limits) {
  return std::make_unique<JetstreamParser>(limits, event_of_v2);
}

}  // namespace vigie::collector
