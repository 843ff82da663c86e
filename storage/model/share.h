// One account putting one object before its audience, once; and what can be put there.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "storage/model/post.h"

namespace vigie {

enum class ObjectKind : std::uint8_t {
  kUrl = 1,              ///< Key: canonical URL.
  kHashtag = 2,          ///< Key: case-folded tag without `#`.
  kHashtagSequence = 3,  ///< Key: the ordered tags of one post, joined by a space; 2 tags or more.
  kPost = 4,             ///< Key: native id of the reposted, quoted or replied-to post.
  kMention = 5,          ///< Key: native id or handle of the account mentioned.
  kMedia = 6,            ///< Key: media hash.
};

/// What is known of the page behind a URL. A shortener hides it: "unknown", never "clean".
enum class UrlState : std::uint8_t { kPlain = 0, kUnwrapped = 1, kShortened = 2 };

/// An object by its natural key.
struct SharedObject {
  ObjectKind kind = ObjectKind::kUrl;
  std::string key;
  std::string host;                ///< URLs: lower-case ASCII host without `www.`; else empty.
  std::string registrable_domain;  ///< URLs: by the Public Suffix List; else empty.
  UrlState url_state = UrlState::kPlain;
  std::string url_as_given;  ///< URLs: the text as it came, so that it can be replayed.

  friend auto operator<=>(const SharedObject&, const SharedObject&) = default;
};

/// A post with all that the store writes beside it. Built by analysis, written by storage.
struct PreparedPost {
  Post post;
  std::vector<SharedObject> shares;  ///< No object twice. Parent and root are not shares.
  std::uint64_t text_hash = 0;       ///< Of the normalised text; 0 below 30 characters.
  std::string language;              ///< Detected ISO 639-1, or empty: unknown.
};

}  // namespace vigie
