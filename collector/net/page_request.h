// What a request for the one page asks, and what it is answered: pure, apart from the sockets.
#pragma once

#include <string>
#include <string_view>

namespace vigie::collector {

/// No request for a page is longer, its headers included.
inline constexpr std::size_t kMaxPageRequest = 8'192;

/// Status for `head`, the request up to and with its empty line: 200; 400 when it is no HTTP/1.x
/// request; 403 when `only_local` and its Host is a name other than `localhost`, so that no web
/// page can have a browser fetch it under a name of its own; 404; 405.
[[nodiscard]] int page_status(std::string_view head, std::string_view path, bool only_local);

/// The whole answer. `body` counts for status 200 alone.
[[nodiscard]] std::string page_answer(int status,
                                      std::string_view content_type,
                                      std::string_view body);

}  // namespace vigie::collector
