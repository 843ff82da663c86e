#include "storage/name_spotting.h"

#include <algorithm>
#include <array>
#include <numeric>
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

/// A text and where each of its bytes comes from.
struct Traced {
  std::string text;
  std::vector<std::size_t> origins;

  void add(char c, std::size_t origin) {
    text.push_back(c);
    origins.push_back(origin);
  }
};

Traced as_written(std::string_view text) {
  Traced traced{std::string{text}, std::vector<std::size_t>(text.size())};
  std::iota(traced.origins.begin(), traced.origins.end(), std::size_t{0});
  return traced;
}

Traced decoded_once(const Traced& coded) {
  const std::string_view text = coded.text;
  Traced out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code = text[i] == '%' && text.size() - i > 2 && digit_of(text[i + 1]) >= 0 &&
                         digit_of(text[i + 2]) >= 0;
    out.add(
        is_code ? static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2])) : text[i],
        coded.origins[i]);
    i += is_code ? 2 : 0;
  }
  return out;
}

Traced decoded(Traced coded) {
  constexpr int kRounds = 8;
  for (int i = 0; i < kRounds && coded.text.find('%') != std::string::npos; ++i) {
    coded = decoded_once(coded);
  }
  return coded;
}

constexpr std::size_t kOtherDotBytes = 3;

/// U+3002, U+FF0E or U+FF61 at the start.
bool begins_with_other_dot(std::string_view text) {
  constexpr std::array<std::string_view, 3> kDots{"\xe3\x80\x82", "\xef\xbc\x8e", "\xef\xbd\xa1"};
  return std::any_of(
      kDots.begin(), kDots.end(), [text](std::string_view dot) { return text.starts_with(dot); });
}

Traced with_ascii_dots(const Traced& written) {
  Traced out;
  for (std::size_t i = 0; i < written.text.size(); ++i) {
    const bool is_dot = begins_with_other_dot(std::string_view{written.text}.substr(i));
    out.add(is_dot ? '.' : written.text[i], written.origins[i]);
    i += is_dot ? kOtherDotBytes - 1 : 0;
  }
  return out;
}

constexpr std::string_view kSeparators = "/?#&=";

/// `x.com/i/user/12`, `x.com/intent/user?user_id=12`, `x.com/intent/follow?screen_name=name`.
bool announces_on_x(std::string_view segment) {
  return segment == "user" || segment == "user_id" || segment == "screen_name";
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
                        : platform == "x" ? before.empty() || is_marked || announces_on_x(before)
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
  return decoded(as_written(text)).text;
}

std::string with_ascii_dots(std::string_view text) {
  return with_ascii_dots(as_written(text)).text;
}

std::size_t length_as_written(std::string_view text, std::size_t dotted) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < dotted && at < text.size(); ++i) {
    at += begins_with_other_dot(text.substr(at)) ? kOtherDotBytes : 1;
  }
  return at;
}

std::size_t length_with_other_dots(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !ends_chunk(text[at])) {
    ++at;
    const std::string_view rest = text.substr(at);
    const bool goes_on = is_of_plain_name(text[at - 1]) && begins_with_other_dot(rest) &&
                         rest.size() > kOtherDotBytes && is_of_plain_name(rest[kOtherDotBytes]);
    at += goes_on ? kOtherDotBytes : 0;
  }
  return at;
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

AddressReader::AddressReader(std::string_view address) : written_(address) {
  Traced traced = with_ascii_dots(decoded(as_written(address)));
  decoded_ = std::move(traced.text);
  origins_ = std::move(traced.origins);
}

/// What is encoded is cut with all of the place that it is encoded in.
std::size_t AddressReader::cut_at(std::size_t decoded) const {
  const std::size_t origin = decoded < origins_.size() ? origins_[decoded] : written_.size();
  const std::size_t mark = written_.substr(0, origin).find_last_of(kSeparators);
  return mark == std::string_view::npos ? 0 : mark + 1;
}

AddressPlace AddressReader::host_from(std::size_t begin, std::size_t begin_of_address) {
  const std::string_view all = decoded_;
  address_ = begin_of_address;
  from_ = std::min(begin, all.size());
  end_ = std::min(all.find_first_of("/?#", from_), all.size());
  before_size_ = 0;
  is_host_ = true;
  host_ = host_case(all.substr(from_, std::min(end_ - from_, kLongestWithheld)));
  return {.text = host_,
          .host = host_,
          .before = {},
          .whole = all.substr(address_, end_ - address_),
          .is_host = true,
          .cut = cut_at(from_)};
}

std::optional<AddressPlace> AddressReader::next() {
  const std::string_view all = decoded_;
  if (end_ == std::string::npos) {
    return host_from(begin_of_host(all), 0);
  }
  if (!is_host_) {
    const std::string_view last = all.substr(from_, end_ - from_);
    if (last.empty() && is_scheme(all.substr(before_, before_size_))) {
      return host_from(end_ + 1, before_);
    }
    if (!platform_of_host(host_case(last.substr(0, kLongestWithheld))).empty()) {
      return host_from(from_, from_);
    }
    before_ = from_;
    before_size_ = last.size();
  }
  if (end_ >= all.size()) {
    return std::nullopt;
  }
  is_host_ = false;
  from_ = end_ + 1;
  end_ = std::min(all.find_first_of(kSeparators, from_), all.size());
  return AddressPlace{.text = all.substr(from_, end_ - from_),
                      .host = host_,
                      .before = all.substr(before_, before_size_),
                      .whole = all.substr(address_, end_ - address_),
                      .is_host = false,
                      .cut = cut_at(from_)};
}

}  // namespace vigie::storage
