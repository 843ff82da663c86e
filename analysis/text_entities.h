// Where links, mentions and hashtags stand in a post's text.
//
// Three readers must agree on it: the objects of a post, the key of its text, which leaves links
// and mentions out, and topics, which match words only. One set of rules, one character of
// look-behind.
#pragma once

#include <cstddef>
#include <string_view>

namespace vigie::analysis {

/// Bytes of the link that begins at `position` (`http://`, `https://` anywhere, `www.` at a word
/// boundary; any case), closing punctuation left out; 0 when none begins there.
[[nodiscard]] std::size_t link_bytes(std::string_view text, std::size_t position);

/// True when the link of `bytes` bytes at `position` was shortened for display: an ellipsis, or
/// three dots, follows. Its target is unknown.
[[nodiscard]] bool is_truncated_link(std::string_view text,
                                     std::size_t position,
                                     std::size_t bytes);

/// Bytes of the mention at `position`, `@` included (`@name`, `@name@host`, `@name.host`); 0 when
/// none begins there, as in a mail address.
[[nodiscard]] std::size_t mention_bytes(std::string_view text, std::size_t position);

/// Bytes of the hashtag at `position`, sign included (`#` or U+FF03): letters, digits, marks and
/// underscores of any script, not digits alone; 0 when none begins there.
[[nodiscard]] std::size_t hashtag_bytes(std::string_view text, std::size_t position);

/// Bytes of the sign that begins the hashtag at `position`: 1 or 3; 0 when there is none.
[[nodiscard]] std::size_t hash_sign_bytes(std::string_view text, std::size_t position);

}  // namespace vigie::analysis
