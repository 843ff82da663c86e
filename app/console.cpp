#include "app/console.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <unistd.h>

namespace vigie::app {
namespace {

/// Columns that a UTF-8 string takes, counting a code point as one.
std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool looks_numeric(std::string_view cell) {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == ',' || c == '.' || c == '%' ||
           c == '-' || c == '+' || c == ' ';
  });
}

void append_cell(std::string& out, std::string_view cell, std::size_t width, bool right) {
  const std::size_t fill = width - std::min(width, display_width(cell));
  if (right) {
    out.append(fill, ' ');
  }
  out += cell;
  if (!right) {
    out.append(fill, ' ');
  }
  out += "  ";
}

/// A console that cannot be flushed leaves nobody to tell.
void flush(std::FILE* stream) {
  static_cast<void>(std::fflush(stream));
}

}  // namespace

std::string with_thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", with_thousands(number), noun, number == 1 ? "" : "s");
}

std::string human_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kStep = 1000;
  if (bytes < kStep) {
    return fmt::format("{} B", bytes);
  }
  auto size = static_cast<double>(bytes);
  const char* unit = "B";
  for (const char* next : {"kB", "MB", "GB", "TB"}) {
    if (size < static_cast<double>(kStep)) {
      break;
    }
    size /= static_cast<double>(kStep);
    unit = next;
  }
  return fmt::format("{:.1f} {}", size, unit);
}

Table::Table(std::vector<std::string> header) : header_(std::move(header)) {}

void Table::add(std::vector<std::string> cells) {
  cells.resize(header_.size());
  rows_.push_back(std::move(cells));
}

std::string Table::render() const {
  std::vector<std::size_t> width;
  std::vector<bool> right;
  for (std::size_t c = 0; c < header_.size(); ++c) {
    std::size_t widest = display_width(header_[c]);
    bool numeric = !rows_.empty();
    for (const auto& row : rows_) {
      widest = std::max(widest, display_width(row[c]));
      numeric = numeric && (row[c].empty() || looks_numeric(row[c]));
    }
    width.push_back(widest);
    right.push_back(numeric);
  }
  std::string out;
  const auto append_row = [&](const std::vector<std::string>& row) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      append_cell(out, row[c], width[c], right[c]);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  };
  append_row(header_);
  for (const auto& row : rows_) {
    append_row(row);
  }
  return out;
}

Console::Console() : terminal_(isatty(STDERR_FILENO) == 1) {}

void Console::say(std::string_view line) {
  if (json_) {
    return;
  }
  end_progress();
  fmt::print(stdout, "{}\n", line);
}

void Console::json(std::string_view document) {
  end_progress();
  fmt::print(stdout, "{}\n", document);
}

void Console::warn(std::string_view line) {
  end_progress();
  flush(stdout);
  fmt::print(stderr, "{}\n", line);
}

void Console::progress(std::string_view line) {
  constexpr std::chrono::milliseconds kInterval{100};
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || json_ || (drawn_ && now - last_drawn_ < kInterval)) {
    return;
  }
  fmt::print(stderr, "\r\x1b[K{}", line);
  flush(stderr);
  drawn_ = true;
  last_drawn_ = now;
}

void Console::end_progress() {
  if (drawn_) {
    fmt::print(stderr, "\r\x1b[K");
    flush(stderr);
    drawn_ = false;
  }
}

}  // namespace vigie::app
