// Phrase book: the sentences of the simulator, drawn from a small grammar kept as a text file.
//
// Words are data (phrases/*.txt) so that a language is added without code. A phrase is composed of
// several short pieces: two people who speak of one thing then rarely write near-duplicates, which
// only share buttons and coordinated accounts should do.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/simulation/random.h"

namespace vigie::collector::simulation {

/// What a post is about. The first six are the polemical ones.
enum class Topic : std::uint8_t {
  kElections,
  kMigration,
  kEnergy,
  kHealth,
  kEurope,
  kUkraineWar,
  kSport,
  kCooking,
  kWeather,
  kSeries,
  kGarden,
  kTransport,
};
inline constexpr std::size_t kTopicCount = 12;
inline constexpr std::size_t kPolemicalTopicCount = 6;

/// As in phrase sections and page paths, e.g. `ukraine_war`.
[[nodiscard]] std::string_view topic_name(Topic topic);

/// One language. Immutable once read: any number of threads may draw from it.
class PhraseBook {
 public:
  using Section = std::uint16_t;

  /// Reads `[section]` headers and their alternatives, one a line or separated by ` | `; `#` begins
  /// a comment line.
  ///
  /// Slots: `{name}` an alternative of a section, `{*name}` of the section `TOPIC.name`, `{#a-b}`
  /// an integer from a to b, `{_}` nothing.
  ///
  /// @throws std::invalid_argument  names the slot whose section, or whose topic's section, is
  ///                                missing, or the section that is empty.
  explicit PhraseBook(std::string_view text);

  /// @throws std::invalid_argument  when there is no such section.
  [[nodiscard]] Section section(std::string_view name) const;

  [[nodiscard]] bool has_section(std::string_view name) const { return names_.contains(name); }

  /// Section `TOPIC.name`, `name` as after the `*` of a slot.
  [[nodiscard]] Section topic_section(Topic topic, std::string_view name) const;

  [[nodiscard]] std::size_t size(Section section) const { return sections_[section].size(); }

  /// An alternative without slots, as written; the empty text when it begins with a slot.
  [[nodiscard]] std::string_view literal(Section section, std::size_t alternative) const;

  /// Appends a random alternative of `section` to `out`, runs of spaces made one. Nesting ends at
  /// eight levels: what lies deeper is left out.
  void expand(Section section, Topic topic, Random& random, std::string& out) const;

 private:
  struct Piece {
    enum class Kind : std::uint8_t { kLiteral, kSection, kTopicSection, kNumber };
    Kind kind = Kind::kLiteral;
    Section section = 0;                          ///< Of kSection.
    std::array<Section, kTopicCount> by_topic{};  ///< Of kTopicSection.
    std::int32_t low = 0;                         ///< Of kNumber.
    std::int32_t high = 0;
    std::string literal;
  };

  using Phrase = std::vector<Piece>;

  [[nodiscard]] Phrase compile(std::string_view text) const;
  [[nodiscard]] Piece compile_slot(std::string_view slot) const;
  void append(Section section, Topic topic, Random& random, int depth, std::string& out) const;

  std::map<std::string, Section, std::less<>> names_;
  std::vector<std::vector<Phrase>> sections_;
};

/// Upper-cases the first letter of `text` and of every sentence after `.`, `!` or `?` and a space;
/// letters of ASCII, Latin-1 and Russian.
void capitalize_sentences(std::string& text);

/// Lower-cases ASCII, Latin-1 and Russian letters of UTF-8 `text` from byte `from`.
void make_lower_case(std::string& text, std::size_t from = 0);

}  // namespace vigie::collector::simulation
