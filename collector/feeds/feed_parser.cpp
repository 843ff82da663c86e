#include "collector/feeds/feed_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "collector/archive/html_text.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/utf8.h"
#include "collector/feeds/digest.h"
#include "collector/feeds/feed_document.h"
#include "collector/feeds/feed_links.h"
#include "collector/feeds/feed_time.h"

namespace vigie::collector {
namespace {

const FeedField* field_named(const FeedElement& element, std::string_view name) {
  const auto found =
      std::find_if(element.fields.begin(), element.fields.end(), [name](const FeedField& field) {
        return field.name == name && !trim(field.text).empty();
      });
  return found == element.fields.end() ? nullptr : &*found;
}

/// The first of these fields that says something.
template <std::size_t kCount>
const FeedField* first_of(const FeedElement& element,
                          const std::array<std::string_view, kCount>& names) {
  for (const std::string_view name : names) {
    if (const FeedField* field = field_named(element, name)) {
      return field;
    }
  }
  return nullptr;
}

std::string plain_text_of(const FeedField* field) {
  if (field == nullptr) {
    return {};
  }
  std::string text = field->markup == FieldMarkup::kPlain ? std::string{trim(field->text)}
                                                          : html_to_text(field->text).text;
  replace_nul(text);
  return text;
}

/// Cuts before the character that would pass `most` bytes.
void cut_text(std::string& text, std::size_t most) {
  if (text.size() <= most) {
    return;
  }
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) {
    --most;
  }
  text.resize(most);
}

/// The page itself: RSS says it as text, Atom as `href` without `rel` or with `alternate`.
std::string link_of(const FeedElement& element, const std::string& base) {
  if (const FeedField* original = field_named(element, "feedburner:origlink")) {
    return resolve_link(base, original->text);
  }
  for (const FeedField& field : element.fields) {
    if (field.name != "link" || (!field.rel.empty() && field.rel != "alternate")) {
      continue;
    }
    std::string link = resolve_link(base, field.href.empty() ? field.text : field.href);
    if (!link.empty()) {
      return link;
    }
  }
  return {};
}

/// `https://...`, `tag:...`, `urn:...`: unique everywhere. `1234` is unique in its feed alone.
bool is_uri(std::string_view guid) {
  const std::size_t colon = guid.find(':');
  const auto is_scheme_character = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
  };
  return colon != std::string_view::npos && colon > 1 && colon + 1 < guid.size() &&
         std::all_of(
             guid.begin(), guid.begin() + static_cast<std::ptrdiff_t>(colon), is_scheme_character);
}

std::string key_of_item(const FeedElement& item,
                        const std::string& feed_url,
                        std::string_view link,
                        std::string_view title) {
  constexpr std::size_t kLongest = 1024;
  const FeedField* field = first_of(item, std::array<std::string_view, 2>{"guid", "id"});
  std::string guid{trim(field != nullptr ? std::string_view{field->text} : item.about)};
  if (guid.size() > kLongest) {
    guid = "sha256:" + sha256_hex(guid);
  }
  if (!guid.empty()) {
    return is_uri(guid) ? guid : feed_url + "#" + guid;
  }
  if (!link.empty()) {
    return std::string{link};
  }
  if (title.empty()) {
    return {};
  }
  return feed_url + "#" + sha256_hex(std::string{link}.append(title));
}

std::optional<UtcTime> time_of(const FeedElement& item, std::string_view name) {
  const FeedField* field = field_named(item, name);
  return field == nullptr ? std::nullopt : parse_feed_time(field->text);
}

std::optional<UtcTime> published_of(const FeedElement& item) {
  for (const std::string_view name :
       {"pubdate", "published", "issued", "dc:date", "updated", "modified"}) {
    if (const auto time = time_of(item, name)) {
      return time;
    }
  }
  return std::nullopt;
}

void read_categories(const FeedElement& item, Post& post) {
  constexpr std::size_t kMostTags = 100;
  for (const FeedField& field : item.fields) {
    if ((field.name != "category" && field.name != "dc:subject") || post.tags.size() >= kMostTags) {
      continue;
    }
    std::string tag{trim(field.href.empty() ? field.text : field.href)};
    replace_nul(tag);
    if (!tag.empty() && std::find(post.tags.begin(), post.tags.end(), tag) == post.tags.end()) {
      post.tags.push_back(std::move(tag));
    }
  }
}

std::string language_of(const FeedDocument& document) {
  constexpr std::size_t kLongest = 35;  // RFC 5646, section 4.4.1
  const FeedField* field =
      first_of(document.channel, std::array<std::string_view, 2>{"language", "dc:language"});
  std::string language{trim(field != nullptr ? std::string_view{field->text} : document.language)};
  return language.size() <= kLongest ? language : std::string{};
}

