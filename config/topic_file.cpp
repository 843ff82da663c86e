#include "config/topic_file.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "config/toml_value.h"
#include "storage/model/time.h"

namespace vigie::config {
namespace {

using analysis::TopicDefinition;
using analysis::TopicKeywords;
using analysis::TopicSide;

constexpr std::size_t kMaxPhraseWords = 4;
const std::vector<std::string> kLanguages{"en", "fr", "de", "ru"};

/// Lower-cases ASCII and drops repeats, keeping the first.
void normalise(std::vector<std::string>& words) {
  std::vector<std::string> kept;
  for (std::string& word : words) {
    for (char& c : word) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (std::find(kept.begin(), kept.end(), word) == kept.end()) {
      kept.push_back(std::move(word));
    }
  }
  words = std::move(kept);
}

/// Words as the matcher counts them: runs of letters and digits; other alphabets are letters.
std::size_t count_words(std::string_view phrase) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : phrase) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = byte >= 0x80 || std::isalnum(byte) != 0;
    words += letter && !inside ? 1 : 0;
    inside = letter;
  }
  return words;
}

/// A longer phrase would silently never match (analysis/topic_vocabulary.h).
void check_phrases(TomlReader& reader,
                   std::string_view key,
                   const std::vector<std::string>& phrases) {
  for (const std::string& phrase : phrases) {
    const std::size_t words = count_words(phrase);
    if (words == 0 || words > kMaxPhraseWords) {
      reader.fail(
          TomlProblemKind::kOutOfRange,
          key,
          fmt::format(
              "\"{}\" has {} words: a phrase has from 1 to {}", phrase, words, kMaxPhraseWords));
      return;
    }
  }
}

/// Fails on an empty word, and on any of `unwanted` in a word.
void check_words(TomlReader& reader,
                 std::string_view key,
                 const std::vector<std::string>& words,
                 std::string_view unwanted) {
  for (const std::string& word : words) {
    if (word.empty() || word.find_first_of(unwanted) != std::string::npos) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  key,
                  fmt::format("\"{}\": empty, or holds one of the characters {}", word, unwanted));
      return;
    }
  }
}

void read_objects(TomlReader& reader,
                  std::vector<std::string>& hashtags,
                  std::vector<std::string>& domains) {
  reader.read("hashtags", hashtags);
  reader.read("domains", domains);
  check_words(reader, "hashtags", hashtags, "# ,");
  check_words(reader, "domains", domains, "/: @");
  normalise(hashtags);
  normalise(domains);
}

void read_titles(TomlReader& reader, TopicDefinition& topic) {
  reader.require("title");
  const TomlValue* table = reader.table("title");
  if (table == nullptr) {
    return;
  }
  TomlReader titles{*table, "title"};
  titles.require("en");
  for (const std::string& language : kLanguages) {
    std::string title;
    titles.read(language, title);
    if (!title.empty()) {
      topic.titles.emplace(language, title);
    }
  }
  topic.title = topic.titles["en"];
  if (auto problem = titles.finish()) {
    reader.fail(std::move(*problem));
  }
}

void read_language(TomlReader& reader,
                   const TomlValue& table,
                   const std::string& language,
                   TopicDefinition& topic) {
  TopicKeywords keywords;
  keywords.language = language;
  TomlReader words{table, "keywords." + language};
  words.read("words", keywords.keywords);
  words.read("exact", keywords.exact);
  check_words(words, "words", keywords.keywords, "#@/");
  check_words(words, "exact", keywords.exact, "#@/");
  check_phrases(words, "words", keywords.keywords);
  check_phrases(words, "exact", keywords.exact);
  if (auto problem = words.finish()) {
    reader.fail(std::move(*problem));
  }
  topic.keywords.push_back(std::move(keywords));
}

void read_keywords(TomlReader& reader, TopicDefinition& topic) {
  const TomlValue* table = reader.table("keywords");
  if (table == nullptr) {
    return;
  }
  TomlReader languages{*table, "keywords"};
  for (const std::string& language : kLanguages) {
    if (const TomlValue* words = languages.table(language)) {
      read_language(languages, *words, language, topic);
    }
  }
  if (auto problem = languages.finish()) {
    reader.fail(std::move(*problem));
  }
}

void read_sides(TomlReader& reader, TopicDefinition& topic) {
  for (const TomlValue* table : reader.tables("sides")) {
    TopicSide side;
    TomlReader fields{*table, "sides"};
    fields.require("name");
    fields.read("name", side.name);
    fields.read("description", side.description);
    read_objects(fields, side.hashtags, side.domains);
    if (auto problem = fields.finish()) {
      reader.fail(std::move(*problem));
    }
    topic.sides.push_back(std::move(side));
  }
  if (topic.sides.size() == 1 || topic.sides.size() > 2) {
    reader.fail(TomlProblemKind::kOutOfRange,
                "sides",
                "polarity needs two sides or none; add the other one");
  }
}

void read_topic(TomlReader& reader, TopicDefinition& topic) {
  read_titles(reader, topic);
  reader.require("version");
  reader.read("version", topic.version);
  if (topic.version.size() != 10 || !parse_iso8601(topic.version)) {
    reader.fail(TomlProblemKind::kOutOfRange,
                "version",
                "`version` must be an ISO date in quotes, e.g. \"2026-01-31\"");
  }
  read_keywords(reader, topic);
  read_objects(reader, topic.hashtags, topic.domains);
  read_sides(reader, topic);
}

DataFileError topic_error(const TomlProblem& problem, const DataFile& file) {
  const auto kind = problem.kind == TomlProblemKind::kSyntax ? DataFileErrorKind::kSyntax
                                                             : DataFileErrorKind::kInvalid;
  return data_file_error(kind, file.shown_as, problem.line, problem.message);
}

}  // namespace

tl::expected<TopicDefinition, DataFileError> parse_topic(const DataFile& file) {
  const auto document = parse_toml(file.content);
  if (!document) {
    return tl::unexpected{topic_error(document.error(), file)};
  }
  TopicDefinition topic;
  topic.id = file.name;
  TomlReader reader{*document};
  read_topic(reader, topic);
  if (const auto problem = reader.finish()) {
    return tl::unexpected{topic_error(*problem, file)};
  }
  return topic;
}

}  // namespace vigie::config
