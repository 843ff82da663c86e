#include "analysis/near_duplicates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/min_hash.h"
#include "analysis/text_normalisation.h"
#include "analysis/text_shingles.h"

namespace vigie::analysis {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;

/// Invented words and sentences, the same in every run.
class Writer {
 public:
  explicit Writer(std::uint32_t seed) : random_(seed) {}

  std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(random_() % n); }

  std::string word() {
    constexpr std::array<const char*, 12> kSyllables{
        "ba", "de", "ko", "lu", "mi", "no", "ra", "s\u00e9", "ti", "va", "ch", "on"};
    std::string word;
    for (std::uint32_t i = 2 + below(2); i > 0; --i) {
      word += kSyllables[below(kSyllables.size())];
    }
    return word;
  }

  std::vector<std::string> sentence(std::size_t words) {
    std::vector<std::string> sentence(words);
    std::generate(sentence.begin(), sentence.end(), [this] { return word(); });
    return sentence;
  }

  /// Other words in `edits` places.
  std::vector<std::string> edited(std::vector<std::string> words, std::size_t edits) {
    for (; edits > 0; --edits) {
      words[below(words.size())] = word();
    }
    return words;
  }

 private:
  std::mt19937 random_;
};

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

/// Every text by an account of its own.
NearDuplicates cluster(const std::vector<std::string>& texts,
                       const NearDuplicateOptions& options = {},
                       std::uint32_t threads = 1) {
  NearDuplicateFinder finder(options);
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    finder.add(i, 100 + i, texts[i], i);
  }
  return finder.finish(threads);
}

const std::string kText = "Ils nous mentent depuis des ann\u00e9es et personne ne dit rien du tout";
const std::string kOneWord =
    "Ils nous cachent tout depuis des ann\u00e9es et personne ne dit rien du tout";

TEST(NearDuplicates, JoinsCopiesThatDifferInDressOnly) {
  const NearDuplicates found =
      cluster({kText,
               "@ali ILS nous mentent  depuis des ann\u00e9es et personne ne dit rien du tout "
               "\U0001F621 https://t.co/abc",
               "Une tout autre phrase qui parle de la pluie et du beau temps"});

  ASSERT_THAT(found.clusters, SizeIs(1));
  EXPECT_EQ(found.cluster_of_post, (std::vector<std::uint32_t>{1, 1, 0}));
  EXPECT_EQ(found.clusters[0],
            (TextCluster{.text_hash = text_hash(normalise_text(kText)),
                         .posts = 2,
                         .accounts = 2,
                         .texts = 1,
                         .representative_post = 0,
                         .weakest_link = TextLink::kIdentical}));
}

TEST(NearDuplicates, JoinsACopyWithAChangedWordAndCallsItCopyPaste) {
  const NearDuplicates found = cluster({kOneWord, kText, kText});

  ASSERT_THAT(found.clusters, SizeIs(1));
  EXPECT_THAT(found.cluster_of_post, Each(1U));
  EXPECT_EQ(found.clusters[0].texts, 2U);
  EXPECT_EQ(found.clusters[0].representative_post, 1U);  // Of the text that two posts carry.
  EXPECT_EQ(found.clusters[0].weakest_link, TextLink::kCopyPaste);
}

TEST(NearDuplicates, CallsMovedPartsALightEdit) {
  // Almost the same 4-grams in another order: most characters have to be edited.
  const std::string first = "le prix du pain a encore doubl\u00e9 dans toutes les villes du pays";
  const std::string second = "et la mairie refuse de r\u00e9pondre aux questions des habitants";
  const NearDuplicates found = cluster({first + " " + second, second + " " + first});

  ASSERT_THAT(found.clusters, SizeIs(1));
  EXPECT_EQ(found.clusters[0].weakest_link, TextLink::kLightEdit);
}

