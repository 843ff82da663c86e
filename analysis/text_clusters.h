// Clusters of similar texts, each around a representative: chains of similar pairs are cut.
//
// A chain of small edits leads from any text to any other, so what a chain joins need not be alike.
// Here a cluster is a star: every text of it is similar to its representative, the text that most
// posts carry. Nearest in spirit to leader clustering (Hartigan 1975, Clustering Algorithms, 3).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/options.h"

namespace vigie::analysis {

/// What a text has in common with the representative of its cluster, strongest first.
enum class TextLink : std::uint8_t {
  kIdentical,  ///< The same after normalisation.
  kCopyPaste,  ///< The same letters and digits but for few edits.
  kLightEdit,  ///< Most of the same 4-grams: parts moved, added or rewritten.
};

struct TextClusters {
  std::vector<std::uint32_t> representative_of_text;  ///< Itself for a text that is alone.
  std::vector<TextLink> link_of_text;                 ///< To its representative.
  std::uint64_t chained_texts = 0;   ///< Joined by a chain, and not in the first cluster of it.
  std::uint64_t left_out_texts = 0;  ///< Of them, alone because `max_representatives` were used up.
};

/// Cuts what chains have joined. Among the texts of a chain the one with most posts (the earlier of
/// equals) gathers the texts of `least_representative_jaccard` or more, then the same with the
/// rest.
///
/// @param texts          Distinct, in an order that their content decides.
/// @param first_of_text  The first text of each text's chain (similar_texts.h), same length.
/// @param posts_of_text  Same length.
/// @return               Independent of `threads` (>= 1). At most `max_representatives` comparisons
///                       of shingle sets per text.
[[nodiscard]] TextClusters cut_chains(std::span<const std::string_view> texts,
                                      std::span<const std::uint32_t> first_of_text,
                                      std::span<const std::uint32_t> posts_of_text,
                                      const NearDuplicateOptions& options,
                                      std::uint32_t threads);

}  // namespace vigie::analysis
