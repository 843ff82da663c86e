#include "analysis/similar_texts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "analysis/disjoint_sets.h"
#include "analysis/min_hash.h"
#include "analysis/parallel.h"
#include "analysis/radix_sort.h"
#include "analysis/shingle_bits.h"
#include "analysis/text_shingles.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kSketchesAtOnce = 64;
/// Pairs decided before joins are made: few enough to skip what they have joined, enough to share.
constexpr std::size_t kPairsBetweenJoins = std::size_t{1} << 13U;

/// What tells most unlike pairs apart without their shingles.
struct Picture {
  LowBits values{};  ///< Right but for once in 100,000.
  ShingleBits set;   ///< Right always.
};

struct Sketches {
  std::array<std::vector<std::uint32_t>, kBands> bands;  ///< Key of each text, by band.
  std::vector<Picture> pictures;
};

Sketches sketch_texts(std::span<const std::string_view> texts, std::uint32_t threads) {
  Sketches sketches;
  for (std::vector<std::uint32_t>& band : sketches.bands) {
    band.resize(texts.size());
  }
  sketches.pictures.resize(texts.size());
  const std::size_t stretches = (texts.size() + kSketchesAtOnce - 1) / kSketchesAtOnce;
  for_each_index(stretches, threads, [&](std::size_t stretch) {
    std::vector<std::uint64_t> shingles;
    const std::size_t end = std::min(texts.size(), (stretch + 1) * kSketchesAtOnce);
    for (std::size_t i = stretch * kSketchesAtOnce; i < end; ++i) {
      shingle_set(texts[i], shingles);
      const MinHashes values = min_hashes(shingles);
      const std::array<std::uint32_t, kBands> keys = band_keys(values);
      for (std::size_t band = 0; band < kBands; ++band) {
        sketches.bands[band][i] = keys[band];
      }
      sketches.pictures[i] = {low_bits(values), ShingleBits{shingles}};
    }
  });
  return sketches;
}

/// The shingle sets of the texts that a round of pairs names, each made once: the pairs of a bucket
/// are many more than its texts.
class RoundShingles {
 public:
  explicit RoundShingles(std::span<const std::string_view> texts)
      : texts_(texts), place_of_text_(texts.size()) {}

  /// Forgets the round before.
  void make(std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs, std::uint32_t threads) {
    named_.clear();
    for (const auto& [a, b] : pairs) {
      named_.push_back(a);
      named_.push_back(b);
    }
    std::sort(named_.begin(), named_.end());
    named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
    sets_.resize(std::max(sets_.size(), named_.size()));
    for_each_index(named_.size(), threads, [&](std::size_t place) {
      shingle_set(texts_[named_[place]], sets_[place]);
      place_of_text_[named_[place]] = static_cast<std::uint32_t>(place);
    });
  }

  [[nodiscard]] bool are_similar(std::uint32_t a, std::uint32_t b, double least_jaccard) const {
    return jaccard(std::span{sets_[place_of_text_[a]]}, std::span{sets_[place_of_text_[b]]}) >=
           least_jaccard;
  }

 private:
  std::span<const std::string_view> texts_;
  std::vector<std::uint32_t> place_of_text_;  ///< Of the texts of this round alone.
  std::vector<std::uint32_t> named_;
  std::vector<std::vector<std::uint64_t>> sets_;
};

/// Collects candidate pairs, decides them together and joins the similar.
class Joiner {
 public:
  Joiner(std::span<const std::string_view> texts,
         const std::vector<Picture>& pictures,
         const NearDuplicateOptions& options,
         std::uint32_t threads)
      : shingles_(texts),
        pictures_(pictures),
        least_jaccard_(options.least_jaccard),
        least_agreement_(least_agreement(options.least_jaccard)),
        threads_(threads),
        sets_(texts.size()) {}

  void propose(std::uint32_t a, std::uint32_t b) {
    if (sets_.find(a) == sets_.find(b)) {
      return;
    }
    pairs_.emplace_back(a, b);
    if (pairs_.size() == kPairsBetweenJoins) {
      decide();
    }
  }

