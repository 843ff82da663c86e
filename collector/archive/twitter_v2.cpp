// v2 pages and flattened posts to posts, profiles and deletions.
//
// A line may hold many records: each element of `data` and of `errors` is one, and an empty page is
// one that is ignored. Included posts are no records: they say of whom and when a reference is.
#include <unordered_map>
#include <utility>

#include "collector/archive/plain_text.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/refusal.h"
#include "collector/archive/twitter_v2_page.h"

namespace vigie::collector {
namespace {

using twitter_v2::Body;
using twitter_v2::Object;
using twitter_v2::Page;
using twitter_v2::Problem;
using twitter_v2::Relation;

using Parsed = tl::expected<void, ParseError>;

std::optional<UtcTime> plausible_iso_time(std::string_view text) {
  const auto time = parse_iso8601(text);
  return time && is_plausible_time(*time) ? time : std::nullopt;
}

/// Every edit of a post has an id of its own; the first one is the key of them all.
std::string_view key_of(const Object& post) {
  return post.first_version.empty() ? post.text[Object::kId] : post.first_version;
}

void copy_metrics(const Object& object, Post& post) {
  post.metrics.likes = object.count[Object::kLikes];
  post.metrics.reposts = object.count[Object::kReposts];
  post.metrics.replies = object.count[Object::kReplies];
  post.metrics.quotes = object.count[Object::kQuotes];
  post.metrics.views = object.count[Object::kViews];
}

/// Keeps the memory of `account`'s strings.
void copy_profile(const Object& object, std::optional<UtcTime> seen, Account& account) {
  account.native_id = object.text[Object::kId];
  account.handle = object.text[Object::kHandle];
  account.display_name = object.text[Object::kName];
  account.bio = object.text[Object::kBio];
  account.created = plausible_iso_time(object.text[Object::kCreated]);
  account.followers = object.count[Object::kFollowers];
  account.following = object.count[Object::kFollowing];
  account.posts_count = object.count[Object::kPosts];
  account.verified = object.verified;
  account.seen = seen;
}

/// Objects of a page by id. Of two with one id the first counts.
class ObjectIndex {
 public:
  void clear() { objects_.clear(); }

  /// A stub `{type, id}` tells nothing and would hide the object itself.
  void add(const Object& object) {
    const bool is_stub = object.text[Object::kAuthorId].empty() &&
                         object.text[Object::kCreated].empty() &&
                         object.text[Object::kHandle].empty();
    if (!is_stub) {
      objects_.emplace(object.text[Object::kId], &object);
    }
  }

