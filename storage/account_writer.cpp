#include "storage/account_writer.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <tuple>
#include <utility>

#include "storage/post_key.h"
#include "storage/profile_merge.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kAccountInsert =
    "INSERT INTO account (platform_id, native_id, handle, first_seen_ms) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (platform_id, native_id) DO NOTHING";
/// The state is known since the profile was seen, as `kUpdateProfile` has it.
constexpr std::string_view kInsertProfile =
    "INSERT INTO account (account_id, platform_id, native_id, first_seen_ms, handle, display_name, "
    "bio, host, created_ms, followers, following, posts_count, declared_bot, verified, state, "
    "opt_out, profile_seen_ms, state_since_ms) VALUES (?1, ?15, ?16, ?17, ?2, ?3, ?4, ?5, ?6, ?7, "
    "?8, ?9, ?10, ?11, ?12, ?13, ?14, CASE WHEN ?12 IS NULL THEN NULL ELSE coalesce(?14, ?17) END) "
    "ON CONFLICT (platform_id, native_id) DO NOTHING";
constexpr std::string_view kAccountFind =
    "SELECT account_id, opt_out, handle IS NOT NULL, state IS NOT NULL AND state IN (4, 5) "
    "FROM account "
    "WHERE platform_id = ?1 AND native_id = ?2";
constexpr std::string_view kFindPosts =
    "SELECT EXISTS (SELECT 1 FROM account a JOIN post t ON t.account_id = a.account_id "
    "WHERE a.platform_id = ?1 AND a.native_id = ?2 AND t.state = 0)";
constexpr std::string_view kReadProfile =
    "SELECT handle, display_name, bio, host, created_ms, followers, following, posts_count, "
    "declared_bot, verified, state, opt_out, profile_seen_ms FROM account WHERE account_id = ?1";
constexpr std::string_view kUpdateProfile =
    "UPDATE account SET display_name = ?3, bio = ?4, host = ?5, created_ms = ?6, "
    "followers = ?7, following = ?8, posts_count = ?9, declared_bot = ?10, verified = ?11, "
    "state = ?12, opt_out = ?13, profile_seen_ms = ?14, state_since_ms = CASE WHEN ?12 IS NULL "
    "THEN NULL WHEN state IS ?12 THEN coalesce(state_since_ms, ?14, first_seen_ms) "
    "ELSE coalesce(?14, first_seen_ms) END WHERE account_id = ?1";
/// Apart, for most often it stays: setting it would take its entry out of the index over handles
/// and put it back.
constexpr std::string_view kUpdateHandle = "UPDATE account SET handle = ?2 WHERE account_id = ?1";
constexpr std::string_view kInsertLabel =
    "INSERT INTO account_label (account_id, value, origin) VALUES (?1, ?2, ?3) "
    "ON CONFLICT DO NOTHING";
constexpr std::string_view kHasSuppressions = "SELECT EXISTS (SELECT 1 FROM suppression)";
constexpr std::string_view kFindSuppression = "SELECT 1 FROM suppression WHERE key_hash = ?1";
constexpr std::string_view kOptOut =
    "UPDATE account SET handle = NULL, display_name = NULL, bio = NULL, host = NULL, "
    "created_ms = NULL, followers = NULL, following = NULL, posts_count = NULL, declared_bot = 0, "
    "verified = NULL, state = NULL, state_since_ms = NULL, profile_seen_ms = NULL, "
    "opt_out = opt_out | ?2 WHERE account_id = ?1";
/// Deleted or protected: the state and its time stay, for they are facts about the platform.
constexpr std::string_view kLeave =
    "UPDATE account SET handle = NULL, display_name = NULL, bio = NULL, host = NULL, "
    "created_ms = NULL, followers = NULL, following = NULL, posts_count = NULL, declared_bot = 0, "
    "verified = NULL, state = ?2, state_since_ms = ?3, profile_seen_ms = ?3 WHERE account_id = ?1";
