// Profile texts: what accounts say of themselves, as last seen.
//
// Counted by analysis, shown beside a group or a pair when two of its accounts still say the same.
// No run keeps a copy: a text is read where it is, with its account, and is gone with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/function_ref.h"
#include "storage/model/ids.h"
#include "storage/sqlite/database.h"
#include "storage/withheld_names.h"

namespace vigie::storage {

/// Reads over a connection of any mode, which must outlive it. One thread. @throws StorageError.
class ProfileReader {
 public:
  ProfileReader(Database& database, NamingRules naming);

  /// Every profile text of an account that may be kept, by account id. The text is valid during the
  /// call alone.
  void read_all(FunctionRef<void(AccountId, std::string_view)> fn);

  /// Of the accounts of a run alone.
  void read_run(RunId run, FunctionRef<void(AccountId, std::string_view)> fn);

  /// The text of one account as it stands; nothing where there is none, where the account may not
  /// be named, or where it was not there when it was asked for again.
  [[nodiscard]] std::optional<std::string> find(AccountId account);

  /// `text` of that account as it may be shown: without names of accounts that are withheld.
  [[nodiscard]] std::string shown(AccountId account, std::string_view text);

 private:
  Database& database_;
  WithheldNames names_;
  Statement find_;
  Statement platform_;
};

}  // namespace vigie::storage
