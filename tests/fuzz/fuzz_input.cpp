#include "tests/fuzz/fuzz_input.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "collector/archive/line_reader.h"
#include "collector/archive/time_format.h"
#include "collector/archive/utf8.h"

namespace vigie::collector::fuzz {
namespace {

class StepStream : public ByteStream {
 public:
  StepStream(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}

  tl::expected<std::size_t, SourceError> read(std::span<char> out) override {
    const std::size_t count = std::min({step_, out.size(), bytes_.size()});
    std::copy_n(bytes_.data(), count, out.begin());
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_post(const Post& post) {
  require(!post.account_native_id.empty());
  require(post.created || post.observed);
  require(post.observed || is_plausible_time(*post.created));
  require(is_valid_utf8(post.text) && post.text.find('\0') == std::string::npos);
  for (const auto* list : {&post.urls, &post.tags, &post.mentions}) {
    for (const std::string& item : *list) {
      require(is_valid_utf8(item));
    }
  }
}

std::size_t kept(const RecordBatch& batch) {
  return batch.posts.size() + batch.accounts.size() + batch.deletions.size() +
         batch.rejects.size() + batch.records_ignored;
}

void parse_record(const RawRecord& record, RecordParser& parser) {
  RecordBatch batch;
  const auto parsed = parser.parse(record, batch);
  require(parsed ? kept(batch) > 0 : kept(batch) == 0 && !parsed.error().reason.empty());
  // What a record holds of its own is counted: no more may come of it than was read. A post may
  // come with its own deletion: its key and time stay, its text was gone before.
  require(batch.posts.size() + batch.rejects.size() + batch.records_ignored <=
          batch.records_read + 1);
  require(batch.deletions.size() + batch.rejects.size() + batch.records_ignored <=
          batch.records_read + 1);
  std::for_each(batch.posts.begin(), batch.posts.end(), check_post);
}

}  // namespace

RecordLimits small_limits() {
  return {.max_record_bytes = 512, .max_depth = 8, .kept_bytes = 64};
}

std::unique_ptr<ByteStream> stream_over(std::string_view bytes) {
  const std::size_t step = bytes.empty() ? 1 : static_cast<unsigned char>(bytes.front()) % 61U + 1;
  return std::make_unique<StepStream>(bytes, step);
}

void read_all(RecordReader& reader, RecordParser* parser) {
  RawRecord record;
  std::uint64_t end_offset = 0;
  std::uint64_t end_line = 0;
  while (reader.next(record).value_or(false)) {
    require(record.byte_offset >= end_offset && record.end_offset > record.byte_offset);
    require(record.line > 0 && record.end_line >= end_line);
    end_offset = record.end_offset;
    end_line = record.end_line;
    if (parser != nullptr && record.refused.empty()) {
      parse_record(record, *parser);
    }
  }
}

void parse_lines(std::string_view bytes, RecordParser& parser) {
  InputWindow window{stream_over(bytes), 4096};
  LineReader reader{window, small_limits()};
  read_all(reader, &parser);
}

}  // namespace vigie::collector::fuzz
