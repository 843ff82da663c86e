#include "analysis/text_entities.h"

#include <algorithm>
#include <cstdint>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

constexpr std::string_view kFullWidthHash = "\uff03";

constexpr bool is_ascii_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// `prefix` is lower-case ASCII.
bool has_prefix(std::string_view text, std::size_t position, std::string_view prefix) {
  if (text.size() - position < prefix.size()) {
    return false;
  }
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[position + i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    if (lower != prefix[i]) {
      return false;
    }
  }
  return true;
}

bool follows_word(std::string_view text, std::size_t position) {
  return position > 0 && is_word_character(character_before(text, position));
}

std::size_t link_prefix(std::string_view text, std::size_t position) {
  const char first = text[position];
  if (first == 'h' || first == 'H') {
    if (has_prefix(text, position, "http://")) {
      return 7;
    }
    return has_prefix(text, position, "https://") ? 8 : 0;
  }
  if ((first == 'w' || first == 'W') && has_prefix(text, position, "www.")) {
    return follows_word(text, position) ? 0 : 4;
  }
  return 0;
}

/// Quotes, spaces and the punctuation of running text end a link; letters of any script do not.
bool ends_link(char32_t c) {
  if (c < 0x80) {
    return c <= 0x20 || c == 0x7F || c == '<' || c == '>' || c == '"' || c == '`' || c == '{' ||
           c == '}' || c == '|' || c == '^';
  }
  const bool latin_punctuation = c <= 0xBF;
  const bool general_punctuation = c >= 0x2000 && c <= 0x206F;
  const bool cjk_punctuation = (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF0F);
  const bool broken = c == 0xFFFD;
  return latin_punctuation || general_punctuation || cjk_punctuation || broken ||
         (character_table().bits(c) & CharacterBits::kEmoji) != 0;
}

std::size_t without_closing_punctuation(std::string_view link) {
  constexpr std::string_view kClosing = ".,;:!?'*_~]";
  // A closing bracket belongs to the link when it was opened there. Counted once: a text may end in
  // a hundred thousand of them. None of the other characters dropped is a bracket of this kind.
  const auto open = std::count(link.begin(), link.end(), '(');
  auto closed = std::count(link.begin(), link.end(), ')');
  while (!link.empty()) {
    const char last = link.back();
    const bool drop =
        kClosing.find(last) != std::string_view::npos || (last == ')' && closed > open);
    if (!drop) {
      break;
    }
    closed -= last == ')' ? 1 : 0;
    link.remove_suffix(1);
  }
  return link.size();
}

bool is_handle_character(char c) {
  return is_ascii_alphanumeric(c) || c == '_' || c == '.' || c == '-';
}

/// Bytes of a handle at `position`: it ends in a letter, a digit or an underscore.
std::size_t handle_bytes(std::string_view text, std::size_t position) {
  std::size_t end = position;
  while (end < text.size() && is_handle_character(text[end])) {
    ++end;
  }
  while (end > position && (text[end - 1] == '.' || text[end - 1] == '-')) {
    --end;
  }
  return end - position;
}

}  // namespace

std::size_t link_bytes(std::string_view text, std::size_t position) {
  const std::size_t prefix = link_prefix(text, position);
  if (prefix == 0) {
    return 0;
  }
  std::size_t end = position + prefix;
  while (end < text.size()) {
    const DecodedCharacter c = decode_utf8(text, end);
    if (ends_link(c.code_point)) {
      break;
    }
    end += c.bytes;
  }
  const std::size_t bytes = without_closing_punctuation(text.substr(position, end - position));
  return bytes > prefix ? bytes : 0;
}

bool is_truncated_link(std::string_view text, std::size_t position, std::size_t bytes) {
  const std::string_view rest = text.substr(position + bytes);
  return rest.starts_with("\u2026") || rest.starts_with("...");
}

std::size_t mention_bytes(std::string_view text, std::size_t position) {
  if (text[position] != '@' || follows_word(text, position)) {
    return 0;
  }
  const std::size_t name = handle_bytes(text, position + 1);
  if (name == 0) {
    return 0;
  }
  std::size_t end = position + 1 + name;
  if (end < text.size() && text[end] == '@') {
    const std::size_t host = handle_bytes(text, end + 1);
    end += host == 0 ? 0 : host + 1;
  }
  return end - position;
}

std::size_t hash_sign_bytes(std::string_view text, std::size_t position) {
  if (text[position] == '#') {
    return 1;
  }
  return text.substr(position).starts_with(kFullWidthHash) ? kFullWidthHash.size() : 0;
}

std::size_t hashtag_bytes(std::string_view text, std::size_t position) {
  const std::size_t sign = hash_sign_bytes(text, position);
  if (sign == 0) {
    return 0;
  }
  const char32_t before = character_before(text, position);
  if (before == '&' || before == '_' || is_word_character(before)) {
    return 0;  // `&#39;` is an escaped character, `a#b` an anchor.
  }
  std::size_t end = position + sign;
  bool has_letter = false;
  while (end < text.size()) {
    const DecodedCharacter c = decode_utf8(text, end);
    const std::uint32_t bits = character_table().bits(c.code_point);
    if (c.code_point != '_' && (bits & CharacterBits::kWord) == 0) {
      break;
    }
    has_letter = has_letter || (bits & CharacterBits::kLetter) != 0;
    end += c.bytes;
  }
  return has_letter ? end - position : 0;
}

}  // namespace vigie::analysis
