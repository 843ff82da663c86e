#include "collector/nostr/event_parser.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <simdjson.h>

#include "collector/archive/json_fields.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"
#include "collector/nostr/event_id.h"
#include "collector/nostr/schnorr.h"

namespace vigie::collector::nostr {
namespace {

using json::Element;
using json::Parsed;
using json::push_once;
using json::text_at;

constexpr std::int64_t kProfile = 0;
constexpr std::int64_t kNote = 1;
constexpr std::int64_t kDeletion = 5;
constexpr std::int64_t kRepost = 6;
constexpr std::int64_t kGenericRepost = 16;

std::string_view part(const Tag& tag, std::size_t at) {
  return at < tag.size() ? std::string_view{tag[at]} : std::string_view{};
}

/// The tags of `root`; nothing when there are too many, or one is no list of strings.
std::optional<std::vector<Tag>> tags_of(Element root, std::size_t most) {
  std::vector<Tag> tags;
  simdjson::dom::array list;
  const auto found = json::find(root, "tags");
  if (!found || found->get(list) != simdjson::SUCCESS) {
    return tags;
  }
  for (const Element entry : list) {
    simdjson::dom::array parts;
    if (tags.size() >= most || entry.get(parts) != simdjson::SUCCESS) {
      return std::nullopt;
    }
    Tag& tag = tags.emplace_back();
    for (const Element item : parts) {
      std::string_view text;
      if (item.get(text) != simdjson::SUCCESS) {
        return std::nullopt;
      }
      tag.emplace_back(text);
    }
  }
  return tags;
}

tl::expected<Event, ParseError> event_of(Element root, const EventLimits& limits) {
  Event event;
  event.id = text_at(root, "id");
  event.pubkey = text_at(root, "pubkey");
  event.content = text_at(root, "content");
  event.signature = text_at(root, "sig");
  const auto created = json::number_at(root, "created_at");
  const auto kind = json::number_at(root, "kind");
  auto tags = tags_of(root, limits.max_tags);
  if (!is_key(event.id)) {
    return refuse("id: missing");
  }
  if (!is_key(event.pubkey)) {
    return refuse("account: missing");
  }
  if (!created || !kind) {
    return refuse(created ? "kind: missing" : "time: missing");
  }
  if (!tags) {
    return refuse("tags: too many");
  }
  event.created_at = *created;
  event.kind = *kind;
  event.tags = std::move(*tags);
  return event;
}

/// Links of a text: what begins with `http://` or `https://` and runs to a blank or a quote,
/// without the punctuation behind it.
void read_links(std::string_view text, std::vector<std::string>& urls) {
  for (std::size_t at = text.find("http"); at != std::string_view::npos;
       at = text.find("http", at + 4)) {
    const std::string_view rest = text.substr(at);
    const std::size_t scheme = rest.starts_with("https://")  ? 8
                               : rest.starts_with("http://") ? 7
                                                             : 0;
    if (scheme == 0) {
      continue;
    }
    std::string_view url = rest.substr(0, rest.find_first_of(" \t\r\n\"<>`{}|\\^"));
    url = url.substr(0, url.find_last_not_of(".,;:!?)]'*") + 1);
    if (url.size() > scheme) {
      push_once(urls, url);
    }
  }
}

void read_topics(const Event& event, Post& post) {
  for (const Tag& tag : event.tags) {
    if (part(tag, 0) == "t") {
      push_once(post.tags, part(tag, 1));
    } else if (part(tag, 0) == "r" && part(tag, 1).starts_with("http")) {
      push_once(post.urls, part(tag, 1));
    }
  }
}

/// NIP-10: by markers; without any, the first `e` is the root and the last the parent.
void read_thread(const Event& event, Post& post) {
  std::vector<std::string_view> unmarked;
  for (const Tag& tag : event.tags) {
    if (part(tag, 0) != "e" || !is_key(part(tag, 1))) {
      continue;
    }
    const std::string_view marker = part(tag, 3);
    if (marker == "root") {
      post.root_id = part(tag, 1);
    } else if (marker == "reply") {
      post.parent_id = part(tag, 1);
    } else if (marker.empty()) {
      unmarked.push_back(part(tag, 1));
    }
  }
  if (post.root_id.empty() && post.parent_id.empty() && !unmarked.empty()) {
    post.root_id = unmarked.front();
    post.parent_id = unmarked.back();
  }
  if (post.parent_id.empty()) {
    post.parent_id = post.root_id;  // an answer to the root itself
  }
}

void read_note(const Event& event, Post& post) {
  post.text = event.content;
  read_links(post.text, post.urls);
  read_topics(event, post);
  read_thread(event, post);
  for (const Tag& tag : event.tags) {
    if (part(tag, 0) == "p" && is_key(part(tag, 1))) {
      push_once(post.mentions, part(tag, 1));
    } else if (part(tag, 0) == "q" && is_key(part(tag, 1)) && post.subject_id.empty()) {
      post.subject_id = part(tag, 1);
      post.subject_account_native_id = is_key(part(tag, 3)) ? part(tag, 3) : std::string_view{};
    } else if (part(tag, 0) == "content-warning") {
      post.sensitive = true;
    }
  }
  if (!post.parent_id.empty()) {
    post.kind = PostKind::kReply;
  } else if (!post.subject_id.empty()) {
    post.kind = PostKind::kQuote;
  }
}

std::optional<UtcTime> plausible_second(std::int64_t second) {
  constexpr std::int64_t kEnd = 4'102'444'800;  // 2100
  if (second < 0 || second >= kEnd) {
    return std::nullopt;
  }
  const UtcTime time = from_ms(second * kSecondMs);
  return is_plausible_time(time) ? std::optional{time} : std::nullopt;
}

/// Authors of events: past 2^17 of them, the older half goes.
class AuthorsById {
 public:
  void set(const std::string& id, const std::string& author) {
    constexpr std::size_t kGeneration = std::size_t{1} << 16U;
    if (newer_.size() >= kGeneration) {
      older_ = std::exchange(newer_, {});
    }
    newer_.insert_or_assign(id, author);
  }

