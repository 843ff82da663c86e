// Tables of X's archive of state-linked information operations: the posts and the accounts that the
// platform removed and published, with its own judgement of who was behind them.
//
// Ids are opaque: those of small accounts are hashes. Times are to the minute. Counters and
// profiles are those of the time of removal. Where an account's name was hashed too, the name is
// its id again and no handle.
#include <array>
#include <utility>

#include "collector/archive/cell_values.h"
#include "collector/archive/label_filter.h"
#include "collector/archive/list_cell.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/refusal.h"
#include "collector/archive/table_columns.h"
#include "collector/archive/table_formats.h"

namespace vigie::collector {
namespace {

constexpr std::string_view kLabel = "state_linked_operation";

/// Columns of both tables, then those of the posts. Locations, links of profiles, the language of
/// an account and coordinates are not read.
enum Column : std::size_t {
  kAccount,
  kHandle,
  kDisplayName,
  kBio,
  kFollowers,
  kFollowing,
  kAccountCreated,
  kAccountColumns,
  kPost = kAccountColumns,
  kLanguage,
  kText,
  kTime,
  kClient,
  kParent,
  kQuoted,
  kIsRepost,
  kRepostedAccount,
  kReposted,
  kQuotes,
  kReplies,
  kLikes,
  kReposts,
  kTags,
  kUrls,
  kMentions,
  kPostColumns
};

constexpr std::array<std::string_view, kPostColumns> kNames{"userid",
                                                            "user_screen_name",
                                                            "user_display_name",
                                                            "user_profile_description",
                                                            "follower_count",
                                                            "following_count",
                                                            "account_creation_date",
                                                            "tweetid",
                                                            "tweet_language",
                                                            "tweet_text",
                                                            "tweet_time",
                                                            "tweet_client_name",
                                                            "in_reply_to_tweetid",
                                                            "quoted_tweet_tweetid",
                                                            "is_retweet",
                                                            "retweet_userid",
                                                            "retweet_tweetid",
                                                            "quote_count",
                                                            "reply_count",
                                                            "like_count",
                                                            "retweet_count",
                                                            "hashtags",
                                                            "urls",
                                                            "user_mentions"};

void append_items(std::string_view cell, char strip, std::vector<std::string>& target) {
  for (std::string& item : split_list_cell(cell, {})) {
    if (item.starts_with(strip)) {
      item.erase(0, 1);
    }
    if (!item.empty()) {
      target.push_back(std::move(item));
    }
  }
}

/// A link may hold commas: what has no scheme goes on with the link before it.
void append_urls(std::string_view cell, std::vector<std::string>& urls) {
  for (std::string& item : split_list_cell(cell, {})) {
    if (urls.empty() || item.find("://") != std::string::npos) {
      urls.push_back(std::move(item));
    } else {
      urls.back() += "," + item;
    }
  }
}

/// What both tables say of an account. Keeps the memory of its strings.
void fill_account(const TableColumns& row, Account& account) {
  const std::string_view id = row[kAccount];
  account.native_id = id;
  account.handle = row[kHandle] == id ? std::string_view{} : row[kHandle];
  account.display_name = row[kDisplayName] == id ? std::string_view{} : row[kDisplayName];
  account.bio = row[kBio];
  account.followers = parse_count(row[kFollowers]);
  account.following = parse_count(row[kFollowing]);
  account.created = parse_plausible_time(TimeFormat{}, row[kAccountCreated]);
}

class IoTweetsParser : public RecordParser {
 public:
  IoTweetsParser(const std::vector<std::string>& header, std::string origin)
      : row_(kNames, header), has_profile_(has_profile(row_)), origin_(std::move(origin)) {}

