#include "app/label_rows.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/failure.h"
#include "collector/archive/byte_stream.h"
#include "collector/archive/csv_reader.h"
#include "collector/archive/input_window.h"
#include "collector/archive/utf8.h"

namespace vigie::app {
namespace {

constexpr std::size_t kKeptRowBytes = 4096;
constexpr std::uint32_t kLabelWindowLog = 27;

using ColumnPlaces = std::array<std::optional<std::size_t>, kLabelColumnCount>;

template <typename Value>
Value value_of(tl::expected<Value, collector::SourceError> result) {
  if (!result) {
    throw RunFailure(result.error().message);
  }
  return std::move(*result);
}

char delimiter_of(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  return head.find(',') == std::string_view::npos && head.find(';') != std::string_view::npos ? ';'
                                                                                              : ',';
}

ColumnPlaces places_of(const std::vector<std::string>& header, const std::filesystem::path& file) {
  ColumnPlaces places;
  for (std::size_t c = 0; c < kLabelColumnCount; ++c) {
    const auto found = std::find(header.begin(), header.end(), kLabelColumnNames[c]);
    if (found != header.end()) {
      places[c] = static_cast<std::size_t>(found - header.begin());
    } else if (c < kNeededLabelColumns) {
      throw RunFailure(fmt::format(
          "{} has no column {}. Its first line must name platform, native_id, coder and label.",
          file.filename().string(),
          kLabelColumnNames[c]));
    }
  }
  return places;
}

/// As csv_text_cell disarmed it.
std::string_view rearmed(std::string_view cell) {
  constexpr std::string_view kRun = "=+-@";
  return cell.size() > 1 && cell[0] == '\'' && kRun.find(cell[1]) != std::string_view::npos
             ? cell.substr(1)
             : cell;
}

std::string_view trimmed_cell(std::string_view cell) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = cell.find_first_not_of(kBlanks);
  return begin == std::string_view::npos
             ? std::string_view{}
             : cell.substr(begin, cell.find_last_not_of(kBlanks) - begin + 1);
}

LabelRow label_row_of(const collector::RawRecord& record, const ColumnPlaces& places) {
  LabelRow row;
  row.line = record.line;
  row.byte_offset = record.byte_offset;
  row.refused = record.refused;
  row.bytes = record.bytes.substr(0, kKeptRowBytes);
  for (std::size_t c = 0; c < kLabelColumnCount && row.refused.empty(); ++c) {
    if (places[c]) {
      row.cells[c] = collector::repair_utf8(rearmed(trimmed_cell(record.fields[*places[c]])));
    }
  }
  return row;
}

}  // namespace

void read_label_rows(const std::filesystem::path& file,
                     const std::function<void(const LabelRow&)>& take) {
  collector::PositionCounters counters;
  collector::InputWindow window{
      value_of(collector::open_byte_stream(file, kLabelWindowLog, counters))};
  static_cast<void>(value_of(window.fill()));
  collector::CsvReader reader{window, delimiter_of(window.view()), collector::RecordLimits{}};
  const ColumnPlaces places = places_of(value_of(reader.read_header()), file);
  collector::RawRecord record;
  while (value_of(reader.next(record))) {
    take(label_row_of(record, places));
  }
}

}  // namespace vigie::app
