#include "analysis/text_clusters.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <numeric>
#include <string>
#include <tuple>

#include "analysis/levenshtein.h"
#include "analysis/parallel.h"
#include "analysis/shingle_bits.h"
#include "analysis/text_shingles.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kTextsAtOnce = 64;
constexpr std::size_t kLongChain = 10'000;

/// The texts of all chains of two or more, chain after chain.
struct Chains {
  std::vector<std::uint32_t> texts;
  std::vector<std::size_t> begins;  ///< One per chain, and the end.
};

Chains collect_chains(std::span<const std::uint32_t> first_of_text) {
  Chains chains;
  for (std::uint32_t text = 0; text < first_of_text.size(); ++text) {
    if (first_of_text[text] != text) {
      chains.texts.push_back(text);
    }
  }
  // Texts that are the first of a chain are those that another text names.
  const std::size_t others = chains.texts.size();
  for (std::size_t i = 0; i < others; ++i) {
    chains.texts.push_back(first_of_text[chains.texts[i]]);
  }
  std::sort(chains.texts.begin(), chains.texts.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(first_of_text[a], a) < std::tuple(first_of_text[b], b);
  });
  chains.texts.erase(std::unique(chains.texts.begin(), chains.texts.end()), chains.texts.end());
  for (std::size_t i = 0; i < chains.texts.size(); ++i) {
    if (first_of_text[chains.texts[i]] == chains.texts[i]) {
      chains.begins.push_back(i);
    }
  }
  chains.begins.push_back(chains.texts.size());
  return chains;
}

/// The shingle sets of one chain's texts, each made once: every representative is compared to all
/// that no other has gathered. The upper half of a hash is enough to tell the shingles of two texts
/// apart (two of 60 collide in one pair of texts in a million).
class ChainShingles {
 public:
  ChainShingles(std::span<const std::string_view> texts,
                std::span<const std::uint32_t> chain,
                std::uint32_t threads) {
    std::vector<std::vector<std::uint32_t>> stretches((chain.size() + kTextsAtOnce - 1) /
                                                      kTextsAtOnce);
    std::vector<std::uint32_t> sizes(chain.size());
    for_each_index(stretches.size(), threads, [&](std::size_t stretch) {
      std::vector<std::uint64_t> shingles;
      const std::size_t end = std::min(chain.size(), (stretch + 1) * kTextsAtOnce);
      for (std::size_t i = stretch * kTextsAtOnce; i < end; ++i) {
        shingle_set(texts[chain[i]], shingles);
        sizes[i] = static_cast<std::uint32_t>(shingles.size());
        for (const std::uint64_t shingle : shingles) {
          stretches[stretch].push_back(static_cast<std::uint32_t>(shingle >> 32U));
        }
      }
    });
    begins_.reserve(chain.size() + 1);
    begins_.push_back(0);
    for (const std::uint32_t size : sizes) {
      begins_.push_back(begins_.back() + size);
    }
    hashes_.reserve(begins_.back());
    for (std::vector<std::uint32_t>& stretch : stretches) {
      hashes_.insert(hashes_.end(), stretch.begin(), stretch.end());
      std::vector<std::uint32_t>{}.swap(stretch);
    }
    bits_.reserve(chain.size());
    for (std::uint32_t place = 0; place < chain.size(); ++place) {
      bits_.emplace_back(of(place));
    }
  }

  /// Ascending; of the text at `place` of the chain.
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t place) const {
    return std::span{hashes_}.subspan(begins_[place], begins_[place + 1] - begins_[place]);
  }

  [[nodiscard]] const ShingleBits& bits_of(std::uint32_t place) const { return bits_[place]; }

 private:
  std::vector<std::size_t> begins_;
  std::vector<std::uint32_t> hashes_;
  std::vector<ShingleBits> bits_;
};

/// Cuts one chain. Threads share the comparisons of one representative, since the longest chain may
/// hold most texts.
class ChainCutter {
 public:
  /// `chain`: texts, the most popular first.
  ChainCutter(std::span<const std::string_view> texts,
              std::span<const std::uint32_t> chain,
              const NearDuplicateOptions& options,
              std::uint32_t threads,
              TextClusters& clusters)
      : texts_(texts),
        chain_(chain),
        shingles_(texts, chain, threads),
        options_(options),
        threads_(threads),
        clusters_(clusters) {}

