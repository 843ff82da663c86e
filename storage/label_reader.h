// Labels that came with the data, for training and evaluation. Scoring never reads them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/function_ref.h"
#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// One value that an origin gives, and to how many accounts. Opted-out accounts are nowhere here.
struct LabelCount {
  std::string origin;
  std::string value;
  std::uint64_t accounts = 0;
};

/// By origin, then value. @throws StorageError, as all of these.
[[nodiscard]] std::vector<LabelCount> count_labels(Database& database);

/// The newest post, not deleted, of the accounts that `origin` labels; nothing: they have none.
[[nodiscard]] std::optional<UtcTime> newest_labelled_post(Database& database,
                                                          std::string_view origin);

/// Calls `fn(account, value)` for each label of `origin`, by account, then value.
void read_labels(Database& database,
                 std::string_view origin,
                 FunctionRef<void(AccountId, std::string_view)> fn);

/// Calls `fn(account, language)` for each account with a post in the window whose language is
/// known: the language of most of them, of equals the first by name.
void read_main_languages(Database& database,
                         TimeWindow window,
                         FunctionRef<void(AccountId, std::string_view)> fn);

/// Imported files, as `status` names them, each once, sorted.
[[nodiscard]] std::vector<std::string> imported_sources(Database& database);

/// The newest post, not deleted, that came from the imported file `source`.
[[nodiscard]] std::optional<UtcTime> newest_imported_post(Database& database,
                                                          std::string_view source);

/// Accounts with a post that came from the imported file `source`, ascending.
[[nodiscard]] std::vector<AccountId> authors_of(Database& database, std::string_view source);

}  // namespace vigie::storage
