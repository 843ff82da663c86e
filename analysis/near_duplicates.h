// Near-duplicate texts of a window: clusters of posts that say almost the same, so that a text can
// be an object that accounts share, as a link or a hashtag is.
//
// Exact copies share a key from the moment they are imported (text_normalisation.h); people who
// paste change a word, a name, a hashtag. Alike is what has most of the same character 4-grams, in
// whatever order: a changed word of twenty-five leaves 91 % of them, unrelated texts share 3 %.
// A cluster says nothing about agreement ("X is safe" and "X is not safe" are near-duplicates), nor
// about who copied whom, nor about intent: a page's share button makes clusters of its headline,
// and prayers, slogans and lyrics are clusters. So each cluster tells how popular it is, for a test
// that weighs it like any popular object.
//
// Sources: Broder 1997, doi:10.1109/SEQUEN.1997.666900; Richard et al. 2023, "Unmasking information
// manipulation: a quantitative approach to detecting copy-pasta, rewording, and translation on
// social media", arXiv:2312.17338 (D3lta). Steps: similar_texts.h, text_clusters.h.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/distinct_texts.h"
#include "analysis/options.h"
#include "analysis/similar_texts.h"
#include "analysis/text_clusters.h"

namespace vigie::analysis {

/// Posts of one text and its near-duplicates: two or more.
struct TextCluster {
  std::uint64_t text_hash = 0;  ///< Of the representative text (text_normalisation.h): natural key.
  std::uint32_t posts = 0;      ///< How popular it is.
  std::uint32_t accounts = 0;   ///< Distinct; 1 when an account repeats itself.
  std::uint32_t texts = 0;      ///< Distinct after normalisation.
  /// Index of the post of the lowest natural key among those of the commonest text.
  std::uint32_t representative_post = 0;
  TextLink weakest_link = TextLink::kIdentical;  ///< Of a text with the commonest one.

  friend bool operator==(const TextCluster&, const TextCluster&) = default;
};

/// What was looked at and what was not.
struct NearDuplicateCounts {
  std::uint64_t posts = 0;           ///< Given.
  std::uint64_t short_posts = 0;     ///< Of them, with too little text to be an object.
  std::uint64_t cut_posts = 0;       ///< Of them, longer than what is considered.
  std::uint64_t texts = 0;           ///< Distinct texts.
  std::uint64_t chained_texts = 0;   ///< TextClusters.
  std::uint64_t left_out_texts = 0;  ///< TextClusters.
  SimilarTextCounts similar;
};

struct NearDuplicates {
  /// By post index, up to the highest one given: 0 for a post without cluster, else 1 + the index
  /// of its cluster.
  std::vector<std::uint32_t> cluster_of_post;
  std::vector<TextCluster> clusters;  ///< By `text_hash`, then the representative text.
  NearDuplicateCounts counts;
};

/// Takes the texts of a window one by one, then clusters them. One window, one object, one thread.
///
/// Memory: each distinct normalised text once (at most 8 kB of it), about 75 bytes per distinct
/// text and 12 per post with text; while it finishes about 210 bytes more per distinct text.
class NearDuplicateFinder {
 public:
  explicit NearDuplicateFinder(const NearDuplicateOptions& options = {}) : options_(options) {}

  /// Takes a post's own text; a repost without words of its own has none. `post` is an index that
  /// no other call gives; `account` any number that tells accounts apart; `natural_key` orders
  /// posts of equal text and comes from what the platform says of them, distinct for distinct
  /// posts. `text` may hold any bytes and is not needed afterwards. Linear in what is considered of
  /// it.
  void add(std::uint32_t post,
           std::uint32_t account,
           std::string_view text,
           std::uint64_t natural_key);

  /// Clusters what was added, once. The same for any order of posts and any number of threads
  /// (>= 1). Linear, but for the bounded comparisons of similar_texts.h and text_clusters.h.
  [[nodiscard]] NearDuplicates finish(std::uint32_t threads);

 private:
  struct PostWithText {
    std::uint32_t post = 0;
    std::uint32_t account = 0;
    std::uint32_t text = 0;
  };

  struct PostsOfText {
    std::uint64_t lowest_key = 0;
    std::uint32_t lowest_post = 0;
    std::uint32_t posts = 0;
  };

  NearDuplicateOptions options_;
  DistinctTexts texts_;
  std::vector<PostsOfText> posts_of_text_;
  std::vector<PostWithText> posts_;
  std::uint32_t posts_end_ = 0;  ///< 1 + the highest index.
  NearDuplicateCounts counts_;
};

}  // namespace vigie::analysis
