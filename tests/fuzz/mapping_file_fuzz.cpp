// Arbitrary bytes as a mapping: an error with a message, or a mapping that parsers can be made of.
#include <cstdlib>
#include <string>

#include "config/mapping_file.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie;
  const config::DataFile file{.name = "fuzz",
                              .shown_as = "fuzz.toml",
                              .content = std::string{reinterpret_cast<const char*>(data), size}};
  const auto mapping = config::parse_mapping(file);
  if (!mapping) {
    if (mapping.error().message.empty()) {
      std::abort();
    }
    return 0;
  }
  const auto parser =
      collector::make_mapped_json_parser(*mapping, "fuzz", collector::fuzz::small_limits());
  if (!parser && parser.error().message.empty()) {
    std::abort();
  }
  return 0;
}