constexpr std::string_view kComeBack =
    "UPDATE account SET state = ?2, state_since_ms = ?3, profile_seen_ms = ?3 "
    "WHERE account_id = ?1";
constexpr std::string_view kReadState =
    "SELECT state, state_since_ms, profile_seen_ms FROM account WHERE account_id = ?1";
/// Column of it. Without one the account has no counters either: they are of a profile.
constexpr int kProfileSeen = 2;

constexpr std::uint32_t kForbids = OptOut::kNoIndex | OptOut::kUserRequest;

// A cached account: its id, and four bits beside it.
constexpr std::int64_t kHasHandle = 1;
constexpr std::int64_t kBlocked = 2;
constexpr std::int64_t kMayHavePosts = 4;
constexpr std::int64_t kGone = 8;
constexpr std::int64_t kIdUnit = 16;

std::int64_t pack(std::int64_t id, std::int64_t bits) {
  return id * kIdUnit + bits;
}

AccountRef unpack(std::int64_t value) {
  return {{value / kIdUnit}, (value & kBlocked) != 0, (value & kGone) != 0};
}

bool is_gone(const std::optional<AccountState>& state) {
  return state == AccountState::kDeleted || state == AccountState::kProtected;
}

std::uint32_t space_of(const PlatformRef& platform) {
  return static_cast<std::uint32_t>(platform.id.value);
}

}  // namespace

AccountWriter::AccountWriter(Database& database, const WriteOptions& options)
    : database_(database),
      suppression_key_(options.suppression_key),
      has_suppressions_(!options.suppression_key.empty() && database.scalar(kHasSuppressions) != 0),
      cache_(options.cache_bytes / 3),
      snapshots_(database),
      insert_(database, kAccountInsert),
      insert_profile_(database, kInsertProfile),
      find_(database, kAccountFind),
      find_posts_(database, kFindPosts),
      read_profile_(database, kReadProfile),
      update_profile_(database, kUpdateProfile),
      update_handle_(database, kUpdateHandle),
      insert_label_(database, kInsertLabel),
      find_suppression_(database, kFindSuppression),
      opt_out_(database, kOptOut),
      read_state_(database, kReadState),
      leave_(database, kLeave),
      come_back_(database, kComeBack) {}

bool AccountWriter::is_suppressed(const PlatformRef& platform, std::string_view native_id) {
  if (!has_suppressions_) {
    return false;
  }
  const std::string hash = suppression_hash(suppression_key_, platform.name, native_id);
  const bool found = find_suppression_.query(std::string_view{hash}).step();
  find_suppression_.reset();
  return found;
}

std::int64_t AccountWriter::find(const PlatformRef& platform,
                                 std::string_view native_id,
                                 std::string_view handle,
                                 UtcTime first_seen) {
  if (const auto known = cache_.find(space_of(platform), native_id)) {
    return *known;
  }
  const std::int64_t value = load(platform, native_id, handle, first_seen);
  cache_.put(space_of(platform), native_id, value);
  return value;
}

AccountRef AccountWriter::intern(const PlatformRef& platform,
                                 std::string_view native_id,
                                 std::string_view handle,
                                 UtcTime first_seen) {
  const std::int64_t value = find(platform, native_id, handle, first_seen);
  const AccountRef account = unpack(value);
  if (!handle.empty() && (value & (kHasHandle | kBlocked | kGone)) == 0) {
    PendingProfile& pending = pending_.of(account.id);
    if (pending.profile.handle.empty()) {
      pending.profile.handle = handle;
      pending.is_written = false;
    }
    cache_.put(space_of(platform), native_id, value | kHasHandle);
  }
  return account;
}

AccountRef AccountWriter::intern_author(const PlatformRef& platform,
                                        std::string_view native_id,
                                        UtcTime first_seen) {
  const std::int64_t value = find(platform, native_id, {}, first_seen);
  if ((value & (kMayHavePosts | kBlocked)) == 0) {
    cache_.put(space_of(platform), native_id, value | kMayHavePosts);
  }
  return unpack(value);
}

