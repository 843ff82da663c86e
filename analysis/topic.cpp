#include "analysis/topic.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <map>
#include <unordered_map>
#include <utility>

#include <xxhash.h>

#include "analysis/characters.h"
#include "analysis/text_entities.h"
#include "analysis/topic_vocabulary.h"
#include "analysis/url_text.h"
#include "analysis/written_words.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMaxTopics = 32;

/// Meanings of words as they are written. A word's row may be taken by another one: the table is
/// bounded, and a row holds the word itself, so a look-up is right or misses.
class WordCache {
 public:
  WordCache() : rows_(kRows) {}

  /// Index of the meaning kept for `word`; nothing when it must be worked out.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word, std::uint64_t hash) const {
    const Row& row = rows_[hash % kRows];
    const bool same = word.size() == row.bytes && word.size() <= kMaxBytes &&
                      std::memcmp(row.word.data(), word.data(), word.size()) == 0;
    return same ? std::optional(row.meaning) : std::nullopt;
  }

  void keep(std::string_view word, std::uint64_t hash, std::uint32_t meaning) {
    if (word.size() > kMaxBytes) {
      return;
    }
    Row& row = rows_[hash % kRows];
    std::memcpy(row.word.data(), word.data(), word.size());
    row.bytes = static_cast<std::uint8_t>(word.size());
    row.meaning = meaning;
  }

 private:
  static constexpr std::size_t kRows = 16'384;
  static constexpr std::size_t kMaxBytes = 27;

  struct Row {
    std::uint32_t meaning = 0;
    std::uint8_t bytes = 0;
    std::array<char, kMaxBytes> word{};
  };

  std::vector<Row> rows_;
};

std::size_t link_or_mention_or_tag(std::string_view text, std::size_t position) {
  switch (text[position]) {
    case '@':
      return mention_bytes(text, position);
    case '#':
    case '\xEF':
      return hashtag_bytes(text, position);
    case 'h':
    case 'H':
    case 'w':
    case 'W':
      return link_bytes(text, position);
    default:
      return 0;
  }
}

/// Bytes of the word at `position`; 0 when none begins there.
std::size_t word_bytes(std::string_view text, std::size_t position, const CharacterTable& table) {
  std::size_t end = position;
  while (end < text.size()) {
    const DecodedCharacter c = decode_utf8(text, end);
    if ((table.bits(c.code_point) & CharacterBits::kWord) == 0) {
      break;
    }
    end += c.bytes;
  }
  return end - position;
}

void add_hosts(std::span<const std::string> domains,
               TopicMask topic,
               std::unordered_map<std::string, TopicMask>& hosts) {
  for (const std::string& domain : domains) {
    const std::optional<std::string> host = ascii_host(domain);
    if (host) {
      hosts[host->starts_with("www.") ? host->substr(4) : *host] |= topic;
    }
  }
}

std::string hashtag_form(std::string_view key) {
  if (key.starts_with('#')) {
    key.remove_prefix(1);
  }
  return fold_accents(key);
}

}  // namespace

struct TopicMatcher::State {
  explicit State(std::span<const TopicDefinition> topics) : vocabulary(topics) {
    TopicMask bit = 1;
    for (const TopicDefinition& topic : topics) {
      for (const std::string& hashtag : topic.hashtags) {
        hashtags[hashtag_form(hashtag)] |= bit;
      }
      add_hosts(topic.domains, bit, hosts);
      bit <<= 1U;
    }
    for (const Phrase& phrase : vocabulary.phrases()) {
      phrases_by_last[phrase.words.back()].push_back(&phrase);
    }
    (void)meaning_index({});  // Index 0: a word that means nothing, as most do.
  }

  std::uint32_t meaning_index(WordMeaning meaning) {
    const auto next = static_cast<std::uint32_t>(meanings.size());
    const auto [row, fresh] = meaning_rows.try_emplace(std::move(meaning), next);
    if (fresh) {
      meanings.push_back(&row->first);
    }
    return row->second;
  }