TEST(NearDuplicates, CountsAnAccountOnceWhateverItRepeats) {
  NearDuplicateFinder finder;
  finder.add(3, 7, kText, 1);
  finder.add(1, 7, kText, 2);
  finder.add(0, 9, kOneWord, 3);

  const NearDuplicates found = finder.finish(1);

  EXPECT_EQ(found.cluster_of_post, (std::vector<std::uint32_t>{1, 1, 0, 1}));
  ASSERT_THAT(found.clusters, SizeIs(1));
  EXPECT_EQ(found.clusters[0].posts, 3U);
  EXPECT_EQ(found.clusters[0].accounts, 2U);
  EXPECT_EQ(found.clusters[0].representative_post, 3U);  // The lower natural key.
}

TEST(NearDuplicates, HasNoObjectsInShortTextsEmojiAndPunctuation) {
  std::string emoji;
  std::string marks = "e";
  for (int i = 0; i < 40; ++i) {
    emoji += "\U0001F621";
    marks += "\u0301\u0489";
  }
  std::vector<std::string> texts;
  for (const std::string& text : {std::string{},
                                  std::string("Bravo la France !"),
                                  emoji,
                                  marks,
                                  std::string(60, '!'),
                                  std::string("https://journal.example/a/long/path/to/a/page @ali"),
                                  std::string("29 letters and digits, 29 ...")}) {
    texts.push_back(text);
    texts.push_back(text);
  }

  const NearDuplicates found = cluster(texts);

  EXPECT_THAT(found.clusters, IsEmpty());
  EXPECT_THAT(found.cluster_of_post, Each(0U));
  EXPECT_EQ(found.counts.short_posts, texts.size());
}

TEST(NearDuplicates, IsEmptyForNoTextAndForOne) {
  EXPECT_THAT(cluster({}).cluster_of_post, IsEmpty());
  EXPECT_THAT(cluster({}).clusters, IsEmpty());
  EXPECT_THAT(cluster({kText}).clusters, IsEmpty());
  EXPECT_EQ(cluster({kText}).cluster_of_post, (std::vector<std::uint32_t>{0}));
}

