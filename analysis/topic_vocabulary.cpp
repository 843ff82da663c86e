#include "analysis/topic_vocabulary.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include <libstemmer.h>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

/// One stemmer of the Snowball library, for one language.
class Stemmer {
 public:
  explicit Stemmer(const std::string& language)
      : stemmer_(sb_stemmer_new(language.c_str(), "UTF_8"), &sb_stemmer_delete) {}

  [[nodiscard]] bool exists() const { return stemmer_ != nullptr; }

  [[nodiscard]] std::string stem(const std::string& word) {
    const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stemmed =
        sb_stemmer_stem(stemmer_.get(), symbols, static_cast<int>(word.size()));
    if (stemmed == nullptr) {
      return word;
    }
    const auto bytes = static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()));
    return {reinterpret_cast<const char*>(stemmed), bytes};
  }

 private:
  std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer_;
};

/// Splits text at everything that is no letter, digit or mark.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    if (is_word_character(c.code_point)) {
      word.append(text.substr(i, c.bytes));
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
    i += c.bytes;
  }
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

/// How the words begin that can mean anything: most words are told apart from all keywords by their
/// first three letters, for a hundredth of what stemming costs.
///
/// Right only for stemmers that touch endings alone; any other language opens the filter.
class PrefixFilter {
 public:
  void open() { open_ = true; }

  /// Lets in every word whose stem or folded form may be `form`.
  void add(std::string_view form) {
    const Prefix prefix = prefix_of(form);
    if (prefix.unknown) {
      open();
    } else if (prefix.bytes == form.size()) {
      // The third letter of a short stem may not be the word's own: using, use; dying, die.
      short_.insert(prefix.keys[std::min(prefix.letters, kLetters - 1)]);
    } else {
      whole_.insert(prefix.keys[kLetters]);
    }
  }

  [[nodiscard]] bool may_match(std::string_view word) const {
    const Prefix prefix = prefix_of(word);
    if (open_ || prefix.unknown) {
      return true;
    }
    for (std::size_t letters = 1; letters <= prefix.letters; ++letters) {
      const std::uint64_t key = prefix.keys[letters];
      if (short_.contains(key) || (letters == kLetters && whole_.contains(key))) {
        return true;
      }
    }
    return false;
  }

 private:
  static constexpr std::size_t kLetters = 3;

  struct Prefix {
    std::array<std::uint64_t, kLetters + 1> keys{};  ///< Of the first 0 to 3 letters.
    std::size_t letters = 0;
    std::size_t bytes = 0;  ///< That these letters take.
    bool unknown = false;   ///< A letter without a plain spelling of its own.
  };

  static Prefix prefix_of(std::string_view word) {
    constexpr unsigned kBitsPerLetter = 21;
    const CharacterTable& table = character_table();
    Prefix prefix;
    while (prefix.bytes < word.size() && prefix.letters < kLetters) {
      const DecodedCharacter c = decode_utf8(word, prefix.bytes);
      char32_t letter = table.plain(c.code_point);
      if (letter == 0) {
        prefix.unknown = true;
        return prefix;
      }
      letter = letter == U'y' ? U'i' : letter;  // Stemmers swap them: skies, sky; dying, die.
      const std::uint64_t before = prefix.keys[prefix.letters];
      prefix.keys[++prefix.letters] = (before << kBitsPerLetter) | letter;
      prefix.bytes += c.bytes;
    }
    return prefix;
  }

  bool open_ = false;
  std::unordered_set<std::uint64_t> whole_;  ///< First three letters of a form.
  std::unordered_set<std::uint64_t> short_;  ///< First one or two letters of a form of up to three.
};

/// True for the languages whose Snowball stemmer changes the ends of words only.
bool stems_endings_only(std::string_view language) {
  constexpr std::array<std::string_view, 12> kLanguages{
      "da", "de", "en", "es", "fr", "it", "nl", "no", "pt", "ro", "ru", "sv"};
  return std::binary_search(kLanguages.begin(), kLanguages.end(), language);
}

}  // namespace

struct TopicVocabulary::State {
  explicit State(std::span<const TopicDefinition> topics) {
    for (const TopicDefinition& topic : topics) {
      for (const TopicKeywords& keywords : topic.keywords) {
        (void)stemmer_index(keywords.language);
      }
    }
    TopicMask bit = 1;
    for (const TopicDefinition& topic : topics) {
      for (const TopicKeywords& keywords : topic.keywords) {
        add_all(keywords.keywords, stemmer_index(keywords.language), bit);
        add_all(keywords.exact, kExact, bit);
      }
      bit <<= 1U;
    }
  }

