// Arbitrary bytes as rows of FiveThirtyEight's collection.
#include "tests/fuzz/table_rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  constexpr std::string_view kHeader =
      "external_author_id,author,content,language,publish_date,following,followers,"
      "updates,post_type,retweet,account_category,alt_external_id,tweet_id,article_url,"
      "tco1_step1,tco2_step1";
  fuzz::parse_rows(
      ArchiveFormat::kFiveThirtyEight, kHeader, {reinterpret_cast<const char*>(data), size});
  return 0;
}
