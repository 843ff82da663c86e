#include "analysis/share_extraction.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "analysis/canonical_url.h"
#include "analysis/characters.h"
#include "analysis/language.h"
#include "analysis/text_entities.h"
#include "analysis/text_normalisation.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMaxObjectsPerKind = 32;
constexpr std::size_t kMaxKeyBytes = 512;

/// The objects of one post: none twice, none empty, at most 32 of a kind.
class ObjectSet {
 public:
  void add(SharedObject object) {
    if (object.key.empty()) {
      return;
    }
    std::size_t of_kind = 0;
    for (const SharedObject& known : objects_) {
      if (known.kind == object.kind) {
        ++of_kind;
        if (known.key == object.key) {
          return;
        }
      }
    }
    if (of_kind < kMaxObjectsPerKind) {
      objects_.push_back(std::move(object));
    }
  }

  void add(ObjectKind kind, std::string_view key) {
    if (key.size() > kMaxKeyBytes) {
      return;
    }
    SharedObject object;
    object.kind = kind;
    object.key = key;
    add(std::move(object));
  }

  [[nodiscard]] std::vector<SharedObject> take() { return std::move(objects_); }

 private:
  std::vector<SharedObject> objects_;
};

/// Links and hashtags written in a text, as views into it.
struct WrittenObjects {
  std::vector<std::string_view> links;  ///< Those cut for display left out.
  std::vector<std::string_view> tags;   ///< Without the sign.
};

/// True for a byte that can begin a link or a hashtag; all else is skipped fast.
constexpr bool may_begin_object(char c) {
  return c == 'h' || c == 'H' || c == 'w' || c == 'W' || c == '#' || c == '\xEF';
}

WrittenObjects find_written(std::string_view text) {
  WrittenObjects found;
  for (std::size_t i = 0; i < text.size();) {
    if (!may_begin_object(text[i])) {
      ++i;
      continue;
    }
    const std::size_t link = link_bytes(text, i);
    if (link > 0) {
      if (!is_truncated_link(text, i, link)) {
        found.links.push_back(text.substr(i, link));
      }
      i += link;
      continue;
    }
    const std::size_t tag = hashtag_bytes(text, i);
    if (tag > 0) {
      const std::size_t sign = hash_sign_bytes(text, i);
      found.tags.push_back(text.substr(i + sign, tag - sign));
    }
    i += std::max<std::size_t>(tag, 1);
  }
  return found;
}

/// The key of a hashtag: case folded, white space inside (some platforms allow it) as underscores;
/// empty for what holds no letter.
std::string tag_key(std::string_view tag) {
  while (!tag.empty() && hash_sign_bytes(tag, 0) > 0) {
    tag.remove_prefix(hash_sign_bytes(tag, 0));
  }
  std::string key;
  bool has_letter = false;
  const std::string folded = fold_case(tag);
  for (std::size_t i = 0; i < folded.size();) {
    const DecodedCharacter c = decode_utf8(folded, i);
    const std::uint32_t bits = character_table().bits(c.code_point);
    has_letter = has_letter || (bits & CharacterBits::kLetter) != 0;
    append_utf8(key, (bits & CharacterBits::kSpace) != 0 ? U'_' : c.code_point);
    i += c.bytes;
  }
  return has_letter && key.size() <= kMaxKeyBytes ? key : std::string();
}

/// The tags of a post in order, and that order itself as one object when it holds two tags or more.
void add_hashtags(const std::vector<std::string>& keys, ObjectSet& objects) {
  std::string sequence;
  bool different = false;
  for (const std::string& key : keys) {
    different = different || key != keys.front();
    objects.add(ObjectKind::kHashtag, key);
    sequence += sequence.empty() ? "" : " ";
    sequence += key;
  }
  if (different) {
    objects.add(ObjectKind::kHashtagSequence, sequence);
  }
}

template <typename Tags>
std::vector<std::string> tag_keys(const Tags& tags) {
  std::vector<std::string> keys;
  for (const std::string_view tag : tags) {
    std::string key = tag_key(tag);
    if (!key.empty() && keys.size() < kMaxObjectsPerKind) {
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

std::string_view without_at(std::string_view mention) {
  return mention.starts_with('@') ? mention.substr(1) : mention;
}

bool is_platform_shortener(const CanonicalUrl& url) {
  return url.host == "t.co";
}

}  // namespace

struct ShareExtractor::State {
  explicit State(std::span<const std::string> shorteners) : urls(shorteners) {}

  void add_url(std::string_view given, bool written_beside_expanded, ObjectSet& objects) {
    std::optional<CanonicalUrl> canonical = urls.canonicalise(given);
    if (!canonical || (written_beside_expanded && is_platform_shortener(*canonical))) {
      return;
    }
    SharedObject object;
    object.kind = ObjectKind::kUrl;
    object.key = std::move(canonical->url);
    object.host = std::move(canonical->host);
    object.registrable_domain = std::move(canonical->registrable_domain);
    object.url_state = canonical->state;
    object.url_as_given = given;
    objects.add(std::move(object));
  }

  UrlCanonicaliser urls;
};

ShareExtractor::ShareExtractor(std::vector<std::string> shorteners)
    : state_(std::make_unique<State>(shorteners)) {}

ShareExtractor::ShareExtractor(ShareExtractor&&) noexcept = default;
ShareExtractor& ShareExtractor::operator=(ShareExtractor&&) noexcept = default;
ShareExtractor::~ShareExtractor() = default;

PreparedPost ShareExtractor::prepare(Post post) {
  ObjectSet objects;
  const WrittenObjects written = find_written(post.text);
  for (const std::string& url : post.urls) {
    state_->add_url(url, false, objects);
  }
  for (const std::string_view link : written.links) {
    state_->add_url(link, !post.urls.empty(), objects);
  }
  add_hashtags(post.tags.empty() ? tag_keys(written.tags) : tag_keys(post.tags), objects);
  objects.add(ObjectKind::kPost, post.subject_id);
  for (const std::string& mention : post.mentions) {
    objects.add(ObjectKind::kMention, without_at(mention));
  }
  objects.add(ObjectKind::kMedia, post.media_hash);

  const NormalisedText normalised = normalise_text(post.text);
  PreparedPost prepared;
  prepared.shares = objects.take();
  prepared.text_hash = text_hash(normalised);
  prepared.language = detect_language(normalised);
  prepared.post = std::move(post);
  return prepared;
}

}  // namespace vigie::analysis
