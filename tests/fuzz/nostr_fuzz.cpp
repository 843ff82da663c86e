// Arbitrary bytes as Nostr events, a line each: ids and signatures unchecked, or none would pass.
#include <cstdlib>
#include <string_view>

#include "collector/archive/utf8.h"
#include "collector/nostr/event_parser.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check(const vigie::RecordBatch& batch) {
  using vigie::collector::is_valid_utf8;
  for (const vigie::Post& post : batch.posts) {
    require(post.native_id.size() == 64 && post.account_native_id.size() == 64);
    require(post.created && post.observed && is_valid_utf8(post.text));
    require(post.kind != vigie::PostKind::kRepost || post.text.empty());
    for (const auto* list : {&post.urls, &post.tags, &post.mentions}) {
      for (const std::string& item : *list) {
        require(is_valid_utf8(item));
      }
    }
  }
  for (const vigie::PostDeletion& deletion : batch.deletions) {
    require(deletion.native_id.size() == 64);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  nostr::EventLimits limits;
  limits.max_bytes = 2'000;
  limits.max_tags = 10;
  limits.check_ids = false;
  limits.check_signatures = false;
  nostr::EventParser parser{limits};
  std::string_view rest{reinterpret_cast<const char*>(data), size};
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
    vigie::RecordBatch batch;
    const auto parsed = parser.parse(line, vigie::from_ms(1'772'452'800'000), batch);
    require(parsed || (batch.empty() && !parsed.error().reason.empty()));
    check(batch);
  }
  return 0;
}
