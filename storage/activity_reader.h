// The window of activity as analysis reads it: once, sequentially, into its own arrays.
//
// Posts whose author deleted them are never handed out. Rows are views into the store's buffers:
// valid only during the call.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "storage/function_ref.h"
#include "storage/model/activity.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Reads over a connection of any mode, which must outlive it. One thread. @throws StorageError.
///
/// Hold a ReadSnapshot around several calls when a writer may be at work.
class ActivityReader {
 public:
  explicit ActivityReader(Database& database);

  /// `sort_ms` of the oldest and newest post that is not deleted; nothing in an empty database.
  [[nodiscard]] std::optional<UtcTime> oldest_post_time();
  [[nodiscard]] std::optional<UtcTime> newest_post_time();

  [[nodiscard]] std::uint64_t count_posts(TimeWindow window);

  /// In order of (`sort_ms`, post id), over the index.
  void read_posts(TimeWindow window, FunctionRef<void(const PostRow&)> fn);

  /// Shares of the window's posts in order of (post, object). A sequential read of the span of post
  /// ids in which the window lies: rows of a post outside the window may be among them, rows of
  /// deleted posts never.
  void read_shares(TimeWindow window, FunctionRef<void(const ShareRow&)> fn);

  /// Every object but mentions, by object id.
  void read_objects(FunctionRef<void(const ObjectRow&)> fn);
  void read_domains(FunctionRef<void(const DomainRow&)> fn);

  /// Accounts with a post in the window, by account id.
  void read_accounts(TimeWindow window, FunctionRef<void(const AccountRow&)> fn);

  /// Every known handle, by account id: accounts that were only reposted included.
  void read_handles(FunctionRef<void(const HandleRow&)> fn);

  /// Every covered span that touches the window, cut to it, by (account, collection).
  void read_coverage(TimeWindow window, FunctionRef<void(const CoverageRow&)> fn);

  /// What the live sources saw and missed of the window, cut to it, by source.
  void read_ledger(TimeWindow window, FunctionRef<void(const LedgerRow&)> fn);

  /// The statements themselves, so that a test explains what is really run.
  struct Statements {
    std::string_view newest;
    std::string_view posts;
    std::string_view post_span;
    std::string_view shares;
    std::string_view accounts;
  };

  [[nodiscard]] static Statements statements();

 private:
  Database& database_;
};

/// One state of the database for all reads until it ends, whatever is written meanwhile.
class ReadSnapshot {
 public:
  explicit ReadSnapshot(Database& database);
  ReadSnapshot(const ReadSnapshot&) = delete;
  ReadSnapshot& operator=(const ReadSnapshot&) = delete;
  ReadSnapshot(ReadSnapshot&&) = delete;
  ReadSnapshot& operator=(ReadSnapshot&&) = delete;
  ~ReadSnapshot();

 private:
  Database& database_;
};

}  // namespace vigie::storage