  /// Null when the page does not have it.
  [[nodiscard]] const Object* find(std::string_view id) const {
    const auto found = id.empty() ? objects_.end() : objects_.find(id);
    return found == objects_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string_view, const Object*> objects_;
};

bool is_numeric_id(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class TwitterV2Parser : public RecordParser {
 public:
  explicit TwitterV2Parser(const RecordLimits& limits)
      : decoder_(limits.max_depth), kept_bytes_(limits.kept_bytes) {}

  /// Included posts and profiles are other people's: what belongs to a post is its own object.
  [[nodiscard]] std::string_view part_of_post(std::size_t nth) const override {
    return nth < parts_.size() ? parts_[nth] : std::string_view{};
  }

  Parsed parse(const RawRecord& raw, RecordBatch& batch) override {
    parts_.clear();
    const auto decoded = decoder_.decode(raw.bytes);
    if (!decoded) {
      return tl::unexpected{decoded.error()};
    }
    const Page& page = **decoded;
    const std::size_t records = page.data.size() + page.problems.size();
    if (records == 0) {
      ++batch.records_ignored;
      return {};
    }
    join(page);
    for (std::size_t i = 0; i < page.data.size(); ++i) {
      Parsed taken = take(page.data[i], page, batch);
      if (!taken && records == 1) {
        return taken;
      }
      if (!taken) {
        reject(raw, page.data[i], std::move(taken.error()), batch);
      }
    }
    for (const Problem& problem : page.problems) {
      take_problem(problem, page, batch);
    }
    batch.records_read += records - 1;  // the line was counted as one
    return {};
  }

 private:
  void join(const Page& page) {
    posts_.clear();
    accounts_.clear();
    for (std::size_t i = 0; i < page.posts.size(); ++i) {
      posts_.add(page.posts[i]);
    }
    for (std::size_t i = 0; i < page.data.size(); ++i) {
      posts_.add(page.data[i]);
    }
    for (std::size_t i = 0; i < page.accounts.size(); ++i) {
      accounts_.add(page.accounts[i]);
    }
  }

  void reject(const RawRecord& raw,
              const Object& object,
              ParseError error,
              RecordBatch& batch) const {
    batch.rejects.push_back({.line = raw.line,
                             .byte_offset = raw.byte_offset,
                             .reason = std::string{error.reason},
                             .detail = std::move(error.detail),
                             .bytes = std::string{object.raw.substr(0, kept_bytes_)}});
  }

  Parsed take(const Object& object, const Page& page, RecordBatch& batch) {
    if (!object.is_object) {
      return refuse("json: not an object");
    }
    if (object.text[Object::kId].empty()) {
      return refuse("id: missing");
    }
    if (object.is_account()) {
      copy_profile(object, plausible_iso_time(page.retrieved), batch.accounts.emplace_back());
      return {};
    }
    if (object.text[Object::kAuthorId].empty()) {
      return refuse("account: missing");
    }
    const auto time = checked_time(object.text[Object::kCreated], parse_iso8601);
    if (!time) {
      return tl::unexpected{time.error()};
    }
    Post& post = batch.posts.emplace_back();
    parts_.push_back(object.raw);
    fill(object, *time, post);
    post.text_repaired = replace_nul(post.text) || page.repaired;
    add_profile(post.account_native_id, *time, batch);
    if (post.kind == PostKind::kRepost) {
      add_profile(post.subject_account_native_id, *time, batch);
    }
    return {};
  }

  void fill(const Object& object, UtcTime time, Post& post) const {
    post.native_id = key_of(object);
    post.account_native_id = object.text[Object::kAuthorId];
    post.created = time;
    if (post.native_id != object.text[Object::kId]) {
      post.edited = time;
    }
    if (!object.reference(Relation::kRepost).empty()) {
      fill_repost(object, post);
    } else {
      fill_own_words(object, post);
    }
    post.declared_language = object.text[Object::kLanguage];
    post.client_app = anchor_text(object.text[Object::kSource]);
    post.sensitive = object.sensitive;
  }

  /// The subject's links and tags count for the repost, as far as the page has it; its text,
  /// mentions and counters do not: those are its author's.
  void fill_repost(const Object& object, Post& post) const {
    post.kind = PostKind::kRepost;
    const Object* subject = set_subject(object.reference(Relation::kRepost), post);
    (subject == nullptr ? object : *subject).whole().copy_entities(false, post);
  }

  void fill_own_words(const Object& object, Post& post) const {
    post.text = decode_references(object.whole_text());
    object.whole().copy_entities(true, post);
    copy_metrics(object, post);
    post.parent_id = key_in_page(object.reference(Relation::kReply));
    if (object.text[Object::kConversation] != object.text[Object::kId] &&
        object.text[Object::kConversation] != post.native_id) {
      post.root_id = object.text[Object::kConversation];
    }
    if (!object.reference(Relation::kQuote).empty()) {
      set_subject(object.reference(Relation::kQuote), post);
    }
    if (!post.parent_id.empty()) {
      post.kind = PostKind::kReply;  // also when it quotes: the subject tells
    } else if (!post.subject_id.empty()) {
      post.kind = PostKind::kQuote;
    }
  }

  [[nodiscard]] std::string_view key_in_page(std::string_view id) const {
    const Object* post = posts_.find(id);
    return post == nullptr ? id : key_of(*post);
  }

  const Object* set_subject(std::string_view id, Post& post) const {
    const Object* subject = posts_.find(id);
    post.subject_id = subject == nullptr ? id : key_of(*subject);
    if (subject == nullptr) {
      return nullptr;
    }
    post.subject_account_native_id = subject->text[Object::kAuthorId];
    post.subject_created = plausible_iso_time(subject->text[Object::kCreated]);
    const Object* author = accounts_.find(subject->text[Object::kAuthorId]);
    if (author != nullptr) {
      post.subject_account_handle = author->text[Object::kHandle];
    }
    return subject;
  }

  void add_profile(std::string_view id, UtcTime seen, RecordBatch& batch) {
    const Object* account = accounts_.find(id);
    if (account == nullptr) {
      return;
    }
    copy_profile(*account, seen, profile_);
    if (profiles_.admit(profile_)) {
      batch.accounts.push_back(profile_);
    }
  }

  /// What is gone, or no longer public, is kept no longer. A handle that leads nowhere says nothing
  /// of an account: handles change hands.
  static void take_problem(const Problem& problem, const Page& page, RecordBatch& batch) {
    const bool is_gone = problem.text[Problem::kType].ends_with("/resource-not-found");
    const bool is_protected =
        problem.text[Problem::kType].ends_with("/not-authorized-for-resource");
    const std::string_view kind = problem.text[Problem::kResourceType];
    const std::string_view id = problem.text[Problem::kResource];
    const bool by_handle = problem.text[Problem::kParameter].ends_with("username") ||
                           problem.text[Problem::kParameter].ends_with("usernames");
    if ((!is_gone && !is_protected) || !is_numeric_id(id) || by_handle) {
      ++batch.records_ignored;
    } else if (kind == "tweet" || kind == "post") {
      batch.deletions.push_back(
          {.native_id = std::string{id}, .time = plausible_iso_time(page.retrieved)});
    } else if (kind == "user") {
      Account& account = batch.accounts.emplace_back();
      account.native_id = id;
      account.state = is_gone ? AccountState::kDeleted : AccountState::kProtected;
      account.seen = plausible_iso_time(page.retrieved);
    } else {
      ++batch.records_ignored;
    }
  }

  twitter_v2::PageDecoder decoder_;
  std::size_t kept_bytes_;
  ObjectIndex posts_;
  ObjectIndex accounts_;
  std::vector<std::string_view> parts_;  ///< Of the page at hand, a post each.
  Account profile_;                      ///< Reused, so that its strings keep their memory.
  ProfileFilter profiles_;
};

}  // namespace

std::unique_ptr<RecordParser> make_twitter_v2_parser(const RecordLimits& limits) {
  return std::make_unique<TwitterV2Parser>(limits);
}

}  // namespace vigie::collector
