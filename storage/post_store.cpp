#include "storage/post_store.h"

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "storage/account_writer.h"
#include "storage/batch_screening.h"
#include "storage/batch_tally.h"
#include "storage/bulk_indexes.h"
#include "storage/collection_writer.h"
#include "storage/content_removal.h"
#include "storage/live_writer.h"
#include "storage/object_writer.h"
#include "storage/post_alias.h"
#include "storage/post_key.h"
#include "storage/post_writer.h"
#include "storage/recent_deletions.h"
#include "storage/share_lookahead.h"
#include "storage/sqlite/checkpointer.h"
#include "storage/sqlite/transaction.h"
#include "storage/transaction_pace.h"

namespace vigie::storage {
namespace {

constexpr std::size_t kAccountsAhead = 8;  ///< Profiles whose look-ups are prepared.

/// A collection that is being written.
struct OpenCollection {
  CollectionState state;
  std::string platform;
  UtcTime started;
  bool has_platform = false;
  bool from_start = false;
  OccurrenceTable occurrences;
  std::vector<Sighting> sightings;  ///< Since the last commit.
  std::int64_t live_source = 0;     ///< 0: an archive.
};

UtcTime now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// No key of a post or account holds a line's end.
std::string key_and_author(std::string_view key, std::string_view author) {
  return fmt::format("{}\n{}", key, author);
}

/// The record of a post that was there already with another content: its place leads to it.
Reject contradiction(const PreparedBatch& batch, std::size_t index) {
  Reject reject{.line = 0,
                .byte_offset = 0,
                .reason = "id: known with other content",
                .detail = batch.posts[index].post.native_id,
                .bytes = {}};
  if (index < batch.records.origins.size()) {
    reject.line = batch.records.origins[index].line;
    reject.byte_offset = batch.records.origins[index].byte_offset;
  }
  return reject;
}

}  // namespace

struct PostStore::State {
  Database& database;
  WriteOptions options;
  ObjectWriter objects;
  AccountWriter accounts;
  PostWriter posts;
  CollectionWriter collections;
  LiveWriter live;
  PostAliases aliases;
  RecentDeletions recent_deletions;
  RecentDeletions authors_deletions;  ///< Those that only an author may make: of key and author.
  PostKeyMaker keys;
  std::unordered_map<std::string, PlatformId> platforms;
  std::map<CollectionId, OpenCollection> open;
  std::optional<Transaction> transaction;
  TransactionPace pace;
  std::int64_t data_version = 0;  ///< Changes when another connection writes.
  bool bulk = false;
  std::optional<Checkpointer> checkpointer;  ///< While in bulk mode.

  State(Database& db, WriteOptions write_options)
      : database(db),
        options(std::move(write_options)),
        objects(db, options.cache_bytes / 3 * 2),
        accounts(db, options),
        posts(db, objects),
        collections(db),
        live(db),
        aliases(db),
        pace(db, options),
        data_version(db.scalar("PRAGMA data_version")) {}

