#include "dashboards/html_table.h"

#include <cstddef>

#include <fmt/format.h>

#include "dashboards/html_escape.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

std::string render_cell(const std::string& cell, const Column& column, bool is_head) {
  const std::string_view css = column.is_number ? R"( class="number")" : "";
  return is_head ? fmt::format(R"(<th scope="row"{}>{}</th>)", css, cell)
                 : fmt::format("<td{}>{}</td>", css, cell);
}

}  // namespace

std::string cell(std::string_view text, std::size_t limit) {
  return isolate_html(cut_characters(text, limit));
}

std::string render_table(const Table& table) {
  std::string out =
      fmt::format(R"(<div class="scroll" tabindex="0" role="group" aria-label="{0}"><table>)"
                  R"(<caption class="hidden">{0}</caption><thead><tr>)",
                  table.caption);
  for (const Column& column : table.columns) {
    out += fmt::format(
        R"(<th scope="col"{}>{}</th>)", column.is_number ? R"( class="number")" : "", column.name);
  }
  out += "</tr></thead><tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
      out += render_cell(row[i], table.columns[i], i == 0);
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>";
}

}  // namespace vigie::dashboards
