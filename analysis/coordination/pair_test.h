// The test of pairs: which repetitions does chance not explain?
//
// Every pair that met on three objects or more is asked two questions.
//
// Did they meet at once more often than their activity explains? In each window, up to each
// popularity, for all strong layers as one and for each alone, the number of meetings is compared
// with null_model.h's expectation by a Poisson tail. Meetings of one post of either account count
// once, so that a link with its own headline is not two.
//
// Given the objects they share, were they close in time? Accounts with one taste share much and the
// first question would blame them. The exact Poisson binomial tail over the shared objects' close
// rates asks only about time, among the pairs that share more than their degrees explain (a choice
// that looks at no time, so it spends nothing). Only a pair that chance fails to explain here, at
// the same false-discovery rate, may use its fast tests.
//
// Sharing much over the whole period, without closeness, is a test too, with the strictest
// expectation: degrees (times the collection's own clumpiness), hours and sources. All tests of a
// pair are fused by Cauchy, and Benjamini and Hochberg hold the rate of false pairs over all
// N (N - 1) / 2 pairs, tested or not.
//
// Pairs too weak for that are asked about together, where their accounts follow one small source:
// audiences.h. Between two members of an audience that acts as one elsewhere, sharing more than
// activity, hours and days explain (p <= 0.01) is enough: the audience chose them, and it has shown
// that its source is not what they meet by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coordination/candidates.h"
#include "analysis/coordination/null_model.h"
#include "analysis/coordination/options.h"

namespace vigie::analysis {

/// Two shares of one object by the two accounts of a pair.
struct PairMeeting {
  Layer layer = Layer::kUrl;
  bool counted = false;      ///< False: one of its posts already stands for another meeting.
  std::uint32_t object = 0;  ///< Index in its layer.
  std::uint32_t post_a = 0;
  std::uint32_t post_b = 0;
  std::int64_t time_a_ms = 0;
  std::int64_t time_b_ms = 0;

  friend auto operator<=>(const PairMeeting&, const PairMeeting&) = default;
};

/// Observed against expected, for one layer and window of one pair.
struct PairEvidence {
  Layer layer = Layer::kUrl;
  std::uint8_t span = 0;  ///< Index of the window; `kWholeSpan` is the whole period.
  std::uint32_t observed = 0;
  double expected = 0.0;
  double decades = 0.0;  ///< -log10 p.

  friend auto operator<=>(const PairEvidence&, const PairEvidence&) = default;
};

/// One link adds this much to a score at most: beyond it the number says nothing about a person.
inline constexpr double kMostDecadesPerLink = 10.0;

/// A pair that survived.
struct CoordinatedPair {
  std::uint32_t account_a = 0;  ///< < account_b.
  std::uint32_t account_b = 0;
  std::uint32_t objects = 0;       ///< Distinct objects met on, weak layer left out.
  std::uint32_t fast_objects = 0;  ///< Of them within the second window.
  std::uint32_t days = 0;          ///< Distinct UTC days.
  double symmetry = 0.0;           ///< Fewer over more of the two accounts' posts behind the pair.
  double decades = 0.0;            ///< -log10 of the fused p.
  double q_decades = 0.0;          ///< -log10 of the q-value.
  double timing_decades = 0.0;     ///< -log10 p of the question about time alone.
  /// Its accounts belong to an audience that acts as one (audiences.h): `decades` are those of its
  /// overlap, and following one source is no longer taken for a reason.
  bool audience = false;
  std::uint32_t first_meeting = 0;  ///< [first_meeting, first_meeting + meetings) of the table.
  std::uint32_t meetings = 0;
  std::uint32_t first_evidence = 0;
  std::uint32_t evidence = 0;

  friend auto operator<=>(const CoordinatedPair&, const CoordinatedPair&) = default;
};

struct PairTable {
  std::vector<CoordinatedPair> pairs;  ///< By account_a, account_b.
  std::vector<PairMeeting> meetings;   ///< By pair, layer, object.
  std::vector<PairEvidence> evidence;  ///< By pair, layer, span.
  std::uint64_t tested = 0;            ///< Pairs that met on `min_objects` objects.
  std::uint64_t asked_about_time = 0;  ///< Of them, pairs that share more than degrees explain.
  std::uint64_t following = 0;         ///< Pairs left out: they follow one account (common_feed.h).
  std::uint64_t audiences = 0;         ///< Readers of one small source, asked as a whole.
  std::uint64_t acting_audiences = 0;  ///< Of them, those that act as one elsewhere.
  double clumpiness = 1.0;             ///< Observed over expected meetings, cube root, >= 1.
};

/// Tests all candidates. Deterministic for any number of threads. O(meetings) and a few
/// microseconds per tested pair.
[[nodiscard]] PairTable test_pairs(const Candidates& candidates,
                                   const NullModel& null,
                                   std::uint32_t accounts,
                                   std::uint32_t max_sharers,
                                   const CoordinationOptions& options);

}  // namespace vigie::analysis
