// Addresses that can be read but not followed by accident: `hxxps://www[.]rt[.]com/news`.
//
// A report is mailed, printed and opened in many programs, several of which make a link of anything
// that looks like one. The result is plain text, not yet escaped for HTML.
#pragma once

#include <string>
#include <string_view>

namespace vigie::dashboards {

/// Every dot in brackets: `rt[.]com`.
[[nodiscard]] std::string defang_host(std::string_view host);

/// http(s) becomes hxxp(s) and the dots of the host (user and port included) get brackets; path and
/// query stay. Any other scheme loses its colon: `javascript[:]...`. Empty stays empty.
[[nodiscard]] std::string defang_url(std::string_view url);

/// Running text in which every `http://`, `https://` and `www.` address is defanged.
[[nodiscard]] std::string defang_text(std::string_view text);

}  // namespace vigie::dashboards
