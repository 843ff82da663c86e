#include "collector/archive/csv_reader.h"

#include <algorithm>
#include <utility>

#include "collector/archive/utf8.h"

namespace vigie::collector {

CsvReader::CsvReader(InputWindow& window, char delimiter, const RecordLimits& limits)
    : window_(window), delimiter_(delimiter), limits_(limits) {}

/// `at` stands on an opening quote, and afterwards behind the closing one.
CsvReader::Scan CsvReader::scan_quoted(std::string_view text, bool at_end, std::size_t& at) {
  Cell cell{.begin = at + 1};
  std::size_t quote = text.find('"', at + 1);
  while (quote != std::string_view::npos && quote + 1 < text.size() && text[quote + 1] == '"') {
    cell.has_doubled_quotes = true;
    quote = text.find('"', quote + 2);
  }
  if (quote == std::string_view::npos) {
    return at_end ? Scan::kUnclosedQuote : Scan::kNeedMore;
  }
  if (quote + 1 == text.size() && !at_end) {
    return Scan::kNeedMore;  // the next byte tells whether this quote closes or is doubled
  }
  cell.end = quote;
  at = quote + 1;
  cells_.push_back(cell);
  return skip_return(text, at_end, at);
}

/// Behind a closing quote: steps over the return of a line end. Without the next byte there is no
/// telling whether it is one.
CsvReader::Scan CsvReader::skip_return(std::string_view text, bool at_end, std::size_t& at) {
  if (at < text.size() && text[at] == '\r') {
    if (at + 1 == text.size() && !at_end) {
      return Scan::kNeedMore;
    }
    if (at + 1 == text.size() || text[at + 1] == '\n') {
      ++at;
    }
  }
  return Scan::kRow;
}

/// `at` stands on the first byte of a cell without quotes, and afterwards behind its last. A return
/// before the line end belongs to the line end.
CsvReader::Scan CsvReader::scan_plain(std::string_view text, bool at_end, std::size_t& at) {
  const std::size_t begin = at;
  while (at < text.size() && text[at] != delimiter_ && text[at] != '\n') {
    ++at;
  }
  if (at == text.size() && !at_end) {
    return Scan::kNeedMore;
  }
  const bool ends_row = at == text.size() || text[at] == '\n';
  const bool has_return = ends_row && at > begin && text[at - 1] == '\r';
  cells_.push_back({.begin = begin, .end = has_return ? at - 1 : at});
  return Scan::kRow;
}

/// Reads one row from the front of `text` into `cells_`; `row_bytes_` includes its line end.
CsvReader::Scan CsvReader::scan_row(std::string_view text, bool at_end) {
  cells_.clear();
  for (std::size_t at = 0;; ++at) {
    const bool is_quoted = at < text.size() && text[at] == '"';
    const Scan scan = is_quoted ? scan_quoted(text, at_end, at) : scan_plain(text, at_end, at);
    if (scan != Scan::kRow) {
      return scan;
    }
    if (at == text.size() || text[at] == '\n') {
      row_bytes_ = std::min(at + 1, text.size());
      return Scan::kRow;
    }
    if (text[at] != delimiter_) {
      return Scan::kStrayQuote;
    }
  }
}

void CsvReader::unescape(std::string_view row) {
  fields_.clear();
  unescaped_.clear();
  unescaped_.reserve(row.size());  // views into it stay valid: it never grows past the row
  for (const Cell& cell : cells_) {
    const std::string_view raw = row.substr(cell.begin, cell.end - cell.begin);
    if (!cell.has_doubled_quotes) {
      fields_.push_back(raw);
      continue;
    }
    const std::size_t begin = unescaped_.size();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      unescaped_.push_back(raw[i]);
      if (raw[i] == '"') {
        ++i;
      }
    }
    fields_.push_back(std::string_view{unescaped_}.substr(begin));
  }
}

