// Who shared one object, read by the index on shares.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/function_ref.h"
#include "storage/model/ids.h"
#include "storage/model/report_trace.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// The object of that kind and key (share.h); for a post the key is `platform native_id`. Nothing
/// when nobody shared such a thing. @throws StorageError.
[[nodiscard]] std::optional<ObjectId> find_object(Database& database,
                                                  ObjectKind kind,
                                                  std::string_view key);

/// Keys of the posts that `native_id` names on any platform: `platform native_id`, sorted.
[[nodiscard]] std::vector<std::string> find_post_keys(Database& database,
                                                      std::string_view native_id);

struct TraceQuery {
  std::optional<RunId> run;     ///< A finished run; none: no likelihoods and groups.
  std::uint32_t max_rows = 50;  ///< Of the table, from the first share on.
  NamingRules naming{};
};

/// What the store knows of the shares of one object; the measures are for the analysis to fill.
struct TraceReading {
  ReportTrace trace;
  std::vector<TraceShare> shares;  ///< In no order; 16 bytes each.
};

/// Reads one snapshot over a connection of any mode. Erased posts do not count.
///
/// @param is_listed  Whether the account of that platform and handle is itself on a source list;
///                   asked once for every sharer.
/// Cost: a look-up per share and two per sharer. @throws StorageError  No such object or run.
[[nodiscard]] TraceReading read_trace(
    Database& database,
    ObjectId object,
    const TraceQuery& query,
    FunctionRef<bool(std::string_view, std::string_view)> is_listed);

}  // namespace vigie::storage
