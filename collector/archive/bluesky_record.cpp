#include "collector/archive/bluesky_record.h"

#include <chrono>

#include "collector/archive/at_uri.h"
#include "collector/archive/time_format.h"

namespace vigie::collector::bluesky {
namespace {

using json::each_in;
using json::Element;
using json::number_at;
using json::Parsed;
using json::push_once;
using json::text_at;

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

void read_embed(Element record, UtcTime latest, Post& post) {
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
    set_subject(quoted, latest, post);
  }
}

void read_created(Element record, Post& post) {
  post.created = parse_iso8601(text_at(record, "createdAt"));
}

void read_post(Element record, UtcTime latest, Post& post) {
  post.text = text_at(record, "text");
  read_created(record, post);
  read_facets(record, post.text, post);
  read_embed(record, latest, post);
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

}  // namespace

void set_subject(std::string_view uri, UtcTime latest, Post& post) {
  constexpr UtcTime kFirstYear{std::chrono::sys_days{std::chrono::year{2022} / 1 / 1}};
  const auto parts = parse_at_uri(uri);
  post.subject_id = uri;
  if (!parts) {
    return;
  }
  post.subject_account_native_id = parts->did;
  const auto made = tid_time(parts->rkey);
  if (made && *made >= kFirstYear && *made <= latest) {
    post.subject_created = made;
  }
}

Parsed read_record(Element record, std::string_view collection, UtcTime latest, Post& post) {
  if (collection == kRepostCollection) {
    const std::string_view subject = text_at(record, "subject", "uri");
    if (subject.empty()) {
      return refuse("subject: missing");
    }
    post.kind = PostKind::kRepost;
    read_created(record, post);
    set_subject(subject, latest, post);
  } else {
    read_post(record, latest, post);
  }
  return {};
}

void take_self_label(std::string_view value, Account& account) {
  if (value == "bot") {
    account.declared_bot = DeclaredBot::kYes;
  } else if (value == "!no-unauthenticated") {
    account.opt_out |= OptOut::kNoUnauthenticated;
  }
}

Account read_profile(Element record) {
  Account account;
  account.display_name = text_at(record, "displayName");
  account.bio = text_at(record, "description");
  const auto add_label = [&account](Element label) {
    take_self_label(text_at(label, "val"), account);
  };
  each_in(record, add_label, "labels", "values");
  return account;
}

}  // namespace vigie::collector::bluesky
