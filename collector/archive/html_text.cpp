#include "collector/archive/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

constexpr std::size_t kMaxUrls = 1000;

/// Named references: U+00A0 to U+00FF in order, then the punctuation that people write.
constexpr std::array<std::string_view, 96> kLatin1{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 23> kOthers{
    {{"amp", '&'},       {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
     {"apos", '\''},     {"ensp", 0x2002},   {"emsp", 0x2003},  {"thinsp", 0x2009},
     {"zwnj", 0x200C},   {"zwj", 0x200D},    {"ndash", 0x2013}, {"mdash", 0x2014},
     {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A}, {"ldquo", 0x201C},
     {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"bull", 0x2022},  {"hellip", 0x2026},
     {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC}}};

/// Elements whose end, and whose begin where text stands before it, ends a line.
constexpr std::array<std::string_view, 15> kBlocks{"p",
                                                   "div",
                                                   "li",
                                                   "ul",
                                                   "ol",
                                                   "h1",
                                                   "h2",
                                                   "h3",
                                                   "h4",
                                                   "h5",
                                                   "h6",
                                                   "pre",
                                                   "tr",
                                                   "hr",
                                                   "blockquote"};

bool is_html_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower_letter(std::string_view text) {
  std::string result{text};
  std::transform(
      result.begin(), result.end(), result.begin(), [](char c) { return lower_letter(c); });
  return result;
}

std::optional<std::uint32_t> named_point(std::string_view name) {
  const auto* latin = std::find(kLatin1.begin(), kLatin1.end(), name);
  if (latin != kLatin1.end()) {
    return 0xA0U + static_cast<std::uint32_t>(latin - kLatin1.begin());
  }
  const auto* other = std::find_if(
      kOthers.begin(), kOthers.end(), [name](const auto& row) { return row.first == name; });
  return other == kOthers.end() ? std::nullopt : std::optional{other->second};
}

/// `digits` of `&#...;`. What is no character becomes U+FFFD.
std::optional<std::uint32_t> numbered_point(std::string_view digits) {
  constexpr std::uint32_t kReplacement = 0xFFFD;
  const bool is_hex = !digits.empty() && lower_letter(digits.front()) == 'x';
  digits.remove_prefix(is_hex ? 1 : 0);
  std::uint32_t point = 0;
  const auto read =
      std::from_chars(digits.data(), digits.data() + digits.size(), point, is_hex ? 16 : 10);
  if (read.ptr != digits.data() + digits.size() || digits.empty()) {
    return std::nullopt;
  }
  const bool is_character = read.ec == std::errc{} && point != 0 && point <= 0x10FFFF &&
                            (point < 0xD800 || point > 0xDFFF);
  return is_character ? point : kReplacement;
}

/// Decodes the reference at the begin of `text`, which is an ampersand: the bytes it takes, and its
/// character; nothing when it is none.
std::optional<std::pair<std::size_t, std::uint32_t>> reference_at(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (end == std::string_view::npos || end < 2) {
    return std::nullopt;
  }
  const std::string_view name = text.substr(1, end - 1);
  const auto point = name.front() == '#' ? numbered_point(name.substr(1)) : named_point(name);
  return point ? std::optional{std::pair{end + 1, *point}} : std::nullopt;
}

std::string decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size();) {
    const auto reference = text[i] == '&' ? reference_at(text.substr(i)) : std::nullopt;
    if (reference) {
      append_utf8(reference->second, decoded);
      i += reference->first;
    } else {
      decoded.push_back(text[i++]);
    }
  }
  return decoded;
}

struct Tag {
  std::string name;  ///< Lower case.
  std::string_view href;
  std::string_view classes;
  bool is_end = false;
};

bool has_class(std::string_view classes, std::string_view wanted) {
  for (std::size_t i = 0; i < classes.size();) {
    const auto* end = std::find_if(classes.begin() + i, classes.end(), is_html_space);
    const auto length = static_cast<std::size_t>(end - classes.begin()) - i;
    if (classes.substr(i, length) == wanted) {
      return true;
    }
    i += length + 1;
  }
  return false;
}

/// One walk over a document.
class Walk {
 public:
  Walk(std::string_view html, bool has_quote) : rest_(html), has_quote_(has_quote) {}

  HtmlText run() {
    while (!rest_.empty()) {
      if (rest_.front() == '<' && is_markup()) {
        read_markup();
      } else {
        read_character();
      }
    }
    trim_end();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_markup() const {
    return rest_.size() > 1 &&
           (is_letter(rest_[1]) || rest_[1] == '/' || rest_[1] == '!' || rest_[1] == '?');
  }

  void read_character() {
    const auto reference = rest_.front() == '&' ? reference_at(rest_) : std::nullopt;
    const char c = rest_.front();
    if (reference) {
      rest_.remove_prefix(reference->first);
      emit(reference->second);
      return;
    }
    rest_.remove_prefix(1);
    if (is_html_space(c)) {
      space_ = true;
    } else if (c != '\0') {
      flush_space();
      put(c);
    }
  }

  void emit(std::uint32_t point) {
    if (hidden_depth_ > 0) {
      return;
    }
    flush_space();
    append_utf8(point, result_.text);
  }

  void put(char c) {
    if (hidden_depth_ == 0) {
      result_.text.push_back(c);
    }
  }

  /// White space counts when text follows it on its line.
  void flush_space() {
    if (hidden_depth_ > 0) {
      return;
    }
    if (space_ && !result_.text.empty() && result_.text.back() != '\n') {
      result_.text.push_back(' ');
    }
    space_ = false;
  }

  void trim_end() {
    while (!result_.text.empty() && is_html_space(result_.text.back())) {
      result_.text.pop_back();
    }
  }

  void end_line(bool even_if_empty) {
    space_ = false;
    if (hidden_depth_ > 0 || result_.text.empty()) {
      return;
    }
    if (even_if_empty || result_.text.back() != '\n') {
      result_.text.push_back('\n');
    }
  }

  /// Stands at `<`.
  void read_markup() {
    if (rest_.starts_with("<!--")) {
      skip_behind("-->", 4);
    } else if (rest_[1] == '!' || rest_[1] == '?') {
      skip_behind(">", 1);
    } else if (rest_[1] == '/' && (rest_.size() < 3 || !is_letter(rest_[2]))) {
      skip_behind(">", 1);
    } else if (const auto tag = read_tag()) {
      take(*tag);
    } else {
      rest_ = {};
    }
  }

  void skip_behind(std::string_view mark, std::size_t from) {
    const std::size_t at = rest_.find(mark, from);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + mark.size());
  }