void AccountWriter::expect(const PlatformRef& platform, std::string_view native_id) const {
  cache_.expect_slot(cache_.hash_of(space_of(platform), native_id));
}

void AccountWriter::expect_key(const PlatformRef& platform, std::string_view native_id) const {
  cache_.expect_key(cache_.hash_of(space_of(platform), native_id));
}

bool AccountWriter::is_known(const PlatformRef& platform, std::string_view native_id) {
  if (cache_.find(space_of(platform), native_id)) {
    return true;
  }
  const bool known = find_.query(platform.id.value, native_id).step();
  find_.reset();
  return known;
}

bool AccountWriter::has_posts(const PlatformRef& platform, std::string_view native_id) {
  find_posts_.query(platform.id.value, native_id).step();
  const bool found = find_posts_.integer(0) != 0;
  find_posts_.reset();
  return found;
}

bool AccountWriter::may_depart_with_posts(const PlatformRef& platform,
                                          std::span<const Account> profiles,
                                          UtcTime first_seen) {
  return std::any_of(profiles.begin(), profiles.end(), [&](const Account& account) {
    if ((account.opt_out & kForbids) == 0 && !is_gone(account.state)) {
      return false;
    }
    // The row is made when there is none: then it surely has no posts.
    const std::int64_t value = find(platform, account.native_id, {}, first_seen);
    return (value & kMayHavePosts) != 0 && (value & kBlocked) == 0;
  });
}

std::int64_t AccountWriter::load(const PlatformRef& platform,
                                 std::string_view native_id,
                                 std::string_view handle,
                                 UtcTime first_seen) {
  if (is_suppressed(platform, native_id)) {
    return pack(0, kBlocked);
  }
  insert_.bind(1, platform.id.value).bind(2, native_id).bind_or_null(3, handle);
  insert_.bind(4, to_ms(first_seen));
  database_.clear_last_insert_id();
  insert_.run_bound();
  if (const auto id = database_.last_insert_id(); id != 0) {
    return pack(id, handle.empty() ? 0 : kHasHandle);
  }
  find_.query(platform.id.value, native_id).step();
  const auto bits = static_cast<std::uint32_t>(find_.integer(1));
  const std::int64_t value =
      pack(find_.integer(0),
           kMayHavePosts + ((bits & kForbids) != 0 ? kBlocked : 0) +
               (find_.integer(2) != 0 ? kHasHandle : 0) + (find_.integer(3) != 0 ? kGone : 0));
  find_.reset();
  return value;
}

std::optional<Departure> AccountWriter::add_profile(const PlatformRef& platform,
                                                    const Account& account,
                                                    UtcTime first_seen) {
  const auto cached = cache_.find(space_of(platform), account.native_id);
  if (!cached && add_new(platform, account, first_seen)) {
    return std::nullopt;
  }
  // Bare at first: flush() then tells by the row whether the profile said something new.
  AccountRef known = cached ? unpack(*cached) : intern(platform, account.native_id, {}, first_seen);
  if (known.blocked) {
    return std::nullopt;
  }
  if ((account.opt_out & kForbids) != 0) {
    return withdraw(platform, account, known.id);
  }
  if (known.gone || is_gone(account.state)) {
    const UtcTime time = account.seen.value_or(first_seen);
    if (const auto departure = take_state(platform, account, known, time)) {
      return departure;
    }
    known = intern(platform, account.native_id, {}, first_seen);
    if (known.gone || is_gone(account.state)) {
      return std::nullopt;
    }
  }
  PendingProfile& pending = pending_.of(known.id);
  note_snapshot(pending, account);
  merge_profile(pending.profile, account);
  pending.is_written = false;
  return std::nullopt;
}

