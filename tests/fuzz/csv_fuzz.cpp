// Arbitrary bytes as a table under a mapping.
#include <string_view>

#include "collector/archive/csv_reader.h"
#include "tests/fuzz/fuzz_input.h"

namespace vigie::collector::fuzz {
namespace {

Mapping any_table() {
  Mapping mapping;
  mapping.name = "fuzz";
  mapping.platform = "x";
  mapping.format = "csv";
  mapping.post["account"].path = "a";
  mapping.post["time"].path = "b";
  mapping.post["text"].path = "c";
  mapping.post["urls"].path = "c";
  return mapping;
}

void read_table(std::string_view bytes) {
  InputWindow window{stream_over(bytes), 4096};
  CsvReader reader{window, ',', small_limits()};
  const auto header = reader.read_header();
  if (!header) {
    return;
  }
  const auto parser = make_mapped_csv_parser(any_table(), "fuzz", *header);
  read_all(reader, parser ? parser->get() : nullptr);
}

}  // namespace
}  // namespace vigie::collector::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  vigie::collector::fuzz::read_table({reinterpret_cast<const char*>(data), size});
  return 0;
}
