// Plain text and links of the HTML that fediverse servers write into posts and profiles.
//
// A tolerant tokenizer in one pass, never a regular expression: whatever a hostile server sends, it
// ends, in time linear in its input, with text. That text may spell markup: escape it like any.
// Follows the tokenization of the HTML standard (section 13.2.5) as far as text and links need it,
// and the markup that docs.joinmastodon.org describes under "HTML sanitization".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie::collector {

struct HtmlText {
  std::string text;               ///< UTF-8, lines trimmed, no empty line at either end.
  std::vector<std::string> urls;  ///< `http` and `https` targets of links, each once, in order;
                                  ///< without those of mentions and hashtags. At most 1,000.
};

/// `<br>` and the ends of blocks become line ends, other white space one space each; character
/// references are decoded; comments, `script` and `style` are dropped. With `has_quote` so is the
/// "RE: link" line that servers put before a quote for others that know none (class
/// `quote-inline`); without one it is text like any, or authors could hide theirs behind it. A tag
/// that never ends swallows the rest, as in a browser; a `<` that begins none is text.
[[nodiscard]] HtmlText html_to_text(std::string_view html, bool has_quote = false);

}  // namespace vigie::collector
