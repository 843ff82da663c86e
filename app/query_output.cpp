#include "app/query_output.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "dashboards/csv_cell.h"
#include "dashboards/utf8.h"

namespace vigie::app {
namespace {

using storage::QueryValue;
using storage::QueryValueType;

constexpr std::size_t kMostColumns = 60;       // of a cell on the terminal
constexpr std::size_t kMostCellBytes = 2'000;  // looked at to fill them
constexpr std::size_t kRowsHeldBack = 200;
constexpr std::size_t kPrintedBytes = 64'000;

/// The shortest text that reads as the same number, and as a real one.
std::string real_text(double value) {
  if (std::isinf(value)) {
    return value > 0.0 ? "9e999" : "-9e999";
  }
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) {
    text += ".0";
  }
  return text;
}

std::string blob_text(std::string_view bytes) {
  std::string text = "x'";
  text.reserve(2 * bytes.size() + 3);
  for (const char byte : bytes) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return text + '\'';
}

/// Characters that move, hide or reorder what stands around them.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

std::string escape(char32_t c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (c < 0x80) {
    return fmt::format("\\x{:02x}", static_cast<unsigned>(c));
  }
  return c <= 0xFFFF ? fmt::format("\\u{:04x}", static_cast<unsigned>(c))
                     : fmt::format("\\U{:08x}", static_cast<unsigned>(c));
}

/// Printed in pieces of some size: a call for every row would cost more than the query.
class Printer {
 public:
  explicit Printer(QueryOutput::Print print) : print_(std::move(print)) {}

  void add(std::string_view text) {
    pending_ += text;
    if (pending_.size() >= kPrintedBytes) {
      flush();
    }
  }

  void flush() {
    const std::string text = std::exchange(pending_, {});
    if (!text.empty()) {
      print_(text);
    }
  }

 private:
  QueryOutput::Print print_;
  std::string pending_;
};

struct Cell {
  std::string text;
  std::size_t width = 0;
  bool is_number = false;
};

std::string cut_to_columns(std::string text) {
  for (std::size_t limit = kMostColumns; dashboards::display_width(text) > kMostColumns; --limit) {
    text = dashboards::cut_characters(text, limit);
  }
  return text;
}

/// What fits: a text of megabytes is not escaped to be thrown away.
std::string shown_text(std::string_view text) {
  return cut_to_columns(escape_controls(text.substr(0, kMostCellBytes)));
}

Cell table_cell(const QueryValue& value) {
  Cell cell;
  switch (value.type) {
    case QueryValueType::kNull:
      cell.text = "NULL";
      break;
    case QueryValueType::kInteger:
      cell.text = std::to_string(value.integer);
      break;
    case QueryValueType::kReal:
      cell.text = real_text(value.real);
      break;
    case QueryValueType::kText:
      cell.text = value.bytes == "NULL" ? "'NULL'" : shown_text(value.bytes);
      break;
    case QueryValueType::kBlob:
      cell.text = cut_to_columns(blob_text(value.bytes.substr(0, kMostCellBytes)));
      break;
  }
  cell.width = dashboards::display_width(cell.text);
  cell.is_number = value.type == QueryValueType::kInteger || value.type == QueryValueType::kReal;
  return cell;
}

class TableOutput final : public QueryOutput {
 public:
  explicit TableOutput(Print print) : printer_(std::move(print)) {}

  void begin(const std::vector<std::string>& columns) override {
    printer_.add(std::exchange(separator_, "\n"));
    header_.clear();
    widths_.clear();
    for (const std::string& column : columns) {
      header_.push_back({.text = shown_text(column)});
      header_.back().width = dashboards::display_width(header_.back().text);
      widths_.push_back(header_.back().width);
    }
    is_head_printed_ = false;
    rows_ = 0;
  }

  void row(std::span<const QueryValue> values) override {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < values.size(); ++i) {
      cells.push_back(table_cell(values[i]));
      widths_.at(i) = std::max(widths_.at(i), cells.back().width);
    }
    held_.push_back(std::move(cells));
    ++rows_;
    if (held_.size() == kRowsHeldBack) {
      print_held();
    }
  }

  void end(bool complete) override {
    print_held();
    const std::string_view noun = rows_ == 1 ? "row" : "rows";
    printer_.add(fmt::format("({} {}{})\n", rows_, noun, complete ? "" : ", and more"));
  }

  void finish() override { printer_.flush(); }

 private:
  void print_held() {
    if (!std::exchange(is_head_printed_, true)) {
      // A head stands over its numbers.
      for (std::size_t i = 0; i < header_.size() && !held_.empty(); ++i) {
        header_[i].is_number = held_.front()[i].is_number;
      }
      print_cells(header_);
      std::vector<Cell> rule;
      for (const std::size_t width : widths_) {
        rule.push_back({.text = std::string(width, '-'), .width = width});
      }
      print_cells(rule);
    }
    for (const auto& cells : held_) {
      print_cells(cells);
    }
    held_.clear();
  }

