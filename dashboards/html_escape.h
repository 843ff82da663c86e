// The only way collected text reaches a page.
//
// Collected text may try to be markup, to end an attribute, to reorder the line around it (Unicode
// bidi controls) or to carry control characters. What comes out of here can do none of these, in
// text and in double-quoted attributes alike. Source: OWASP XSS prevention; Unicode TR 36 and
// UAX 9.
#pragma once

#include <string>
#include <string_view>

namespace vigie::dashboards {

/// Same text, harmless on a screen: invalid UTF-8 becomes U+FFFD, control characters go, line
/// breaks and tabs become spaces, and bidi controls become visible names such as `[RLO]`. No HTML
/// escaping: for terminals and spreadsheets.
[[nodiscard]] std::string visible_text(std::string_view text);

/// `visible_text`, then & < > " ' escaped: for text and for double-quoted attributes.
[[nodiscard]] std::string escape_html(std::string_view text);

/// `escape_html` inside `<bdi>`: right-to-left text keeps its own direction and moves nothing else.
/// For collected text between tags.
[[nodiscard]] std::string isolate_html(std::string_view text);

}  // namespace vigie::dashboards
