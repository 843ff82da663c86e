#include "collector/simulation/phrase_book.h"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

namespace vigie::collector::simulation {
namespace {

constexpr int kMaxDepth = 8;
constexpr std::array<std::string_view, kTopicCount> kTopicNames{"elections",
                                                                "migration",
                                                                "energy",
                                                                "health",
                                                                "europe",
                                                                "ukraine_war",
                                                                "sport",
                                                                "cooking",
                                                                "weather",
                                                                "series",
                                                                "garden",
                                                                "transport"};

struct RawSection {
  std::string_view name;
  std::vector<std::string_view> alternatives;
};

std::string_view trim_line(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

void split_alternatives(std::string_view line, std::vector<std::string_view>& out) {
  constexpr std::string_view kSeparator = " | ";
  for (std::size_t end = line.find(kSeparator); end != std::string_view::npos;
       end = line.find(kSeparator)) {
    out.push_back(trim_line(line.substr(0, end)));
    line.remove_prefix(end + kSeparator.size());
  }
  out.push_back(trim_line(line));
}

std::vector<RawSection> read_sections(std::string_view text) {
  std::vector<RawSection> sections;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = trim_line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') {
      continue;
    }
    if (line.front() == '[' && line.back() == ']') {
      sections.push_back({line.substr(1, line.size() - 2), {}});
    } else if (!sections.empty()) {
      split_alternatives(line, sections.back().alternatives);
    }
  }
  return sections;
}

std::int32_t to_int(std::string_view text, std::string_view slot) {
  std::int32_t value = 0;
  const char* const end = text.data() + text.size();
  if (const auto [stop, error] = std::from_chars(text.data(), end, value);
      error != std::errc{} || stop != end) {
    throw std::invalid_argument(fmt::format("phrase book: no number in {{{}}}", slot));
  }
  return value;
}

bool ends_sentence(char byte) {
  return byte == '.' || byte == '!' || byte == '?';
}

/// U+0430 to U+043F (D0 B0 to D0 BF) and U+0440 to U+044F (D1 80 to D1 8F) have their capitals at
/// D0 90 to D0 AF.
void capitalize_russian(char& lead, char& trail) {
  const auto code = static_cast<unsigned char>(trail);
  if (lead == '\xD0' && code >= 0xB0 && code <= 0xBF) {
    trail = static_cast<char>(code - 0x20);
  } else if (lead == '\xD1' && code >= 0x80 && code <= 0x8F) {
    lead = '\xD0';
    trail = static_cast<char>(code + 0x20);
  }
}

void make_russian_lower_case(char& lead, char& trail) {
  const auto code = static_cast<unsigned char>(trail);
  if (code >= 0x90 && code <= 0x9F) {
    trail = static_cast<char>(code + 0x20);
  } else if (code >= 0xA0 && code <= 0xAF) {
    lead = '\xD1';
    trail = static_cast<char>(code - 0x20);
  }
}

/// UTF-8 of U+00E0 to U+00FE is C3 A0 to C3 BE, and the capital lies 0x20 below.
void capitalize_at(std::string& text, std::size_t at) {
  if (at >= text.size()) {
    return;
  }
  auto& byte = text[at];
  if (byte >= 'a' && byte <= 'z') {
    byte = static_cast<char>(byte - 0x20);
  } else if (byte == '\xC3' && at + 1 < text.size()) {
    auto& next = text[at + 1];
    const auto code = static_cast<unsigned char>(next);
    if (code >= 0xA0 && code <= 0xBE && code != 0xB7) {
      next = static_cast<char>(code - 0x20);
    }
  } else if (at + 1 < text.size()) {
    capitalize_russian(byte, text[at + 1]);
  }
}

}  // namespace

std::string_view topic_name(Topic topic) {
  return kTopicNames.at(static_cast<std::size_t>(topic));
}

PhraseBook::PhraseBook(std::string_view text) {
  const auto raw = read_sections(text);
  for (const auto& [name, alternatives] : raw) {
    if (alternatives.empty()) {
      throw std::invalid_argument(fmt::format("phrase book: section {} is empty", name));
    }
    names_.emplace(name, static_cast<Section>(names_.size()));
  }
  sections_.resize(names_.size());
  for (const auto& [name, alternatives] : raw) {
    auto& phrases = sections_[section(name)];
    for (const auto alternative : alternatives) {
      phrases.push_back(compile(alternative));
    }
  }
}