  /// Deciding in parallel and joining in order keeps the result independent of threads.
  void decide() {
    counts_.candidates += pairs_.size();
    keep_if([&](std::uint32_t a, std::uint32_t b) { return may_be_similar(a, b); });
    counts_.compared += pairs_.size();
    shingles_.make(pairs_, threads_);
    keep_if([&](std::uint32_t a, std::uint32_t b) {
      return shingles_.are_similar(a, b, least_jaccard_);
    });
    counts_.links += pairs_.size();
    for (const auto& [a, b] : pairs_) {
      sets_.join(a, b);
    }
    pairs_.clear();
  }

  void count_crowded(std::size_t texts) {
    ++counts_.crowded_buckets;
    counts_.crowded_texts += texts;
  }

  SimilarTexts take() { return {sets_.take(), counts_}; }

 private:
  [[nodiscard]] bool may_be_similar(std::uint32_t a, std::uint32_t b) const {
    const Picture& left = pictures_[a];
    const Picture& right = pictures_[b];
    return agreement(left.values, right.values) >= least_agreement_ &&
           left.set.most_jaccard(right.set) >= least_jaccard_;
  }

  /// Of the pairs, in their order, asked on all threads.
  template <typename Test>
  void keep_if(const Test& test) {
    kept_.assign(pairs_.size(), 0);
    for_each_index(pairs_.size(), threads_, [&](std::size_t i) {
      kept_[i] = test(pairs_[i].first, pairs_[i].second) ? 1 : 0;
    });
    std::size_t end = 0;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (kept_[i] != 0) {
        pairs_[end++] = pairs_[i];
      }
    }
    pairs_.resize(end);
  }

  RoundShingles shingles_;
  const std::vector<Picture>& pictures_;
  double least_jaccard_;
  std::uint32_t least_agreement_;
  std::uint32_t threads_;
  DisjointSets sets_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
  std::vector<std::uint8_t> kept_;
  SimilarTextCounts counts_;
};

/// The low half of a sorted key of a band is the text.
std::uint32_t text_of(std::uint64_t key) {
  return static_cast<std::uint32_t>(key);
}

void propose_all(std::span<const std::uint64_t> bucket, Joiner& joiner) {
  for (std::size_t i = 0; i < bucket.size(); ++i) {
    for (std::size_t j = i + 1; j < bucket.size(); ++j) {
      joiner.propose(text_of(bucket[i]), text_of(bucket[j]));
    }
  }
}

/// Hub by hub, so that what the first hub joins is skipped by the others.
void propose_few(std::span<const std::uint64_t> bucket, std::size_t hubs, Joiner& joiner) {
  for (std::size_t hub = 0; hub < std::min(hubs, bucket.size()); ++hub) {
    for (std::size_t i = hub + 1; i < bucket.size(); ++i) {
      joiner.propose(text_of(bucket[hub]), text_of(bucket[i]));
    }
  }
  for (std::size_t i = 1; i < bucket.size(); ++i) {
    joiner.propose(text_of(bucket[i - 1]), text_of(bucket[i]));
  }
  joiner.count_crowded(bucket.size());
}

void propose_buckets(std::span<const std::uint64_t> keys,
                     const NearDuplicateOptions& options,
                     Joiner& joiner) {
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    end = begin + 1;
    while (end < keys.size() && keys[end] >> 32U == keys[begin] >> 32U) {
      ++end;
    }
    const std::span<const std::uint64_t> bucket = keys.subspan(begin, end - begin);
    if (bucket.size() > options.crowded_bucket) {
      propose_few(bucket, options.bucket_hubs, joiner);
    } else {
      propose_all(bucket, joiner);
    }
  }
}

}  // namespace

SimilarTexts join_similar_texts(std::span<const std::string_view> texts,
                                const NearDuplicateOptions& options,
                                std::uint32_t threads) {
  Sketches sketches = sketch_texts(texts, threads);
  Joiner joiner(texts, sketches.pictures, options, threads);
  std::vector<std::uint64_t> keys(texts.size());
  std::vector<std::uint64_t> scratch;
  for (std::vector<std::uint32_t>& band : sketches.bands) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      keys[i] = (std::uint64_t{band[i]} << 32U) | i;
    }
    std::vector<std::uint32_t>{}.swap(band);
    radix_sort(keys, scratch, 32);
    propose_buckets(keys, options, joiner);
    joiner.decide();
  }
  return joiner.take();
}

}  // namespace vigie::analysis