Account account_of_feed(const FeedDocument& document,
                        const std::string& feed_url,
                        UtcTime received,
                        const FeedLimits& limits) {
  Account account;
  account.native_id = feed_url;
  account.display_name = plain_text_of(field_named(document.channel, "title"));
  account.bio = plain_text_of(
      first_of(document.channel, std::array<std::string_view, 2>{"description", "subtitle"}));
  cut_text(account.display_name, 512);
  cut_text(account.bio, limits.max_text_bytes);
  const std::string homepage = link_of(document.channel, feed_url);
  if (!homepage.empty()) {
    account.bio.append(account.bio.empty() ? "" : "\n").append(homepage);
  }
  account.host = host_of_url(feed_url);
  account.handle = homepage.empty() ? account.host : std::string{host_of_url(homepage)};
  account.seen = received;
  return account;
}

/// Minutes of `<ttl>`; a day at most.
std::chrono::minutes ttl_of(const FeedElement& channel) {
  constexpr int kDay = 24 * 60;
  const FeedField* field = field_named(channel, "ttl");
  if (field == nullptr) {
    return std::chrono::minutes{0};
  }
  const std::string_view text = trim(field->text);
  int minutes = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), minutes);
  const bool is_number = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  return std::chrono::minutes{is_number ? std::clamp(minutes, 0, kDay) : 0};
}

/// Items to posts, each key once.
class ItemReader {
 public:
  ItemReader(Feed& feed, const std::string& feed_url, UtcTime received, const FeedLimits& limits)
      : feed_(feed), feed_url_(feed_url), received_(received), limits_(limits) {}

  void read(const FeedElement& item, const std::string& language) {
    Post post;
    const std::string title = plain_text_of(field_named(item, "title"));
    const std::string link = link_or_guid(item);
    post.native_id = key_of_item(item, feed_url_, link, title);
    if (post.native_id.empty()) {
      return reject("id: missing");
    }
    if (!keys_.insert(post.native_id).second) {
      return reject("id: twice in one document");
    }
    post.account_native_id = feed_url_;
    post.created = published_of(item);
    post.observed = received_;
    post.text = text_of_item(item, title);
    post.text_repaired = post.text.find("\xEF\xBF\xBD") != std::string::npos;
    post.declared_language = language;
    if (!link.empty()) {
      post.urls.push_back(link);
    }
    read_categories(item, post);
    const auto updated = time_of(item, "updated");
    if (updated && post.created && *updated > *post.created) {
      post.edited = updated;
    }
    feed_.posts.push_back(std::move(post));
  }

  void reject(std::string reason) { feed_.rejects.emplace_back().reason = std::move(reason); }

 private:
  /// A `guid` is its item's address unless it says that it is none.
  [[nodiscard]] std::string link_or_guid(const FeedElement& item) const {
    std::string link = link_of(item, feed_url_);
    const FeedField* guid = field_named(item, "guid");
    return link.empty() && guid != nullptr && guid->rel != "false"
               ? resolve_link(feed_url_, guid->text)
               : link;
  }

  [[nodiscard]] std::string text_of_item(const FeedElement& item, const std::string& title) const {
    const std::string summary = plain_text_of(first_of(
        item,
        std::array<std::string_view, 4>{"description", "summary", "content", "content:encoded"}));
    std::string text = title;
    if (summary != title) {
      text.append(text.empty() || summary.empty() ? "" : "\n").append(summary);
    }
    cut_text(text, limits_.max_text_bytes);
    return text;
  }

  Feed& feed_;
  const std::string& feed_url_;
  UtcTime received_;
  const FeedLimits& limits_;
  std::set<std::string> keys_;
};

}  // namespace

tl::expected<Feed, ParseError> parse_feed(std::string_view bytes,
                                          const std::string& feed_url,
                                          UtcTime received,
                                          const FeedLimits& limits) {
  const auto document = read_feed_document(bytes, limits);
  if (!document) {
    return tl::unexpected{document.error()};
  }
  Feed feed;
  feed.account = account_of_feed(*document, feed_url, received, limits);
  feed.ttl = ttl_of(document->channel);
  feed.is_cut = !document->is_well_formed;
  ItemReader reader{feed, feed_url, received, limits};
  for (const FeedElement& item : document->items) {
    if (item.is_whole) {
      reader.read(item, language_of(*document));
    }
  }
  if (feed.is_cut) {
    reader.reject("xml: malformed");
  }
  for (std::size_t i = 0; i < document->too_many; ++i) {
    reader.reject("items: too many");
  }
  return feed;
}

}  // namespace vigie::collector
