// Arbitrary bytes as accounts of an information operation.
#include "tests/fuzz/table_rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  constexpr std::string_view kHeader =
      "userid,user_display_name,user_screen_name,user_profile_description,"
      "follower_count,following_count,account_creation_date";
  fuzz::parse_rows(ArchiveFormat::kIoUsers, kHeader, {reinterpret_cast<const char*>(data), size});
  return 0;
}
