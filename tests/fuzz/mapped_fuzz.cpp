// Arbitrary bytes as lines of objects under a mapping that uses every kind of field.
#include "tests/fuzz/fuzz_input.h"

namespace vigie::collector::fuzz {
namespace {

Mapping everything() {
  Mapping mapping;
  mapping.name = "fuzz";
  mapping.platform = "x";
  mapping.format = "jsonl";
  for (const char* field : {"id",
                            "account",
                            "time",
                            "observed",
                            "text",
                            "kind",
                            "urls",
                            "tags",
                            "mentions",
                            "subject",
                            "is_repost",
                            "likes",
                            "followers",
                            "label"}) {
    mapping.post[field].path = field;
  }
  mapping.post["account"].path = "account|author.id";
  mapping.post["tags"].path = "entities.tags.text|tags";
  mapping.post["observed"].format = "unix_s";
  mapping.post["account_created"].path = "born";
  mapping.post["account_created"].format = "%d %b %Y %I:%M:%S.%f %p %z";
  mapping.null_values = {"NA"};
  return mapping;
}

}  // namespace
}  // namespace vigie::collector::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vigie::collector;
  const auto parser = make_mapped_json_parser(fuzz::everything(), "fuzz", fuzz::small_limits());
  if (parser) {
    fuzz::parse_lines({reinterpret_cast<const char*>(data), size}, **parser);
  }
  return 0;
}
