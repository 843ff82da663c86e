// What the tests of archives share: files made on the spot, a sink that keeps everything, mappings
// built in code.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/archive.h"
#include "collector/archive/input_window.h"
#include "collector/options.h"
#include "collector/sink.h"
#include "collector/source.h"

namespace vigie::collector::tests {

/// A file that is gone when the test is.
class TempFile {
 public:
  explicit TempFile(std::string_view content);
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  TempFile(TempFile&&) = delete;
  TempFile& operator=(TempFile&&) = delete;
  ~TempFile();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string gzip(std::string_view content);
[[nodiscard]] std::string zstd(std::string_view content);

/// A stream over bytes in memory that hands out `step` bytes at a time.
[[nodiscard]] std::unique_ptr<ByteStream> stream_of(std::string content, std::size_t step = 7);

/// Keeps all batches; can ask for a stop after some.
class KeepingSink : public PostSink {
 public:
  void accept(RecordBatch batch) override;

  /// Triggers `stop` when `batches` have arrived.
  void stop_after(std::size_t count, std::stop_source stop) {
    stop_after_ = count;
    stop_ = std::move(stop);
  }

  std::vector<RecordBatch> batches;
  RecordBatch all;  ///< Every batch in one.

 private:
  std::size_t stop_after_ = 0;
  std::stop_source stop_;
};

/// Runs an archive to its end: its result and everything it delivered.
struct Import {
  tl::expected<void, SourceError> result;
  RecordBatch all;
  std::vector<RecordBatch> batches;

  /// Rejects by reason.
  [[nodiscard]] std::map<std::string, int> reject_counts() const;

  [[nodiscard]] std::uint64_t records_kept() const {
    return all.posts.size() + all.deletions.size();
  }
};

[[nodiscard]] Import import(const ArchiveRequest& request, const ImportOptions& options = {});

/// What asks for `file` and nothing else.
[[nodiscard]] ArchiveRequest request_for(const std::filesystem::path& file,
                                         std::optional<Mapping> mapping = std::nullopt);

[[nodiscard]] Import import_text(std::string_view content,
                                 const Mapping& mapping,
                                 const ImportOptions& options = {});
[[nodiscard]] Import import_text(std::string_view content, const ImportOptions& options = {});

/// The post of an import that succeeded and has one; else the test fails, and the post is empty.
[[nodiscard]] Post only_post(const Import& done);
[[nodiscard]] Post only_post(std::string_view content);

/// A record that a test writes over several lines, as one line that ends.
[[nodiscard]] std::string one_line(std::string record);

/// `fields`: post field to path. Format `jsonl` and platform `x` unless changed afterwards.
[[nodiscard]] Mapping mapping_of(const std::map<std::string, std::string>& fields,
                                 std::string format = "jsonl");

}  // namespace vigie::collector::tests
