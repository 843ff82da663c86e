// Arbitrary bytes as a post's text: links, mentions and hashtags end inside it, and no two kinds
// begin at one place.
#include <cstdlib>
#include <string_view>

#include "analysis/text_entities.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::analysis;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t link = link_bytes(text, at);
    const std::size_t mention = mention_bytes(text, at);
    const std::size_t tag = hashtag_bytes(text, at);
    const std::size_t left = text.size() - at;
    const int kinds = (link > 0 ? 1 : 0) + (mention > 0 ? 1 : 0) + (tag > 0 ? 1 : 0);
    if (link > left || mention > left || tag > left || kinds > 1 ||
        (tag > 0 && hash_sign_bytes(text, at) >= tag)) {
      std::abort();
    }
    if (link > 0) {
      static_cast<void>(is_truncated_link(text, at, link));
    }
  }
  return 0;
}
