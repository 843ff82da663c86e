// Comments and submissions as monthly dumps of Reddit have them (RC_*, RS_*), one object a line.
//
// Source: "Comment" and "Link" under reddit.com/dev/api and github.com/reddit-archive/reddit/wiki/
// JSON; `_meta` as the dumps of Arctic Shift add it. A dump holds what was public when it was
// taken: what its author or a moderator took back since is not kept.
#include <optional>
#include <string>
#include <utility>

#include "collector/archive/json_fields.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/record_parser.h"

namespace vigie::collector {
namespace {

using json::count_at;
using json::Element;
using json::find;
using json::Parsed;
using json::push_once;
using json::refuse;
using json::text_at;
using json::truth_at;

bool is_taken_back(std::string_view text) {
  return text == "[deleted]" || text == "[removed]";
}

bool has_author(Element record) {
  const std::string_view author = text_at(record, "author");
  return !author.empty() && !is_taken_back(author);
}

/// `t2_...`, else `u/name`: old dumps have no ids of accounts.
std::string account_key(Element record) {
  const std::string_view id = text_at(record, "author_fullname");
  return id.starts_with("t2_") ? std::string{id} : "u/" + std::string{text_at(record, "author")};
}

/// `text` without what the API escapes: `&amp; &lt; &gt;`.
std::string plain(std::string_view text) {
  return decode_references(text);
}

bool is_web_url(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

/// What a record says of what became of it.
struct Fate {
  bool is_erased = false;             ///< Its words are gone, or are not to be kept.
  bool is_deleted_by_author = false;  ///< Of these: by its author, not by a moderator.
};

Fate fate_of(Element record, std::string_view text) {
  const bool deleted_later = truth_at(record, "_meta", "was_deleted_later").value_or(false);
  const std::string_view removal = text_at(record, "_meta", "removal_type");
  const std::string_view category = text_at(record, "removed_by_category");
  const bool by_author = text == "[deleted]" || removal == "deleted" || category == "deleted" ||
                         (deleted_later && removal.empty());
  return {.is_erased = by_author || deleted_later || is_taken_back(text) || !removal.empty(),
          .is_deleted_by_author = by_author};
}

void read_comment(Element record, Post& post) {
  post.kind = PostKind::kReply;
  post.parent_id = text_at(record, "parent_id");
  post.root_id = text_at(record, "link_id");
  if (post.parent_id.empty()) {
    post.parent_id = post.root_id;
  }
  post.text = plain(text_at(record, "body"));
}

/// The submission that `record` passes on, where the dump repeats it.
std::optional<Element> crossposted(Element record) {
  simdjson::dom::array parents;
  Element first;
  const auto list = find(record, "crosspost_parent_list");
  if (!list || list->get(parents) != simdjson::SUCCESS ||
      parents.at(0).get(first) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  return first;
}

/// A crosspost is a repost, unless its author wrote something: a text, or another title.
void read_crosspost(Element record, Post& post) {
  const auto parent = crossposted(record);
  const std::string_view parent_title = parent ? text_at(*parent, "title") : std::string_view{};
  const std::string_view body = text_at(record, "selftext");
  const bool has_own_words = (!body.empty() && !is_taken_back(body)) ||
                             (!parent_title.empty() && parent_title != text_at(record, "title"));
  post.subject_id = text_at(record, "crosspost_parent");
  post.kind = has_own_words ? PostKind::kQuote : PostKind::kRepost;
  if (!has_own_words) {
    post.text.clear();
  }
  if (parent && has_author(*parent)) {
    post.subject_account_native_id = account_key(*parent);
    post.subject_account_handle = text_at(*parent, "author");
  }
  if (parent) {
    post.subject_created = json::unix_time(find(*parent, "created_utc"));
  }
}

void read_submission(Element record, Post& post) {
  post.text = plain(text_at(record, "title"));
  const std::string body = plain(text_at(record, "selftext"));
  post.text.append(post.text.empty() || body.empty() ? "" : "\n").append(body);
  const std::string url = plain(text_at(record, "url"));
  // Of a text post the URL is its own page.
  if (!truth_at(record, "is_self").value_or(false) && is_web_url(url)) {
    push_once(post.urls, url);
  }
  if (!text_at(record, "crosspost_parent").empty()) {
    read_crosspost(record, post);
  }
}

void erase_words(Post& post) {
  post.text.clear();
  post.urls.clear();
  post.tags.clear();
}

class RedditParser : public RecordParser {
 public:
  explicit RedditParser(const RecordLimits& limits) : reader_(limits) {}

  Parsed parse(const RawRecord& raw, RecordBatch& batch) override {
    const auto tree = reader_.read(raw.bytes);
    if (!tree) {
      return tl::unexpected{tree.error()};
    }
    const Element record = tree->root;
    const bool is_comment = find(record, "body").has_value();
    if (!is_comment && !find(record, "title")) {
      ++batch.records_ignored;  // accounts, subreddits
      return {};
    }
    const std::string id = json::scalar_text(find(record, "id"));
    if (id.empty()) {
      return refuse("id: missing");
    }
    const std::string key = (is_comment ? "t1_" : "t3_") + id;
    if (text_at(record, "subreddit_type") == "private") {
      batch.ignore("visibility: not public");
      return {};
    }
    if (!has_author(record)) {
      return take_orphan(record, key, batch);
    }
    const auto created = json::needed_unix_time(find(record, "created_utc"));
    if (!created) {
      return tl::unexpected{created.error()};
    }
    add_post(*tree, is_comment, key, *created, batch);
    return {};
  }

 private:
  /// The account is gone, or the author took the post back: whatever an earlier dump said is
  /// erased. Without even the mark it is a broken record.
  static Parsed take_orphan(Element record, const std::string& key, RecordBatch& batch) {
    if (text_at(record, "author").empty()) {
      return refuse("account: missing");
    }
    batch.deletions.push_back({.native_id = key, .time = {}});
    return {};
  }

  void add_post(const json::TreeReader::Tree& tree,
                bool is_comment,
                const std::string& key,
                UtcTime created,
                RecordBatch& batch) {
    const Element record = tree.root;
    Post& post = batch.posts.emplace_back();
    post.native_id = key;
    post.account_native_id = account_key(record);
    post.created = created;
    if (const std::string_view community = text_at(record, "subreddit"); !community.empty()) {
      push_once(post.tags, "r/" + std::string{community});
    }
    is_comment ? read_comment(record, post) : read_submission(record, post);
    const Fate fate = fate_of(record, text_at(record, is_comment ? "body" : "selftext"));
    if (fate.is_erased) {
      erase_words(post);
    }
    if (fate.is_deleted_by_author) {
      batch.deletions.push_back({.native_id = key, .time = {}});
    }
    post.sensitive = truth_at(record, "over_18");
    post.edited = json::unix_time(find(record, "edited"));  // `false` when it was not
    if (post.kind != PostKind::kRepost) {
      post.metrics.likes = count_at(record, "score");
      post.metrics.replies = count_at(record, "num_comments");
      post.metrics.reposts = count_at(record, "num_crossposts");
    }
    post.text_repaired = replace_nul(post.text) || tree.repaired;
    add_profile(record, created, batch);
  }

  void add_profile(Element record, UtcTime seen, RecordBatch& batch) {
    Account account;
    account.native_id = account_key(record);
    account.handle = text_at(record, "author");
    account.created = json::unix_time(find(record, "author_created_utc"));
    account.seen = seen;
    if (profiles_.admit(account)) {
      batch.accounts.push_back(std::move(account));
    }
  }

  json::TreeReader reader_;
  ProfileFilter profiles_;
};

}  // namespace

std::unique_ptr<RecordParser> make_reddit_parser(const RecordLimits& limits) {
  return std::make_unique<RedditParser>(limits);
}

}  // namespace vigie::collector
