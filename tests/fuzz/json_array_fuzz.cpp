// Arbitrary bytes as one JSON document with arrays in it.
#include <string_view>

#include "collector/archive/json_array_reader.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  for (const char* path : {"", "posts"}) {
    InputWindow window{fuzz::stream_over(bytes), 4096};
    JsonArrayReader reader{window, {path, "d.users"}, fuzz::small_limits()};
    fuzz::read_all(reader, nullptr);
  }
  return 0;
}