  void begin();
  void look_for_erasures();
  void commit();
  void set_bulk(bool on);
  void build_indexes();
  PlatformRef platform(const std::string& name);
  OpenCollection& find(const CollectionHandle& handle);
  void prepare_for_opt_outs(const PlatformRef& platform,
                            const OpenCollection& collection,
                            std::span<const Account> profiles);
  std::uint64_t add_accounts(const PlatformRef& platform,
                             const OpenCollection& collection,
                             std::span<const Account> profiles);
  [[nodiscard]] bool was_deleted(const PlatformRef& platform, const Post& post) const;
  [[nodiscard]] AccountRef subject_of(const PlatformRef& platform,
                                      const Post& post,
                                      UtcTime first_seen);
  PostOutcome write_post(const PlatformRef& platform,
                         OpenCollection& collection,
                         const PreparedBatch& batch,
                         std::size_t index,
                         std::span<const std::uint64_t> share_hashes);
  BatchTally write_batch(const PlatformRef& platform,
                         OpenCollection& collection,
                         const PreparedBatch& batch,
                         std::span<const Account> profiles);
  void write_deletion(const PlatformRef& platform,
                      const PostDeletion& deletion,
                      UtcTime time,
                      bool is_about_everybody,
                      BatchTally& tally);
  void write_deletions(const PlatformRef& platform,
                       const OpenCollection& collection,
                       const RecordBatch& records,
                       BatchTally& tally);
  void write_ledger(const PlatformRef& platform,
                    const OpenCollection& collection,
                    const RecordBatch& records);
};

void PostStore::State::begin() {
  if (!transaction) {
    transaction.emplace(database);
    pace.begin();
    look_for_erasures();
  }
}

// Another program may write while a stream is written: what `erase` or `retention` took out, or an
// import says was deleted or opted out, must not come back from the memory of this one.
void PostStore::State::look_for_erasures() {
  const std::int64_t version = database.scalar("PRAGMA data_version");
  if (std::exchange(data_version, version) == version) {
    return;
  }
  objects.forget_all();
  accounts.forget_all();
  posts.look_again();
}

void PostStore::State::commit() {
  if (!transaction) {
    return;
  }
  posts.flush();
  accounts.before_commit();
  for (auto& [id, collection] : open) {
    collections.cover(collection.state, collection.sightings);
    collections.save(collection.state, now());
  }
  transaction->commit();
  transaction.reset();
  pace.end();
}

void PostStore::State::set_bulk(bool on) {
  bulk = on;
  if (!on) {
    checkpointer.reset();
  } else if (!checkpointer) {
    try {
      checkpointer.emplace(database);
    } catch (const StorageError&) {
      // No second connection: the writer goes on by itself, only slower.
    } catch (const std::system_error&) {
      // No thread: likewise.
    }
  }
  posts.set_bulk(on);
}

void PostStore::State::build_indexes() {
  ensure_plain_indexes(database);
  if (bulk) {
    objects.forget_all();  // orphans may have been removed
  }
  set_bulk(false);
}

// What an account said before it opted out is found by the index over its posts: without it, every
// such account would cost a reading of all posts. Between two batches, so that cursor and counts
// stand.
void PostStore::State::prepare_for_opt_outs(const PlatformRef& platform_ref,
                                            const OpenCollection& collection,
                                            std::span<const Account> profiles) {
  if (bulk && accounts.may_depart_with_posts(platform_ref, profiles, collection.started)) {
    commit();
    build_indexes();
    begin();
  }
}

PlatformRef PostStore::State::platform(const std::string& name) {
  auto known = platforms.find(name);
  if (known == platforms.end()) {
    Statement insert{database, "INSERT INTO platform (name) VALUES (?1) ON CONFLICT DO NOTHING"};
    insert.run(std::string_view{name});
    Statement find{database, "SELECT platform_id FROM platform WHERE name = ?1"};
    find.query(std::string_view{name}).step();
    known = platforms.emplace(name, PlatformId{find.integer(0)}).first;
  }
  return {known->second, known->first};
}

OpenCollection& PostStore::State::find(const CollectionHandle& handle) {
  const auto found = open.find(handle.id);
  if (found == open.end()) {
    throw StorageError(fmt::format("collection {} is not open in this store", handle.id.value));
  }
  return found->second;
}

/// Posts erased because their authors opted out, were deleted or protected.
std::uint64_t PostStore::State::add_accounts(const PlatformRef& platform_ref,
                                             const OpenCollection& collection,
                                             std::span<const Account> profiles) {
  std::uint64_t erased = 0;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    if (i + 2 * kAccountsAhead < profiles.size()) {
      accounts.expect(platform_ref, profiles[i + 2 * kAccountsAhead].native_id);
    }
    if (i + kAccountsAhead < profiles.size()) {
      accounts.expect_key(platform_ref, profiles[i + kAccountsAhead].native_id);
    }
    const Account& account = profiles[i];
    const auto gone = accounts.add_profile(platform_ref, account, collection.started);
    if (gone) {
      const bool is_deleted = gone->state == AccountState::kDeleted;
      erased += posts.withhold_account(platform_ref,
                                       gone->account,
                                       account.seen.value_or(collection.started),
                                       is_deleted ? PostState::kDeleted : PostState::kWithheld);
    }
  }
  return erased;
}

