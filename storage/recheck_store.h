// What a report is going to show, so that it can be asked for again; and what becomes of that which
// is not there any more.
//
// One look is not enough: a server may be behind. A post that is absent is marked and shown in no
// report; absent again an hour later or more, it is erased as its author's deletion is. An account
// that is absent twice counts as deleted, as if the platform had said so.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "storage/model/account.h"
#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/options.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// A post that a report shows.
struct RecheckPost {
  std::string platform;
  std::string native_id;
  std::string account_native_id;
  /// What servers of the network call it: place and local id.
  std::vector<std::pair<std::string, std::string>> aliases;
};

struct RecheckAccount {
  std::string platform;
  std::string native_id;
};

struct RecheckTargets {
  std::vector<RecheckPost> posts;
  std::vector<RecheckAccount> accounts;
  std::uint64_t left_out = 0;  ///< Posts beyond `most_posts`.
  std::uint64_t recent = 0;    ///< Posts that were asked for after `asked_before`.
};

struct RecheckQuery {
  RunId run;
  std::vector<std::string> platforms;  ///< Those that can be asked.
  std::uint32_t max_accounts = 0;      ///< Ranked accounts that the report lists.
  std::uint64_t most_posts = 0;        ///< 0: all.
  UtcTime asked_before;                ///< What was asked for later is not asked for again.
};

/// Evidence of the listed accounts by their rank, then posts of lookalikes, narratives, text
/// clusters and what was pushed. Accounts: those listed, members of groups, lookalikes, authors of
/// the posts.
[[nodiscard]] RecheckTargets read_recheck_targets(Database& database, const RecheckQuery& query);

/// The newest posts of a platform, at most `most`, each of another account: key and account. They
/// are surely still there, unless the platform does not answer.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> read_newest_keys(
    Database& database, std::string_view platform, std::uint32_t most);

/// What one platform said. Keys are native ids.
struct RecheckFindings {
  std::string platform;
  std::vector<std::string> there;
  std::vector<std::string> absent;
  std::vector<std::string> gone;   ///< It says itself that they were taken back.
  std::vector<Account> accounts;   ///< Asked for, as they are now.
  std::vector<Account> spoken_of;  ///< Others, of whom an answer spoke.
  std::vector<std::string> absent_accounts;
};

struct RecheckCounts {
  std::uint64_t there = 0;
  std::uint64_t absent_once = 0;  ///< Marked; not shown.
  std::uint64_t erased = 0;       ///< Absent twice, or taken back.
  std::uint64_t accounts_there = 0;
  std::uint64_t accounts_absent_once = 0;
  std::uint64_t accounts_away = 0;  ///< Suspended, taken down or deactivated: see retention.
  std::uint64_t accounts_gone = 0;  ///< Deleted, protected or opted out: their posts go.
  std::uint64_t posts_of_gone = 0;  ///< Erased with these.

  RecheckCounts& operator+=(const RecheckCounts& other);
};

/// Between two looks that count as two.
inline constexpr std::chrono::hours kBetweenLooks{1};

/// Carries out what was found, in one transaction. @throws StorageError  Nothing was changed.
[[nodiscard]] RecheckCounts store_recheck(Database& database,
                                          const RecheckFindings& findings,
                                          const WriteOptions& options,
                                          UtcTime now);

/// For status lines.
struct RecheckState {
  std::optional<UtcTime> last;  ///< When a post was last asked for and answered.
  std::uint64_t posts = 0;      ///< Asked for so far, and not erased.
  std::uint64_t absent = 0;     ///< Of these: absent once.
};

[[nodiscard]] RecheckState read_recheck_state(Database& database);

}  // namespace vigie::storage
