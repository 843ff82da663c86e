#include "analysis/similar_texts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>

#include "analysis/disjoint_sets.h"
#include "analysis/min_hash.h"
#include "analysis/parallel.h"
#include "analysis/radix_sort.h"
#include "analysis/text_shingles.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kTextsAtOnce = 64;
constexpr std::size_t kPairsAtOnce = 32;
/// Pairs decided before joins are made: few enough to skip what they have joined, enough to share.
constexpr std::size_t kPairsBetweenJoins = std::size_t{1} << 12U;

struct Sketches {
  std::array<std::vector<std::uint32_t>, kBands> bands;  ///< Key of each text, by band.
  std::vector<LowBits> bits;
};

Sketches sketch_texts(std::span<const std::string_view> texts, std::uint32_t threads) {
  Sketches sketches;
  for (std::vector<std::uint32_t>& band : sketches.bands) {
    band.resize(texts.size());
  }
  sketches.bits.resize(texts.size());
  const std::size_t stretches = (texts.size() + kTextsAtOnce - 1) / kTextsAtOnce;
  for_each_index(stretches, threads, [&](std::size_t stretch) {
    std::u32string characters;
    std::vector<std::uint64_t> shingles;
    const std::size_t end = std::min(texts.size(), (stretch + 1) * kTextsAtOnce);
    for (std::size_t i = stretch * kTextsAtOnce; i < end; ++i) {
      decode_characters(texts[i], characters);
      hash_shingles(characters, shingles);
      const MinHashes values = min_hashes(shingles);
      const std::array<std::uint32_t, kBands> keys = band_keys(values);
      for (std::size_t band = 0; band < kBands; ++band) {
        sketches.bands[band][i] = keys[band];
      }
      sketches.bits[i] = low_bits(values);
    }
  });
  return sketches;
}

/// The shingle sets last asked for: pairs of one bucket come one after another.
class ShingleSets {
 public:
  explicit ShingleSets(std::span<const std::string_view> texts) : texts_(texts) {}

  const std::vector<std::uint64_t>& of(std::uint32_t text) {
    Kept& kept = kept_[text % kept_.size()];
    if (kept.text != text) {
      kept.text = text;
      kept.shingles = shingle_set(texts_[text]);
    }
    return kept.shingles;
  }

 private:
  struct Kept {
    std::uint32_t text = 0xFFFFFFFFU;
    std::vector<std::uint64_t> shingles;
  };

  std::span<const std::string_view> texts_;
  std::array<Kept, 16> kept_;
};

enum class Decision : std::uint8_t { kUnlike, kDifferent, kSimilar };

/// Collects candidate pairs, decides them together and joins the similar.
class Joiner {
 public:
  Joiner(std::span<const std::string_view> texts,
         const std::vector<LowBits>& bits,
         const NearDuplicateOptions& options,
         std::uint32_t threads)
      : texts_(texts),
        bits_(bits),
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
    std::vector<Decision> decisions(pairs_.size());
    const std::size_t stretches = (pairs_.size() + kPairsAtOnce - 1) / kPairsAtOnce;
    for_each_index(stretches, threads_, [&](std::size_t stretch) {
      const std::size_t end = std::min(pairs_.size(), (stretch + 1) * kPairsAtOnce);
      decide_stretch(stretch * kPairsAtOnce, end, decisions);
    });
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      counts_.compared += decisions[i] != Decision::kUnlike ? 1U : 0U;
      if (decisions[i] == Decision::kSimilar) {
        ++counts_.links;
        sets_.join(pairs_[i].first, pairs_[i].second);
      }
    }
    counts_.candidates += pairs_.size();
    pairs_.clear();
  }

  void count_crowded(std::size_t texts) {
    ++counts_.crowded_buckets;
    counts_.crowded_texts += texts;
  }

  SimilarTexts take() { return {sets_.take(), counts_}; }

 private:
  void decide_stretch(std::size_t begin, std::size_t end, std::vector<Decision>& decisions) const {
    ShingleSets left(texts_);
    ShingleSets right(texts_);
    for (std::size_t i = begin; i < end; ++i) {
      const auto [a, b] = pairs_[i];
      if (agreement(bits_[a], bits_[b]) < least_agreement_) {
        continue;
      }
      decisions[i] = jaccard(left.of(a), right.of(b)) >= least_jaccard_ ? Decision::kSimilar
                                                                        : Decision::kDifferent;
    }
  }

  std::span<const std::string_view> texts_;
  const std::vector<LowBits>& bits_;
  double least_jaccard_;
  std::uint32_t least_agreement_;
  std::uint32_t threads_;
  DisjointSets sets_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
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
  Joiner joiner(texts, sketches.bits, options, threads);
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
