// Mastodon statuses, and the streaming events around them.
//
// Source: docs.joinmastodon.org, entities Status, Account, Quote and PreviewCard, and "Streaming
// API", Mastodon 4.7. Compatible servers leave fields out: none but the keys, the author, the time
// and the visibility is needed.
#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "collector/archive/html_text.h"
#include "collector/archive/json_fields.h"
#include "collector/archive/mastodon_account.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/record_parser.h"
#include "collector/archive/time_format.h"

namespace vigie::collector {
namespace {

using json::count_at;
using json::each_in;
using json::Element;
using json::find;
using json::Parsed;
using json::push_once;
using json::refuse;
using json::text_at;
using json::truth_at;

/// Keys of statuses by their id on the server that the file came from: a streamed deletion names
/// nothing else. Bounded: past 2^17 the older half goes, and a deletion may miss its post.
class StatusKeys {
 public:
  void remember(const std::string& id, std::string_view key) {
    if (id.empty()) {
      return;
    }
    if (newer_.size() >= kGeneration) {
      older_ = std::exchange(newer_, {});
    }
    newer_.insert_or_assign(id, key);
  }

  /// Empty when it is not known.
  [[nodiscard]] std::string key_of(const std::string& id) const {
    for (const auto* generation : {&newer_, &older_}) {
      if (const auto found = generation->find(id); found != generation->end()) {
        return found->second;
      }
    }
    return {};
  }

