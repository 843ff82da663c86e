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
constexpr std::string_view kDeleteOne =
    "DELETE FROM account_snapshot WHERE day = ?1 AND account_id = ?2";
constexpr std::string_view kDeleteMany =
    "DELETE FROM account_snapshot WHERE account_id IN (SELECT value FROM json_each(?1))";
/// About 0.1 s; reading 10^6 rows takes as long.
constexpr std::size_t kMostLookUps = 100'000;

std::vector<std::int64_t> days_of(Database& database) {
  std::vector<std::int64_t> days;
  Statement read{database, fmt::format("SELECT day FROM {} WHERE day IS NOT NULL", kSnapshotDays)};
  while (read.step()) {
    days.push_back(read.integer(0));
  }
  return days;
}

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
  const std::vector<std::int64_t> days = days_of(database);
  if (days.size() * accounts.size() > kMostLookUps) {
    Statement remove{database, kDeleteMany};
    remove.run(std::string_view{fmt::format("[{}]", fmt::join(accounts, ","))});
    return;
  }
  Statement remove{database, kDeleteOne};
  for (const std::int64_t day : days) {
    for (const std::int64_t account : accounts) {
      remove.run(day, account);
    }
  }
}

SnapshotWriter::SnapshotWriter(Database& database)
    : database_(database), rows_(database, kWriteSnapshots, 6, kNewestOfDay) {}

void SnapshotWriter::forget(AccountId account, bool may_have_rows) {
  forgotten_[account.value] = waiting_.size();
  if (may_have_rows) {
    without_rows_.push_back(account.value);
  }
}

void SnapshotWriter::flush() {
  delete_snapshots(database_, without_rows_);
  without_rows_.clear();
  if (!forgotten_.empty()) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const auto found = forgotten_.find(waiting_[i].account);
      if (found == forgotten_.end() || i >= found->second) {
        waiting_[kept++] = waiting_[i];
      }
    }
    waiting_.resize(kept);
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
