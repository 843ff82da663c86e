#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "collector/archive/at_uri.h"
#include "collector/archive/input_window.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/record_parser.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

namespace dom = simdjson::dom;
using Parsed = tl::expected<void, ParseError>;

constexpr std::string_view kPostCollection = "app.bsky.feed.post";
constexpr std::string_view kRepostCollection = "app.bsky.feed.repost";
constexpr std::string_view kProfileCollection = "app.bsky.actor.profile";

tl::unexpected<ParseError> refuse(std::string_view reason, std::string detail = {}) {
  return tl::unexpected{ParseError{.reason = reason, .detail = std::move(detail)}};
}

/// `object.key` for one key after another: nothing as soon as one is missing.
template <typename... Keys>
std::optional<dom::element> find(dom::element from, Keys... keys) {
  simdjson::simdjson_result<dom::element> at{dom::element{from}};
  ((at = at[std::string_view{keys}]), ...);
  dom::element found;
  return at.get(found) == simdjson::SUCCESS ? std::optional{found} : std::nullopt;
}

/// The string at the end of a chain of keys; empty when there is none.
template <typename... Keys>
std::string_view text_at(dom::element from, Keys... keys) {
  const auto found = find(from, keys...);
  std::string_view text;
  if (!found || found->get(text) != simdjson::SUCCESS) {
    return {};
  }
  return text;
}

template <typename... Keys>
std::optional<std::int64_t> number_at(dom::element from, Keys... keys) {
  const auto found = find(from, keys...);
  std::int64_t number = 0;
  return found && found->get(number) == simdjson::SUCCESS ? std::optional{number} : std::nullopt;
}

/// The array at the end of a chain of keys, or an empty one.
template <typename Visit, typename... Keys>
void each_in(dom::element from, Visit visit, Keys... keys) {
  const auto found = find(from, keys...);
  dom::array array;
  if (found && found->get(array) == simdjson::SUCCESS) {
    for (const dom::element element : array) {
      visit(element);
    }
  }
}

void push_once(std::vector<std::string>& list, std::string_view item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) {
    list.emplace_back(item);
  }
}

/// What every event says of itself.
struct Event {
  std::string_view did;
  UtcTime observed;
};

/// Facet offsets count UTF-8 bytes; a facet that reaches outside its text is dropped.
bool lies_within(dom::element facet, std::string_view text) {
  const auto begin = number_at(facet, "index", "byteStart");
  const auto end = number_at(facet, "index", "byteEnd");
  return begin && end && *begin >= 0 && *begin <= *end &&
         *end <= static_cast<std::int64_t>(text.size());
}

void read_facets(dom::element record, std::string_view text, Post& post) {
  const auto read_feature = [&post](dom::element feature) {
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
      [&](dom::element facet) {
        if (lies_within(facet, text)) {
          each_in(facet, read_feature, "features");
        }
      },
      "facets");
}

