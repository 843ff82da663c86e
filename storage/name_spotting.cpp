#include "storage/name_spotting.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::storage {
namespace {

constexpr std::string_view kMarks = ".:-@";
constexpr std::size_t kLookups = 8;  // of one beginning of a name

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name_character(char c) {
  return is_of_plain_name(c) || kMarks.find(c) != std::string_view::npos;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(static_cast<unsigned char>(c) | 0x20U);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded_once(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code = text[i] == '%' && text.size() - i > 2 && digit_of(text[i + 1]) >= 0 &&
                         digit_of(text[i + 2]) >= 0;
    out.push_back(is_code ? static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]))
                          : text[i]);
    i += is_code ? 2 : 0;
  }
  return out;
}

}  // namespace

bool is_of_plain_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

bool ends_chunk(char c) {
  constexpr std::string_view kEnds{" \t\r\n\f\v\"<>()[]{},;|'`"};
  return static_cast<unsigned char>(c) >= 0x80U || kEnds.find(c) != std::string_view::npos;
}

std::string_view leading_name(std::string_view text) {
  const auto* const end = std::find_if_not(text.begin(), text.end(), is_name_character);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool announces_account(std::string_view segment) {
  constexpr std::array<std::string_view, 6> kBefore{
      "users", "user", "u", "profile", "accounts", "ap"};
  return std::find(kBefore.begin(), kBefore.end(), segment) != kBefore.end();
}

std::string_view platform_of_host(std::string_view host) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kHosts{
      {{"x.com", "x"},
       {"twitter.com", "x"},
       {"t.me", "telegram"},
       {"telegram.me", "telegram"},
       {"reddit.com", "reddit"},
       {"youtube.com", "youtube"}}};
  for (const std::string_view part : {"www.", "mobile.", "m.", "old.", "new."}) {
    if (host.starts_with(part)) {
      host.remove_prefix(part.size());
      break;
    }
  }
  const auto* const found = std::find_if(
      kHosts.begin(), kHosts.end(), [host](const auto& known) { return known.first == host; });
  return found == kHosts.end() ? std::string_view{} : found->second;
}

std::string_view platform_at(std::string_view host, std::string_view before, bool is_marked) {
  const std::string_view platform = platform_of_host(host);
  const bool is_place = platform == "reddit"     ? before == "user" || before == "u"
                        : platform == "youtube"  ? is_marked
                        : platform == "telegram" ? before.empty() || before == "s"
                                                 : before.empty() || is_marked;
  return is_place ? platform : std::string_view{};
}

std::string_view without_marks(std::string_view word) {
  const std::size_t end = word.find_last_not_of(".:-@");
  return word.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

bool is_distinct(std::string_view word) {
  return std::count(word.begin(), word.end(), '.') >= 2 ||
         word.find_first_of(":@") != std::string_view::npos;
}

std::string_view scope_of(std::string_view platform, std::string_view name) {
  return name.find_first_of(".:@") == std::string_view::npos ? platform : std::string_view{};
}

std::vector<std::size_t> ends_of_name(std::string_view body) {
  body = without_marks(body.substr(0, kLongestWithheld));
  std::vector<std::size_t> ends;
  for (std::size_t i = 1; i < body.size() && ends.size() + 1 < kLookups; ++i) {
    const bool is_end = kMarks.find(body[i]) != std::string_view::npos &&
                        kMarks.find(body[i - 1]) == std::string_view::npos;
    if (is_end) {
      ends.push_back(i);
    }
  }
  if (!body.empty()) {
    ends.push_back(body.size());
  }
  std::reverse(ends.begin(), ends.end());
  return ends;
}

bool begins_with_host(std::string_view chunk) {
  const std::string_view host = chunk.substr(0, std::min(chunk.find('/'), chunk.size()));
  return host.size() < chunk.size() && host.find('.') != std::string_view::npos &&
         host.find('@') == std::string_view::npos && leading_name(host).size() == host.size();
}

std::size_t begin_of_scheme(std::string_view chunk) {
  std::size_t begin = chunk.find("://");
  while (begin != std::string_view::npos && begin > 0 && is_letter(chunk[begin - 1])) {
    --begin;
  }
  return begin;
}

std::size_t begin_of_host(std::string_view address) {
  const std::size_t scheme = address.find("://");
  const bool is_first = scheme != std::string_view::npos && address.find('/') > scheme;
  return is_first ? scheme + 3 : 0;
}

bool is_scheme(std::string_view segment) {
  return segment == "http:" || segment == "https:";
}

std::string percent_decoded(std::string_view text) {
  std::string out{text};
  for (int i = 0; i < kNesting && out.find('%') != std::string::npos; ++i) {
    out = decoded_once(out);
  }
  return out;
}

std::string host_case(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::optional<std::size_t> name_by_hand(std::string_view text, std::size_t begin) {
  if (text[begin + 1] != 't' && text[begin + 1] != 'T') {
    return std::nullopt;
  }
  const std::string word = host_case(text.substr(begin, 2));
  const bool is_start = begin == 0 || !is_of_plain_name(text[begin - 1]);
  if (!is_start || (word != "rt" && word != "qt" && word != "mt")) {
    return std::nullopt;
  }
  std::size_t at = begin + 2;
  while (at < text.size() && at < begin + 6 && (text[at] == ' ' || text[at] == ':')) {
    ++at;
  }
  return at < text.size() && text[at] == '@' ? std::optional{at} : std::nullopt;
}

}  // namespace vigie::storage
