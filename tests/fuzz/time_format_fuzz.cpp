// Arbitrary bytes as a time format, a line, and a time in it. What is read can be written and read
// again.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "collector/archive/plain_text.h"
#include "collector/archive/time_format.h"
#include "collector/archive/utf8.h"
#include "storage/model/time.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie;
  using namespace vigie::collector;
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::string_view format = input.substr(0, input.find('\n'));
  const std::string_view text = input.substr(std::min(size, format.size() + 1));
  for (const std::string_view each : {format, std::string_view{}, std::string_view{"twitter"}}) {
    const auto compiled = TimeFormat::compile(each);
    const auto time = compiled ? compiled->parse(text) : std::nullopt;
    if (time && is_plausible_time(*time) && parse_iso8601(to_iso8601(*time)) != time) {
      std::abort();
    }
  }
  const std::string valid = repair_utf8(text);
  for (const std::string& plain : {decode_references(valid), anchor_text(valid)}) {
    if (!is_valid_utf8(plain) || plain.size() > valid.size()) {
      std::abort();
    }
  }
  constexpr std::size_t kLongestExcerpt = 80 + 3;  // and three dots where it goes on
  if (const std::string part = excerpt(valid); !is_valid_utf8(part) ||
                                               part.size() > kLongestExcerpt ||
                                               (valid.size() <= 80 && part != valid)) {
    std::abort();
  }
  return 0;
}
