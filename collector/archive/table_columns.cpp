#include "collector/archive/table_columns.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/archive/plain_text.h"
#include "collector/archive/utf8.h"

namespace vigie::collector {

TableColumns::TableColumns(std::span<const std::string_view> names,
                           std::span<const std::string> header)
    : cells_(names.size()) {
  for (const std::string_view name : names) {
    const auto found = std::find(header.begin(), header.end(), name);
    columns_.push_back(found == header.end() ? kNoColumn
                                             : static_cast<std::size_t>(found - header.begin()));
  }
}

void TableColumns::read(const RawRecord& row) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    cells_[i] = columns_[i] < row.fields.size() ? row.fields[columns_[i]] : std::string_view{};
  }
  if (row.valid_utf8) {
    return;
  }
  repaired_.clear();
  repaired_.reserve(cells_.size());  // views into its strings stay valid
  for (std::string_view& cell : cells_) {
    cell = repaired_.emplace_back(repair_utf8(cell));
  }
}

std::string column_list(std::span<const std::string> header) {
  constexpr std::size_t kMost = 40;
  std::string list;
  for (const std::string& name : header.first(std::min(kMost, header.size()))) {
    std::string shown = excerpt(name);
    std::replace_if(
        shown.begin(),
        shown.end(),
        [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; },
        '?');
    list.append(list.empty() ? "" : ", ").append(shown);
  }
  return header.size() > kMost ? fmt::format("{} and {} more", list, header.size() - kMost) : list;
}

}  // namespace vigie::collector
