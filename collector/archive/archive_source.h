// The loop of an import: bytes to records to batches, until the end, an error or a stop.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "collector/archive/account_labels.h"
#include "collector/archive/archive.h"
#include "collector/archive/input_window.h"
#include "collector/archive/json_array_reader.h"
#include "collector/archive/position.h"
#include "collector/archive/record_parser.h"

namespace vigie::collector {

/// How the records of a file are delimited.
enum class ArchiveLayout : std::uint8_t { kLines, kArrays, kTable };

/// What `open_archive` found out about a request.
struct ArchivePlan {
  ArchiveRequest request;
  ImportOptions options;
  ArchiveLayout layout = ArchiveLayout::kLines;
  std::vector<std::string> array_paths;   ///< kArrays: posts first, then profiles.
  std::vector<std::string> context_keys;  ///< kArrays: see JsonArrayReader.
  bool one_array_is_enough = false;       ///< kArrays: not every path must be there.
  std::string platform;
  std::string_view notice;  ///< A literal.
  std::optional<AccountLabels> labels;
};

[[nodiscard]] RecordLimits limits_of(const ImportOptions& options);

class ArchiveSource : public Source {
 public:
  explicit ArchiveSource(ArchivePlan plan) : plan_(std::move(plan)) {}

  [[nodiscard]] tl::expected<void, SourceError> run(PostSink& sink,
                                                    const std::stop_token& stop) override;

  [[nodiscard]] SourcePosition position() const override { return counters_.snapshot(); }

  [[nodiscard]] std::string_view notice() const override { return plan_.notice; }

  [[nodiscard]] std::string format() const override;

 private:
  struct Pipeline;

  [[nodiscard]] tl::expected<Pipeline, SourceError> open();
  [[nodiscard]] tl::expected<void, SourceError> read_all(Pipeline& pipeline,
                                                         PostSink& sink,
                                                         const std::stop_token& stop);
  [[nodiscard]] tl::expected<void, SourceError> check_arrays(const Pipeline& pipeline) const;
  [[nodiscard]] std::optional<SourceError> misfit(const RecordBatch& batch) const;
  [[nodiscard]] RecordBatch new_batch() const;
  void refuse_later_posts(const RawRecord& record,
                          std::size_t first_post,
                          RecordBatch& batch) const;
  void reject(const RawRecord& record, ParseError error, RecordBatch& batch) const;
  void note_origins(const RawRecord& record, Pipeline& pipeline, RecordBatch& batch) const;
  void take(const RawRecord& record, Pipeline& pipeline, RecordBatch& batch) const;
  void deliver(RecordBatch batch, PostSink& sink);
  [[nodiscard]] tl::expected<bool, SourceError> fill_batch(Pipeline& pipeline,
                                                           RecordBatch& batch,
                                                           const std::stop_token& stop) const;
  [[nodiscard]] SourceError stopped() const;
  void publish_labels(PostSink& sink);

  ArchivePlan plan_;
  PositionCounters counters_;
};

}  // namespace vigie::collector