  void print_cells(const std::vector<Cell>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string fill(widths_[i] - cells[i].width, ' ');
      line += (i == 0 ? "" : "  ");
      line += cells[i].is_number ? fill + cells[i].text : cells[i].text + fill;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    printer_.add(line + '\n');
  }

  Printer printer_;
  std::string separator_;
  std::vector<Cell> header_;
  std::vector<std::size_t> widths_;
  std::vector<std::vector<Cell>> held_;
  bool is_head_printed_ = false;
  std::uint64_t rows_ = 0;
};

class CsvOutput final : public QueryOutput {
 public:
  CsvOutput(Print print, bool to_terminal)
      : printer_(std::move(print)), to_terminal_(to_terminal) {}

  void begin(const std::vector<std::string>& columns) override {
    std::string line = std::exchange(separator_, dashboards::kCsvEndOfRow);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      line += (i == 0 ? "" : ",") + text_cell(columns[i]);
    }
    printer_.add(line.append(dashboards::kCsvEndOfRow));
  }

  void row(std::span<const QueryValue> values) override {
    std::string line;
    for (std::size_t i = 0; i < values.size(); ++i) {
      line += (i == 0 ? "" : ",") + cell(values[i]);
    }
    printer_.add(line.append(dashboards::kCsvEndOfRow));
  }

  void end(bool /*complete*/) override {}

  void finish() override { printer_.flush(); }

 private:
  [[nodiscard]] std::string text_cell(std::string_view text) const {
    if (text.empty()) {
      return "\"\"";
    }
    return to_terminal_ ? dashboards::csv_quote(escape_controls(text))
                        : dashboards::csv_quote(text);
  }

  [[nodiscard]] std::string cell(const QueryValue& value) const {
    switch (value.type) {
      case QueryValueType::kInteger:
        return std::to_string(value.integer);
      case QueryValueType::kReal:
        return real_text(value.real);
      case QueryValueType::kText:
        return text_cell(value.bytes);
      case QueryValueType::kBlob:
        return blob_text(value.bytes);
      default:
        return {};
    }
  }

  Printer printer_;
  bool to_terminal_;
  std::string separator_;
};

class JsonOutput final : public QueryOutput {
 public:
  explicit JsonOutput(Print print) : printer_(std::move(print)) {}

  void begin(const std::vector<std::string>& columns) override {
    std::string line = std::exchange(separator_, ",\n") + "{\"columns\": [";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      line += (i == 0 ? "" : ", ") + text_value(columns[i]);
    }
    printer_.add((std::exchange(is_open_, true) ? "" : "[") + line + "], \"rows\": [");
    row_separator_ = "\n";
  }

  void row(std::span<const QueryValue> values) override {
    std::string line = std::exchange(row_separator_, ",\n") + "[";
    for (std::size_t i = 0; i < values.size(); ++i) {
      line += (i == 0 ? "" : ", ") + json_value(values[i]);
    }
    printer_.add(line + ']');
  }

  void end(bool complete) override { printer_.add(fmt::format("], \"complete\": {}}}", complete)); }

  void finish() override {
    printer_.add(is_open_ ? "]\n" : "[]\n");
    printer_.flush();
  }

 private:
  static std::string text_value(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  static std::string json_value(const QueryValue& value) {
    switch (value.type) {
      case QueryValueType::kInteger:
        return std::to_string(value.integer);
      case QueryValueType::kReal:
        return real_text(value.real);
      case QueryValueType::kText:
        return text_value(value.bytes);
      case QueryValueType::kBlob:
        return text_value(blob_text(value.bytes));
      default:
        return "null";
    }
  }

  Printer printer_;
  bool is_open_ = false;
  std::string separator_;
  std::string row_separator_;
};

}  // namespace

std::unique_ptr<QueryOutput> make_table_output(QueryOutput::Print print) {
  return std::make_unique<TableOutput>(std::move(print));
}

std::unique_ptr<QueryOutput> make_csv_output(QueryOutput::Print print, bool to_terminal) {
  return std::make_unique<CsvOutput>(std::move(print), to_terminal);
}

std::unique_ptr<QueryOutput> make_json_output(QueryOutput::Print print) {
  return std::make_unique<JsonOutput>(std::move(print));
}

std::string escape_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const dashboards::CodePoint next = dashboards::first_code_point(text);
    const std::string_view bytes = text.substr(0, next.bytes);
    if (next.value == dashboards::kReplacementCharacter && next.bytes == 1) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
    } else if (is_invisible(next.value)) {
      out += escape(next.value);
    } else {
      out += bytes;
    }
    text.remove_prefix(next.bytes);
  }
  return out;
}

}  // namespace vigie::app
