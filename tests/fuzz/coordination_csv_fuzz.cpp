// Arbitrary bytes as rows of the Coordination Network Toolkit.
#include "tests/fuzz/table_rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  constexpr std::string_view kHeader =
      "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls";
  fuzz::parse_rows(
      ArchiveFormat::kCoordinationCsv, kHeader, {reinterpret_cast<const char*>(data), size});
  return 0;
}