  const WordMeaning& look_up(std::string_view word) {
    if (word.size() > kMaxWordBytes) {
      return *meanings.front();
    }
    const std::uint64_t hash = XXH3_64bits(word.data(), word.size());
    std::optional<std::uint32_t> index = cache.find(word, hash);
    if (!index) {
      index = meaning_index(vocabulary.meaning(word));
      cache.keep(word, hash, *index);
    }
    return *meanings[*index];
  }

  /// Topics of the phrases that end with the last word of `recent` (newest last).
  [[nodiscard]] TopicMask match_phrases(std::span<const WordMeaning* const> recent) const {
    TopicMask found = 0;
    for (const PatternId last : recent.back()->patterns) {
      const auto phrases = phrases_by_last.find(last);
      if (phrases == phrases_by_last.end()) {
        continue;
      }
      for (const Phrase* phrase : phrases->second) {
        found |= ends_with(recent, phrase->words) ? phrase->topics : 0;
      }
    }
    return found;
  }

  static bool ends_with(std::span<const WordMeaning* const> recent,
                        std::span<const PatternId> phrase) {
    if (phrase.size() > recent.size()) {
      return false;
    }
    const auto tail = recent.last(phrase.size());
    return std::equal(phrase.begin(),
                      phrase.end(),
                      tail.begin(),
                      [](PatternId pattern, const WordMeaning* meaning) {
                        return std::binary_search(
                            meaning->patterns.begin(), meaning->patterns.end(), pattern);
                      });
  }

  TopicVocabulary vocabulary;
  std::map<WordMeaning, std::uint32_t> meaning_rows;  ///< Few: distinct meanings, not words.
  std::vector<const WordMeaning*> meanings;
  std::unordered_map<PatternId, std::vector<const Phrase*>> phrases_by_last;
  std::unordered_map<std::string, TopicMask> hashtags;
  std::unordered_map<std::string, TopicMask> hosts;
  WordCache cache;
};

TopicMatcher::TopicMatcher(std::span<const TopicDefinition> topics)
    : state_(std::make_unique<State>(topics)) {
  assert(topics.size() <= kMaxTopics);
}

TopicMatcher::TopicMatcher(TopicMatcher&&) noexcept = default;
TopicMatcher& TopicMatcher::operator=(TopicMatcher&&) noexcept = default;
TopicMatcher::~TopicMatcher() = default;

TopicMask TopicMatcher::match_text(std::string_view text) {
  const CharacterTable& table = character_table();
  TopicMask found = 0;
  std::array<const WordMeaning*, kMaxPhraseWords> recent{};
  std::size_t run = 0;  // Words since the last link, mention or hashtag, at most four.
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t skipped = link_or_mention_or_tag(text, i);
    const std::size_t bytes = skipped > 0 ? 0 : word_bytes(text, i, table);
    if (bytes == 0) {
      run = skipped > 0 ? 0 : run;
      i += skipped > 0 ? skipped : decode_utf8(text, i).bytes;
      continue;
    }
    const WordMeaning& meaning = state_->look_up(text.substr(i, bytes));
    found |= meaning.topics;
    if (run == kMaxPhraseWords) {
      std::rotate(recent.begin(), recent.begin() + 1, recent.end());
      --run;
    }
    recent[run++] = &meaning;
    if (!meaning.patterns.empty()) {
      found |= state_->match_phrases(std::span(recent).first(run));
    }
    i += bytes;
  }
  return found;
}

TopicMask TopicMatcher::match_hashtag(std::string_view key) const {
  const auto topics = state_->hashtags.find(hashtag_form(key));
  return topics == state_->hashtags.end() ? 0 : topics->second;
}

TopicMask TopicMatcher::match_host(std::string_view host) const {
  TopicMask found = 0;
  while (true) {
    const auto topics = state_->hosts.find(std::string(host));
    found |= topics == state_->hosts.end() ? 0 : topics->second;
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos) {
      return found;
    }
    host.remove_prefix(dot + 1);
  }
}

}  // namespace vigie::analysis
