#include "dashboards/csv_cell.h"

#include <cmath>

#include <fmt/format.h>

#include "dashboards/html_escape.h"

namespace vigie::dashboards {
namespace {

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

}  // namespace

std::string csv_quote(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string{text};
  }
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') {
      out += '"';
    }
  }
  return out + '"';
}

std::string csv_text_cell(std::string_view text) {
  const std::string visible = visible_text(text);
  const bool disarm = looks_like_formula(text) || looks_like_formula(visible);
  return csv_quote(disarm ? "'" + visible : visible);
}

std::string csv_number_cell(std::optional<double> value) {
  return value && std::isfinite(*value) ? fmt::format("{:.4f}", *value) : std::string{};
}

}  // namespace vigie::dashboards
