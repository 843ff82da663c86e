// What a written word means for the monitored topics: the keywords, folded and stemmed.
//
// Apart from topic.h, which walks over texts: this is looked up once per new word, and kept there.
// Stems are Snowball's (snowballstem.org), each language on its own: a word matches a keyword of a
// language when that language's stemmer gives both one stem.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/topic.h"

namespace vigie::analysis {

inline constexpr std::size_t kMaxPhraseWords = 4;

/// Index of a word pattern of phrases.
using PatternId = std::uint32_t;

/// What one written word means for the topics.
struct WordMeaning {
  TopicMask topics = 0;             ///< Topics that list it alone.
  std::vector<PatternId> patterns;  ///< Phrase words that it can stand for, ascending.

  friend auto operator<=>(const WordMeaning&, const WordMeaning&) = default;
};

/// A phrase of 2 to 4 words.
struct Phrase {
  std::vector<PatternId> words;
  TopicMask topics = 0;
};

/// Keywords of all topics. Not for several threads at once: stemmers keep state.
class TopicVocabulary {
 public:
  /// Keywords of more than `kMaxPhraseWords` words are left out; words are split at everything that
  /// is no letter, digit or mark.
  explicit TopicVocabulary(std::span<const TopicDefinition> topics);
  TopicVocabulary(TopicVocabulary&&) noexcept;
  TopicVocabulary& operator=(TopicVocabulary&&) noexcept;
  TopicVocabulary(const TopicVocabulary&) = delete;
  TopicVocabulary& operator=(const TopicVocabulary&) = delete;
  ~TopicVocabulary();

  /// What `word` (as written, one word) means: by its folded form and by each language's stems.
  /// About 0.1 us when its first letters rule it out, 5 us otherwise.
  [[nodiscard]] WordMeaning meaning(std::string_view word);

  /// Valid as long as the vocabulary.
  [[nodiscard]] std::span<const Phrase> phrases() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::analysis
