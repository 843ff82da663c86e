#include "collector/archive/archive_source.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/archive/archive_formats.h"
#include "collector/archive/byte_stream.h"
#include "collector/archive/csv_reader.h"
#include "collector/archive/line_reader.h"
#include "collector/archive/raw_record.h"
#include "collector/archive/table_formats.h"

namespace vigie::collector {
namespace {

/// A batch also ends when its records weigh this much, whatever their number.
constexpr std::uint64_t kBatchBytes = 16ULL << 20U;

constexpr std::uint64_t kRecordsBetweenStopChecks = 256;

tl::expected<std::unique_ptr<RecordParser>, SourceError> make_parser(const ArchivePlan& plan) {
  const RecordLimits limits = limits_of(plan.options);
  const ArchiveRequest& request = plan.request;
  if (request.mapping) {
    return make_mapped_json_parser(*request.mapping, request.label_origin, limits);
  }
  return known_format(request.format)->make_parser(limits);
}

}  // namespace

RecordLimits limits_of(const ImportOptions& options) {
  return {.max_record_bytes = options.max_record_bytes,
          .max_depth = options.max_depth,
          .kept_bytes = options.reject_bytes};
}

/// Everything open during one run. The window is on the heap because the reader refers to it.
struct ArchiveSource::Pipeline {
  std::unique_ptr<InputWindow> window;
  std::unique_ptr<RecordReader> reader;
  std::unique_ptr<RecordParser> parser;
  std::unique_ptr<RawRecordPacker> packer;  ///< Null unless records are kept.
  const JsonArrayReader* arrays = nullptr;
  std::uint64_t steps = 0;
};

std::string ArchiveSource::format() const {
  if (plan_.request.mapping) {
    return plan_.request.mapping->name;
  }
  const KnownFormat* known = known_format(plan_.request.format);
  return known == nullptr ? std::string{} : std::string{known->name};
}

tl::expected<ArchiveSource::Pipeline, SourceError> ArchiveSource::open() {
  const RecordLimits limits = limits_of(plan_.options);
  auto stream = open_byte_stream(plan_.request.file, plan_.options.window_log_max, counters_);
  if (!stream) {
    return tl::unexpected{std::move(stream.error())};
  }
  Pipeline pipeline;
  pipeline.window = std::make_unique<InputWindow>(std::move(*stream));
  tl::expected<std::unique_ptr<RecordParser>, SourceError> parser;
  if (plan_.layout == ArchiveLayout::kTable) {
    const auto& mapping = plan_.request.mapping;
    auto table =
        std::make_unique<CsvReader>(*pipeline.window, mapping ? mapping->delimiter : ',', limits);
    const auto header = table->read_header();
    if (!header) {
      return tl::unexpected{header.error()};
    }
    pipeline.reader = std::move(table);
    if (mapping) {
      parser = make_mapped_csv_parser(*mapping, plan_.request.label_origin, *header);
    } else {
      parser = make_table_parser(plan_.request.format, *header, plan_.request.file);
    }
  } else if (plan_.layout == ArchiveLayout::kArrays) {
    auto arrays = std::make_unique<JsonArrayReader>(
        *pipeline.window, plan_.array_paths, limits, plan_.context_keys);
    pipeline.arrays = arrays.get();
    pipeline.reader = std::move(arrays);
    parser = make_parser(plan_);
  } else {
    pipeline.reader = std::make_unique<LineReader>(*pipeline.window, limits);
    parser = make_parser(plan_);
  }
  if (!parser) {
    return tl::unexpected{std::move(parser.error())};
  }
  pipeline.parser = std::move(*parser);
  if (plan_.options.store_raw) {
    pipeline.packer = std::make_unique<RawRecordPacker>();
  }
  return pipeline;
}

RecordBatch ArchiveSource::new_batch() const {
  RecordBatch batch;
  batch.platform = plan_.platform;
  batch.posts.reserve(plan_.options.batch_records);
  batch.origins.reserve(plan_.options.batch_records);
  if (plan_.options.store_raw) {
    batch.raw_format = format();
  }
  return batch;
}

/// A file cannot hold a post of days to come: one mistyped year would move the newest post, and
/// with it the window of every analysis. Such posts of `record` are refused, each as a record.
void ArchiveSource::refuse_later_posts(const RawRecord& record,
                                       std::size_t first_post,
                                       RecordBatch& batch) const {
  const auto& latest = plan_.options.latest_time;
  if (!latest) {
    return;
  }
  std::size_t kept = first_post;
  for (std::size_t i = first_post; i < batch.posts.size(); ++i) {
    const Post& post = batch.posts[i];
    if (!post.observed && post.created && *post.created > *latest) {
      reject(record, {.reason = "time: out of range", .detail = "after the import"}, batch);
      continue;
    }
    if (kept != i) {
      batch.posts[kept] = std::move(batch.posts[i]);
      batch.origins[kept] = std::move(batch.origins[i]);
    }
    ++kept;
  }
  batch.posts.resize(kept);
  batch.origins.resize(kept);
}

/// Says of the posts that `record` has just added where they came from.
void ArchiveSource::note_origins(const RawRecord& record,
                                 Pipeline& pipeline,
                                 RecordBatch& batch) const {
  const std::size_t first = batch.origins.size();
  for (std::size_t i = first; i < batch.posts.size(); ++i) {
    PostOrigin& origin = batch.origins.emplace_back();
    origin.line = record.line;
    origin.byte_offset = record.byte_offset;
    if (pipeline.packer) {
      const std::string_view part = pipeline.parser->part_of_post(i - first);
      origin.raw = pipeline.packer->pack(part.empty() ? record.bytes : part);
    }
  }
}

void ArchiveSource::reject(const RawRecord& record, ParseError error, RecordBatch& batch) const {
  batch.rejects.push_back(
      {.line = record.line,
       .byte_offset = record.byte_offset,
       .reason = std::string{error.reason},
       .detail = std::move(error.detail),
       .bytes = std::string{record.bytes.substr(0, plan_.options.reject_bytes)}});
}

void ArchiveSource::take(const RawRecord& record, Pipeline& pipeline, RecordBatch& batch) const {
  ++batch.records_read;
  batch.end_offset = record.end_offset;
  batch.end_line = record.end_line;
  if (!record.refused.empty()) {
    reject(record, {.reason = record.refused, .detail = {}}, batch);
    return;
  }
  const std::size_t posts_before = batch.posts.size();
  auto parsed = pipeline.parser->parse(record, batch);
  if (parsed) {
    note_origins(record, pipeline, batch);
    refuse_later_posts(record, posts_before, batch);
  } else {
    reject(record, std::move(parsed.error()), batch);
  }
}

void ArchiveSource::deliver(RecordBatch batch, PostSink& sink) {
  if (batch.empty()) {
    return;
  }
  if (plan_.labels) {
    plan_.labels->add_defaults(batch);
  }
  counters_.byte_offset.store(batch.end_offset, std::memory_order_relaxed);
  counters_.line.store(batch.end_line, std::memory_order_relaxed);
  sink.accept(std::move(batch));
}

/// Labels of the labels file come last, when the accounts they speak of are known.
void ArchiveSource::publish_labels(PostSink& sink) {
  if (!plan_.labels) {
    return;
  }
  RecordBatch batch;
  batch.platform = plan_.platform;
  batch.end_offset = counters_.byte_offset.load(std::memory_order_relaxed);
  batch.end_line = counters_.line.load(std::memory_order_relaxed);
  plan_.labels->add_named(batch);
  if (!batch.empty()) {
    sink.accept(std::move(batch));
  }
}

/// When nothing at all came of a first batch because no record had an account or a time, the
/// mapping does not fit the file: better to say so at once than to refuse a million records.
std::optional<SourceError> ArchiveSource::misfit(const RecordBatch& batch) const {
  const auto lacks = [&batch](std::string_view reason) {
    return std::all_of(batch.rejects.begin(), batch.rejects.end(), [reason](const Reject& reject) {
      return reject.reason == reason;
    });
  };
  if (!plan_.request.mapping || batch.rejects.empty() ||
      batch.rejects.size() != batch.records_read || plan_.layout == ArchiveLayout::kTable ||
      (!lacks("account: missing") && !lacks("time: missing"))) {
    return std::nullopt;
  }
  const Mapping& mapping = *plan_.request.mapping;
  const std::string field = lacks("account: missing") ? "account" : "time";
  const auto mapped = mapping.post.find(field);
  const std::string& first = batch.rejects.front().bytes;
  return SourceError{.kind = SourceErrorKind::kBadMapping,
                     .message = fmt::format(
                         "mapping {}: no record has the key \"{}\" of post.{}; the first record "
                         "is: {}",
                         mapping.name,
                         mapped == mapping.post.end() ? field : mapped->second.path,
                         field,
                         first.substr(0, std::min<std::size_t>(first.size(), 300)))};
}

tl::expected<void, SourceError> ArchiveSource::check_arrays(const Pipeline& pipeline) const {
  bool one_is_there = false;
  for (std::size_t i = 0; pipeline.arrays != nullptr && i < plan_.array_paths.size(); ++i) {
    one_is_there = one_is_there || pipeline.arrays->found(i);
  }
  const bool one_is_enough = plan_.one_array_is_enough && one_is_there;
  for (std::size_t i = 0; pipeline.arrays != nullptr && i < plan_.array_paths.size(); ++i) {
    if (!pipeline.arrays->found(i) && !one_is_enough) {
      return tl::unexpected{SourceError{
          .kind = SourceErrorKind::kBadMapping,
          .message = fmt::format("the document has no array at \"{}\"; its keys are: {}",
                                 plan_.array_paths[i],
                                 fmt::join(pipeline.arrays->root_keys(), ", "))}};
    }
  }
  return {};
}

SourceError ArchiveSource::stopped() const {
  return {.kind = SourceErrorKind::kStopped,
          .message = fmt::format("reading {} was stopped; import it again to go on",
                                 plan_.request.file.filename().string())};
}

/// Reads records into `batch` until it is full, the archive ends (false), fails, or is stopped.
tl::expected<bool, SourceError> ArchiveSource::fill_batch(Pipeline& pipeline,
                                                          RecordBatch& batch,
                                                          const std::stop_token& stop) const {
  std::uint64_t bytes = 0;
  while (batch.records_read < plan_.options.batch_records && bytes < kBatchBytes) {
    if (++pipeline.steps % kRecordsBetweenStopChecks == 0 && stop.stop_requested()) {
      return tl::unexpected{stopped()};
    }
    RawRecord record;
    auto more = pipeline.reader->next(record);
    if (!more || !*more) {
      return more;
    }
    if (record.end_offset > plan_.request.resume_offset) {
      bytes += record.end_offset - record.byte_offset;
      take(record, pipeline, batch);
    }
  }
  return true;
}

/// What a batch holds when reading fails is delivered before the failure is reported.
tl::expected<void, SourceError> ArchiveSource::read_all(Pipeline& pipeline,
                                                        PostSink& sink,
                                                        const std::stop_token& stop) {
  tl::expected<bool, SourceError> more = true;
  bool is_first = true;
  while (more && *more) {
    RecordBatch batch = new_batch();
    more = fill_batch(pipeline, batch, stop);
    const auto unfit = std::exchange(is_first, false) ? misfit(batch) : std::nullopt;
    if (unfit) {
      return tl::unexpected{*unfit};
    }
    deliver(std::move(batch), sink);
  }
  if (!more) {
    return tl::unexpected{std::move(more.error())};
  }
  return check_arrays(pipeline);
}

tl::expected<void, SourceError> ArchiveSource::run(PostSink& sink, const std::stop_token& stop) {
  if (stop.stop_requested()) {
    return tl::unexpected{SourceError{.kind = SourceErrorKind::kStopped,
                                      .message = "reading was stopped before it began"}};
  }
  auto pipeline = open();
  if (!pipeline) {
    return tl::unexpected{std::move(pipeline.error())};
  }
  auto result = read_all(*pipeline, sink, stop);
  if (result || result.error().kind != SourceErrorKind::kBadMapping) {
    publish_labels(sink);
  }
  return result;
}

}  // namespace vigie::collector
