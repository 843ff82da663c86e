#include "analysis/near_duplicates.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <span>
#include <string>
#include <tuple>

#include "analysis/characters.h"
#include "analysis/radix_sort.h"
#include "analysis/text_normalisation.h"
#include "analysis/text_shingles.h"

namespace vigie::analysis {
namespace {

/// The first `bytes` bytes of `text`, or a few fewer: no character is cut in two.
std::string_view first_bytes(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) {
    return text;
  }
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t end = bytes;
  while (end > 0 && bytes - end < 3 && continues(end)) {
    --end;
  }
  return text.substr(0, end);
}

void keep_first_characters(NormalisedText& normalised, std::uint32_t characters) {
  std::size_t end = 0;
  for (std::uint32_t i = 0; i < characters; ++i) {
    end += decode_utf8(normalised.text, end).bytes;
  }
  normalised.text.resize(end);
  normalised.characters = characters;
  if (!normalised.text.empty() && normalised.text.back() == ' ') {
    normalised.text.pop_back();
    --normalised.characters;
  }
}

bool has_letters(const NormalisedText& normalised, std::uint32_t least) {
  return normalised.letters >= least || letters_and_digits(normalised.text).size() >= least;
}

/// Clusters of two or more posts, in the order of their representatives' texts.
struct NumberedClusters {
  std::vector<std::uint32_t> number_of_text;  ///< 1 + cluster, 0 for none.
  std::vector<TextCluster> clusters;
};

NumberedClusters number_clusters(const TextClusters& texts,
                                 std::span<const std::uint32_t> posts_of_text) {
  const std::size_t n = posts_of_text.size();
  std::vector<std::uint32_t> posts(n);
  for (std::size_t text = 0; text < n; ++text) {
    posts[texts.representative_of_text[text]] += posts_of_text[text];
  }
  NumberedClusters numbered;
  numbered.number_of_text.resize(n);
  for (std::size_t text = 0; text < n; ++text) {
    if (texts.representative_of_text[text] == text && posts[text] > 1) {
      numbered.clusters.emplace_back().posts = posts[text];
      numbered.number_of_text[text] = static_cast<std::uint32_t>(numbered.clusters.size());
    }
  }
  for (std::size_t text = 0; text < n; ++text) {
    const std::uint32_t number = numbered.number_of_text[texts.representative_of_text[text]];
    numbered.number_of_text[text] = number;
    if (number != 0) {
      TextCluster& cluster = numbered.clusters[number - 1];
      ++cluster.texts;
      cluster.weakest_link = std::max(cluster.weakest_link, texts.link_of_text[text]);
    }
  }
  return numbered;
}

/// `keys`: cluster above, account below, one per post.
void count_accounts(std::vector<std::uint64_t> keys, std::vector<TextCluster>& clusters) {
  std::vector<std::uint64_t> scratch;
  radix_sort(keys, scratch);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i == 0 || keys[i] != keys[i - 1]) {
      ++clusters[keys[i] >> 32U].accounts;
    }
  }
}

}  // namespace

void NearDuplicateFinder::add(std::uint32_t post,
                              std::uint32_t account,
                              std::string_view text,
                              std::uint64_t natural_key) {
  ++counts_.posts;
  posts_end_ = std::max(posts_end_, post + 1);
  const std::string_view considered = first_bytes(text, options_.max_bytes);
  NormalisedText normalised = normalise_text(considered);
  const bool is_cut =
      considered.size() < text.size() || normalised.characters > options_.max_characters;
  if (normalised.characters > options_.max_characters) {
    keep_first_characters(normalised, options_.max_characters);
  }
  const std::uint64_t hash = text_hash(normalised);
  if (hash == 0 || !has_letters(normalised, options_.min_letters)) {
    ++counts_.short_posts;
    return;
  }
  counts_.cut_posts += is_cut ? 1U : 0U;
  const std::uint32_t index = texts_.add(normalised.text, hash);
  if (index == posts_of_text_.size()) {
    posts_of_text_.push_back({natural_key, post, 0});
  }
  PostsOfText& posts = posts_of_text_[index];
  ++posts.posts;
  if (std::tie(natural_key, post) < std::tie(posts.lowest_key, posts.lowest_post)) {
    posts.lowest_key = natural_key;
    posts.lowest_post = post;
  }
  posts_.push_back({post, account, index});
}

NearDuplicates NearDuplicateFinder::finish(std::uint32_t threads) {
  NearDuplicates result;
  result.counts = counts_;
  result.counts.texts = texts_.size();
  const std::vector<std::uint32_t> order = texts_.close_and_order();
  std::vector<std::string_view> texts(order.size());
  std::vector<std::uint32_t> posts_of_text(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    texts[i] = texts_.text(order[i]);
    posts_of_text[i] = posts_of_text_[order[i]].posts;
  }
  const SimilarTexts similar = join_similar_texts(texts, options_, threads);
  const TextClusters clusters =
      cut_chains(texts, similar.first_of_text, posts_of_text, options_, threads);
  result.counts.similar = similar.counts;
  result.counts.chained_texts = clusters.chained_texts;
  result.counts.left_out_texts = clusters.left_out_texts;

  NumberedClusters numbered = number_clusters(clusters, posts_of_text);
  result.clusters = std::move(numbered.clusters);
  std::vector<std::uint32_t> number_of_index(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint32_t number = numbered.number_of_text[i];
    number_of_index[order[i]] = number;
    if (number != 0 && clusters.representative_of_text[i] == i) {
      result.clusters[number - 1].text_hash = texts_.hash(order[i]);
      result.clusters[number - 1].representative_post = posts_of_text_[order[i]].lowest_post;
    }
  }
  std::vector<std::uint64_t> accounts;
  result.cluster_of_post.resize(posts_end_);
  for (const PostWithText& post : posts_) {
    const std::uint32_t number = number_of_index[post.text];
    result.cluster_of_post[post.post] = number;
    if (number != 0) {
      accounts.push_back((std::uint64_t{number - 1} << 32U) | post.account);
    }
  }
  count_accounts(std::move(accounts), result.clusters);
  return result;
}

}  // namespace vigie::analysis
