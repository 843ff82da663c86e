// Activity of a span, by account, in flat arrays: what the score is computed from.
//
// Rows come in the order in which the store reads them once, sequentially (domains, objects, posts
// by time, shares by post, accounts). Texts are measured as they pass and let go: a post costs
// about 90 bytes here, whatever its length, and a fifth more until all are in order.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/covered_time.h"
#include "analysis/post_reading.h"
#include "analysis/source_index.h"
#include "analysis/text_facts.h"
#include "analysis/topic.h"
#include "analysis/wording.h"
#include "storage/model/activity.h"
#include "storage/model/share_stance.h"
#include "storage/model/time.h"

namespace vigie::analysis {

/// What a post puts before its audience, as far as lists know.
struct ShareFacts {
  bool links : 1 = false;  ///< Has a URL, or is a repost or quote.
  bool repost : 1 = false;
  bool reply : 1 = false;
  bool client_known : 1 = false;
  bool automatic_client : 1 = false;           ///< posting_client.h.
  std::uint8_t tier = 0;                       ///< SourceTier of the lowest listed tier; 0: none.
  ShareStance stance = ShareStance::kEndorse;  ///< Of whatever it shares.

  [[nodiscard]] bool is_listed() const { return tier != 0; }
};

/// An account with posts in the span.
struct ActivityAccount {
  AccountId account;
  std::string platform;
  std::string native_id;
  std::string handle;
  std::string language;  ///< Of most of its posts that have one; of equals the first by name.
  std::optional<std::int64_t> created_ms;
  std::optional<std::int64_t> followers;
  std::optional<std::int64_t> following;
  std::optional<std::int64_t> posts_count;  ///< Of its whole life, as the platform counts.
  DeclaredBot declared_bot = DeclaredBot::kUnknown;
  std::uint32_t first_post = 0;  ///< Its posts are [first_post, last_post) of the post arrays.
  std::uint32_t last_post = 0;
  std::vector<CoverageRow> coverage;  ///< Spans in which its posts would have been seen.
};

/// Shares of one hashtag or domain, for polarity: which post, which object.
struct PolarityUse {
  std::uint32_t post = 0;    ///< Index into the post arrays.
  std::uint32_t object = 0;  ///< Index into Activity::polarity_objects.

  friend auto operator<=>(const PolarityUse&, const PolarityUse&) = default;
};

/// Posts are grouped by account and ascend in time within; accounts ascend by platform and native
/// id. The post arrays have one entry per post, all of the same length.
struct Activity {
  TimeWindow span;
  std::vector<ActivityAccount> accounts;
  std::vector<std::int64_t> time_ms;
  std::vector<PostId> post;
  std::vector<TextFacts> text;
  std::vector<TextMarks> marks;
  /// Whom it reposts, quotes or answers: equal numbers, equal accounts (or answered posts, where
  /// the account is not known); 0: nobody. Numbers mean nothing else, they depend on the database.
  std::vector<std::uint32_t> target;
  /// Which post it reposts: equal numbers, equal posts; 0: no repost. Likewise of the database.
  std::vector<std::uint32_t> repost_of;
  std::vector<ShareFacts> share;
  std::vector<TopicMask> topics;
  /// Of the post's own words, hundredths, or Wording::kNoTone. For sums over the posts of many
  /// accounts only: no number about one account may come from it.
  std::vector<std::int16_t> tone;
  std::vector<std::int64_t>
      repost_latency_ms;             ///< -1: no repost, or the original's time is unknown.
  std::vector<std::uint32_t> place;  ///< Index into the post arrays of the i-th post as given.

  /// Listed sources seen, with the posts that put them before an audience (a post once per source).
  struct SourceUse {
    std::uint32_t post = 0;
    std::uint32_t source = 0;  ///< Index into ActivityBuilder::listed_sources.

    friend auto operator<=>(const SourceUse&, const SourceUse&) = default;
  };

  std::vector<SourceUse> source_uses;  ///< By post.

  std::vector<PolarityUse> object_uses;  ///< Hashtags and domains in posts on a topic, by post.
  /// Natural key of each polarity object: `#tag`, or the host.
  std::vector<std::string> polarity_objects;

  LiveLedger ledger;  ///< What live sources saw and missed.

  bool seconds_known = true;  ///< False when all times share second 00.
  std::uint64_t url_shares = 0;
  std::uint64_t url_shares_shortened = 0;
};

/// A listed source met while reading: a host, or an account that others repost or quote.
struct ListedSource {
  DomainId domain;    ///< 0 for an account.
  AccountId account;  ///< 0 for a host.
  SourceHit hit;
};

/// Gathers an Activity. Call in this order: all add_domain, all add_object, all add_handle, all
/// add_post (ascending time), all add_share (ascending post), all add_account, all add_coverage
/// and add_ledger, then build once.
class ActivityBuilder {
 public:
  /// References must outlive the builder. Without `wording` no post has a tone, and every share is
  /// an endorsement.
  ActivityBuilder(TimeWindow span,
                  const SourceIndex& sources,
                  TopicMatcher& topics,
                  const WordingReader* wording = nullptr);