  void cut() {
    std::vector<std::uint32_t> pending(chain_.size());
    std::iota(pending.begin(), pending.end(), 0U);
    for (std::uint32_t i = 0; i < options_.max_representatives && pending.size() > 1; ++i) {
      gather(pending);
      chained_ += pending.size() * (i == 0 ? 1U : 0U);
    }
    left_out_ = pending.size() > 1 ? pending.size() : 0;
  }

  [[nodiscard]] std::uint64_t chained() const { return chained_; }

  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  /// Takes the first of `pending` and what is like it out.
  void gather(std::vector<std::uint32_t>& pending) {
    const std::uint32_t first = pending.front();
    const std::u32string letters = letters_and_digits(texts_[chain_[first]]);
    std::vector<std::uint8_t> gathered(pending.size(), 0);
    gathered[0] = 1;
    const std::size_t stretches = (pending.size() + kTextsAtOnce - 1) / kTextsAtOnce;
    for_each_index(stretches, stretches > 1 ? threads_ : 1, [&](std::size_t stretch) {
      const std::size_t end = std::min(pending.size(), (stretch + 1) * kTextsAtOnce);
      for (std::size_t i = std::max<std::size_t>(stretch * kTextsAtOnce, 1); i < end; ++i) {
        if (is_like(first, pending[i])) {
          gathered[i] = 1;
          link(chain_[first], letters, chain_[pending[i]]);
        }
      }
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < pending.size(); ++i) {
      if (gathered[i] == 0) {
        pending[kept++] = pending[i];
      }
    }
    pending.resize(kept);
  }

  [[nodiscard]] bool is_like(std::uint32_t a, std::uint32_t b) const {
    const double least = options_.least_representative_jaccard;
    return shingles_.bits_of(a).most_jaccard(shingles_.bits_of(b)) >= least &&
           jaccard(shingles_.of(a), shingles_.of(b)) >= least;
  }

  void link(std::uint32_t representative, const std::u32string& letters, std::uint32_t text) {
    const double similarity = levenshtein_similarity(letters, letters_and_digits(texts_[text]));
    clusters_.representative_of_text[text] = representative;
    clusters_.link_of_text[text] =
        similarity > options_.copy_paste_above ? TextLink::kCopyPaste : TextLink::kLightEdit;
  }

  std::span<const std::string_view> texts_;
  std::span<const std::uint32_t> chain_;
  ChainShingles shingles_;
  const NearDuplicateOptions& options_;
  std::uint32_t threads_;
  TextClusters& clusters_;
  std::uint64_t chained_ = 0;
  std::uint64_t left_out_ = 0;
};

}  // namespace

TextClusters cut_chains(std::span<const std::string_view> texts,
                        std::span<const std::uint32_t> first_of_text,
                        std::span<const std::uint32_t> posts_of_text,
                        const NearDuplicateOptions& options,
                        std::uint32_t threads) {
  TextClusters clusters;
  clusters.representative_of_text.resize(texts.size());
  std::iota(clusters.representative_of_text.begin(), clusters.representative_of_text.end(), 0U);
  clusters.link_of_text.resize(texts.size(), TextLink::kIdentical);
  const Chains chains = collect_chains(first_of_text);
  std::atomic<std::uint64_t> chained{0};
  std::atomic<std::uint64_t> left_out{0};
  const auto cut = [&](std::size_t number, std::uint32_t own_threads) {
    std::vector<std::uint32_t> chain(
        chains.texts.begin() + static_cast<std::ptrdiff_t>(chains.begins[number]),
        chains.texts.begin() + static_cast<std::ptrdiff_t>(chains.begins[number + 1]));
    std::stable_sort(chain.begin(), chain.end(), [&](std::uint32_t a, std::uint32_t b) {
      return posts_of_text[a] > posts_of_text[b];
    });
    ChainCutter cutter(texts, chain, options, own_threads, clusters);
    cutter.cut();
    chained += cutter.chained();
    left_out += cutter.left_out();
  };
  // The longest chain may hold most texts: the long ones one by one, each by all threads.
  const std::size_t count = chains.begins.size() - 1;
  const auto is_long = [&](std::size_t number) {
    return chains.begins[number + 1] - chains.begins[number] > kLongChain;
  };
  for_each_index(count, threads, [&](std::size_t number) {
    if (!is_long(number)) {
      cut(number, 1);
    }
  });
  for (std::size_t number = 0; number < count; ++number) {
    if (is_long(number)) {
      cut(number, threads);
    }
  }
  clusters.chained_texts = chained;
  clusters.left_out_texts = left_out;
  return clusters;
}

}  // namespace vigie::analysis