  /// Empty when it is not known.
  [[nodiscard]] std::string get(const std::string& id) const {
    for (const auto* generation : {&newer_, &older_}) {
      if (const auto found = generation->find(id); found != generation->end()) {
        return found->second;
      }
    }
    return {};
  }

 private:
  std::unordered_map<std::string, std::string> newer_;
  std::unordered_map<std::string, std::string> older_;
};

}  // namespace

struct EventParser::State {
  explicit State(const EventLimits& event_limits)
      : limits(event_limits),
        events({.max_record_bytes = event_limits.max_bytes, .max_depth = 16, .kept_bytes = 4096}),
        inner({.max_record_bytes = event_limits.max_bytes, .max_depth = 16, .kept_bytes = 4096}) {}

  EventLimits limits;
  json::TreeReader events;
  json::TreeReader inner;
  SignatureCheck signatures;
  AuthorsById authors;  ///< Of events had.
  AuthorsById erased;   ///< Of events that a deletion named before they came.

  [[nodiscard]] Parsed check(const Event& event, UtcTime received) {
    const auto created = plausible_second(event.created_at);
    if (!created) {
      return refuse("time: out of range");
    }
    if (*created > received + limits.most_ahead) {
      return refuse("time: in the future");
    }
    if (limits.check_ids && !has_true_id(event)) {
      return refuse("id: not that of the event");
    }
    const auto signature = bytes_of_hex<64>(event.signature);
    if (limits.check_signatures && (!signature || !signatures.holds(*bytes_of_hex<32>(event.pubkey),
                                                                    *bytes_of_hex<32>(event.id),
                                                                    *signature))) {
      return refuse("signature: wrong");
    }
    return {};
  }

  Parsed take(const Event& event, bool is_repaired, UtcTime received, RecordBatch& batch) {
    switch (event.kind) {
      case kProfile:
        return take_profile(event, batch);
      case kNote:
      case kRepost:
      case kGenericRepost:
        return take_post(event, is_repaired, received, batch);
      case kDeletion:
        take_deletion(event, batch);
        return {};
      default:
        ++batch.records_ignored;
        return {};
    }
  }

