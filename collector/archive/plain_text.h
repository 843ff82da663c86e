// Small steps from collected text to plain text.
#pragma once

#include <string>
#include <string_view>

namespace vigie::collector {

/// Replaces U+0000, which no store keeps, by U+FFFD; true if there was one.
bool replace_nul(std::string& text);

/// Decodes the five character references that v1.1 writes: `&amp; &lt; &gt; &quot; &#39;`.
[[nodiscard]] std::string decode_references(std::string_view text);

/// What an HTML anchor shows: `<a href="...">Name</a>` to `Name`; text without one is itself.
[[nodiscard]] std::string anchor_text(std::string_view html);

/// Without the blanks, tabs and line ends at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The first 80 bytes of a value, whole characters only, and three dots where it goes on: for the
/// detail of a reject.
[[nodiscard]] std::string excerpt(std::string_view value);

}  // namespace vigie::collector
