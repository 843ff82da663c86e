#include "collector/archive/account_labels.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/byte_stream.h"
#include "collector/archive/csv_reader.h"
#include "collector/archive/input_window.h"
#include "collector/archive/line_reader.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {
namespace {

using Labels = std::map<std::string, std::string, std::less<>>;

tl::expected<Labels, SourceError> read_ids(InputWindow& window, const std::string& label) {
  LineReader reader{window, RecordLimits{}};
  Labels labels;
  RawRecord line;
  while (true) {
    const auto more = reader.next(line);
    if (!more) {
      return tl::unexpected{more.error()};
    }
    if (!*more) {
      return labels;
    }
    if (line.refused.empty()) {
      labels.insert_or_assign(repair_utf8(trim(line.bytes)), label);
    }
  }
}

tl::expected<Labels, SourceError> read_table(InputWindow& window, const std::string& name) {
  CsvReader reader{window, ',', RecordLimits{}};
  const auto header = reader.read_header();
  if (!header) {
    return tl::unexpected{header.error()};
  }
  Labels labels;
  RawRecord row;
  while (true) {
    const auto more = reader.next(row);
    if (!more) {
      return tl::unexpected{more.error()};
    }
    if (!*more) {
      return labels;
    }
    if (!row.refused.empty()) {
      return tl::unexpected{SourceError{
          .kind = SourceErrorKind::kUnknownFormat,
          .message = fmt::format(
              "labels {} line {}: {}; correct that line", name, row.line, row.refused)}};
    }
    labels.insert_or_assign(repair_utf8(trim(row.fields[0])), repair_utf8(trim(row.fields[1])));
  }
}

}  // namespace

tl::expected<AccountLabels, SourceError> AccountLabels::load(const std::filesystem::path& file,
                                                             const Mapping& mapping,
                                                             std::string origin,
                                                             const ImportOptions& options) {
  PositionCounters counters;
  auto stream = open_byte_stream(file, options.window_log_max, counters);
  if (!stream) {
    return tl::unexpected{std::move(stream.error())};
  }
  InputWindow window{std::move(*stream)};
  const auto first = window.fill();
  if (!first) {
    return tl::unexpected{first.error()};
  }
  const bool is_table = window.view().starts_with("account,label") ||
                        window.view().starts_with(R"("account","label")");
  auto labels = is_table ? read_table(window, file.filename().string())
                         : read_ids(window, mapping.label.empty() ? "labelled" : mapping.label);
  if (!labels) {
    return tl::unexpected{std::move(labels.error())};
  }
  AccountLabels loaded;
  loaded.labels_ = std::move(*labels);
  loaded.default_label_ = mapping.label_default;
  loaded.origin_ = std::move(origin);
  return loaded;
}

void AccountLabels::note(std::string_view account, RecordBatch& batch) {
  if (met_.insert(content_hash(account)).second && !labels_.contains(account)) {
    batch.labels.push_back(
        {.account_native_id = std::string{account}, .value = default_label_, .origin = origin_});
  }
}

void AccountLabels::add_defaults(RecordBatch& batch) {
  if (default_label_.empty()) {
    return;
  }
  for (const Account& account : batch.accounts) {
    note(account.native_id, batch);
  }
  for (const Post& post : batch.posts) {
    note(post.account_native_id, batch);
  }
}

void AccountLabels::add_named(RecordBatch& batch) const {
  for (const auto& [account, label] : labels_) {
    if (!account.empty() && !label.empty()) {
      batch.labels.push_back({.account_native_id = account, .value = label, .origin = origin_});
    }
  }
}

}  // namespace vigie::collector
