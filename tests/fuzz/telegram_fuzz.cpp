// Arbitrary bytes as a Telegram export: the document around the messages, and the messages.
#include <string>
#include <string_view>
#include <vector>

#include "collector/archive/archive_formats.h"
#include "collector/archive/json_array_reader.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  InputWindow window{fuzz::stream_over(bytes), 4096};
  JsonArrayReader reader{window,
                         {kTelegramPaths.begin(), kTelegramPaths.end()},
                         fuzz::small_limits(),
                         {kTelegramContext.begin(), kTelegramContext.end()}};
  const auto parser = make_telegram_parser(fuzz::small_limits());
  fuzz::read_all(reader, parser.get());
  return 0;
}