bool PostStore::State::was_deleted(const PlatformRef& platform_ref, const Post& post) const {
  const std::int64_t id = platform_ref.id.value;
  return recent_deletions.contains(id, post.native_id) ||
         (!authors_deletions.empty() &&
          authors_deletions.contains(id, key_and_author(post.native_id, post.account_native_id)));
}

/// Whom the post reposts, quotes or answers; a name alone stands for the account that has it.
AccountRef PostStore::State::subject_of(const PlatformRef& platform_ref,
                                        const Post& post,
                                        UtcTime first_seen) {
  const std::string& handle = post.subject_account_handle;
  if (!post.subject_account_native_id.empty()) {
    return accounts.intern(platform_ref, post.subject_account_native_id, handle, first_seen);
  }
  return handle.empty() ? AccountRef{}
                        : accounts.intern(platform_ref, "@" + handle, handle, first_seen);
}

PostOutcome PostStore::State::write_post(const PlatformRef& platform_ref,
                                         OpenCollection& collection,
                                         const PreparedBatch& batch,
                                         std::size_t index,
                                         std::span<const std::uint64_t> share_hashes) {
  const PreparedPost& prepared = batch.posts[index];
  const auto& origins = batch.records.origins;
  const std::string_view raw = index < origins.size() ? origins[index].raw : std::string_view{};
  const Post& post = prepared.post;
  const AccountRef account =
      accounts.intern_author(platform_ref, post.account_native_id, collection.started);
  std::string made_key;
  if (post.native_id.empty()) {
    made_key = keys.make(platform_ref.name, post, collection.occurrences);
    collection.state.has_unkeyed_posts = true;
  }
  if (account.blocked || account.gone || was_deleted(platform_ref, post)) {
    return PostOutcome::kSuppressed;
  }
  const AccountRef subject = subject_of(platform_ref, post, collection.started);
  std::optional<PreparedPost> cleaned;
  if (accounts.has_suppressions()) {
    cleaned = without_suppressed(platform_ref, prepared, subject.blocked, accounts);
  }
  const PostToWrite to_write{
      .prepared = cleaned ? *cleaned : prepared,
      .native_id = made_key.empty() ? post.native_id : made_key,
      .account = account.id,
      .subject_account = subject.id,
      .collection = collection.state.id,
      .received = collection.started,
      .raw = subject.blocked ? std::string_view{} : raw,
      .raw_format = batch.records.raw_format,
      .share_hashes = cleaned ? std::span<const std::uint64_t>{} : share_hashes};
  PostOutcome outcome = posts.write(platform_ref, to_write);
  if (outcome != PostOutcome::kSuppressed && outcome != PostOutcome::kContradicted) {
    collection.sightings.push_back({account.id, to_ms(sort_time(post, collection.started))});
  }
  // What the first reading of a content said against itself, it has said.
  if (outcome == PostOutcome::kContradicted && collection.state.first != collection.state.id) {
    outcome = PostOutcome::kKnown;
  }
  // A second pass over the same file: what the first pass stored counts as stored.
  if (outcome == PostOutcome::kKnown && collection.from_start &&
      posts.collection_of(platform_ref, to_write.native_id) == collection.state.id) {
    outcome = PostOutcome::kAdded;
  }
  return outcome;
}

void PostStore::State::write_deletion(const PlatformRef& platform_ref,
                                      const PostDeletion& deletion,
                                      UtcTime time,
                                      bool is_about_everybody,
                                      BatchTally& tally) {
  const std::string& author = deletion.account_native_id;
  const std::string key = deletion.place.empty()
                              ? deletion.native_id
                              : aliases.find(platform_ref, deletion.place, deletion.native_id);
  const auto removed =
      key.empty() ? PostWriter::Removed::kNotTheirs : posts.remove(platform_ref, key, time, author);
  if (removed == PostWriter::Removed::kErased) {
    ++tally.changed;
    ++tally.erased;
  } else if (removed == PostWriter::Removed::kNotTheirs) {
    ++tally.unconcerned;
  } else if (removed == PostWriter::Removed::kNotThere && !author.empty()) {
    // Whoever it was: a tombstone of the key alone would keep out what another account wrote.
    authors_deletions.add(platform_ref.id.value, key_and_author(key, author));
    ++tally.unconcerned;
  } else if (removed == PostWriter::Removed::kNotThere && is_about_everybody) {
    recent_deletions.add(platform_ref.id.value, key);
    ++tally.unconcerned;
  } else if (removed == PostWriter::Removed::kNotThere) {
    posts.leave_tombstone(platform_ref, key, time);
  }
}

