#include "collector/archive/list_cell.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "collector/archive/plain_text.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// Reads one bracketed list from left to right.
class ListReader {
 public:
  explicit ListReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] std::vector<std::string> read() {
    std::vector<std::string> items;
    while (!rest_.empty()) {
      const std::size_t begin = rest_.find_first_not_of(" \t\r\n,");
      rest_.remove_prefix(std::min(begin, rest_.size()));
      if (rest_.empty()) {
        break;
      }
      const char first = rest_.front();
      std::string item = first == '"' || first == '\'' ? quoted() : bare();
      if (!item.empty()) {
        items.push_back(std::move(item));
      }
    }
    return items;
  }

 private:
  std::string bare() {
    const std::size_t end = std::min(rest_.find(','), rest_.size());
    const std::string_view item = trim(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return item == "None" || item == "null" ? std::string{} : std::string{item};
  }

  std::string quoted() {
    const char quote = rest_.front();
    rest_.remove_prefix(1);
    std::string item;
    while (!rest_.empty() && rest_.front() != quote) {
      if (rest_.front() == '\\' && rest_.size() > 1) {
        escape(item);
      } else {
        item.push_back(rest_.front());
        rest_.remove_prefix(1);
      }
    }
    rest_.remove_prefix(std::min<std::size_t>(1, rest_.size()));
    return std::string{trim(item)};
  }

  /// Stands on a backslash that something follows.
  void escape(std::string& item) {
    const char code = rest_[1];
    rest_.remove_prefix(2);
    if (code == 'n' || code == 't' || code == 'r') {
      item.push_back(' ');
    } else if (code == 'u' || code == 'x' || code == 'U') {
      numeric_escape(code, item);
    } else {
      item.push_back(code);
    }
  }

  void numeric_escape(char code, std::string& item) {
    auto unit = hex(code == 'x' ? 2 : (code == 'u' ? 4 : 8));
    if (unit && *unit >= 0xD800 && *unit < 0xDC00 && rest_.starts_with("\\u")) {
      rest_.remove_prefix(2);
      const auto low = hex(4);
      const bool is_pair = low && *low >= 0xDC00 && *low <= 0xDFFF;
      unit = is_pair ? std::optional{0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00)}
                     : std::nullopt;
    }
    const bool is_character =
        unit && *unit != 0 && *unit <= 0x10FFFF && !(*unit >= 0xD800 && *unit <= 0xDFFF);
    append_utf8(is_character ? *unit : 0xFFFD, item);
  }

  /// Eats exactly `width` hexadecimal digits, or nothing.
  std::optional<std::uint32_t> hex(std::size_t width) {
    std::uint32_t value = 0;
    if (rest_.size() < width) {
      return std::nullopt;
    }
    const auto read = std::from_chars(rest_.data(), rest_.data() + width, value, 16);
    if (read.ec != std::errc{} || read.ptr != rest_.data() + width) {
      return std::nullopt;
    }
    rest_.remove_prefix(width);
    return value;
  }

  std::string_view rest_;
};

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> items;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::string_view item = trim(text.substr(begin, end - begin));
    if (!item.empty()) {
      items.emplace_back(item);
    }
    begin = end + separator.size();
  }
  return items;
}

std::vector<std::string> split_on_space(std::string_view text) {
  std::vector<std::string> items;
  std::size_t begin = text.find_first_not_of(kSpace);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kSpace, begin), text.size());
    items.emplace_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(kSpace, end);
  }
  return items;
}

}  // namespace

std::vector<std::string> split_list_cell(std::string_view text, std::string_view separator) {
  const std::string_view trimmed = trim(text);
  if (!separator.empty()) {
    return split(trimmed, separator);
  }
  if (trimmed.starts_with('[') && trimmed.ends_with(']')) {
    return ListReader{trimmed.substr(1, trimmed.size() - 2)}.read();
  }
  return split_on_space(trimmed);
}

}  // namespace vigie::collector
