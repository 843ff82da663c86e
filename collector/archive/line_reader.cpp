#include "collector/archive/line_reader.h"

#include <algorithm>

namespace vigie::collector {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

LineReader::LineReader(InputWindow& window, const RecordLimits& limits)
    : window_(window), limits_(limits) {}

void LineReader::take(std::size_t bytes, std::size_t line_end, RawRecord& record) {
  record = RawRecord{};
  record.bytes = window_.view().substr(0, bytes);
  if (record.bytes.ends_with('\r')) {
    record.bytes.remove_suffix(1);
  }
  record.line = ++line_;
  record.byte_offset = window_.offset();
  window_.consume(bytes + line_end);
  record.end_offset = window_.offset();
  record.end_line = line_;
}

tl::expected<bool, SourceError> LineReader::skip_long_line(RawRecord& record) {
  kept_ = window_.view().substr(0, std::min(limits_.kept_bytes, limits_.max_record_bytes));
  const std::uint64_t begin = window_.offset();
  std::size_t newline = window_.view().find('\n');
  while (newline == std::string_view::npos) {
    window_.consume(window_.view().size());
    auto more = window_.fill();
    if (!more) {
      return more;
    }
    if (!*more) {
      break;
    }
    newline = window_.view().find('\n');
  }
  window_.consume(newline == std::string_view::npos ? window_.view().size() : newline + 1);
  record = RawRecord{};
  record.bytes = kept_;
  record.line = ++line_;
  record.byte_offset = begin;
  record.end_offset = window_.offset();
  record.end_line = line_;
  record.refused = "record: too long";
  return true;
}

tl::expected<bool, SourceError> LineReader::next(RawRecord& record) {
  std::size_t searched = 0;
  while (true) {
    const std::size_t newline = window_.view().find('\n', searched);
    const bool found = newline != std::string_view::npos;
    if ((found ? newline : window_.view().size()) > limits_.max_record_bytes) {
      return skip_long_line(record);
    }
    if (found) {
      take(newline, 1, record);
      if (!is_blank(record.bytes)) {
        return true;
      }
      searched = 0;
      continue;
    }
    searched = window_.view().size();
    auto more = window_.fill();
    if (!more) {
      return more;
    }
    if (!*more) {
      break;
    }
  }
  if (is_blank(window_.view())) {
    return false;
  }
  take(window_.view().size(), 0, record);  // a last line without its line end is a record
  return true;
}

}  // namespace vigie::collector
