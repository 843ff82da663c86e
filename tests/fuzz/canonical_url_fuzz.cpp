// Arbitrary bytes as a URL: what comes out is printable ASCII, short, and its own canonical
// spelling.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/canonical_url.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::analysis;
  static UrlCanonicaliser canonicaliser{std::vector<std::string>{"short.example"}};
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  for (const std::string& url : {std::string{text}, "https://" + std::string{text}}) {
    const auto canonical = canonicaliser.canonicalise(url);
    if (!canonical) {
      continue;
    }
    const auto again = canonicaliser.canonicalise(canonical->url);
    const bool is_printable = std::all_of(
        canonical->url.begin(), canonical->url.end(), [](char c) { return c > ' ' && c < '\x7F'; });
    if (!again || again->url != canonical->url || !is_printable || canonical->host.empty() ||
        !canonical->url.starts_with("https://" + canonical->host)) {
      std::abort();
    }
  }
  return 0;
}
