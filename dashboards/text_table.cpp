#include "dashboards/text_table.h"

#include <algorithm>
#include <utility>

#include "dashboards/html_escape.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

constexpr std::string_view kGap = "  ";

void append_cell(std::string& out, std::string_view cell, std::size_t width, bool right) {
  const std::string fill(width - std::min(width, display_width(cell)), ' ');
  out.append(right ? fill : std::string{}).append(cell).append(right ? std::string{} : fill);
}

}  // namespace

std::string fit_text(std::string_view text, std::size_t columns) {
  // A character takes one column or two, unless it takes none: four bytes a column are plenty.
  constexpr std::size_t kMostBytesPerColumn = 16;
  std::string shown = visible_text(text.substr(0, columns * kMostBytesPerColumn));
  for (std::size_t limit = columns; display_width(shown) > columns && limit > 0; --limit) {
    shown = cut_characters(shown, limit);
  }
  return shown;
}

std::string align_right(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(columns > width ? columns - width : 0, ' ') + std::string{text};
}

TextTable::TextTable(std::vector<TextColumn> columns) : columns_(std::move(columns)) {}

void TextTable::add(const std::vector<std::string>& cells) {
  std::vector<std::string>& row = rows_.emplace_back(columns_.size());
  for (std::size_t c = 0; c < std::min(cells.size(), row.size()); ++c) {
    row[c] = fit_text(cells[c], columns_[c].most_columns);
  }
}

std::string TextTable::render(std::string_view indent) const {
  if (rows_.empty()) {
    return {};
  }
  std::vector<std::string> header;
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    header.emplace_back(columns_[c].name);
    widths.push_back(display_width(header.back()));
    for (const auto& row : rows_) {
      widths.back() = std::max(widths.back(), display_width(row[c]));
    }
  }
  std::string out;
  const auto append_row = [&](const std::vector<std::string>& row) {
    out += indent;
    for (std::size_t c = 0; c < row.size(); ++c) {
      out += c == 0 ? std::string_view{} : kGap;
      append_cell(out, row[c], widths[c], columns_[c].is_number);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  };
  append_row(header);
  for (const auto& row : rows_) {
    append_row(row);
  }
  return out;
}

}  // namespace vigie::dashboards