void PostStore::State::write_deletions(const PlatformRef& platform_ref,
                                       const OpenCollection& collection,
                                       const RecordBatch& records,
                                       BatchTally& tally) {
  for (const PostAlias& alias : records.aliases) {
    aliases.add(platform_ref, alias);
  }
  for (const PostDeletion& deletion : records.deletions) {
    write_deletion(platform_ref,
                   deletion,
                   deletion.time.value_or(collection.started),
                   records.is_about_everybody,
                   tally);
  }
}

/// Where a live source stands, and what it has seen: in the transaction of its posts.
void PostStore::State::write_ledger(const PlatformRef& platform_ref,
                                    const OpenCollection& collection,
                                    const RecordBatch& records) {
  if (collection.live_source == 0) {
    return;
  }
  const UtcTime noted = now();
  live.save_cursor(collection.live_source, records.cursor, noted);
  for (const CoverageGap& gap : records.gaps) {
    live.add_gap(collection.live_source, gap, noted);
  }
  for (const SeenSpan& seen : records.seen) {
    if (seen.account_native_id.empty()) {
      live.add_seen(collection.live_source, seen);
      continue;
    }
    const AccountRef account =
        accounts.intern(platform_ref, seen.account_native_id, {}, collection.started);
    if (!account.blocked) {
      live.cover(account.id, collection.state.first, seen);
    }
  }
}

BatchTally PostStore::State::write_batch(const PlatformRef& platform_ref,
                                         OpenCollection& collection,
                                         const PreparedBatch& batch,
                                         std::span<const Account> profiles) {
  BatchTally tally;
  std::vector<Reject> rejects = batch.records.rejects;
  const std::size_t all_profiles = batch.records.accounts.size() + batch.passing_accounts.size();
  tally.unconcerned = std::min(profile_records(batch), all_profiles - profiles.size());
  tally.erased = add_accounts(platform_ref, collection, profiles);
  ShareLookahead lookahead{objects, platform_ref, batch.posts};
  for (std::size_t i = 0; i < batch.posts.size(); ++i) {
    switch (write_post(platform_ref, collection, batch, i, lookahead.hashes_of(i))) {
      case PostOutcome::kAdded:
        ++tally.changed;
        break;
      case PostOutcome::kReplaced:
        ++tally.changed;
        ++tally.replaced;
        break;
      case PostOutcome::kSuppressed:
        ++tally.suppressed;
        break;
      case PostOutcome::kContradicted:
        ++tally.contradicted;
        rejects.push_back(contradiction(batch, i));
        break;
      case PostOutcome::kKnown:
        break;
    }
  }
  for (const AccountLabel& label : batch.records.labels) {
    tally.labels += accounts.add_label(platform_ref, label, collection.started) ? 1U : 0U;
  }
  write_deletions(platform_ref, collection, batch.records, tally);
  collections.add_rejects(collection.state, rejects, options.rejects_with_bytes);
  return tally;
}

PostStore::PostStore(Database& database, WriteOptions options)
    : state_(std::make_unique<State>(database, std::move(options))) {
  const bool is_empty = database.scalar("SELECT EXISTS (SELECT 1 FROM post)") == 0;
  if (is_empty && state_->options.bulk_load) {
    drop_plain_indexes(database);
  } else if (is_empty) {
    ensure_plain_indexes(database);
  }
  state_->set_bulk(!has_plain_indexes(database));
}

PostStore::PostStore(PostStore&&) noexcept = default;
PostStore& PostStore::operator=(PostStore&&) noexcept = default;
PostStore::~PostStore() = default;

