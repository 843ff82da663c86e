// Arbitrary bytes as lines of v2 pages and flattened posts.
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  const auto parser = make_twitter_v2_parser(fuzz::small_limits());
  fuzz::parse_lines({reinterpret_cast<const char*>(data), size}, *parser);
  return 0;
}
