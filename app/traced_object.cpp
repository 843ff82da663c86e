#include "app/traced_object.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "analysis/canonical_url.h"
#include "analysis/share_extraction.h"
#include "storage/words.h"

namespace vigie::app {
namespace {

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

bool has_scheme(std::string_view text) {
  return starts_with_word(text, "http://") || starts_with_word(text, "https://");
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// By the way of an import, so that the key is the same.
std::vector<TracedObject> read_hashtags(std::string_view text) {
  Post post;
  post.tags = storage::split_words(text);
  std::vector<TracedObject> tags;
  for (SharedObject& object : analysis::ShareExtractor{{}}.prepare(std::move(post)).shares) {
    tags.push_back({object.kind, std::move(object.key)});
  }
  // Several hashtags mean their order; the single ones are asked for one by one.
  const auto sequence = std::find_if(tags.begin(), tags.end(), [](const TracedObject& tag) {
    return tag.kind == ObjectKind::kHashtagSequence;
  });
  if (sequence != tags.end()) {
    return {*sequence};
  }
  return tags;
}

std::optional<TracedObject> read_url(const std::string& text,
                                     std::span<const std::string> shorteners) {
  const std::string whole = has_scheme(text) ? text : "https://" + text;
  auto url = analysis::UrlCanonicaliser{shorteners}.canonicalise(whole);
  return url ? std::optional{TracedObject{ObjectKind::kUrl, std::move(url->url)}} : std::nullopt;
}

}  // namespace

std::string refang(std::string_view text) {
  std::string out{text};
  for (const auto& [from, to] : std::array<std::pair<std::string_view, std::string_view>, 3>{
           {{"[.]", "."}, {"[:]", ":"}, {"(.)", "."}}}) {
    out = replace_all(std::move(out), from, to);
  }
  if (starts_with_word(out, "hxxp")) {
    out.replace(0, 4, "http");
  }
  return out;
}

bool is_marked_object(std::string_view text) {
  return text.starts_with('#') || has_scheme(refang(text));
}

std::vector<TracedObject> read_as_object(std::string_view text,
                                         std::span<const std::string> shorteners) {
  if (text.starts_with('#')) {
    return read_hashtags(text);
  }
  std::vector<TracedObject> readings;
  const std::string plain = refang(text);
  const std::size_t colon = text.find(':');
  const bool is_post =
      !has_scheme(plain) && colon != std::string_view::npos && colon > 0 && colon + 1 < text.size();
  if (is_post) {
    std::string key{text};
    key[colon] = ' ';
    readings.push_back({ObjectKind::kPost, std::move(key)});
  }
  if (auto url = read_url(plain, shorteners)) {
    readings.push_back(std::move(*url));
  }
  return readings;
}

}  // namespace vigie::app