PhraseBook::Section PhraseBook::section(std::string_view name) const {
  const auto found = names_.find(name);
  if (found == names_.end()) {
    throw std::invalid_argument(fmt::format("phrase book: no section {}", name));
  }
  return found->second;
}

PhraseBook::Section PhraseBook::topic_section(Topic topic, std::string_view name) const {
  return section(fmt::format("{}.{}", topic_name(topic), name));
}

std::string_view PhraseBook::literal(Section section, std::size_t alternative) const {
  const auto& phrase = sections_[section][alternative];
  return phrase.empty() ? std::string_view{} : std::string_view{phrase.front().literal};
}

PhraseBook::Piece PhraseBook::compile_slot(std::string_view slot) const {
  Piece piece;
  if (slot.starts_with('#')) {
    const auto range = slot.substr(1);
    const auto dash = range.find('-', 1);  // from 1: the lower bound may be negative
    piece.kind = Piece::Kind::kNumber;
    piece.low = to_int(range.substr(0, dash), slot);
    piece.high = dash == std::string_view::npos ? piece.low : to_int(range.substr(dash + 1), slot);
  } else if (slot.starts_with('*')) {
    piece.kind = Piece::Kind::kTopicSection;
    for (std::size_t i = 0; i < kTopicCount; ++i) {
      piece.by_topic.at(i) = topic_section(static_cast<Topic>(i), slot.substr(1));
    }
  } else {
    piece.kind = Piece::Kind::kSection;
    piece.section = section(slot);
  }
  return piece;
}

PhraseBook::Phrase PhraseBook::compile(std::string_view text) const {
  Phrase phrase;
  while (!text.empty()) {
    const auto open = text.find('{');
    if (open != 0) {
      phrase.emplace_back().literal = text.substr(0, open);
    }
    if (open == std::string_view::npos) {
      break;
    }
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) {
      throw std::invalid_argument(fmt::format("phrase book: unclosed slot in {}", text));
    }
    if (const auto slot = text.substr(open + 1, close - open - 1); slot != "_") {
      phrase.push_back(compile_slot(slot));
    }
    text.remove_prefix(close + 1);
  }
  return phrase;
}

void PhraseBook::append(
    Section section, Topic topic, Random& random, int depth, std::string& out) const {
  if (depth >= kMaxDepth) {
    return;
  }
  const auto& alternatives = sections_[section];
  for (const auto& piece : alternatives[random.below(alternatives.size())]) {
    switch (piece.kind) {
      case Piece::Kind::kLiteral:
        // An empty slot leaves two spaces side by side.
        out.append(piece.literal, out.ends_with(' ') && piece.literal.starts_with(' ') ? 1 : 0);
        break;
      case Piece::Kind::kSection:
        append(piece.section, topic, random, depth + 1, out);
        break;
      case Piece::Kind::kTopicSection:
        append(piece.by_topic.at(static_cast<std::size_t>(topic)), topic, random, depth + 1, out);
        break;
      case Piece::Kind::kNumber:
        fmt::format_to(std::back_inserter(out), "{}", random.between(piece.low, piece.high));
        break;
    }
  }
}

void PhraseBook::expand(Section section, Topic topic, Random& random, std::string& out) const {
  const std::size_t begin = out.size();
  append(section, topic, random, 0, out);
  while (out.size() > begin && out.back() == ' ') {
    out.pop_back();
  }
  if (out.size() > begin && out[begin] == ' ') {
    out.erase(begin, 1);
  }
}

void capitalize_sentences(std::string& text) {
  capitalize_at(text, 0);
  for (std::size_t i = 2; i < text.size(); ++i) {
    if (text[i - 1] == ' ' && ends_sentence(text[i - 2])) {
      capitalize_at(text, i);
    }
  }
}

void make_lower_case(std::string& text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    const auto code = static_cast<unsigned char>(text[i]);
    if (code >= 'A' && code <= 'Z') {
      text[i] = static_cast<char>(code + 0x20);
    } else if (i > from && text[i - 1] == '\xC3' && code >= 0x80 && code <= 0x9E && code != 0x97) {
      text[i] = static_cast<char>(code + 0x20);
    } else if (i > from && text[i - 1] == '\xD0') {
      make_russian_lower_case(text[i - 1], text[i]);
    }
  }
}

}  // namespace vigie::collector::simulation
