// Arbitrary bytes as the HTML of a post: valid text stays valid, and nothing grows.
#include <cstdlib>
#include <string>
#include <string_view>

#include "collector/archive/html_text.h"
#include "collector/archive/utf8.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  const std::string html = repair_utf8({reinterpret_cast<const char*>(data), size});
  for (const bool has_quote : {false, true}) {
    const HtmlText found = html_to_text(html, has_quote);
    if (!is_valid_utf8(found.text) || found.text.size() > html.size()) {
      std::abort();
    }
    for (const std::string& url : found.urls) {
      if (!is_valid_utf8(url) || (url.front() != 'h' && url.front() != 'H')) {
        std::abort();
      }
    }
  }
  return 0;
}
