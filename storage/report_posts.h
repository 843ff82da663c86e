// Posts as a report shows them.
#pragma once

#include <cstdint>
#include <string_view>

#include "storage/model/report.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// Name of a stored kind of post; "unknown" for a number that is none.
[[nodiscard]] std::string_view post_kind_name(std::int64_t kind);

/// Prepared once, asked for many posts.
class ReportPostReader {
 public:
  explicit ReportPostReader(Database& database);

  /// An erased or unknown post has its id and nothing else: `native_id` is empty.
  [[nodiscard]] ReportPost read(std::int64_t post_id);

 private:
  Statement post_;
  Statement urls_;
};

}  // namespace vigie::storage
