// Polarity of objects between the two seeded sides of a topic, and how one-sided an account's
// choice of them is, as an unsigned magnitude.
//
// Which side is said of objects (hashtags, domains) only; it follows from which objects appear with
// the seeds that the topic file publishes. Of an account nothing signed leaves this file: neither a
// side nor the valence of its posts.
//
// Source: Conover et al. 2011 (Political polarization on Twitter, ICWSM), valence of hashtags;
// METHODS section 5. Simpson 1949, doi:10.1038/163688a0, for focus.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/topic.h"

namespace vigie::analysis {

/// One post of a topic putting one object before its audience. Indices are the caller's own, dense
/// from 0 (accounts of the window, objects of the topic).
struct ObjectUse {
  std::uint32_t account = 0;
  std::uint32_t object = 0;

  friend auto operator<=>(const ObjectUse&, const ObjectUse&) = default;
};

struct PolarityOptions {
  std::uint32_t min_object_uses = 10;  ///< Objects used less often have no valence (METHODS 5).
  std::uint32_t min_account_uses = 5;  ///< Uses of objects with a valence.
  double shrinkage = 5.0;              ///< Worth so many uses of neutral objects.
};

/// Valence of each object, in [-1, 1]: -1 used by the first side only, +1 by the second only.
///
/// An account stands on the side whose seeds it used in more posts; with a tie, on none. An
/// object's valence is 2 r / (l + r) - 1, where l and r are the shares of the accounts of each side
/// that used it, each with half an account of the smaller side added, so that thin use stays near
/// 0. (Conover counts posts; accounts are counted here, so that one busy account cannot colour an
/// object.)
///
/// @param uses   One row per post and object, in any order: the result does not depend on it.
/// @param seeds  -1, 0 or +1 per object; its size is the number of objects. Seeds keep their side.
/// @return       One per object; nothing for rare ones, for objects that neither side uses, and for
///               all when one side has no account. O(n log n).
[[nodiscard]] std::vector<std::optional<double>> measure_valence(
    std::span<const ObjectUse> uses,
    std::span<const std::int8_t> seeds,
    const PolarityOptions& options = {});

/// One-sidedness of each account, 0 (balanced) to below 1: the magnitude of the sum of its objects'
/// valences over their number plus `shrinkage`. Nothing below `min_account_uses`.
///
/// @param accounts  Number of accounts; `uses` and `valence` as above.
[[nodiscard]] std::vector<std::optional<double>> measure_one_sidedness(
    std::span<const ObjectUse> uses,
    std::span<const std::optional<double>> valence,
    std::uint32_t accounts,
    const PolarityOptions& options = {});

/// Focus of one account on the monitored topics: Simpson's sum of n_k (n_k - 1) / (n (n - 1)), with
/// n all its posts and a pair that shares several topics counted once.
///
/// @param posts  Topics of each of its posts, 0 for none, in any order.
/// @return       0..1; nothing below 2 posts. O(n + m^2) for m distinct masks.
[[nodiscard]] std::optional<double> measure_topic_focus(std::span<const TopicMask> posts);

}  // namespace vigie::analysis