bool AccountWriter::add_new(const PlatformRef& platform,
                            const Account& account,
                            UtcTime first_seen) {
  const bool is_plain = (account.opt_out & kForbids) == 0 && !is_gone(account.state);
  if (!is_plain || is_suppressed(platform, account.native_id)) {
    return false;
  }
  insert_profile_.clear();
  bind_profile(insert_profile_, account);
  insert_profile_.bind(15, platform.id.value)
      .bind(16, std::string_view{account.native_id})
      .bind(17, to_ms(first_seen));
  database_.clear_last_insert_id();
  insert_profile_.run_bound();
  const AccountId id{database_.last_insert_id()};
  if (!id) {
    return false;
  }
  cache_.put(space_of(platform),
             account.native_id,
             pack(id.value, account.handle.empty() ? 0 : kHasHandle));
  PendingProfile& pending = pending_.of(id);
  pending.profile = account;
  pending.first_handle = account.handle;
  pending.is_new = true;
  pending.is_written = true;
  note_snapshot(pending, account);
  return true;
}

std::optional<Departure> AccountWriter::withdraw(const PlatformRef& platform,
                                                 const Account& account,
                                                 AccountId id) {
  cache_.put(space_of(platform), account.native_id, pack(id.value, kBlocked));
  read_state_.query(id.value).step();
  forget_pending(id, !read_state_.is_null(kProfileSeen));
  read_state_.reset();
  opt_out_.run(id.value, account.opt_out);
  return Departure{id, std::nullopt};
}

// The newest record decides, as it does for every field of a profile: an old archive neither takes
// an account away nor brings a deleted one back.
std::optional<Departure> AccountWriter::take_state(const PlatformRef& platform,
                                                   const Account& account,
                                                   AccountRef known,
                                                   UtcTime time) {
  flush_pending(known.id);
  read_state_.query(known.id.value).step();
  const auto state = read_state_.optional_integer(0);
  const std::int64_t since =
      read_state_.optional_integer(known.gone ? 1 : kProfileSeen).value_or(0);
  const bool has_profile = !read_state_.is_null(kProfileSeen);
  read_state_.reset();
  const bool is_news = account.state && state != static_cast<std::int64_t>(*account.state);
  if (!is_news || to_ms(time) < since) {
    return std::nullopt;
  }
  if (is_gone(account.state)) {
    forget_pending(known.id, has_profile);
    leave_.run(known.id.value, static_cast<int>(*account.state), to_ms(time));
    cache_.put(space_of(platform), account.native_id, pack(known.id.value, kMayHavePosts + kGone));
    return Departure{known.id, account.state};
  }
  const bool was_deleted = state == static_cast<std::int64_t>(AccountState::kDeleted);
  if (!was_deleted || account.state == AccountState::kActive) {
    come_back_.run(known.id.value, static_cast<int>(*account.state), to_ms(time));
    cache_.put(space_of(platform), account.native_id, pack(known.id.value, kMayHavePosts));
  }
  return std::nullopt;
}

void AccountWriter::forget_pending(AccountId account, bool has_profile) {
  pending_.erase(account);
  snapshots_.forget(account, has_profile);
}

void AccountWriter::flush_pending(AccountId account) {
  if (const PendingProfile* pending = pending_.find(account)) {
    flush_profile(*pending);
    if (pending->snapshot) {
      snapshots_.add(*pending->snapshot);
    }
    pending_.erase(account);
  }
}

// One row per account and UTC day, the newest of the day: counters move with every post.
void AccountWriter::note_snapshot(PendingProfile& pending, const Account& profile) {
  const std::optional<ProfileSnapshot> noted = snapshot_of(pending.account, profile);
  if (!noted) {
    return;
  }
  std::optional<ProfileSnapshot>& snapshot = pending.snapshot;
  if (snapshot && snapshot->day != noted->day) {
    snapshots_.add(*std::exchange(snapshot, std::nullopt));
  }
  if (!snapshot || noted->seen_ms >= snapshot->seen_ms) {
    snapshot = noted;
  }
}

bool AccountWriter::add_label(const PlatformRef& platform,
                              const AccountLabel& label,
                              UtcTime first_seen) {
  const AccountRef account = intern(platform, label.account_native_id, {}, first_seen);
  if (account.blocked) {
    return false;
  }
  insert_label_.run(
      account.id.value, std::string_view{label.value}, std::string_view{label.origin});
  return database_.changes() > 0;
}

