// What live collecting remembers beside its cursors: why a source is away, and how often it logged
// in.
//
// Apart from live_writer.h, which writes the ledger in the transaction of the posts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Why the source failed since it last worked, a word of `coverage_gap`; empty: it worked, or is
/// not known.
[[nodiscard]] std::string read_away_reason(Database& database, std::string_view source);

/// Does nothing for a source that is not known: it has no past to explain. Within the open
/// transaction, if there is one.
void save_away_reason(Database& database, std::string_view source, std::string_view reason);

/// Logins to `service` within the 24 hours before `now`.
[[nodiscard]] std::uint32_t count_logins(Database& database, std::string_view service, UtcTime now);

/// Notes one more, unless there were `most` within the last 24 hours: false, and nothing is noted.
/// In a transaction of its own, so that two programs never share one place.
[[nodiscard]] bool take_login(Database& database,
                              std::string_view service,
                              UtcTime now,
                              std::uint32_t most);

}  // namespace vigie::storage
