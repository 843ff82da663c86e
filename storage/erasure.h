// Erasing accounts: on request, or because their platform says that they are gone for good.
//
// After it no row holds a text, name or key of theirs, nor what runs and the team said of them. The
// names go from what others wrote as well: `@name` in a text and names in addresses read `erased`,
// the keys of posts and mentions become numbers. What stays: a keyed hash, so that they are never
// collected again, and counts. Texts of others that quote their words without naming them stay, and
// so do source lists, which name outlets.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "storage/file_residue.h"
#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct ErasureOrder {
  std::string_view reason;           ///< Kept with the hash; names nobody.
  std::string_view suppression_key;  ///< Not empty. See suppression_hash.
  UtcTime now;
};

/// What an erasure took out.
struct Erasure {
  std::uint64_t accounts = 0;
  std::uint64_t posts = 0;  ///< Reposts included.
  std::uint64_t reposts = 0;
  std::uint64_t shares = 0;
  std::uint64_t objects = 0;   ///< Shared by nobody else.
  std::uint64_t domains = 0;   ///< Likewise.
  std::uint64_t findings = 0;  ///< Rows of runs, verdicts and notes, deleted or changed.
  std::uint64_t redacted = 0;  ///< Posts, objects and refused records of others that named them.
  std::uint64_t runs = 0;      ///< Runs that had scored one of them.
  ErasedTraces traces;
};

/// Erases accounts of one platform, all in one transaction, with a row in `audit` that names
/// nobody. An account that is known by its handle only (`@handle`) goes with the one of that
/// handle.
///
/// Cost: the posts and objects of the file are read once, whatever the number of accounts; memory
/// does not depend on it, but for 8 bytes a post erased. @throws StorageError  Nothing was changed.
[[nodiscard]] Erasure erase_accounts(Database& database,
                                     std::span<const AccountId> accounts,
                                     const ErasureOrder& order);

/// Puts an account that is not stored on the list of those that are never collected.
void suppress(Database& database,
              std::string_view platform,
              std::string_view native_id,
              const ErasureOrder& order);

/// False when the list was made under another key: then nobody on it would be recognised.
[[nodiscard]] bool is_key_of_list(Database& database, std::string_view suppression_key);

/// Copies the write-ahead log into the file and empties it. @return False when a reader held it for
/// longer than the busy timeout: then it still holds what was erased.
[[nodiscard]] bool empty_log(Database& database);

/// Writes the file anew, without free pages and without what lies between rows. Needs as much room
/// again; its temporary file is on disk. @throws StorageError  No room; the file is as before.
void rebuild_file(Database& database);

}  // namespace vigie::storage
