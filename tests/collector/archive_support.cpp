#include "tests/collector/archive_support.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <memory>
#include <unistd.h>
#include <utility>

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "collector/archive/byte_stream.h"

namespace vigie::collector::tests {
namespace {

template <typename T>
void append(std::vector<T>& target, const std::vector<T>& more) {
  target.insert(target.end(), more.begin(), more.end());
}

class MemoryStream : public ByteStream {
 public:
  MemoryStream(std::string content, std::size_t step) : content_(std::move(content)), step_(step) {}

  tl::expected<std::size_t, SourceError> read(std::span<char> out) override {
    const std::size_t count = std::min({step_, out.size(), content_.size() - at_});
    std::copy_n(content_.data() + at_, count, out.begin());
    at_ += count;
    return count;
  }

 private:
  std::string content_;
  std::size_t step_;
  std::size_t at_ = 0;
};

}  // namespace

TempFile::TempFile(std::string_view content) {
  static std::atomic<int> next{0};
  path_ = std::filesystem::path{testing::TempDir()} /
          ("vigie_archive_" + std::to_string(::getpid()) + "_" + std::to_string(++next));
  std::ofstream{path_, std::ios::binary} << content;
}

TempFile::~TempFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

std::string gzip(std::string_view content) {
  z_stream zlib{};
  deflateInit2(&zlib, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&zlib, content.size()) + 64, '\0');
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  zlib.avail_in = static_cast<uInt>(content.size());
  zlib.next_out = reinterpret_cast<Bytef*>(packed.data());
  zlib.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&zlib, Z_FINISH), Z_STREAM_END);
  packed.resize(zlib.total_out);
  deflateEnd(&zlib);
  return packed;
}

std::string zstd(std::string_view content) {
  std::string packed(ZSTD_compressBound(content.size()), '\0');
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(),
                                                                     &ZSTD_freeCCtx};
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  const std::size_t size =
      ZSTD_compress2(context.get(), packed.data(), packed.size(), content.data(), content.size());
  EXPECT_EQ(ZSTD_isError(size), 0U);
  packed.resize(size);
  return packed;
}

std::unique_ptr<ByteStream> stream_of(std::string content, std::size_t step) {
  return std::make_unique<MemoryStream>(std::move(content), step);
}

void KeepingSink::accept(RecordBatch batch) {
  append(all.posts, batch.posts);
  append(all.accounts, batch.accounts);
  append(all.deletions, batch.deletions);
  append(all.labels, batch.labels);
  append(all.rejects, batch.rejects);
  all.platform = batch.platform;
  all.records_read += batch.records_read;
  all.records_ignored += batch.records_ignored;
  for (const auto& [reason, records] : batch.ignored_reasons) {
    all.ignored_reasons[reason] += records;
  }
  all.end_offset = batch.end_offset;
  all.end_line = batch.end_line;
  batches.push_back(std::move(batch));
  if (batches.size() == stop_after_) {
    stop_.request_stop();
  }
}

std::map<std::string, int> Import::reject_counts() const {
  std::map<std::string, int> counts;
  for (const Reject& reject : all.rejects) {
    ++counts[reject.reason];
  }
  return counts;
}

Import import(const ArchiveRequest& request, const ImportOptions& options) {
  Import done;
  auto source = open_archive(request, options);
  if (!source) {
    done.result = tl::unexpected{source.error()};
    return done;
  }
  KeepingSink sink;
  done.result = (*source)->run(sink, std::stop_token{});
  done.all = std::move(sink.all);
  done.batches = std::move(sink.batches);
  return done;
}

ArchiveRequest request_for(const std::filesystem::path& file, std::optional<Mapping> mapping) {
  ArchiveRequest request;
  request.file = file;
  request.mapping = std::move(mapping);
  request.label_origin = "test";
  return request;
}

Import import_text(std::string_view content, const Mapping& mapping, const ImportOptions& options) {
  const TempFile file{content};
  return import(request_for(file.path(), mapping), options);
}

Import import_text(std::string_view content, const ImportOptions& options) {
  const TempFile file{content};
  return import(request_for(file.path()), options);
}

Mapping mapping_of(const std::map<std::string, std::string>& fields, std::string format) {
  Mapping mapping;
  mapping.name = "test";
  mapping.platform = "x";
  mapping.format = std::move(format);
  for (const auto& [field, path] : fields) {
    mapping.post[field].path = path;
  }
  return mapping;
}

Post only_post(const Import& done) {
  EXPECT_TRUE(done.result) << done.result.error().message;
  EXPECT_EQ(done.all.posts.size(), 1U);
  return done.all.posts.empty() ? Post{} : done.all.posts.front();
}

Post only_post(std::string_view content) {
  return only_post(import_text(content));
}

std::string one_line(std::string record) {
  std::replace(record.begin(), record.end(), '\n', ' ');
  return record + "\n";
}

}  // namespace vigie::collector::tests