TEST(NearDuplicates, KeepsOneTextOfManyEqualPosts) {
  const NearDuplicates found = cluster(std::vector<std::string>(20'000, kText));

  ASSERT_THAT(found.clusters, SizeIs(1));
  EXPECT_EQ(found.clusters[0].posts, 20'000U);
  EXPECT_EQ(found.clusters[0].accounts, 20'000U);
  EXPECT_EQ(found.counts.texts, 1U);
  EXPECT_EQ(found.counts.similar.candidates, 0U);
}

TEST(NearDuplicates, LinksNoUnrelatedTexts) {
  Writer writer(1);
  std::vector<std::string> texts(3000);
  std::generate(
      texts.begin(), texts.end(), [&] { return join(writer.sentence(8 + writer.below(20))); });

  const NearDuplicates found = cluster(texts);

  EXPECT_THAT(found.clusters, IsEmpty());
  EXPECT_EQ(found.counts.similar.links, 0U);
}

/// Found among pairs of an original and an edit of it, and what theory expects of their exact
/// similarities.
struct Recall {
  int pairs = 0;
  int found = 0;
  double expected = 0.0;
  double variance = 0.0;
};

TEST(NearDuplicates, FindsEditedSentencesAsOftenAsTheoryAndNoneBelowTheThreshold) {
  Writer writer(2);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 2400; ++i) {
    const std::vector<std::string> words = writer.sentence(10 + writer.below(20));
    texts.push_back(join(words));
    texts.push_back(join(writer.edited(words, 1 + writer.below(words.size() / 3))));
  }
  const NearDuplicates found = cluster(texts);

  std::array<Recall, 10> by_tenth;
  for (std::size_t i = 0; i < texts.size(); i += 2) {
    const double similarity = jaccard(shingle_set(normalise_text(texts[i]).text),
                                      shingle_set(normalise_text(texts[i + 1]).text));
    const bool joined = found.cluster_of_post[i] != 0;
    ASSERT_EQ(found.cluster_of_post[i], found.cluster_of_post[i + 1]);
    Recall& recall =
        by_tenth[std::min<std::size_t>(9, static_cast<std::size_t>(similarity * 10.0))];
    const double chance = similarity < 0.6 ? 0.0 : chance_of_shared_band(similarity);
    ++recall.pairs;
    recall.found += joined ? 1 : 0;
    recall.expected += chance;
    recall.variance += chance * (1.0 - chance);
  }
  for (std::size_t tenth = 0; tenth < 10; ++tenth) {
    const Recall& recall = by_tenth[tenth];
    RecordProperty("pairs_at_0." + std::to_string(tenth), recall.pairs);
    RecordProperty("found_at_0." + std::to_string(tenth), recall.found);
    EXPECT_NEAR(
        recall.found, recall.expected, 4.0 * std::sqrt(recall.variance) + 0.02 * recall.pairs)
        << "similarity 0." << tenth << ", " << recall.pairs << " pairs";
    EXPECT_TRUE(tenth >= 6 || recall.found == 0);
    EXPECT_TRUE(tenth < 6 || recall.pairs > 100);
  }
}

/// A text whose words are replaced one after the other until nothing is left of it.
std::vector<std::string> chain_of_edits(std::size_t words) {
  Writer writer(3);
  std::vector<std::string> text = writer.sentence(words);
  std::vector<std::string> texts{join(text)};
  for (std::size_t i = 0; i < words; ++i) {
    text[i] = writer.word();
    texts.push_back(join(text));
  }
  return texts;
}

TEST(NearDuplicates, CutsChainsSoThatEveryTextIsLikeItsRepresentative) {
  const std::vector<std::string> texts = chain_of_edits(40);
  const NearDuplicates found = cluster(texts);

  EXPECT_GT(found.clusters.size(), 1U);
  EXPECT_GT(found.counts.chained_texts, 0U);
  EXPECT_EQ(found.counts.left_out_texts, 0U);
  EXPECT_NE(found.cluster_of_post.front(), found.cluster_of_post.back());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (found.cluster_of_post[i] == 0) {
      continue;
    }
    const std::string& representative =
        texts[found.clusters[found.cluster_of_post[i] - 1].representative_post];
    EXPECT_GE(jaccard(shingle_set(normalise_text(representative).text),
                      shingle_set(normalise_text(texts[i]).text)),
              0.5);
  }
}

TEST(NearDuplicates, LeavesOutWhatTooFewRepresentativesCover) {
  const NearDuplicates found = cluster(chain_of_edits(40), {.max_representatives = 1});

  EXPECT_THAT(found.clusters, SizeIs(1));
  EXPECT_EQ(found.counts.left_out_texts, 41 - found.clusters[0].texts);
  EXPECT_EQ(found.counts.left_out_texts, found.counts.chained_texts);
}

TEST(NearDuplicates, ComparesCrowdsWithAFewAndSaysSo) {
  std::vector<std::string> texts;
  for (int i = 1000; i < 1150; ++i) {  // 150 texts that share most bands.
    texts.push_back("Les chiffres du jour viennent de tomber, et on nous annonce encore " +
                    std::to_string(i) + " malades de plus dans tout le pays");
  }
  const NearDuplicates found = cluster(texts);
  const NearDuplicates all_pairs = cluster(texts, {.crowded_bucket = 1000});

  EXPECT_THAT(found.clusters, SizeIs(1));
  EXPECT_EQ(found.clusters[0].texts, 150U);
  EXPECT_GT(found.counts.similar.crowded_buckets, 0U);
  EXPECT_GE(found.counts.similar.crowded_texts, 17 * found.counts.similar.crowded_buckets);
  EXPECT_EQ(all_pairs.counts.similar.crowded_buckets, 0U);
  EXPECT_GT(all_pairs.counts.similar.candidates, 5 * found.counts.similar.candidates);
  EXPECT_EQ(all_pairs.clusters, found.clusters);
}

/// Originals, copies and edits of them, chains and crowds.
std::vector<std::string> mixed_texts() {
  Writer writer(4);
  std::vector<std::string> texts = chain_of_edits(30);
  for (int i = 0; i < 300; ++i) {
    const std::vector<std::string> words = writer.sentence(12);
    for (std::uint32_t copies = writer.below(4); copies > 0; --copies) {
      texts.push_back(join(writer.edited(words, writer.below(3))));
    }
    texts.push_back("Direct : " + std::to_string(writer.below(90)) +
                    " personnes ont quitt\u00e9 la place de la mairie ce matin");
  }
  return texts;
}

TEST(NearDuplicates, DoesNotDependOnOrderOrThreads) {
  const std::vector<std::string> texts = mixed_texts();
  const NearDuplicates expected = cluster(texts);
  ASSERT_GT(expected.clusters.size(), 50U);
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::mt19937 random{6};
  for (const std::uint32_t threads : {1U, 2U, 3U}) {
    std::shuffle(order.begin(), order.end(), random);
    NearDuplicateFinder finder;
    for (const std::uint32_t i : order) {
      finder.add(i, 100 + i, texts[i], i);
    }
    const NearDuplicates found = finder.finish(threads);

    EXPECT_EQ(found.cluster_of_post, expected.cluster_of_post);
    EXPECT_EQ(found.clusters, expected.clusters);
    EXPECT_EQ(found.counts.similar.candidates, expected.counts.similar.candidates);
    EXPECT_EQ(found.counts.chained_texts, expected.counts.chained_texts);
  }
}

TEST(NearDuplicates, DoesNotDependOnTheIndexesOfPosts) {
  const std::vector<std::string> texts = mixed_texts();
  const auto last = static_cast<std::uint32_t>(texts.size() - 1);
  const NearDuplicates expected = cluster(texts);
  NearDuplicateFinder finder;
  for (std::uint32_t i = 0; i <= last; ++i) {
    finder.add(last - i, i, texts[i], i);
  }
  const NearDuplicates found = finder.finish(1);

  ASSERT_EQ(found.clusters.size(), expected.clusters.size());
  for (std::size_t c = 0; c < found.clusters.size(); ++c) {
    EXPECT_EQ(found.clusters[c].text_hash, expected.clusters[c].text_hash);
    EXPECT_EQ(last - found.clusters[c].representative_post,
              expected.clusters[c].representative_post);
  }
  for (std::uint32_t i = 0; i <= last; ++i) {
    EXPECT_EQ(found.cluster_of_post[last - i], expected.cluster_of_post[i]);
  }
}

TEST(NearDuplicates, NumbersClustersByTheirText) {
  const NearDuplicates found = cluster(mixed_texts());

  EXPECT_TRUE(std::is_sorted(found.clusters.begin(), found.clusters.end(), [](auto& a, auto& b) {
    return a.text_hash < b.text_hash;
  }));
}

TEST(NearDuplicates, ConsidersTheBeginningOfVeryLongTexts) {
  Writer writer(5);
  const std::string begin = join(writer.sentence(600));  // Over 2,000 characters.
  const NearDuplicates found =
      cluster({begin + std::string(1'000'000, 'a'), begin + join(writer.sentence(10'000)), begin});

  EXPECT_EQ(found.counts.cut_posts, 3U);
  EXPECT_EQ(found.counts.texts, 1U);
  EXPECT_THAT(found.cluster_of_post, Each(1U));
}

TEST(NearDuplicates, NeverCutsACharacterInTwo) {
  for (std::uint32_t bytes = 60; bytes < 64; ++bytes) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      text += "\U00020000";  // Four bytes, a letter.
    }
    NearDuplicateOptions options;
    options.max_bytes = bytes * 2;
    const NearDuplicates found = cluster({text, text.substr(0, bytes * 2 / 4 * 4)}, options);
    EXPECT_THAT(found.cluster_of_post, Each(1U)) << bytes;
  }
}

TEST(NearDuplicates, AcceptsAnyBytes) {
  std::mt19937 random{8};
  std::vector<std::string> texts(400);
  for (std::string& text : texts) {
    for (int i = 0; i < 200; ++i) {
      text.push_back(static_cast<char>(random()));
    }
  }
  texts.push_back(texts.front());
  std::string marks = "une lettre";
  for (int i = 0; i < 20'000; ++i) {
    marks += i % 2 == 0 ? "\u0301" : "\u0323";
  }
  texts.push_back(marks);

  const NearDuplicates found = cluster(texts);

  EXPECT_EQ(found.cluster_of_post.front(), found.cluster_of_post[400]);
  EXPECT_NE(found.cluster_of_post.front(), 0U);
  EXPECT_EQ(found.counts.posts, texts.size());
}

}  // namespace
}  // namespace vigie::analysis