  /// What a written word means; looks it up under its folded form and every language's stems.
  [[nodiscard]] WordMeaning meaning(std::string_view word) {
    WordMeaning meaning;
    if (!filter.may_match(word)) {
      return meaning;
    }
    collect({kExact, fold_accents(word)}, meaning);
    for (std::size_t i = 0; i < stemmers.size(); ++i) {
      for (const std::string& stem : stems(i, word)) {
        collect({i, stem}, meaning);
      }
    }
    std::sort(meaning.patterns.begin(), meaning.patterns.end());
    meaning.patterns.erase(std::unique(meaning.patterns.begin(), meaning.patterns.end()),
                           meaning.patterns.end());
    return meaning;
  }

  static constexpr std::size_t kExact = static_cast<std::size_t>(-1);

  /// A form: the index of its stemmer, or kExact, and the folded spelling.
  using Form = std::pair<std::size_t, std::string>;

  /// The language's stemmer; kExact for one that Snowball does not know.
  std::size_t stemmer_index(const std::string& language) {
    const auto known = std::find(languages.begin(), languages.end(), language);
    if (known != languages.end()) {
      return static_cast<std::size_t>(known - languages.begin());
    }
    Stemmer stemmer(language);
    if (!stemmer.exists()) {
      return kExact;
    }
    if (!stems_endings_only(language)) {
      filter.open();
    }
    languages.push_back(language);
    stemmers.push_back(std::move(stemmer));
    return stemmers.size() - 1;
  }

  /// Both orders of stemming and of dropping accents: writers leave accents out, and stemmers know
  /// the endings of their language by its accents.
  std::set<std::string> stems(std::size_t stemmer, std::string_view word) {
    return {fold_accents(stemmers[stemmer].stem(fold_case(word))),
            stemmers[stemmer].stem(fold_accents(word))};
  }

  std::vector<Form> forms(std::size_t stemmer, std::string_view word) {
    if (stemmer == kExact) {
      return {{kExact, fold_accents(word)}};
    }
    std::vector<Form> forms;
    for (const std::string& stem : stems(stemmer, word)) {
      forms.emplace_back(stemmer, stem);
    }
    return forms;
  }

  void add_all(std::span<const std::string> keywords, std::size_t stemmer, TopicMask topic) {
    for (const std::string& keyword : keywords) {
      const std::vector<std::string> words = words_of(keyword);
      if (words.size() == 1) {
        for (Form& form : forms(stemmer, words.front())) {
          filter.add(form.second);
          topics_by_form[std::move(form)] |= topic;
        }
      } else if (!words.empty() && words.size() <= kMaxPhraseWords) {
        add_phrase(words, stemmer, topic);
      }
    }
  }

  void add_phrase(std::span<const std::string> words, std::size_t stemmer, TopicMask topic) {
    Phrase phrase;
    phrase.topics = topic;
    for (const std::string& word : words) {
      const PatternId pattern = pattern_count++;
      for (Form& form : forms(stemmer, word)) {
        filter.add(form.second);
        patterns_by_form[std::move(form)].push_back(pattern);
      }
      phrase.words.push_back(pattern);
    }
    phrases.push_back(std::move(phrase));
  }

  void collect(const Form& form, WordMeaning& meaning) const {
    const auto topics = topics_by_form.find(form);
    meaning.topics |= topics == topics_by_form.end() ? 0 : topics->second;
    const auto patterns = patterns_by_form.find(form);
    if (patterns != patterns_by_form.end()) {
      meaning.patterns.insert(
          meaning.patterns.end(), patterns->second.begin(), patterns->second.end());
    }
  }

  std::vector<std::string> languages;
  std::vector<Stemmer> stemmers;
  PrefixFilter filter;
  std::map<Form, TopicMask> topics_by_form;
  std::map<Form, std::vector<PatternId>> patterns_by_form;
  std::vector<Phrase> phrases;
  PatternId pattern_count = 0;
};

TopicVocabulary::TopicVocabulary(std::span<const TopicDefinition> topics)
    : state_(std::make_unique<State>(topics)) {}

TopicVocabulary::TopicVocabulary(TopicVocabulary&&) noexcept = default;
TopicVocabulary& TopicVocabulary::operator=(TopicVocabulary&&) noexcept = default;
TopicVocabulary::~TopicVocabulary() = default;

WordMeaning TopicVocabulary::meaning(std::string_view word) {
  return state_->meaning(word);
}

std::span<const Phrase> TopicVocabulary::phrases() const {
  return state_->phrases;
}

}  // namespace vigie::analysis