/// When the subject says nothing of its time, its key does.
void set_subject(std::string_view uri, const Event& event, Post& post) {
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

void read_embed(dom::element record, const Event& event, Post& post) {
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

void read_created(dom::element record, Post& post) {
  post.created = parse_iso8601(text_at(record, "createdAt"));
}

void read_post(dom::element record, const Event& event, Post& post) {
  post.text = text_at(record, "text");
  read_created(record, post);
  read_facets(record, post.text, post);
  read_embed(record, event, post);
  const auto add_tag = [&post](dom::element tag) {
    std::string_view text;
    if (tag.get(text) == simdjson::SUCCESS) {
      push_once(post.tags, text);
    }
  };
  each_in(record, add_tag, "tags");
  const auto first_language = [&post](dom::element language) {
    std::string_view text;
    if (post.declared_language.empty() && language.get(text) == simdjson::SUCCESS) {
      post.declared_language = text;
    }
  };
  each_in(record, first_language, "langs");
  const auto add_label = [&post](dom::element label) {
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

Parsed take_record(dom::element record,
                   std::string_view collection,
                   const Event& event,
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

Account profile_of(dom::element record, const Event& event) {
  Account account;
  account.native_id = event.did;
  account.display_name = text_at(record, "displayName");
  account.bio = text_at(record, "description");
  account.seen = event.observed;
  const auto add_label = [&account](dom::element label) {
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
std::optional<AccountState> state_of(dom::element account) {
  const auto active = find(account, "active");
  bool is_active = false;
  if (!active || active->get(is_active) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  if (is_active) {
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

class JetstreamParser : public RecordParser {
 public:
  explicit JetstreamParser(const RecordLimits& limits) : limits_(limits) {}

  Parsed parse(const RawRecord& raw, RecordBatch& batch) override {
    dom::element event;
    bool repaired = false;
    simdjson::error_code code = read(raw.bytes, event);
    if (code == simdjson::UTF8_ERROR || code == simdjson::STRING_ERROR) {
      repaired_ = repair_json_text(raw.bytes);
      repaired = true;
      code = read(repaired_, event);
    }
    if (code == simdjson::DEPTH_ERROR) {
      return refuse("json: too deep");
    }
    if (code != simdjson::SUCCESS) {
      return refuse("json: malformed", simdjson::error_message(code));
    }
    return take(event, repaired, batch);
  }

 private:
  simdjson::error_code read(std::string_view json, dom::element& event) {
    if (json.size() > parser_.capacity() || parser_.max_depth() != limits_.max_depth) {
      const auto allocated = parser_.allocate(json.size() + kRecordPadding, limits_.max_depth);
      if (allocated != simdjson::SUCCESS) {
        return allocated;
      }
    }
    return parser_.parse(json.data(), json.size(), false).get(event);  // padding is there already
  }

  static Parsed take(dom::element json, bool repaired, RecordBatch& batch) {
    if (!json.is_object()) {
      return refuse("json: not an object");
    }
    Event event{.did = text_at(json, "did"), .observed = {}};
    if (!event.did.starts_with("did:")) {
      return refuse("account: missing");
    }
    const auto time_us = number_at(json, "time_us");
    if (!time_us) {
      return refuse("time: missing");
    }
    event.observed = from_ms(*time_us / 1000);
    if (!is_plausible(event.observed)) {
      return refuse("time: out of range", fmt::format("time_us {}", *time_us));
    }
    const std::string_view kind = text_at(json, "kind");
    if (kind == "commit") {
      return take_commit(json, event, repaired, batch);
    }
    if (kind == "account" || kind == "identity") {
      take_account(json, kind, event, batch);
      return {};
    }
    ++batch.records_ignored;
    return {};
  }

  static bool is_plausible(UtcTime time) {
    constexpr UtcTime kBegin{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
    constexpr UtcTime kEnd{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
    return kBegin <= time && time < kEnd;
  }

  static Parsed take_commit(dom::element json,
                            const Event& event,
                            bool repaired,
                            RecordBatch& batch) {
    const std::string_view collection = text_at(json, "commit", "collection");
    const std::string_view operation = text_at(json, "commit", "operation");
    const std::string_view rkey = text_at(json, "commit", "rkey");
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
    const auto record = find(json, "commit", "record");
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
    auto taken = take_record(*record, collection, event, post);
    if (!taken) {
      batch.posts.pop_back();
      return taken;
    }
    post.text_repaired = replace_nul(post.text) || repaired;
    return {};
  }

  static void take_account(dom::element json,
                           std::string_view kind,
                           const Event& event,
                           RecordBatch& batch) {
    Account account;
    account.native_id = event.did;
    account.seen = event.observed;
    if (kind == "identity") {
      account.handle = text_at(json, "identity", "handle");
    } else if (const auto body = find(json, "account")) {
      account.state = state_of(*body);
    }
    if (account.handle.empty() && !account.state) {
      ++batch.records_ignored;
      return;
    }
    batch.accounts.push_back(std::move(account));
  }

  dom::parser parser_;
  RecordLimits limits_;
  std::string repaired_;
};

}  // namespace

std::unique_ptr<RecordParser> make_jetstream_parser(const RecordLimits& limits) {
  return std::make_unique<JetstreamParser>(limits);
}

}  // namespace vigie::collector