  tl::expected<void, ParseError> parse(const RawRecord& record, RecordBatch& batch) override {
    row_.read(record);
    if (row_[kPost].empty()) {
      return refuse("id: missing");
    }
    if (row_[kAccount].empty()) {
      return refuse("account: missing");
    }
    const auto time =
        checked_time(row_[kTime], [](std::string_view text) { return TimeFormat{}.parse(text); });
    if (!time) {
      return tl::unexpected{time.error()};
    }
    fill(*time, !record.valid_utf8, batch.posts.emplace_back());
    add_profile(*time, batch);
    labels_.add(row_[kAccount], kLabel, origin_, batch);
    return {};
  }

 private:
  /// A table without any column of a profile says nothing of one.
  [[nodiscard]] static bool has_profile(const TableColumns& row) {
    for (std::size_t column = kHandle; column < kAccountColumns; ++column) {
      if (row.has(column)) {
        return true;
      }
    }
    return false;
  }

  void add_profile(UtcTime time, RecordBatch& batch) {
    if (!has_profile_) {
      return;
    }
    fill_account(row_, profile_);
    profile_.seen = time;
    if (profiles_.admit(profile_)) {
      batch.accounts.push_back(profile_);
    }
  }

  void fill(UtcTime time, bool repaired, Post& post) const {
    post.native_id = row_[kPost];
    post.account_native_id = row_[kAccount];
    post.created = time;
    if (parse_truth(row_[kIsRepost]).value_or(!row_[kReposted].empty())) {
      fill_repost(post);
    } else {
      fill_own_words(post);
    }
    post.declared_language = row_[kLanguage];
    post.client_app = row_[kClient];
    append_items(row_[kTags], '#', post.tags);
    append_urls(row_[kUrls], post.urls);
    post.text_repaired = replace_nul(post.text) || repaired;
  }

  /// Text, mentions and counters are the subject's. Without its id the text is the only trace of
  /// what was reposted.
  void fill_repost(Post& post) const {
    post.kind = PostKind::kRepost;
    post.subject_id = row_[kReposted];
    post.subject_account_native_id = row_[kRepostedAccount];
    if (post.subject_id.empty()) {
      post.text = decode_references(row_[kText]);
    }
  }

  void fill_own_words(Post& post) const {
    post.text = decode_references(row_[kText]);
    post.parent_id = row_[kParent];
    post.subject_id = row_[kQuoted];
    if (!post.parent_id.empty()) {
      post.kind = PostKind::kReply;  // also when it quotes: the subject tells
    } else if (!post.subject_id.empty()) {
      post.kind = PostKind::kQuote;
    }
    append_items(row_[kMentions], '@', post.mentions);
    post.metrics.quotes = parse_count(row_[kQuotes]);
    post.metrics.replies = parse_count(row_[kReplies]);
    post.metrics.likes = parse_count(row_[kLikes]);
    post.metrics.reposts = parse_count(row_[kReposts]);
  }

  TableColumns row_;
  bool has_profile_;
  std::string origin_;
  Account profile_;  ///< Reused, so that its strings keep their memory.
  ProfileFilter profiles_;
  LabelFilter labels_;
};

class IoUsersParser : public RecordParser {
 public:
  IoUsersParser(const std::vector<std::string>& header, std::string origin)
      : row_(std::span{kNames}.first<kAccountColumns>(), header), origin_(std::move(origin)) {}

  tl::expected<void, ParseError> parse(const RawRecord& record, RecordBatch& batch) override {
    row_.read(record);
    if (row_[kAccount].empty()) {
      return refuse("account: missing");
    }
    fill_account(row_, batch.accounts.emplace_back());
    labels_.add(row_[kAccount], kLabel, origin_, batch);
    return {};
  }

 private:
  TableColumns row_;
  std::string origin_;
  LabelFilter labels_;
};

}  // namespace

std::unique_ptr<RecordParser> make_io_tweets_parser(const std::vector<std::string>& header,
                                                    std::string origin) {
  return std::make_unique<IoTweetsParser>(header, std::move(origin));
}

std::unique_ptr<RecordParser> make_io_users_parser(const std::vector<std::string>& header,
                                                   std::string origin) {
  return std::make_unique<IoUsersParser>(header, std::move(origin));
}

}  // namespace vigie::collector
