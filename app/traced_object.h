// What a person means by the OBJECT of `vigie trace`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/share.h"

namespace vigie::app {

/// An object by kind and key, as the store knows it.
struct TracedObject {
  ObjectKind kind = ObjectKind::kUrl;
  std::string key;

  friend bool operator==(const TracedObject&, const TracedObject&) = default;
};

/// True for words that say of themselves what they are: hashtags and addresses with a scheme.
[[nodiscard]] bool is_marked_object(std::string_view text);

/// The readings of `text`, the likeliest first; none for what can be no object. A URL gets the
/// spelling under which an import keeps it, whatever its own (with or without scheme, defanged as
/// in a report, wrapped, with tracking parameters); `#a` is a hashtag, `#a #b` hashtags in order;
/// `platform:id` a post. A bare id of a post is for the store to look up.
[[nodiscard]] std::vector<TracedObject> read_as_object(std::string_view text,
                                                       std::span<const std::string> shorteners);

/// `hxxps://www[.]a[.]example` as it was before it was made harmless.
[[nodiscard]] std::string refang(std::string_view text);

}  // namespace vigie::app