 private:
  static constexpr std::size_t kGeneration = std::size_t{1} << 16;
  std::unordered_map<std::string, std::string> newer_;
  std::unordered_map<std::string, std::string> older_;
};

/// `uri`, else `url`: servers that speak Mastodon's API may lack the first.
std::string_view key_of(Element thing) {
  const std::string_view uri = text_at(thing, "uri");
  return uri.empty() ? text_at(thing, "url") : uri;
}

/// Nothing for times that no post or account can have.
std::optional<UtcTime> time_at(Element thing, std::string_view key) {
  const auto time = parse_iso8601(text_at(thing, key));
  return time && is_plausible_time(*time) ? time : std::nullopt;
}

/// The host of `https://host/...`; empty for anything else.
std::string_view host_of(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string_view::npos) {
    return {};
  }
  url.remove_prefix(begin + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

bool is_word_end(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return true;
  }
  const auto c = static_cast<unsigned char>(text[at]);
  return c < 0x80 && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z');
}

/// Whether `text`, in lower case, holds `tag` as a whole word.
bool holds_tag(std::string_view text, std::string_view tag) {
  for (std::size_t at = text.find(tag); at != std::string_view::npos; at = text.find(tag, at + 1)) {
    if (is_word_end(text, at + tag.size())) {
      return true;
    }
  }
  return false;
}

/// The person asks that nothing of theirs be collected: by setting, or by words of the bio.
bool forbids_collection(Element account) {
  if (truth_at(account, "noindex").value_or(false)) {
    return true;
  }
  std::string bio = html_to_text(text_at(account, "note")).text;
  std::transform(bio.begin(), bio.end(), bio.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return holds_tag(bio, "#nobot") || holds_tag(bio, "#noarchive");
}

std::string bio_of(Element account) {
  std::string bio = html_to_text(text_at(account, "note")).text;
  std::vector<std::string> links;
  const auto add_links = [&links](Element field) {
    for (const std::string& url : html_to_text(text_at(field, "value")).urls) {
      push_once(links, url);
    }
  };
  each_in(account, add_links, "fields");
  for (const std::string& link : links) {
    bio.append(bio.empty() ? "" : "\n").append(link);
  }
  return bio;
}

std::optional<AccountState> account_state_of(Element account) {
  if (truth_at(account, "suspended").value_or(false)) {
    return AccountState::kSuspended;
  }
  const auto moved = find(account, "moved");
  return moved && moved->is_object() ? std::optional{AccountState::kMoved} : std::nullopt;
}

std::string handle_of(Element account) {
  std::string handle{text_at(account, "acct")};
  const std::string_view host = host_of(text_at(account, "url"));
  if (!handle.empty() && handle.find('@') == std::string::npos && !host.empty()) {
    handle.append("@").append(host);
  }
  return handle;
}

Account profile_of(Element json, UtcTime seen) {
  Account account;
  account.native_id = key_of(json);
  account.handle = handle_of(json);
  account.display_name = text_at(json, "display_name");
  account.bio = bio_of(json);
  account.host = host_of(account.native_id);
  account.created = time_at(json, "created_at");
  account.followers = count_at(json, "followers_count");
  account.following = count_at(json, "following_count");
  account.posts_count = count_at(json, "statuses_count");
  if (const auto bot = truth_at(json, "bot")) {
    account.declared_bot = *bot ? DeclaredBot::kYes : DeclaredBot::kNo;
  }
  account.state = account_state_of(json);
  // Both mean: do not put this person on show. Neither forbids counting what they post in public.
  if (truth_at(json, "discoverable") == false || truth_at(json, "indexable") == false) {
    account.opt_out |= OptOut::kNotDiscoverable;
  }
  account.seen = seen;
  replace_nul(account.display_name);
  return account;
}

Account opted_out_account(Element account) {
  Account opted_out;
  opted_out.native_id = key_of(account);
  opted_out.opt_out = OptOut::kNoIndex;
  return opted_out;
}

/// Statuses name their parent by an id of the server asked. In a thread of one local account the
/// parent's key follows from the status' own; else the id stands as it is.
std::string parent_of(Element status, std::string_view key) {
  const std::string parent = json::scalar_text(find(status, "in_reply_to_id"));
  const std::string own = json::scalar_text(find(status, "id"));
  const std::string to_account = json::scalar_text(find(status, "in_reply_to_account_id"));
  const bool is_own_thread =
      !to_account.empty() && to_account == json::scalar_text(find(status, "account", "id"));
  if (!parent.empty() && is_own_thread && !own.empty() && key.ends_with("/" + own)) {
    return std::string{key.substr(0, key.size() - own.size())} + parent;
  }
  return parent;
}

void read_tags(Element status, Post& post) {
  each_in(
      status, [&post](Element tag) { push_once(post.tags, text_at(tag, "name")); }, "tags");
}

void read_subject(Element subject, Post& post) {
  post.subject_id = key_of(subject);
  if (const auto author = find(subject, "account")) {
    post.subject_account_native_id = key_of(*author);
    post.subject_account_handle = handle_of(*author);
  }
  post.subject_created = time_at(subject, "created_at");
}

/// The status that this one quotes: Mastodon's Quote around it, or, from other servers, bare.
std::optional<Element> quoted_by(Element status) {
  if (const auto quoted = find(status, "quote", "quoted_status"); quoted && quoted->is_object()) {
    return quoted;
  }
  const auto quote = find(status, "quote");
  return quote && !key_of(*quote).empty() ? quote : std::nullopt;
}

/// The reposted status' links and tags count for the repost, its text and mentions do not: those
/// are its author's words.
void read_repost(Element subject, Post& post) {
  post.kind = PostKind::kRepost;
  read_subject(subject, post);
  post.urls = html_to_text(text_at(subject, "content"), quoted_by(subject).has_value()).urls;
  push_once(post.urls, text_at(subject, "card", "url"));
  read_tags(subject, post);
}

void read_own_words(Element status, Post& post) {
  const auto quoted = quoted_by(status);
  HtmlText content = html_to_text(text_at(status, "content"), quoted.has_value());
  post.text = html_to_text(text_at(status, "spoiler_text")).text;
  post.text.append(post.text.empty() || content.text.empty() ? "" : "\n").append(content.text);
  post.urls = std::move(content.urls);
  push_once(post.urls, text_at(status, "card", "url"));
  read_tags(status, post);
  const auto add_mention = [&post](Element mention) {
    push_once(post.mentions, text_at(mention, "url"));
  };
  each_in(status, add_mention, "mentions");
  if (quoted && !forbids_collection(find(*quoted, "account").value_or(*quoted))) {
    read_subject(*quoted, post);
  }
  post.parent_id = parent_of(status, post.native_id);
  if (!post.parent_id.empty()) {
    post.kind = PostKind::kReply;  // also when it quotes: the subject tells
  } else if (!post.subject_id.empty()) {
    post.kind = PostKind::kQuote;
  }
  post.metrics.likes = count_at(status, "favourites_count");
  post.metrics.reposts = count_at(status, "reblogs_count");
  post.metrics.replies = count_at(status, "replies_count");
  post.metrics.quotes = count_at(status, "quotes_count");
}

class MastodonParser : public RecordParser {
 public:
  explicit MastodonParser(const RecordLimits& limits) : reader_(limits), payload_reader_(limits) {}

  Parsed parse(const RawRecord& raw, RecordBatch& batch) override {
    const auto tree = reader_.read(raw.bytes);
    if (!tree) {
      return tl::unexpected{tree.error()};
    }
    if (find(tree->root, "event") && find(tree->root, "payload")) {
      return take_event(*tree, batch);
    }
    return take_status(*tree, batch);
  }

 private:
  /// `{"stream": [...], "event": ..., "payload": "JSON in a string, or a bare id"}`.
  Parsed take_event(const json::TreeReader::Tree& event, RecordBatch& batch) {
    const std::string_view kind = text_at(event.root, "event");
    if (kind == "delete") {
      return take_deletion(json::scalar_text(find(event.root, "payload")), batch);
    }
    if (kind != "update" && kind != "status.update") {
      ++batch.records_ignored;
      return {};
    }
    auto payload = payload_reader_.read_copy(text_at(event.root, "payload"));
    if (!payload) {
      return tl::unexpected{std::move(payload.error())};
    }
    payload->repaired = payload->repaired || event.repaired;
    return take_status(*payload, batch);
  }

  Parsed take_deletion(const std::string& id, RecordBatch& batch) {
    if (id.empty()) {
      return refuse("id: missing");
    }
    std::string key = keys_.key_of(id);
    if (key.empty()) {
      batch.ignore("deletion: post not in this file");
      return {};
    }
    batch.deletions.push_back({.native_id = std::move(key), .time = {}});
    return {};
  }

  Parsed take_status(const json::TreeReader::Tree& tree, RecordBatch& batch) {
    const Element status = tree.root;
    const std::string_view key = key_of(status);
    const auto author = find(status, "account");
    if (key.empty()) {
      return refuse("id: missing");
    }
    if (!author || key_of(*author).empty()) {
      return refuse("account: missing");
    }
    const std::string_view written = text_at(status, "created_at");
    if (written.empty()) {
      return refuse("time: missing");
    }
    const auto created = parse_iso8601(written);
    if (!created) {
      return refuse("time: unreadable", excerpt(written));
    }
    if (!is_plausible_time(*created)) {
      return refuse("time: out of range", excerpt(written));
    }
    const auto reblog = find(status, "reblog");
    const auto subject = reblog && reblog->is_object() ? reblog : std::nullopt;
    if (subject && key_of(*subject).empty()) {
      return refuse("subject: missing");
    }
    if (is_left_out(status, *author, subject, batch)) {
      return {};
    }
    add_post(tree, *created, subject, batch.posts.emplace_back());
    keys_.remember(json::scalar_text(find(status, "id")), key);
    add_profile(*author, *created, batch);
    if (const auto reposted = subject ? find(*subject, "account") : std::nullopt) {
      add_profile(*reposted, *created, batch);
    }
    return {};
  }

  /// Counts a status that must not be kept. Of an account that forbids collection the store learns
  /// only that, so that it erases what it may have of it.
  static bool is_left_out(Element status,
                          Element author,
                          const std::optional<Element>& subject,
                          RecordBatch& batch) {
    if (text_at(status, "visibility") != "public") {
      batch.ignore("visibility: not public");
      return true;
    }
    bool forbidden = false;
    const auto reposted = subject ? find(*subject, "account") : std::nullopt;
    for (const auto& account : {std::optional{author}, reposted}) {
      if (account && !key_of(*account).empty() && forbids_collection(*account)) {
        batch.accounts.push_back(opted_out_account(*account));
        forbidden = true;
      }
    }
    if (forbidden) {
      batch.ignore("account: asks not to be collected");
    }
    return forbidden;
  }

  static void add_post(const json::TreeReader::Tree& tree,
                       UtcTime created,
                       const std::optional<Element>& subject,
                       Post& post) {
    const Element status = tree.root;
    post.native_id = key_of(status);
    post.account_native_id = key_of(*find(status, "account"));
    post.created = created;
    if (subject) {
      read_repost(*subject, post);
    } else {
      read_own_words(status, post);
    }
    post.declared_language = text_at(status, "language");
    post.client_app = text_at(status, "application", "name");
    post.sensitive = truth_at(status, "sensitive");
    post.edited = time_at(status, "edited_at");
    post.text_repaired = replace_nul(post.text) || tree.repaired;
  }

  void add_profile(Element json, UtcTime seen, RecordBatch& batch) {
    Account account = profile_of(json, seen);
    if (!account.native_id.empty() && profiles_.admit(account)) {
      batch.accounts.push_back(std::move(account));
    }
  }

  json::TreeReader reader_;
  json::TreeReader payload_reader_;
  StatusKeys keys_;
  ProfileFilter profiles_;
};

}  // namespace

Account read_mastodon_account(json::Element account, UtcTime seen) {
  return forbids_collection(account) ? opted_out_account(account) : profile_of(account, seen);
}

std::unique_ptr<RecordParser> make_mastodon_parser(const RecordLimits& limits) {
  return std::make_unique<MastodonParser>(limits);
}

}  // namespace vigie::collector