  /// Reads `<name attributes>`; nothing when it never ends.
  std::optional<Tag> read_tag() {
    Tag tag;
    std::size_t at = 1;
    if (rest_[at] == '/') {
      tag.is_end = true;
      ++at;
    }
    const std::size_t begin = at;
    while (at < rest_.size() && !is_html_space(rest_[at]) && rest_[at] != '/' && rest_[at] != '>') {
      ++at;
    }
    tag.name = lower_letter(rest_.substr(begin, std::min<std::size_t>(at - begin, 16)));
    while (at < rest_.size() && rest_[at] != '>') {
      at = is_html_space(rest_[at]) || rest_[at] == '/' ? at + 1 : read_attribute(at, tag);
    }
    if (at >= rest_.size()) {
      return std::nullopt;
    }
    rest_.remove_prefix(at + 1);
    return tag;
  }

  /// Reads `name`, `name=value` or `name="value"` at `at`; the byte after it. The first of a name
  /// counts.
  std::size_t read_attribute(std::size_t at, Tag& tag) const {
    const std::size_t begin = at++;
    const auto ends_name = [](char c) {
      return is_html_space(c) || c == '/' || c == '>' || c == '=';
    };
    while (at < rest_.size() && !ends_name(rest_[at])) {
      ++at;
    }
    const std::string_view name = rest_.substr(begin, at - begin);
    std::size_t after = at;
    while (after < rest_.size() && is_html_space(rest_[after])) {
      ++after;
    }
    if (after >= rest_.size() || rest_[after] != '=') {
      return after;
    }
    const auto [value, end] = read_value(after + 1);
    if (tag.href.empty() && lower_letter(name.substr(0, 8)) == "href") {
      tag.href = value;
    } else if (tag.classes.empty() && lower_letter(name.substr(0, 8)) == "class") {
      tag.classes = value;
    }
    return end;
  }

  [[nodiscard]] std::pair<std::string_view, std::size_t> read_value(std::size_t at) const {
    while (at < rest_.size() && is_html_space(rest_[at])) {
      ++at;
    }
    if (at >= rest_.size() || rest_[at] == '>') {
      return {{}, at};
    }
    const char quote = rest_[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(rest_.find(quote, at + 1), rest_.size());
      return {rest_.substr(at + 1, end - at - 1), std::min(end + 1, rest_.size())};
    }
    const std::size_t begin = at;
    while (at < rest_.size() && !is_html_space(rest_[at]) && rest_[at] != '>') {
      ++at;
    }
    return {rest_.substr(begin, at - begin), at};
  }

  void take(const Tag& tag) {
    if (hidden_depth_ > 0) {
      hidden_depth_ += tag.name == hidden_name_ ? (tag.is_end ? -1 : 1) : 0;
      return;
    }
    if (!tag.is_end && (tag.name == "script" || tag.name == "style")) {
      skip_raw_text(tag.name);
    } else if (has_quote_ && !tag.is_end && (tag.name == "p" || tag.name == "span") &&
               has_class(tag.classes, "quote-inline")) {
      hidden_name_ = tag.name;
      hidden_depth_ = 1;
    } else if (tag.name == "br") {
      end_line(true);
    } else if (std::find(kBlocks.begin(), kBlocks.end(), tag.name) != kBlocks.end()) {
      end_line(false);
    } else if (tag.name == "a" && !tag.is_end) {
      take_link(tag);
    }
  }

  /// What these elements hold is no markup: only their own end tag ends them.
  void skip_raw_text(const std::string& name) {
    const std::string mark = "</" + name;
    const auto* at =
        std::search(rest_.begin(), rest_.end(), mark.begin(), mark.end(), [](char a, char b) {
          return lower_letter(a) == b;
        });
    rest_.remove_prefix(static_cast<std::size_t>(at - rest_.begin()));
  }

  void take_link(const Tag& tag) {
    std::string url = decode(tag.href);
    url.erase(std::remove_if(
                  url.begin(), url.end(), [](char c) { return is_html_space(c) || c == '\0'; }),
              url.end());
    const std::string scheme = lower_letter(std::string_view{url}.substr(0, 8));
    const bool is_web = scheme.starts_with("http://") || scheme.starts_with("https://");
    if (is_web && !has_class(tag.classes, "mention") && !has_class(tag.classes, "hashtag") &&
        result_.urls.size() < kMaxUrls &&
        std::find(result_.urls.begin(), result_.urls.end(), url) == result_.urls.end()) {
      result_.urls.push_back(std::move(url));
    }
  }

  std::string_view rest_;
  bool has_quote_;
  HtmlText result_;
  bool space_ = false;
  int hidden_depth_ = 0;
  std::string hidden_name_;
};

}  // namespace

HtmlText html_to_text(std::string_view html, bool has_quote) {
  return Walk{html, has_quote}.run();
}

}  // namespace vigie::collector
