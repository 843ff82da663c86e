// Posts as a report shows them.
#pragma once

#include <cstdint>
#include <string_view>

#include "storage/model/report.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {

/// Name of a stored kind of post; "unknown" for a number that is none.
[[nodiscard]] std::string_view post_kind_name(std::int64_t kind);

/// Prepared once, asked for many posts.
class ReportPostReader {
 public:
  ReportPostReader(Database& database, const NamingRules& naming);

  /// An erased or unknown post has its id and nothing else: `native_id` is empty. One of an account
  /// whose name is withheld has time and kind besides and is `withheld`; what others wrote comes
  /// without the names of such accounts.
  [[nodiscard]] ReportPost read(std::int64_t post_id);

  [[nodiscard]] static bool is_there(const ReportPost& post) {
    return !post.native_id.empty() || post.withheld;
  }

 private:
  void read_content(ReportPost& post);

  WithheldNames names_;
  Statement post_;
  Statement urls_;
};

}  // namespace vigie::storage
