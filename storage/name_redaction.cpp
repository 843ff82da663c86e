#include "storage/name_redaction.h"

#include <algorithm>

namespace vigie::storage {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':' || c == '@';
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

/// A sentence may end behind a name: `@name.` and `@name:` name it too.
std::string_view without_last_mark(std::string_view word) {
  const std::size_t end = word.find_last_not_of(".:-@");
  return word.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

}  // namespace

void NameRedaction::add(std::string_view name) {
  name = name.starts_with('@') ? name.substr(1) : name;
  if (name.empty()) {
    return;
  }
  if (std::all_of(name.begin(), name.end(), is_word_character)) {
    words_.insert(lower_case(name));
  } else {
    others_.emplace_back(name);
  }
}

bool NameRedaction::is_name(std::string_view name) const {
  name = name.starts_with('@') ? name.substr(1) : name;
  return words_.contains(lower_case(name)) ||
         std::find(others_.begin(), others_.end(), name) != others_.end();
}

NameRedaction::Place NameRedaction::find(std::string_view text, std::size_t from) const {
  Place first{text.size(), 0};
  for (std::size_t mark = text.find_first_of("@/", from); mark != std::string_view::npos;
       mark = text.find_first_of("@/", mark + 1)) {
    const std::size_t begin = mark + 1;
    std::size_t end = begin;
    while (end < text.size() && is_word_character(text[end])) {
      ++end;
    }
    std::string_view word = text.substr(begin, end - begin);
    if (!words_.contains(lower_case(word))) {
      word = without_last_mark(word);
    }
    if (!word.empty() && words_.contains(lower_case(word))) {
      first = {begin, word.size()};
    }
    if (first.length > 0) {
      break;
    }
  }
  for (const std::string& other : others_) {
    const std::size_t place = text.find(other, from);
    if (place < first.begin) {
      first = {place, other.size()};
    }
  }
  return first;
}

bool NameRedaction::is_in(std::string_view text) const {
  return find(text, 0).length > 0;
}

std::string NameRedaction::redact(std::string_view text) const {
  std::string out;
  std::size_t from = 0;
  for (Place place = find(text, from); place.length > 0; place = find(text, from)) {
    out.append(text.substr(from, place.begin - from)).append(kRedacted);
    from = place.begin + place.length;
  }
  return out.append(text.substr(from));
}

}  // namespace vigie::storage
