#include "storage/snapshot_writer.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "storage/model/time.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kWriteSnapshots =
    "INSERT INTO account_snapshot (day, account_id, seen_ms, followers, following, posts_count)";
constexpr std::string_view kNewestOfDay =
    "ON CONFLICT (day, account_id) DO UPDATE SET "
    "seen_ms = excluded.seen_ms, followers = excluded.followers, following = excluded.following, "
    "posts_count = excluded.posts_count WHERE excluded.seen_ms > seen_ms";
/// A look-up for each day: of the days that there are, each is found from the one before.
constexpr std::string_view kDeleteOfOne =
    "WITH RECURSIVE days (day) AS (SELECT min(day) FROM account_snapshot UNION ALL "
    "SELECT (SELECT min(s.day) FROM account_snapshot s WHERE s.day > days.day) FROM days "
    "WHERE days.day IS NOT NULL) "
    "DELETE FROM account_snapshot WHERE day IN (SELECT day FROM days) AND account_id = ?1";
constexpr std::string_view kDeleteOfMany =
    "DELETE FROM account_snapshot WHERE account_id IN (SELECT value FROM json_each(?1))";
constexpr std::size_t kFew =
    100;  ///< About as long as one reading, where there are some 1,000 days.

}  // namespace

std::optional<ProfileSnapshot> snapshot_of(AccountId account, const Account& profile) {
  if (!profile.seen || (!profile.followers && !profile.following && !profile.posts_count)) {
    return std::nullopt;
  }
  const auto day = std::chrono::floor<std::chrono::days>(*profile.seen);
  return ProfileSnapshot{.account = account.value,
                         .day = day.time_since_epoch().count(),
                         .seen_ms = to_ms(*profile.seen),
                         .followers = profile.followers,
                         .following = profile.following,
                         .posts_count = profile.posts_count};
}

void delete_snapshots(Database& database, std::span<const std::int64_t> accounts) {
  if (accounts.empty()) {
    return;
  }
  if (accounts.size() <= kFew) {
    Statement remove{database, kDeleteOfOne};
    for (const std::int64_t account : accounts) {
      remove.run(account);
    }
    return;
  }
  Statement remove{database, kDeleteOfMany};
  remove.run(std::string_view{fmt::format("[{}]", fmt::join(accounts, ","))});
}

SnapshotWriter::SnapshotWriter(Database& database)
    : database_(database), rows_(database, kWriteSnapshots, 6, kNewestOfDay) {}

void SnapshotWriter::flush() {
  if (!forgotten_.empty()) {
    std::size_t position = 0;
    std::erase_if(waiting_, [&](const ProfileSnapshot& snapshot) {
      const auto found = forgotten_.find(snapshot.account);
      return position++ < (found == forgotten_.end() ? 0 : found->second);
    });
    std::vector<std::int64_t> accounts;
    accounts.reserve(forgotten_.size());
    for (const auto& [account, before] : forgotten_) {
      accounts.push_back(account);
    }
    delete_snapshots(database_, accounts);
    forgotten_.clear();
  }
  std::sort(
      waiting_.begin(), waiting_.end(), [](const ProfileSnapshot& a, const ProfileSnapshot& b) {
        return std::tie(a.day, a.account, a.seen_ms) < std::tie(b.day, b.account, b.seen_ms);
      });
  for (const ProfileSnapshot& snapshot : waiting_) {
    rows_.add({snapshot.day,
               snapshot.account,
               snapshot.seen_ms,
               snapshot.followers,
               snapshot.following,
               snapshot.posts_count});
  }
  rows_.flush();
  waiting_.clear();
}

}  // namespace vigie::storage