tl::expected<bool, SourceError> CsvReader::skip_blank_lines() {
  while (true) {
    const std::string_view view = window_.view();
    std::size_t end = 0;
    if (view.starts_with("\r\n")) {
      end = 2;
    } else if (view.starts_with('\n')) {
      end = 1;
    } else if (view.size() >= 2 || (view.size() == 1 && view.front() != '\r')) {
      return true;
    }
    if (end > 0) {
      window_.consume(end);
      ++line_;
      continue;
    }
    auto more = window_.fill();
    if (!more) {
      return more;
    }
    if (!*more) {
      return !window_.view().empty();
    }
  }
}

/// Refuses the line at the front of the window, whatever its length, and stands behind it.
tl::expected<bool, SourceError> CsvReader::refuse_line(RawRecord& record, std::string_view reason) {
  kept_ = window_.view().substr(0, limits_.kept_bytes);
  record = RawRecord{};
  record.byte_offset = window_.offset();
  record.line = line_ + 1;
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
  ++line_;
  kept_.resize(std::min(kept_.size(), kept_.find('\n')));
  record.bytes = kept_;
  record.end_offset = window_.offset();
  record.end_line = line_;
  record.refused = reason;
  return true;
}

tl::expected<bool, SourceError> CsvReader::take_row(RawRecord& record) {
  const std::string_view row = window_.view().substr(0, row_bytes_);
  std::string_view bytes = row;
  while (bytes.ends_with('\n') || bytes.ends_with('\r')) {
    bytes.remove_suffix(1);
  }
  const std::uint64_t inner_lines = count_line_ends(bytes);
  const bool wrong_columns = columns_ != 0 && cells_.size() != columns_;
  if (wrong_columns && inner_lines > 0) {
    return refuse_line(record, "csv: wrong number of columns");
  }
  unescape(row);
  record = RawRecord{};
  record.bytes = bytes;
  record.line = line_ + 1;
  record.byte_offset = window_.offset();
  record.fields = fields_;
  record.valid_utf8 = is_valid_utf8(bytes);
  window_.consume(row_bytes_);
  line_ += inner_lines + 1;
  record.end_offset = window_.offset();
  record.end_line = line_;
  if (wrong_columns) {
    record.bytes = record.bytes.substr(0, limits_.kept_bytes);
    record.refused = "csv: wrong number of columns";
  }
  return true;
}

/// What a scan of the window came to; nothing while more bytes are needed and allowed.
std::optional<std::string_view> CsvReader::verdict_on(Scan scan) const {
  switch (scan) {
    case Scan::kRow:
      return row_bytes_ <= limits_.max_record_bytes ? "" : "record: too long";
    case Scan::kStrayQuote:
      return "csv: stray quote";
    case Scan::kUnclosedQuote:
      return "csv: unclosed quote";
    case Scan::kNeedMore:
      break;
  }
  if (window_.view().size() <= limits_.max_record_bytes) {
    return std::nullopt;
  }
  const bool is_one_line = window_.view().find('\n') == std::string_view::npos;
  return is_one_line ? "record: too long" : "csv: unclosed quote";
}

tl::expected<bool, SourceError> CsvReader::next(RawRecord& record) {
  auto any = skip_blank_lines();
  if (!any || !*any) {
    return any;
  }
  bool at_end = false;
  while (true) {
    const auto verdict = verdict_on(scan_row(window_.view(), at_end));
    if (verdict) {
      return verdict->empty() ? take_row(record) : refuse_line(record, *verdict);
    }
    auto more = window_.fill();
    if (!more) {
      return more;
    }
    at_end = !*more;
  }
}

tl::expected<std::vector<std::string>, SourceError> CsvReader::read_header() {
  RawRecord row;
  const auto read = next(row);
  if (!read) {
    return tl::unexpected{read.error()};
  }
  if (!*read || !row.refused.empty()) {
    return std::vector<std::string>{};
  }
  columns_ = row.fields.size();
  return std::vector<std::string>{row.fields.begin(), row.fields.end()};
}

}  // namespace vigie::collector
