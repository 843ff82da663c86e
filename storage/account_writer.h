// Accounts: from their natural key to their database key, profiles, counters, labels, opt-outs.
//
// Profiles are gathered in memory and written once per transaction, whatever the number of records
// that carried them: the newest `seen` wins, and "missing" never overwrites a value.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/intern_cache.h"
#include "storage/model/account.h"
#include "storage/model/ids.h"
#include "storage/object_writer.h"
#include "storage/options.h"
#include "storage/pending_profiles.h"
#include "storage/snapshot_writer.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// An account as posts refer to it.
struct AccountRef {
  AccountId id;
  bool blocked = false;  ///< Nothing of it is to be kept; the id may be 0.
  bool gone = false;     ///< Deleted or protected: no post of it until it is said to be active.
};

/// An account of which nothing that it said may be kept from now on.
struct Departure {
  AccountId account;
  std::optional<AccountState> state;  ///< Deleted or protected; nothing: it opted out.
};

/// Works inside the writer's transaction; after a rollback it is not to be used again.
class AccountWriter {
 public:
  AccountWriter(Database& database, const WriteOptions& options);

  /// The row of `native_id`, made bare when there is none. `handle` fills a gap only.
  [[nodiscard]] AccountRef intern(const PlatformRef& platform,
                                  std::string_view native_id,
                                  std::string_view handle,
                                  UtcTime first_seen);

  /// The same for the author of a post.
  [[nodiscard]] AccountRef intern_author(const PlatformRef& platform,
                                         std::string_view native_id,
                                         UtcTime first_seen);

  /// Says that `native_id` will soon be asked for: `expect`, some accounts later `expect_key`, some
  /// later the question.
  void expect(const PlatformRef& platform, std::string_view native_id) const;
  void expect_key(const PlatformRef& platform, std::string_view native_id) const;

  /// True when there is a row of `native_id`, or nothing of it is to be kept.
  [[nodiscard]] bool is_known(const PlatformRef& platform, std::string_view native_id);

  /// True when a post of the account is stored, and was not erased. A look-up by the index over
  /// posts of accounts: not for a bulk load.
  [[nodiscard]] bool has_posts(const PlatformRef& platform, std::string_view native_id);

  /// True when one of `profiles` opts out, deletes or protects an account that is not known to have
  /// no posts.
  [[nodiscard]] bool may_depart_with_posts(const PlatformRef& platform,
                                           std::span<const Account> profiles,
                                           UtcTime first_seen);

  /// Takes a profile. @return The account when this record is the one that opts it out, or says
  /// that it was deleted or protected: what is stored of it must be erased.
  ///
  /// Of a deleted or protected account only its state is kept, and no post is taken until a newer
  /// record says that it is active. A record older than what is known changes no state.
  std::optional<Departure> add_profile(const PlatformRef& platform,
                                       const Account& account,
                                       UtcTime first_seen);

  /// @return True when the label is new.
  bool add_label(const PlatformRef& platform, const AccountLabel& label, UtcTime first_seen);

  /// True when the account is on the list of those that are never collected again.
  [[nodiscard]] bool is_suppressed(const PlatformRef& platform, std::string_view native_id);

  [[nodiscard]] bool has_suppressions() const { return has_suppressions_; }

  /// Writes the profiles gathered. @return How many accounts changed.
  std::uint64_t flush();

  /// Writes all that waits, counters over time too.
  void before_commit();

  /// Forgets what it remembers, after another program erased accounts. Nothing may be gathered.
  void forget_all();

 private:
  [[nodiscard]] std::int64_t find(const PlatformRef& platform,
                                  std::string_view native_id,
                                  std::string_view handle,
                                  UtcTime first_seen);
  [[nodiscard]] std::int64_t load(const PlatformRef& platform,
                                  std::string_view native_id,
                                  std::string_view handle,
                                  UtcTime first_seen);
  /// Makes the row of an account that nobody has spoken of, with its first profile. @return False
  /// when there is such a row.
  bool add_new(const PlatformRef& platform, const Account& account, UtcTime first_seen);
  [[nodiscard]] std::optional<Departure> withdraw(const PlatformRef& platform,
                                                  const Account& account,
                                                  AccountId id);
  [[nodiscard]] std::optional<Departure> take_state(const PlatformRef& platform,
                                                    const Account& account,
                                                    AccountRef known,
                                                    UtcTime time);
  void flush_pending(AccountId account);
  void forget_pending(AccountId account, bool has_profile);
  void note_snapshot(PendingProfile& pending, const Account& profile);
  [[nodiscard]] Account read_profile(AccountId account);
  void write_profile(AccountId account, const Account& profile, std::string_view stored_handle);
  static void bind_profile(Statement& statement, const Account& profile);
  bool flush_profile(const PendingProfile& pending);

  Database& database_;
  std::string_view suppression_key_;
  bool has_suppressions_;
  InternCache cache_;  ///< Value: account id and what account_writer.cpp packs beside it.
  PendingProfiles pending_;
  SnapshotWriter snapshots_;
  Statement insert_;
  Statement insert_profile_;
  Statement find_;
  Statement find_posts_;
  Statement read_profile_;
  Statement update_profile_;
  Statement update_handle_;
  Statement insert_label_;
  Statement find_suppression_;
  Statement opt_out_;
  Statement read_state_;
  Statement leave_;
  Statement come_back_;
};

}  // namespace vigie::storage
