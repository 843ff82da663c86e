#include "analysis/narrative_names.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "analysis/characters.h"
#include "analysis/radix_sort.h"
#include "analysis/stop_words.h"
#include "analysis/written_words.h"

namespace vigie::analysis {
namespace {

constexpr double kPriorDocuments = 100.0;

/// Words of one document that may name something.
std::vector<WrittenWord> naming_words(std::string_view text, std::string_view language) {
  std::vector<WrittenWord> words = different_words(text, {});
  std::erase_if(words,
                [language](const WrittenWord& word) { return is_stop_word(word.key, language); });
  return words;
}

/// Runs of equal keys.
template <typename Fn>
void for_each_run(const std::vector<std::uint64_t>& keys, Fn fn) {
  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin + 1;
    while (end < keys.size() && keys[end] == keys[begin]) {
      ++end;
    }
    fn(keys[begin], end - begin);
    begin = end;
  }
}

struct NamingTerm {
  double z = 0.0;
  std::uint64_t key = 0;
  std::string word;
};

}  // namespace

double log_odds_z(double with, double documents, double all_with, double all) {
  if (all <= documents) {
    return 0.0;
  }
  const double prior = kPriorDocuments * all_with / all;
  const double rest_with = all_with - with + prior;
  const double rest_without = all - documents + kPriorDocuments - rest_with;
  const double here_with = with + prior;
  const double here_without = documents + kPriorDocuments - here_with;
  if (rest_without <= 0.0 || here_without <= 0.0 || prior <= 0.0) {
    return 0.0;  // a word of every document tells nothing apart
  }
  const double delta = std::log(here_with / here_without) - std::log(rest_with / rest_without);
  return delta / std::sqrt(1.0 / here_with + 1.0 / rest_with);
}

TopicWords count_words(std::span<const NarrativeDocument> documents,
                       const WindowShares& shares,
                       std::size_t topic) {
  std::vector<std::uint64_t> keys;
  TopicWords out;
  for (const NarrativeDocument& document : documents) {
    if ((shares.topics[document.post] >> topic & 1U) != 0) {
      ++out.documents;
      for (const WrittenWord& word : naming_words(document.text, document.language)) {
        keys.push_back(word.key);
      }
    }
  }
  std::vector<std::uint64_t> scratch;
  radix_sort(keys, scratch);
  for_each_run(keys, [&out](std::uint64_t key, std::size_t count) {
    out.documents_with.emplace_back(key, static_cast<std::uint32_t>(count));
  });
  return out;
}

std::vector<std::string> name_narrative(std::span<const NarrativeDocument> documents,
                                        const TopicWords& topic,
                                        std::size_t most) {
  std::vector<WrittenWord> words;
  for (const NarrativeDocument& document : documents) {
    const std::vector<WrittenWord> of_document = naming_words(document.text, document.language);
    words.insert(words.end(), of_document.begin(), of_document.end());
  }
  std::sort(words.begin(), words.end(), [](const WrittenWord& a, const WrittenWord& b) {
    return std::tie(a.key, a.text) < std::tie(b.key, b.text);
  });
  std::vector<NamingTerm> terms;
  const auto count = static_cast<double>(documents.size());
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && words[end].key == words[begin].key) {
      ++end;
    }
    const auto with = static_cast<double>(end - begin);
    // A story that one post tells and others repost has one document.
    if (end - begin >= std::min<std::size_t>(2, documents.size()) && 10.0 * with >= count) {
      terms.push_back(
          {log_odds_z(
               with, count, topic.with(words[begin].key), static_cast<double>(topic.documents)),
           words[begin].key,
           fold_case(words[begin].text)});
    }
    begin = end;
  }
  std::sort(terms.begin(), terms.end(), [](const NamingTerm& a, const NamingTerm& b) {
    return std::tie(b.z, a.word, a.key) < std::tie(a.z, b.word, b.key);
  });
  terms.resize(std::min(terms.size(), most));
  std::vector<std::string> out;
  for (NamingTerm& term : terms) {
    out.push_back(std::move(term.word));
  }
  return out;
}

}  // namespace vigie::analysis