bool PostStore::in_bulk_mode() const {
  return state_->bulk;
}

Removal PostStore::remove_readings(const CollectionInfo& content) {
  State& state = *state_;
  state.commit();
  if (content.source_hash.empty() || !has_readings(state.database, content)) {
    return {};
  }
  state.build_indexes();  // without them nobody knows who else shares an object
  const Removal removal = take_out_readings(state.database, state.posts, content, now());
  state.objects.forget_all();
  return removal;
}

CollectionHandle PostStore::begin_import(const CollectionInfo& collection) {
  State& state = *state_;
  state.commit();
  auto known = state.collections.find(collection);
  const bool resumed = known && !known->complete;
  const bool is_empty = state.database.scalar("SELECT EXISTS (SELECT 1 FROM post)") == 0;
  if (state.bulk && !resumed && !is_empty && state.open.empty()) {
    state.build_indexes();  // another import died in bulk mode; this one is not its continuation
  }
  state.begin();
  OpenCollection opened{
      .state = resumed ? *known
                       : state.collections.add(collection, known ? known->first : CollectionId{}),
      .platform = collection.platform,
      .started = collection.started,
      .from_start = resumed && known->has_unkeyed_posts,
      .occurrences = {},
      .sightings = {},
      .live_source = collection.live_source.empty()
                         ? 0
                         : state.live.intern(collection.live_source, collection.started)};
  CollectionState& row = opened.state;
  if (opened.from_start) {
    // Erased and replaced posts are not met again in the second pass: these two go on.
    row.counts = {.replaced = row.counts.replaced, .deleted = row.counts.deleted};
    row.byte_offset = 0;
    row.line = 0;
  }
  const CollectionHandle handle{.id = row.id,
                                .resume_offset = row.byte_offset,
                                .resume_line = row.line,
                                .resumed = resumed,
                                .from_start = opened.from_start,
                                .repeated = row.first != row.id};
  state.open.insert_or_assign(row.id, std::move(opened));
  state.commit();
  return handle;
}

ImportCounts PostStore::append(const CollectionHandle& collection, const PreparedBatch& batch) {
  State& state = *state_;
  OpenCollection& open = state.find(collection);
  const RecordBatch& records = batch.records;
  state.begin();
  const PlatformRef platform =
      state.platform(records.platform.empty() ? open.platform : records.platform);
  if (!std::exchange(open.has_platform, true)) {
    state.collections.set_platform(open.state.id, platform.id);
  }
  const bool is_screened = records.is_about_everybody || !batch.passing_accounts.empty();
  const std::vector<Account> concerned =
      is_screened ? concerned_accounts(platform, batch, state.accounts) : std::vector<Account>{};
  const std::span<const Account> profiles = is_screened ? concerned : records.accounts;
  state.prepare_for_opt_outs(platform, open, profiles);
  BatchTally tally = state.write_batch(platform, open, batch, profiles);
  state.write_ledger(platform, open, records);

  // Such a record is new if the profile or its label was.
  if (const std::uint64_t carried_profiles = profile_records(batch); carried_profiles > 0) {
    const std::uint64_t profiles_changed = state.accounts.flush() + tally.labels;
    tally.changed += std::min(carried_profiles, profiles_changed);
  }
  ImportCounts counts = count_records(records, tally);
  open.state.counts += counts;
  open.state.byte_offset = records.end_offset;
  open.state.line = records.end_line;
  state.pace.add(batch.posts.size());
  if (state.pace.is_full()) {
    state.commit();
  }
  return counts;
}

void PostStore::flush() {
  state_->commit();
}

ImportCounts PostStore::finish(const CollectionHandle& collection,
                               UtcTime finished,
                               bool complete) {
  State& state = *state_;
  OpenCollection& open = state.find(collection);
  state.begin();
  state.collections.close(open.state, finished, complete);
  state.commit();
  const ImportCounts counts = open.state.counts;
  state.open.erase(collection.id);
  state.build_indexes();
  state.begin();
  state.posts.forget_embedding_records();
  state.commit();
  return counts;
}

}  // namespace vigie::storage
