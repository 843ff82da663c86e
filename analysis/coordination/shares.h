// The seam of the coordination analysis: who put which object before an audience, when.
//
// Everything is an integer in a flat array. Accounts, objects, sources and posts are dense indices
// that the caller gives out in the order of natural keys (platform and native id, object kind and
// key): results are ordered by index, so an index that followed a database id would make them
// depend on arrival. Shares themselves may come in any order.
//
// An empty field is no object and must not be handed in; neither are emoji-only or short texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "storage/model/coordination.h"

namespace vigie::analysis {

using Layer = CoordinationLayer;
inline constexpr std::size_t kLayerCount = kCoordinationLayerCount;

/// No source, no time, no group.
inline constexpr std::uint32_t kNothing = 0xFFFFFFFFU;

/// Who put an object before anybody else did, when.
struct Publication {
  std::uint32_t account = kNothing;  ///< Nobody known.
  std::int64_t time_ms = 0;
};

/// Shares of one layer: four arrays of one length, share i is `account[i]` putting `object[i]`.
struct LayerShares {
  Layer layer = Layer::kUrl;
  std::uint32_t objects = 0;           ///< `object[i] < objects`.
  std::vector<std::uint32_t> account;  ///< < CoordinationInput::accounts.
  std::vector<std::uint32_t> object;
  std::vector<std::int64_t> time_ms;  ///< UTC milliseconds, any sign.
  std::vector<std::uint32_t> post;    ///< Index of the post; several shares may be of one post.
  /// Per object: who it comes from (the reposted account, the URL's domain), or `kNothing`. Empty:
  /// unknown for all. Accounts that follow one source meet on its objects without any plan.
  std::vector<std::uint32_t> source;
  /// Per object: the post reposted or replied to, as far as its account is in the collection.
  /// Empty, or nobody: the first share stands for it.
  std::vector<Publication> published;
};

/// An account known to coordinate in the open (a party, a union, a newsroom): marked, never hidden.
struct BenignAccount {
  std::uint32_t account = 0;
  std::uint32_t reason = 0;  ///< The caller's index of the reason.
};

struct CoordinationInput {
  std::uint32_t accounts = 0;
  std::vector<LayerShares> layers;       ///< Each layer at most once, in any order.
  std::vector<std::uint16_t> stratum;    ///< Per account: language and time slot; empty: one.
  std::vector<std::int64_t> created_ms;  ///< Per account, -1 unknown; empty: all unknown.
  std::vector<std::uint32_t> posts;      ///< Per account, posts of the window; empty: counted.
  std::vector<BenignAccount> benign;     ///< By account.
};

}  // namespace vigie::analysis
