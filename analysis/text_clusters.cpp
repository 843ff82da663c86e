#include "analysis/text_clusters.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <numeric>
#include <string>
#include <tuple>

#include "analysis/levenshtein.h"
#include "analysis/parallel.h"
#include "analysis/text_shingles.h"

namespace vigie::analysis {
namespace {

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

/// Cuts one chain after the other; each text belongs to one, so threads never meet.
class ChainCutter {
 public:
  ChainCutter(std::span<const std::string_view> texts,
              const NearDuplicateOptions& options,
              TextClusters& clusters)
      : texts_(texts), options_(options), clusters_(clusters) {}

  /// `pending`: the texts of a chain, the most popular first.
  void cut(std::vector<std::uint32_t> pending) {
    std::vector<std::uint32_t> rest;
    for (std::uint32_t i = 0; i < options_.max_representatives && pending.size() > 1; ++i) {
      gather(pending, rest);
      pending.swap(rest);
      chained_ += pending.size() * (i == 0 ? 1U : 0U);
    }
    left_out_ += pending.size() > 1 ? pending.size() : 0;
  }

  [[nodiscard]] std::uint64_t chained() const { return chained_; }

  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  void gather(std::span<const std::uint32_t> pending, std::vector<std::uint32_t>& rest) {
    const std::uint32_t representative = pending.front();
    const std::vector<std::uint64_t> shingles = shingle_set(texts_[representative]);
    const std::u32string letters = letters_and_digits(texts_[representative]);
    rest.clear();
    for (const std::uint32_t text : pending.subspan(1)) {
      if (jaccard(shingles, shingle_set(texts_[text])) < options_.least_representative_jaccard) {
        rest.push_back(text);
        continue;
      }
      const double similarity = levenshtein_similarity(letters, letters_and_digits(texts_[text]));
      clusters_.representative_of_text[text] = representative;
      clusters_.link_of_text[text] =
          similarity > options_.copy_paste_above ? TextLink::kCopyPaste : TextLink::kLightEdit;
    }
  }

  std::span<const std::string_view> texts_;
  const NearDuplicateOptions& options_;
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
  for_each_index(chains.begins.size() - 1, threads, [&](std::size_t chain) {
    std::vector<std::uint32_t> pending(
        chains.texts.begin() + static_cast<std::ptrdiff_t>(chains.begins[chain]),
        chains.texts.begin() + static_cast<std::ptrdiff_t>(chains.begins[chain + 1]));
    std::stable_sort(pending.begin(), pending.end(), [&](std::uint32_t a, std::uint32_t b) {
      return posts_of_text[a] > posts_of_text[b];
    });
    ChainCutter cutter(texts, options, clusters);
    cutter.cut(std::move(pending));
    chained += cutter.chained();
    left_out += cutter.left_out();
  });
  clusters.chained_texts = chained;
  clusters.left_out_texts = left_out;
  return clusters;
}

}  // namespace vigie::analysis