  Parsed take_profile(const Event& event, RecordBatch& batch) {
    const auto profile = inner.read_copy(event.content);
    if (!profile) {
      return tl::unexpected{profile.error()};
    }
    Account account;
    account.native_id = event.pubkey;
    account.handle = text_at(profile->root, "name");
    account.display_name = text_at(profile->root, "display_name");
    account.bio = text_at(profile->root, "about");
    const std::string_view website = text_at(profile->root, "website");
    if (website.starts_with("http")) {
      account.bio.append(account.bio.empty() ? "" : "\n").append(website);
    }
    if (const auto bot = json::truth_at(profile->root, "bot")) {
      account.declared_bot = *bot ? DeclaredBot::kYes : DeclaredBot::kNo;
    }
    account.seen = plausible_second(event.created_at);
    for (std::string* text : {&account.handle, &account.display_name, &account.bio}) {
      replace_nul(*text);
    }
    batch.accounts.push_back(std::move(account));
    return {};
  }

  Parsed take_post(const Event& event, bool is_repaired, UtcTime received, RecordBatch& batch) {
    Post post;
    post.native_id = event.id;
    post.account_native_id = event.pubkey;
    post.created = plausible_second(event.created_at);
    post.observed = received;
    if (event.kind == kNote) {
      read_note(event, post);
    } else if (!read_repost(event, post)) {
      return refuse("subject: missing");
    }
    post.text_repaired = replace_nul(post.text) || is_repaired;
    batch.posts.push_back(std::move(post));
    return {};
  }

  /// The reposted event may stand in the content: believed only as far as its id proves it.
  bool read_repost(const Event& event, Post& post) {
    post.kind = PostKind::kRepost;
    for (const Tag& tag : event.tags) {
      if (part(tag, 0) == "e" && is_key(part(tag, 1))) {
        post.subject_id = part(tag, 1);
      } else if (part(tag, 0) == "p" && is_key(part(tag, 1)) &&
                 post.subject_account_native_id.empty()) {
        post.subject_account_native_id = part(tag, 1);
      }
    }
    const auto tree = inner.read_copy(event.content);
    const auto subject =
        tree ? event_of(tree->root, limits) : tl::expected<Event, ParseError>{refuse("none")};
    if (subject && subject->id == post.subject_id && (!limits.check_ids || has_true_id(*subject))) {
      post.subject_account_native_id = subject->pubkey;
      post.subject_created = plausible_second(subject->created_at);
      read_links(subject->content, post.urls);
      read_topics(*subject, post);
    }
    return !post.subject_id.empty();
  }

  void take_deletion(const Event& event, RecordBatch& batch) {
    const std::size_t before = batch.deletions.size();
    for (const Tag& tag : event.tags) {
      const std::string id{part(tag, 1)};
      if (part(tag, 0) != "e" || !is_key(id)) {
        continue;
      }
      const std::string author = authors.get(id);
      if (author.empty()) {
        erased.set(id, event.pubkey);
      }
      if (author.empty() || author == event.pubkey) {
        // Whose an event is that came before this start, the store knows.
        batch.deletions.push_back({.native_id = id,
                                   .time = plausible_second(event.created_at),
                                   .account_native_id = event.pubkey});
      }
    }
    if (batch.deletions.size() == before) {
      batch.ignore("deletion: of nothing that its author wrote");
    }
  }
};

EventParser::EventParser(const EventLimits& limits) : state_(std::make_unique<State>(limits)) {}

EventParser::~EventParser() = default;

tl::expected<ParsedEvent, ParseError> EventParser::parse(std::string_view json,
                                                         UtcTime received,
                                                         RecordBatch& batch) {
  if (json.size() > state_->limits.max_bytes) {
    return refuse("record: too long");
  }
  const auto tree = state_->events.read_copy(json);
  if (!tree) {
    return tl::unexpected{tree.error()};
  }
  auto event = event_of(tree->root, state_->limits);
  if (!event) {
    return tl::unexpected{std::move(event.error())};
  }
  ParsedEvent parsed{.id = event->id, .created_at = event->created_at, .is_new = false};
  if (!state_->authors.get(event->id).empty()) {
    batch.ignore("post: had already");
    return parsed;
  }
  if (auto checked = state_->check(*event, received); !checked) {
    return tl::unexpected{std::move(checked.error())};
  }
  if (state_->erased.get(event->id) == event->pubkey) {
    batch.ignore("post: deleted before it came");
    return parsed;
  }
  if (auto taken = state_->take(*event, tree->repaired, received, batch); !taken) {
    return tl::unexpected{std::move(taken.error())};
  }
  state_->authors.set(event->id, event->pubkey);
  parsed.is_new = true;
  return parsed;
}

}  // namespace vigie::collector::nostr
