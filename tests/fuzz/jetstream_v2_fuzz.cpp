// Arbitrary bytes as lines of Jetstream v2 frames.
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  const auto parser = make_jetstream_v2_parser(fuzz::small_limits());
  fuzz::parse_lines({reinterpret_cast<const char*>(data), size}, *parser);
  return 0;
}
