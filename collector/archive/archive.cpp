#include "collector/archive/archive.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/archive_formats.h"
#include "collector/archive/archive_source.h"
#include "collector/archive/byte_stream.h"
#include "collector/archive/format_detection.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/table_formats.h"

namespace vigie::collector {
namespace {

SourceError bad_mapping(const Mapping& mapping, std::string_view what) {
  return {.kind = SourceErrorKind::kBadMapping,
          .message = fmt::format("mapping {}: {}", mapping.name, what)};
}

tl::expected<void, SourceError> plan_mapped(const Mapping& mapping, ArchivePlan& plan) {
  if (mapping.platform.empty()) {
    return tl::unexpected{bad_mapping(mapping, "platform is missing, e.g. platform = \"x\"")};
  }
  plan.platform = mapping.platform;
  if (mapping.format == "csv") {
    plan.layout = ArchiveLayout::kTable;
  } else if (mapping.format == "jsonl") {
    plan.layout = ArchiveLayout::kLines;
  } else if (mapping.format == "json") {
    plan.layout = ArchiveLayout::kArrays;
    plan.array_paths.push_back(mapping.posts_path);
    if (!mapping.accounts_path.empty()) {
      plan.array_paths.push_back(mapping.accounts_path);
    }
  } else {
    return tl::unexpected{bad_mapping(
        mapping, fmt::format("the format \"{}\" is not csv, json or jsonl", mapping.format))};
  }
  return {};
}

/// Refuses a mapping that does not fit before anything is read into a database.
tl::expected<void, SourceError> check_mapping(const ArchivePlan& plan) {
  const Mapping& mapping = *plan.request.mapping;
  if (plan.layout != ArchiveLayout::kTable) {
    const auto parser =
        make_mapped_json_parser(mapping, plan.request.label_origin, limits_of(plan.options));
    return parser ? tl::expected<void, SourceError>{} : tl::unexpected{parser.error()};
  }
  const auto header = read_table_header(plan.request.file, mapping.delimiter, plan.options);
  if (!header) {
    return tl::unexpected{header.error()};
  }
  const auto parser = make_mapped_csv_parser(mapping, plan.request.label_origin, *header);
  return parser ? tl::expected<void, SourceError>{} : tl::unexpected{parser.error()};
}

tl::expected<void, SourceError> plan_detected(ArchivePlan& plan) {
  const auto table = detect_table(plan.request.file, plan.request.format, plan.options);
  if (!table) {
    return tl::unexpected{table.error()};
  }
  if (*table != ArchiveFormat::kDetect) {
    plan.request.format = *table;
    plan.layout = ArchiveLayout::kTable;
    plan.platform = known_format(*table)->platform;
    return {};
  }
  const auto detected = detect_format(plan.request.file, plan.request.format, plan.options);
  if (!detected) {
    return tl::unexpected{detected.error()};
  }
  plan.request.format = detected->format;
  plan.layout = detected->is_array ? ArchiveLayout::kArrays : ArchiveLayout::kLines;
  plan.array_paths = {std::string{}};
  if (detected->format == ArchiveFormat::kTelegram) {
    plan.layout = ArchiveLayout::kArrays;
    plan.array_paths.assign(std::begin(kTelegramPaths), std::end(kTelegramPaths));
    plan.context_keys.assign(std::begin(kTelegramContext), std::end(kTelegramContext));
    plan.one_array_is_enough = true;
  }
  const KnownFormat& known = *known_format(detected->format);
  plan.platform = known.platform;
  plan.notice = known.notice;
  return {};
}

}  // namespace

tl::expected<std::unique_ptr<Source>, SourceError> open_archive(const ArchiveRequest& request,
                                                                const ImportOptions& options) {
  ArchivePlan plan;
  plan.request = request;
  plan.options = options;
  plan.options.batch_records = std::max(options.batch_records, 1U);
  PositionCounters counters;
  const auto readable = open_byte_stream(request.file, options.window_log_max, counters);
  if (!readable) {
    return tl::unexpected{readable.error()};
  }
  auto planned = request.mapping ? plan_mapped(*request.mapping, plan) : plan_detected(plan);
  if (planned && request.mapping) {
    planned = check_mapping(plan);
  }
  if (!planned) {
    return tl::unexpected{std::move(planned.error())};
  }
  if (request.labels_file) {
    auto labels = AccountLabels::load(
        *request.labels_file, request.mapping.value_or(Mapping{}), request.label_origin, options);
    if (!labels) {
      return tl::unexpected{std::move(labels.error())};
    }
    plan.labels = std::move(*labels);
  }
  return std::make_unique<ArchiveSource>(std::move(plan));
}

tl::expected<ArchiveFingerprint, SourceError> fingerprint(const std::filesystem::path& file) {
  constexpr std::uint64_t kEdge = 1ULL << 20U;
  PositionCounters counters;
  const auto readable = open_byte_stream(file, 0, counters);
  if (!readable) {
    return tl::unexpected{readable.error()};
  }
  std::ifstream input{file, std::ios::binary};
  ArchiveFingerprint print{.size = counters.file_bytes_total.load(), .hash = {}};
  const std::uint64_t edge = std::min(print.size, kEdge);
  std::string bytes(edge, '\0');
  input.read(bytes.data(), static_cast<std::streamsize>(edge));
  std::uint64_t hash = content_hash(bytes, print.size);
  input.seekg(static_cast<std::streamoff>(print.size - edge));
  input.read(bytes.data(), static_cast<std::streamsize>(edge));
  if (!input) {
    return tl::unexpected{
        SourceError{.kind = SourceErrorKind::kUnreadable,
                    .message = fmt::format("cannot read {} to its end", file.filename().string())}};
  }
  hash = content_hash(bytes, hash);
  print.hash = fmt::format("{:016x}", hash);
  std::error_code code;
  const auto modified = std::filesystem::last_write_time(file, code);
  print.modified = code ? 0 : modified.time_since_epoch().count();
  return print;
}

}  // namespace vigie::collector
