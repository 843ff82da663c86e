// From the rows of a window to the shares that the test of pairs takes: which account put which
// object before its audience, when, layer by layer.
//
// Rows pass once, beside ActivityBuilder, whose order of accounts and posts this file takes over:
// an index here is an index there. Objects are numbered by their natural keys (a hash of kind and
// key), never by database ids.
//
// What is an object, and of what:
// - repost: the post that is reposted or quoted. A repost belongs to this layer alone, for its
//   links, tags and words are its original's. Reposts of oneself are left out.
// - url: the canonical link, shortened ones included: who shares one short link shares one page. A
//   bare host (a home page) is the domain layer's; that of a shortener is nothing.
// - hashtag_sequence: two different tags or more, in order. text: a cluster of near-duplicates, or
//   a text of its own. media: its hash.
// - reply: the post replied to, unless it is known to be the account's own (a thread).
// - domain (weak): the registrable domain of a link. Shorteners have none, for what is behind them
//   is unknown; a domain with more sharers than `max_sharers` says nothing of a pair and is left
//   out.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/activity.h"
#include "analysis/coordination/options.h"
#include "analysis/coordination/shares.h"
#include "analysis/near_duplicates.h"
#include "analysis/options.h"
#include "storage/model/activity.h"

namespace vigie::analysis {

/// Shares of a window, and the way back from their indices to what the store knows.
struct CoordinationShares {
  /// Account i is `activity.accounts[i]`, post p is `activity.post[p]`. Layers without a share are
  /// absent. `benign[].reason` is an index into CoordinationSettings::known.
  CoordinationInput input;
  /// By layer: the stored object of an object index; empty for texts and domains, which are none.
  std::array<std::vector<ObjectId>, kLayerCount> objects;
  /// Text objects below `clusters.size()`: near-duplicates; `representative_post` is an index into
  /// the activity. Those above are texts that nobody repeated.
  std::vector<TextCluster> clusters;
  std::vector<std::string> languages;      ///< Ascending; the first is empty: unknown.
  std::vector<std::uint16_t> language_of;  ///< Per post: index into `languages`.
  NearDuplicateCounts texts;
  std::uint32_t common_domains = 0;  ///< Left out: too many sharers.
};

/// Gathers shares. Call beside the ActivityBuilder's functions of the same names, in its order;
/// then build once. About 40 bytes per post and 24 per object, besides NearDuplicateFinder's.
class ShareBuilder {
 public:
  void add_domain(const DomainRow& row);
  void add_object(const ObjectRow& row);
  void add_post(const PostRow& row);
  /// `post` is what ActivityBuilder::add_share gave for the same row.
  void add_share(std::uint32_t post, const ShareRow& row);

  /// @param activity  Of the ActivityBuilder that took the same rows.
  /// @param known     Accounts that coordinate in the open; one that is named twice keeps the first
  ///                  reason.
  [[nodiscard]] CoordinationShares build(const Activity& activity,
                                         std::span<const KnownCoordinators> known,
                                         const CoordinationOptions& options);

 private:
  struct ObjectFacts {
    std::uint64_t key = 0;  ///< Hash of kind and key.
    std::uint32_t domain = 0;
    ObjectKind kind = ObjectKind::kMention;
    bool shortened = false;
    bool bare_host = false;
  };

  struct PostFacts {
    std::uint64_t native_id = 0;  ///< Hash of it.
    std::uint16_t language = 0;
    bool repost = false;
    bool text = false;  ///< Long enough to be an object.
  };

  /// As read: a post, and the database's key of what it shares (an object, or a domain).
  struct RawShare {
    std::uint32_t post = 0;
    std::uint32_t target = 0;
  };

  class Assembly;

  void note(Layer layer, std::uint32_t post, std::int64_t target) {
    raw_[static_cast<std::size_t>(layer)].push_back({post, static_cast<std::uint32_t>(target)});
  }

  std::vector<std::uint64_t> domains_;  ///< By domain id: hash of the registrable domain.
  std::vector<ObjectFacts> objects_;    ///< By object id.
  std::vector<PostFacts> posts_;
  std::array<std::vector<RawShare>, kLayerCount> raw_;
  std::vector<std::uint32_t> repost_authors_;  ///< Account ids, one per raw share of a repost.
  std::unordered_map<std::string, std::uint16_t> languages_;
  NearDuplicateFinder texts_;
};

}  // namespace vigie::analysis