Account AccountWriter::read_profile(AccountId account) {
  Account profile;
  read_profile_.query(account.value).step();
  profile.handle = read_profile_.text(0);
  profile.display_name = read_profile_.text(1);
  profile.bio = read_profile_.text(2);
  profile.host = read_profile_.text(3);
  if (!read_profile_.is_null(4)) {
    profile.created = from_ms(read_profile_.integer(4));
  }
  profile.followers = read_profile_.optional_integer(5);
  profile.following = read_profile_.optional_integer(6);
  profile.posts_count = read_profile_.optional_integer(7);
  profile.declared_bot = static_cast<DeclaredBot>(read_profile_.integer(8));
  if (!read_profile_.is_null(9)) {
    profile.verified = read_profile_.integer(9) != 0;
  }
  if (!read_profile_.is_null(10)) {
    profile.state = static_cast<AccountState>(read_profile_.integer(10));
  }
  profile.opt_out = static_cast<std::uint32_t>(read_profile_.integer(11));
  if (!read_profile_.is_null(12)) {
    profile.seen = from_ms(read_profile_.integer(12));
  }
  read_profile_.reset();
  return profile;
}

void AccountWriter::write_profile(AccountId account,
                                  const Account& profile,
                                  std::string_view stored_handle) {
  update_profile_.clear();
  update_profile_.bind(1, account.value);
  bind_profile(update_profile_, profile);
  update_profile_.run_bound();
  if (profile.handle != stored_handle) {
    update_handle_.bind(1, account.value).bind_or_null(2, profile.handle);
    update_handle_.run_bound();
  }
}

/// Parameters 2 to 14; the statement has 2, the handle, or makes nothing of it.
void AccountWriter::bind_profile(Statement& statement, const Account& profile) {
  statement.bind_or_null(2, profile.handle)
      .bind_or_null(3, profile.display_name)
      .bind_or_null(4, profile.bio)
      .bind_or_null(5, profile.host)
      .bind(7, profile.followers)
      .bind(8, profile.following)
      .bind(9, profile.posts_count)
      .bind(10, static_cast<int>(profile.declared_bot))
      .bind(11, profile.verified)
      .bind(13, profile.opt_out);
  if (profile.created) {
    statement.bind(6, to_ms(*profile.created));
  }
  if (profile.state) {
    statement.bind(12, static_cast<int>(*profile.state));
  }
  if (profile.seen) {
    statement.bind(14, to_ms(*profile.seen));
  }
}

bool AccountWriter::flush_profile(const PendingProfile& pending) {
  const AccountId account = pending.account;
  const Account& profile = pending.profile;
  if (pending.is_new) {
    if (!pending.is_written) {
      write_profile(account, profile, pending.first_handle);
    }
    return !says_the_same({}, profile);
  }
  const Account stored = read_profile(account);
  Account merged = stored;
  merge_profile(merged, profile);
  const bool changed = !says_the_same(stored, merged);
  if (changed || stored.seen != merged.seen) {
    write_profile(account, merged, stored.handle);
  }
  return changed;
}

std::uint64_t AccountWriter::flush() {
  std::vector<std::pair<std::int64_t, const PendingProfile*>> accounts;
  accounts.reserve(pending_.size());
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    accounts.emplace_back(pending_.at(i).account.value, &pending_.at(i));
  }
  std::sort(accounts.begin(), accounts.end());  // the order of the table: neighbours share a page
  std::uint64_t changed = 0;
  for (const auto& [account, pending] : accounts) {
    changed += flush_profile(*pending) ? 1U : 0U;
    if (pending->snapshot) {
      snapshots_.add(*pending->snapshot);
    }
  }
  pending_.clear();
  return changed;
}

void AccountWriter::before_commit() {
  flush();
  snapshots_.flush();
}

void AccountWriter::forget_all() {
  cache_.clear();
  has_suppressions_ = !suppression_key_.empty() && database_.scalar(kHasSuppressions) != 0;
}

}  // namespace vigie::storage
