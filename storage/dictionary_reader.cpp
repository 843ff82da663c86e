#include "storage/dictionary_reader.h"

#include <string_view>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kViews =
    "SELECT v.name, coalesce(d.description, '') FROM sqlite_schema v "
    "LEFT JOIN data_dictionary d ON d.relation = v.name AND d.column_name = '' "
    "WHERE v.type = 'view' ORDER BY v.name";
constexpr std::string_view kColumns =
    "SELECT c.name, coalesce(d.description, ''), coalesce(d.unit, '') "
    "FROM pragma_table_info(?1) c "
    "LEFT JOIN data_dictionary d ON d.relation = ?1 AND d.column_name = c.name ORDER BY c.cid";

}  // namespace

std::vector<DescribedView> read_views(Database& database) {
  std::vector<DescribedView> views;
  Statement view{database, kViews};
  Statement column{database, kColumns};
  while (view.step()) {
    views.push_back({.name = std::string{view.text(0)},
                     .description = std::string{view.text(1)},
                     .columns = {}});
    column.query(std::string_view{views.back().name});
    while (column.step()) {
      views.back().columns.push_back({.name = std::string{column.text(0)},
                                      .description = std::string{column.text(1)},
                                      .unit = std::string{column.text(2)}});
    }
  }
  return views;
}

}  // namespace vigie::storage