  void add_domain(const DomainRow& row);
  void add_object(const ObjectRow& row);
  void add_handle(const HandleRow& row);

  /// Room for so many posts: without it every array is copied again and again.
  void reserve_posts(std::uint64_t posts);

  void add_post(const PostRow& row);
  /// The same, with what was read of the post elsewhere.
  void add_post(const PostRow& row, const PostReading& reading);
  /// @return  How many posts were given before the one that shares; nothing: it is outside the
  /// span.
  std::optional<std::uint32_t> add_share(const ShareRow& row);
  void add_account(const AccountRow& row);
  void add_coverage(const CoverageRow& row);
  void add_ledger(const LedgerRow& row);

  /// Hosts and accounts on a list, in the order in which they were given.
  [[nodiscard]] const std::vector<ListedSource>& listed_sources() const { return listed_sources_; }

  [[nodiscard]] Activity build();

 private:
  struct DomainFacts {
    TopicMask topics = 0;
    std::uint32_t listed_source = 0;    ///< 1 + index; 0: not listed.
    std::uint32_t polarity_object = 0;  ///< 1 + index; 0: none yet.
  };

  struct ObjectFacts {
    TopicMask topics = 0;
    std::uint32_t domain = 0;
    std::uint32_t polarity_object = 0;  ///< 1 + index; 0: none.
    ObjectKind kind = ObjectKind::kPost;
    bool shortened = false;
  };

  /// What decides the order of the posts, in the order given; let go when that is known.
  struct OrderColumns {
    std::vector<std::uint32_t> account;
    std::vector<std::uint64_t> text_hash;
    std::vector<std::uint64_t> native_hash;
    std::vector<std::uint8_t> language;  ///< 1 + index into languages_; 0: unknown.
  };

  struct RawUse {
    std::uint32_t post = 0;
    std::uint32_t object = 0;  ///< Or listed source.
  };

  /// Calls `action` with every array that has one entry per post.
  template <typename Action>
  void for_each_column(Action action);
  void order_by_post_id();

  [[nodiscard]] std::size_t post_by_id(std::size_t rank) const {
    return by_post_id_.empty() ? rank : by_post_id_[rank];
  }

  std::uint8_t number_of_language(std::string_view language);
  void name_languages(const std::vector<std::uint32_t>& order);
  void sort_polarity_objects();
  std::uint32_t list_source(const ListedSource& source);
  void note_source(std::uint32_t post, std::uint32_t listed_source);
  void note_url(std::uint32_t post, const ObjectFacts& facts);
  std::uint32_t polarity_object_of_domain(std::uint32_t domain);
  /// Accounts that posted, by their natural keys. @return  By account id, where each went.
  [[nodiscard]] std::vector<std::uint32_t> order_accounts();
  /// Posts by account, then time; notes each account's range.
  [[nodiscard]] std::vector<std::uint32_t> order_posts(
      const std::vector<std::uint32_t>& rank_of_account);
  /// Equal times of one account go by content, never by database id.
  void settle_ties(std::vector<std::uint32_t>& order) const;
  /// Brings the post arrays into `order`, one after the other, and notes where each post went.
  void place_posts(std::vector<std::uint32_t> order);
  void place_uses();

  const SourceIndex& sources_;
  TopicMatcher& topics_;
  const WordingReader* wording_;
  std::vector<DomainFacts> domains_;  ///< By domain id.
  std::vector<std::string> domain_host_;
  std::vector<ObjectFacts> objects_;  ///< By object id.
  std::vector<ListedSource> listed_sources_;
  std::unordered_map<std::int64_t, std::uint32_t> listed_accounts_;  ///< 1 + index, by account id.
  Activity activity_;  ///< Its post arrays are in the order given until `build`.
  OrderColumns order_;
  std::vector<std::string> languages_;     ///< Met so far, at most 255.
  std::vector<std::uint32_t> by_post_id_;  ///< Empty: ids ascend as the posts were given.
  bool is_ordered_by_post_id_ = false;
  std::size_t share_cursor_ = 0;
  std::vector<RawUse> source_uses_;
  std::vector<RawUse> object_uses_;
  std::vector<CoverageRow> coverage_;
  std::vector<LedgerRow> ledger_;
};

}  // namespace vigie::analysis
