// Similar texts: which of many distinct texts share most of their character 4-grams.
//
// Comparing all with all is quadratic, so candidates are the texts that agree in a whole band of
// MinHash values (min_hash.h); each candidate pair is then compared exactly. Nothing is said here
// of what joined texts have in common beyond a chain of such pairs: near_duplicates.h cuts chains.
//
// A band that thousands of texts share (a common formula, a pile of hashtags) would make its pairs
// quadratic again. In a bucket of more than `crowded_bucket` texts, each is compared with the one
// before it and with the first `bucket_hubs` only, in the order of the texts, and that is counted.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/options.h"

namespace vigie::analysis {

struct SimilarTextCounts {
  std::uint64_t candidates = 0;       ///< Pairs that share a band and were not joined before.
  std::uint64_t compared = 0;         ///< Of them, compared exactly: their sketches do not say no.
  std::uint64_t links = 0;            ///< Of them, similar.
  std::uint64_t crowded_buckets = 0;  ///< Buckets in which not all pairs were compared.
  std::uint64_t crowded_texts = 0;    ///< Texts in such buckets, once per bucket.
};

struct SimilarTexts {
  /// For each text, the first text of those that chains of similar pairs join it to: itself when
  /// there is none before it.
  std::vector<std::uint32_t> first_of_text;
  SimilarTextCounts counts;
};

/// Joins the similar among `texts`: valid UTF-8, distinct, in an order that their content decides
/// (the order breaks ties). The result does not depend on `threads` (>= 1).
///
/// Time linear in characters and texts, plus the pairs compared: at most
/// kBands * max(crowded_bucket / 2, bucket_hubs + 1) per text. Memory about 200 bytes per text.
[[nodiscard]] SimilarTexts join_similar_texts(std::span<const std::string_view> texts,
                                              const NearDuplicateOptions& options,
                                              std::uint32_t threads);

}  // namespace vigie::analysis
