// Arbitrary bytes as a feed: posts keep the promises of the model, and nothing grows past its cap.
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "collector/archive/utf8.h"
#include "collector/feeds/feed_parser.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  const FeedLimits limits{.max_bytes = 1U << 16U,
                          .max_depth = 16,
                          .max_items = 50,
                          .max_field_bytes = 2'000,
                          .max_text_bytes = 1'000};
  const auto feed = parse_feed({reinterpret_cast<const char*>(data), size},
                               "https://feed.example/rss",
                               vigie::from_ms(1'772'400'000'000),
                               limits);
  if (!feed) {
    require(!feed.error().reason.empty());
    return 0;
  }
  std::set<std::string> keys;
  require(feed->posts.size() <= limits.max_items);
  require(is_valid_utf8(feed->account.display_name) && is_valid_utf8(feed->account.bio));
  for (const vigie::Post& post : feed->posts) {
    require(!post.native_id.empty() && keys.insert(post.native_id).second);
    require(!post.account_native_id.empty() && post.observed);
    require(is_valid_utf8(post.text) && is_valid_utf8(post.native_id));
    require(post.text.size() <= limits.max_text_bytes);
    for (const std::string& url : post.urls) {
      require(is_valid_utf8(url) && (url.front() == 'h' || url.front() == 'H'));
    }
  }
  return 0;
}
