#include <utility>

#include "collector/archive/plain_text.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/refusal.h"
#include "collector/archive/twitter_v1_status.h"

namespace vigie::collector {
namespace {

using twitter_v1::Body;
using twitter_v1::Status;
using twitter_v1::User;

std::string_view id_of(const Status& status) {
  return status.id(Status::kIdString, Status::kIdNumber);
}

std::optional<UtcTime> plausible_time(std::string_view text) {
  const auto time = parse_twitter_time(text);
  return time && is_plausible_time(*time) ? time : std::nullopt;
}

void copy_subject(const Status& subject, Post& post) {
  post.subject_id = id_of(subject);
  post.subject_account_native_id = subject.user.id();
  post.subject_account_handle = subject.user.text[User::kHandle];
  post.subject_created = plausible_time(subject.text[Status::kCreated]);
}

/// The reposted status' links and tags count for the repost, its text and mentions do not: those
/// are its author's words.
void copy_repost(const Status& subject, Post& post) {
  post.kind = PostKind::kRepost;
  copy_subject(subject, post);
  subject.whole().copy_entities(false, post);
}

void copy_own_words(const twitter_v1::Record& record, Post& post) {
  const Status& status = record.status;
  post.text = decode_references(status.whole_text());
  status.whole().copy_entities(true, post);
  post.parent_id = status.id(Status::kReplyString, Status::kReplyNumber);
  post.subject_id = status.id(Status::kQuotedString, Status::kQuotedNumber);
  if (status.has_quote) {
    copy_subject(record.quoted, post);
  }
  if (!post.parent_id.empty()) {
    post.kind = PostKind::kReply;  // also when it quotes: the subject tells
  } else if (!post.subject_id.empty()) {
    post.kind = PostKind::kQuote;
  }
}

void copy_metrics(const Status& status, Post& post) {
  post.metrics.likes = status.count[Status::kLikes];
  post.metrics.reposts = status.count[Status::kReposts];
  post.metrics.replies = status.count[Status::kReplies];
  post.metrics.quotes = status.count[Status::kQuotes];
}

/// Keeps the memory of `account`'s strings.
void copy_profile(const User& user, std::optional<UtcTime> seen, Account& account) {
  account.native_id = user.id();
  account.handle = user.text[User::kHandle];
  account.display_name = user.text[User::kName];
  account.bio = user.text[User::kBio];
  account.created = plausible_time(user.text[User::kCreated]);
  account.followers = user.count[User::kFollowers];
  account.following = user.count[User::kFollowing];
  account.posts_count = user.count[User::kPosts];
  account.verified = user.verified;
  account.seen = seen;
}

bool says_more_than_an_id(const Account& account) {
  return !account.handle.empty() || !account.display_name.empty() || account.created ||
         account.followers || account.following || account.posts_count;
}

class TwitterV1Parser : public RecordParser {
 public:
  explicit TwitterV1Parser(const RecordLimits& limits) : decoder_(limits.max_depth) {}

  tl::expected<void, ParseError> parse(const RawRecord& raw, RecordBatch& batch) override {
    const auto decoded = decoder_.decode(raw.bytes);
    if (!decoded) {
      return tl::unexpected{decoded.error()};
    }
    const twitter_v1::Record& record = **decoded;
    if (record.is_notice) {
      take_notice(record, batch);
      return {};
    }
    return take_status(record, batch);
  }

 private:
  static void take_notice(const twitter_v1::Record& record, RecordBatch& batch) {
    if (record.deleted_id.empty()) {
      ++batch.records_ignored;
    } else {
      batch.deletions.push_back({.native_id = std::string{record.deleted_id}, .time = {}});
    }
  }

  tl::expected<void, ParseError> take_status(const twitter_v1::Record& record, RecordBatch& batch) {
    const Status& status = record.status;
    if (id_of(status).empty()) {
      return refuse("id: missing");
    }
    if (status.user.id().empty()) {
      return refuse("account: missing");
    }
    const auto time = checked_time(status.text[Status::kCreated], parse_twitter_time);
    if (!time) {
      return tl::unexpected{time.error()};
    }
    add_post(record, *time, batch.posts.emplace_back());
    add_profile(status.user, *time, batch);
    if (status.has_repost) {
      add_profile(record.reposted.user, *time, batch);
    }
    return {};
  }

  static void add_post(const twitter_v1::Record& record, UtcTime time, Post& post) {
    const Status& status = record.status;
    post.native_id = id_of(status);
    post.account_native_id = status.user.id();
    post.created = time;
    if (status.has_repost) {
      copy_repost(record.reposted, post);
    } else {
      copy_own_words(record, post);
      copy_metrics(status, post);  // a repost's counters are its subject's
    }
    post.declared_language = status.text[Status::kLanguage];
    post.client_app = anchor_text(status.text[Status::kSource]);
    post.sensitive = status.sensitive;
    post.text_repaired = replace_nul(post.text) || record.repaired;
  }

  void add_profile(const User& user, std::optional<UtcTime> seen, RecordBatch& batch) {
    copy_profile(user, seen, profile_);
    if (!profile_.native_id.empty() && says_more_than_an_id(profile_) &&
        profiles_.admit(profile_)) {
      batch.accounts.push_back(profile_);
    }
  }

  twitter_v1::RecordDecoder decoder_;
  Account profile_;
  ProfileFilter profiles_;
};

}  // namespace

std::unique_ptr<RecordParser> make_twitter_v1_parser(const RecordLimits& limits) {
  return std::make_unique<TwitterV1Parser>(limits);
}

}  // namespace vigie::collector
