// Arbitrary bytes as a source list: an error with a message, or a list that is written and read
// again as it is.
#include <cstdlib>
#include <string>

#include "config/source_list_file.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::config;
  DataFile file{.name = "fuzz",
                .shown_as = "fuzz.csv",
                .content = std::string{reinterpret_cast<const char*>(data), size}};
  const auto list = parse_source_list(file);
  if (!list) {
    if (list.error().message.empty()) {
      std::abort();
    }
    return 0;
  }
  file.content = render_source_list(*list);
  const auto again = parse_source_list(file);
  if (!again || again->content_hash != list->content_hash) {
    std::abort();
  }
  return 0;
}
