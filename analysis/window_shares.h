// Every share of a window in flat arrays, ordered by object and time: what amplification,
// narratives and alerts walk over.
//
// Apart from activity.h, which is ordered by account and knows objects only as topics and listed
// sources need them. Posts stand in the order of (time, account, native id), so that an index is a
// natural key; accounts are indexes into Activity::accounts. Objects keep the store's ids, which
// order nothing that is shown.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/activity.h"
#include "analysis/source_index.h"
#include "analysis/topic.h"
#include "storage/model/amplification.h"
#include "storage/model/time.h"

namespace vigie::analysis {

/// What a post does to a listed source.
enum class ListedUse : std::uint8_t { kNone = 0, kPasses = 1, kContradicts = 2 };

struct WindowShares {
  static constexpr std::uint32_t kNoPost = 0xFFFFFFFFU;

  TimeWindow window;
  std::uint32_t accounts = 0;

  // One entry per post.
  std::vector<std::uint32_t> account;
  std::vector<std::int64_t> time_ms;
  std::vector<TopicMask> topics;  ///< A repost also has those of the post that it passes on.
  std::vector<PostId> post;
  std::vector<std::uint32_t> subject;  ///< The reposted post; kNoPost: none, or not in the window.
  /// Received, for a post that is no repost: those seen in the window, or what the platform says
  /// when that is more. 0 for a repost, whose counter is that of its subject.
  std::vector<std::uint32_t> reposts;
  std::vector<ListedUse> listed;
  std::vector<std::uint8_t> is_repost;

  /// object << 32 | post, ascending: the shares of one object lie together, in order of time.
  std::vector<std::uint64_t> shares;
  std::vector<AmplifiedKind> kind;        ///< By object.
  std::vector<std::uint32_t> post_of;     ///< By object: the post itself, or kNoPost.
  std::vector<std::uint32_t> reposts_of;  ///< By object of kind post: received by it.
  std::uint32_t first_source = 0;         ///< Objects from here on are listed sources.
  std::vector<std::string> source_names;  ///< Of these, in order.
};

/// Index range of the shares of one object.
struct ShareRange {
  std::uint32_t object = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Calls `fn` with the range of each object, by ascending object id.
template <typename Fn>
void for_each_object(const WindowShares& shares, Fn fn) {
  for (std::size_t begin = 0; begin < shares.shares.size();) {
    const auto object = static_cast<std::uint32_t>(shares.shares[begin] >> 32U);
    std::size_t end = begin + 1;
    while (end < shares.shares.size() && shares.shares[end] >> 32U == object) {
      ++end;
    }
    fn(ShareRange{object, begin, end});
    begin = end;
  }
}

[[nodiscard]] inline std::uint32_t post_of_share(std::uint64_t share) {
  return static_cast<std::uint32_t>(share);
}

/// Gathers WindowShares. All add_object first, then add_post in ascending order of post id, each
/// followed by its add_share; then finish, once.
///
/// Memory: 48 bytes a post while gathering and 34 after, 8 a share (16 while sorting), 9 an object
/// id and 40 for each object of kind post.
class WindowSharesBuilder {
 public:
  /// `activity` must hold the accounts, topics and sources of the same window and outlive this.
  WindowSharesBuilder(const Activity& activity,
                      std::span<const ListedSource> listed_sources,
                      const SourceIndex& sources);

  /// Kinds other than URL, hashtag and post are left out. `key` matters for posts only:
  /// `platform native_id`.
  void add_object(ObjectId object, ObjectKind kind, std::string_view key);

  /// Gives the post an index; WindowShares::kNoPost when it is outside the window or its account
  /// has no post in the activity: its shares must not be added.
  std::uint32_t add_post(const SharingPostRow& post);

  /// A share of the post that was added last.
  void add_share(ObjectId object);

  /// Topics of the post added last, from the activity.
  [[nodiscard]] TopicMask topics_of_last() const { return posts_.back().topics; }

  /// Index of the account of the post added last.
  [[nodiscard]] std::uint32_t account_of_last() const { return posts_.back().account; }

  /// Posts on a topic that the activity knows.
  [[nodiscard]] std::uint64_t on_topic() const { return topics_.size(); }

  /// A number from the natural key of the post added last.
  [[nodiscard]] std::uint64_t key_of_last() const { return posts_.back().key; }

  /// @param index_of  Receives, for each index that add_post gave, where that post stands.
  [[nodiscard]] WindowShares finish(std::vector<std::uint32_t>* index_of = nullptr);

 private:
  struct RawPost {
    std::int64_t time_ms = 0;
    std::uint64_t key = 0;
    PostId post;
    std::uint32_t account = 0;
    TopicMask topics = 0;
    std::uint32_t own_object = 0;  ///< 0: nobody shared it.
    std::uint32_t platform_reposts = 0;
    std::uint32_t subject = 0;  ///< Object of the post that it reposts; 0: none.
    PostKind kind = PostKind::kPost;
    ListedUse listed = ListedUse::kNone;
  };

  /// What the activity knows of a post, by post id.
  struct PostTopics {
    PostId post;
    TopicMask topics = 0;
  };

  struct SourcePost {
    PostId post;
    std::uint32_t source = 0;  ///< Index into source_names_.
    bool contradicts = false;
  };

  void name_sources(std::span<const ListedSource> listed_sources, const SourceIndex& sources);
  void gather_known(const Activity& activity);
  void note_sources(RawPost& post, std::uint32_t index);
  [[nodiscard]] std::vector<std::uint32_t> order() const;
  void place_posts(WindowShares& out,
                   const std::vector<std::uint32_t>& order,
                   const std::vector<std::uint32_t>& place) const;
  void settle_subjects(WindowShares& out,
                       const std::vector<std::uint32_t>& order,
                       const std::vector<std::uint32_t>& place) const;

  TimeWindow window_;
  std::vector<std::uint32_t> account_index_;  ///< By account id; 1 + index, 0: none.
  std::uint32_t accounts_ = 0;
  std::vector<PostTopics> topics_;        ///< By post id.
  std::vector<SourcePost> source_posts_;  ///< By post id.
  std::size_t topics_cursor_ = 0;
  std::size_t sources_cursor_ = 0;
  std::vector<std::string> source_names_;
  std::vector<std::uint32_t> entry_of_source_;
  std::vector<AmplifiedKind> kind_;  ///< By object id; kSource: not looked at.
  std::unordered_map<std::uint64_t, std::uint32_t> object_of_key_;
  std::vector<RawPost> posts_;
  std::vector<std::uint64_t> shares_;
  std::vector<std::uint64_t> source_shares_;  ///< Source << 32 | post.
};

}  // namespace vigie::analysis
