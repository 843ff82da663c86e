#include "storage/post_writer.h"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace vigie::storage {
namespace {

constexpr std::string_view kPostInsert =
    "INSERT INTO post (platform_id, native_id, account_id, kind, created_ms, observed_ms, sort_ms, "
    "text, text_repaired, text_hash, language, declared_language, client, parent_object_id, "
    "root_object_id, subject_object_id, subject_account_id, subject_created_ms, sensitive, likes, "
    "reposts, replies, quotes, views, edited_ms, collection_id) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
    "?20, ?21, ?22, ?23, ?24, ?25, ?26) ON CONFLICT (platform_id, native_id) DO NOTHING";
constexpr std::string_view kReplace =
    "UPDATE post SET text = ?8, text_repaired = ?9, text_hash = ?10, language = ?11, "
    "declared_language = ?12, parent_object_id = ?14, root_object_id = ?15, subject_object_id = "
    "?16, "
    "subject_account_id = ?17, subject_created_ms = ?18, sensitive = ?19, likes = ?20, "
    "reposts = ?21, replies = ?22, quotes = ?23, views = ?24, edited_ms = ?25 "
    "WHERE platform_id = ?1 AND native_id = ?2 AND account_id = ?3 AND state = 0 "
    "AND (edited_ms IS NULL OR edited_ms < ?25) RETURNING post_id";
constexpr std::string_view kPostFind =
    "SELECT post_id, state, collection_id FROM post WHERE platform_id = ?1 AND native_id = ?2";
constexpr std::string_view kFindAuthor =
    "SELECT a.native_id FROM post p JOIN account a ON a.account_id = p.account_id "
    "WHERE p.post_id = ?1";
constexpr std::string_view kInsertShares = "INSERT INTO share (post_id, object_id)";
constexpr std::string_view kOnce = "ON CONFLICT DO NOTHING";
constexpr std::string_view kInsertUrls =
    "INSERT INTO post_url (post_id, position, object_id, url_as_given)";
constexpr std::string_view kInsertUrl =
    "INSERT INTO post_url (post_id, position, object_id, url_as_given) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kSharesOf = "SELECT object_id FROM share WHERE post_id = ?1";
constexpr std::string_view kDeleteShares = "DELETE FROM share WHERE post_id = ?1";
constexpr std::string_view kDeleteUrls = "DELETE FROM post_url WHERE post_id = ?1";
constexpr std::string_view kErase =
    "UPDATE post SET text = NULL, text_repaired = 0, text_hash = 0, language = NULL, "
    "declared_language = NULL, client = NULL, parent_object_id = NULL, root_object_id = NULL, "
    "subject_object_id = NULL, subject_account_id = NULL, subject_created_ms = NULL, "
    "sensitive = NULL, likes = NULL, reposts = NULL, replies = NULL, quotes = NULL, views = NULL, "
    "state = ?2, deleted_ms = ?3 WHERE post_id = ?1";
constexpr std::string_view kPostPostsOfAccount =
    "SELECT post_id FROM post WHERE account_id = ?1 AND state = 0";
constexpr std::string_view kInsertTombstone =
    "INSERT INTO tombstone (platform_id, native_id, deleted_ms) VALUES (?1, ?2, ?3) "
    "ON CONFLICT DO UPDATE SET deleted_ms = max(deleted_ms, excluded.deleted_ms)";
constexpr std::string_view kFindTombstone =
    "SELECT deleted_ms FROM tombstone WHERE platform_id = ?1 AND native_id = ?2";
constexpr std::string_view kDeleteOrphan =
    "DELETE FROM object WHERE object_id = ?1 AND kind <> 4 "
    "AND NOT EXISTS (SELECT 1 FROM share WHERE share.object_id = ?1) RETURNING kind, key";
constexpr std::string_view kFindContent =
    "SELECT account_id, text_hash, text, edited_ms FROM post "
    "WHERE platform_id = ?1 AND native_id = ?2 AND state = 0";
constexpr std::string_view kInsertRaw =
    "INSERT INTO post_raw (post_id, format, bytes) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (post_id) DO UPDATE SET format = excluded.format, bytes = excluded.bytes";
constexpr std::string_view kDeleteRaw = "DELETE FROM post_raw WHERE post_id = ?1";
constexpr std::string_view kForgetEmbedding =
    "DELETE FROM post_raw WHERE post_id IN (SELECT s.post_id FROM (SELECT platform_id, native_id "
    "FROM post WHERE state IN (1, 2) UNION ALL SELECT platform_id, native_id FROM tombstone) gone "
    "JOIN platform f ON f.platform_id = gone.platform_id "
    "JOIN object o ON o.kind = 4 AND o.key = f.name || ' ' || gone.native_id "
    "JOIN share s ON s.object_id = o.object_id) RETURNING 1";
constexpr std::string_view kDeletePost = "DELETE FROM post WHERE post_id = ?1";
constexpr std::string_view kRename =
    "UPDATE post SET native_id = 'retired:' || post_id WHERE post_id = ?1";

constexpr std::size_t kMostWaitingShares = std::size_t{1} << 20U;  ///< Some tens of megabytes.

constexpr std::string_view kHasTombstones = "SELECT EXISTS (SELECT 1 FROM tombstone)";
constexpr std::string_view kHasRaw = "SELECT EXISTS (SELECT 1 FROM post_raw)";

}  // namespace

PostWriter::PostWriter(Database& database, ObjectWriter& objects)
    : database_(database),
      objects_(objects),
      has_tombstones_(database.scalar(kHasTombstones) != 0),
      has_raw_(database.scalar(kHasRaw) != 0),
      insert_(database, kPostInsert),
      replace_(database, kReplace),
      find_(database, kPostFind),
      find_author_(database, kFindAuthor),
      shares_(database, kInsertShares, 2, kOnce),
      urls_(database, kInsertUrls, 4, {}),
      insert_url_(database, kInsertUrl),
      shares_of_(database, kSharesOf),
      delete_shares_(database, kDeleteShares),
      delete_urls_(database, kDeleteUrls),
      erase_(database, kErase),
      posts_of_account_(database, kPostPostsOfAccount),
      insert_tombstone_(database, kInsertTombstone),
      find_tombstone_(database, kFindTombstone),
      delete_orphan_(database, kDeleteOrphan),
      find_content_(database, kFindContent),
      insert_raw_(database, kInsertRaw),
      delete_raw_(database, kDeleteRaw),
      delete_post_(database, kDeletePost),
      rename_(database, kRename) {}

PostOutcome PostWriter::write(const PlatformRef& platform, const PostToWrite& post) {
  if (has_tombstones_ && is_tombstoned(platform, post)) {
    return PostOutcome::kSuppressed;
  }
  bind_post(insert_, platform, post);
  insert_.bind(26, post.collection.value);
  database_.clear_last_insert_id();
  insert_.run_bound();
  if (const PostId added{database_.last_insert_id()}; added) {
    write_shares(platform, added, post);
    write_raw(added, post);
    return PostOutcome::kAdded;
  }
  if (post.prepared.post.edited) {
    if (const PostId replaced = replace(platform, post); replaced) {
      write_shares(platform, replaced, post);
      write_raw(replaced, post);
      return PostOutcome::kReplaced;
    }
  }
  return contradicts(platform, post) ? PostOutcome::kContradicted : PostOutcome::kKnown;
}

// An older or newer edit may say something else. So may an archive that has no text where another
// has one.
bool PostWriter::contradicts(const PlatformRef& platform, const PostToWrite& to_write) {
  const Post& post = to_write.prepared.post;
  bool contradicts = false;
  find_content_.query(platform.id.value, to_write.native_id);
  if (find_content_.step()) {
    const auto edited = find_content_.optional_integer(3);
    const bool is_same_edit = edited ? post.edited && to_ms(*post.edited) == *edited : !post.edited;
    // Short texts have no key. Longer ones are compared by both, for a later version of the program
    // may make the key in another way.
    const auto key = std::bit_cast<std::int64_t>(to_write.prepared.text_hash);
    const bool same_key = key != 0 && find_content_.integer(1) == key;
    const std::string_view known = find_content_.text(2);
    const bool texts_differ =
        !known.empty() && !post.text.empty() && known != post.text && !same_key;
    contradicts =
        is_same_edit && (find_content_.integer(0) != to_write.account.value || texts_differ);
  }
  find_content_.reset();
  return contradicts;
}

void PostWriter::write_raw(PostId post, const PostToWrite& to_write) {
  if (to_write.raw.empty()) {
    return;
  }
  insert_raw_.bind(1, post.value).bind(2, to_write.raw_format).bind_blob(3, to_write.raw);
  insert_raw_.run_bound();
  has_raw_ = true;
}

// A record key may be used again after a deletion: only what was written before it is refused.
bool PostWriter::is_tombstoned(const PlatformRef& platform, const PostToWrite& post) {
  find_tombstone_.query(platform.id.value, post.native_id);
  const auto& created = post.prepared.post.created;
  const bool found =
      find_tombstone_.step() && (!created || to_ms(*created) <= find_tombstone_.integer(0));
  find_tombstone_.reset();
  return found;
}

// Most columns of most posts are NULL: clear once, bind what is there.
void PostWriter::bind_post(Statement& statement,
                           const PlatformRef& platform,
                           const PostToWrite& to_write) {
  const Post& post = to_write.prepared.post;
  const UtcTime observed = post.observed.value_or(to_write.received);
  const auto bind_id = [&statement](int index, auto id) {
    if (id) {
      statement.bind(index, id.value);
    }
  };
  const auto bind_text = [&statement](int index, const std::string& text) {
    if (!text.empty()) {
      statement.bind(index, std::string_view{text});
    }
  };
  const auto bind_number = [&statement](int index, const auto& number) {
    if (number) {
      statement.bind(index, *number);
    }
  };
  const auto bind_time = [&statement](int index, const std::optional<UtcTime>& time) {
    if (time) {
      statement.bind(index, to_ms(*time));
    }
  };
  statement.clear();
  statement.bind(1, platform.id.value).bind(2, to_write.native_id).bind(3, to_write.account.value);
  statement.bind(4, static_cast<int>(post.kind));
  bind_time(5, post.created);
  statement.bind(6, to_ms(observed)).bind(7, to_ms(sort_time(post, to_write.received)));
  bind_text(8, post.text);
  statement.bind(9, post.text_repaired ? 1 : 0);
  statement.bind(10, std::bit_cast<std::int64_t>(to_write.prepared.text_hash));
  bind_text(11, to_write.prepared.language);
  bind_text(12, post.declared_language);
  bind_text(13, post.client_app);
  const ObjectId parent = objects_.intern_post(platform, post.parent_id);
  bind_id(14, parent);
  bind_id(15,
          post.root_id == post.parent_id ? parent : objects_.intern_post(platform, post.root_id));
  subject_ = objects_.intern_post(platform, post.subject_id);
  bind_id(16, subject_);
  bind_id(17, to_write.subject_account);
  bind_time(18, post.subject_created);
  bind_number(19, post.sensitive);
  bind_number(20, post.metrics.likes);
  bind_number(21, post.metrics.reposts);
  bind_number(22, post.metrics.replies);
  bind_number(23, post.metrics.quotes);
  bind_number(24, post.metrics.views);
  bind_time(25, post.edited);
}

void PostWriter::write_shares(const PlatformRef& platform,
                              PostId post,
                              const PostToWrite& to_write) {
  const PreparedPost& prepared = to_write.prepared;
  post_objects_.clear();
  std::int64_t position = 0;
  for (std::size_t i = 0; i < prepared.shares.size(); ++i) {
    const SharedObject& object = prepared.shares[i];
    const bool is_subject =
        object.kind == ObjectKind::kPost && object.key == prepared.post.subject_id;
    const ObjectId id = is_subject ? subject_
                        : to_write.share_hashes.empty()
                            ? objects_.intern(platform, object)
                            : objects_.intern(platform, object, to_write.share_hashes[i]);
    post_objects_.push_back(id);
    if (object.kind == ObjectKind::kUrl) {
      write_url(post, position++, id, object);
    }
  }
  keep_shares(post);
}

void PostWriter::write_url(PostId post,
                           std::int64_t position,
                           ObjectId id,
                           const SharedObject& object) {
  if (object.url_as_given.empty() || object.url_as_given == object.key) {
    urls_.add({post.value, position, id.value, std::nullopt});
    return;
  }
  insert_url_.bind(1, post.value).bind(2, position).bind(3, id.value);
  insert_url_.bind(4, std::string_view{object.url_as_given});
  insert_url_.run_bound();
}

/// `post_objects_`, until they are written.
void PostWriter::keep_shares(PostId post) {
  if (bulk_) {
    std::sort(post_objects_.begin(), post_objects_.end());
    for (const ObjectId id : post_objects_) {
      shares_.add({post.value, id.value});
    }
    return;
  }
  for (const ObjectId id : post_objects_) {
    waiting_shares_.push_back({id.value, post.value});
  }
  if (waiting_shares_.size() >= kMostWaitingShares) {
    flush();
  }
}

// By object: the pages of new posts are at hand anyway, those of the index over objects lie all
// over the file, and in its order each is read and written once.
void PostWriter::flush() {
  std::sort(waiting_shares_.begin(), waiting_shares_.end());
  for (const WaitingShare& share : waiting_shares_) {
    shares_.add({share.post, share.object});
  }
  waiting_shares_.clear();
  shares_.flush();
  urls_.flush();
}

PostId PostWriter::replace(const PlatformRef& platform, const PostToWrite& post) {
  bind_post(replace_, platform, post);
  const PostId replaced{replace_.step() ? replace_.integer(0) : 0};
  replace_.run_bound();
  if (replaced) {
    erase_shares(platform, replaced);
  }
  return replaced;
}

CollectionId PostWriter::collection_of(const PlatformRef& platform, std::string_view native_id) {
  const bool found = find_.query(platform.id.value, native_id).step();
  const CollectionId collection{found ? find_.integer(2) : 0};
  find_.reset();
  return collection;
}

PostWriter::Removed PostWriter::remove(const PlatformRef& platform,
                                       std::string_view native_id,
                                       UtcTime deleted,
                                       std::string_view author) {
  const bool found = find_.query(platform.id.value, native_id).step();
  const PostId post{found ? find_.integer(0) : 0};
  const bool is_present = found && find_.integer(1) == 0;
  find_.reset();
  if (found && !author.empty()) {
    const bool is_theirs = find_author_.query(post.value).step() && find_author_.text(0) == author;
    find_author_.reset();
    if (!is_theirs) {
      return Removed::kNotTheirs;
    }
  }
  if (is_present) {
    erase_content(platform, post, PostState::kDeleted, deleted);
    return Removed::kErased;
  }
  return found ? Removed::kErasedBefore : Removed::kNotThere;
}

void PostWriter::leave_tombstone(const PlatformRef& platform,
                                 std::string_view native_id,
                                 UtcTime deleted) {
  insert_tombstone_.run(platform.id.value, native_id, to_ms(deleted));
  has_tombstones_ = true;
}

std::uint64_t PostWriter::withhold_account(const PlatformRef& platform,
                                           AccountId account,
                                           UtcTime time,
                                           PostState state) {
  std::vector<PostId> posts;
  posts_of_account_.query(account.value);
  while (posts_of_account_.step()) {
    posts.push_back({posts_of_account_.integer(0)});
  }
  posts_of_account_.reset();
  for (const PostId post : posts) {
    erase_content(platform, post, state, time);
  }
  return posts.size();
}

void PostWriter::look_again() {
  has_tombstones_ = database_.scalar(kHasTombstones) != 0;
  has_raw_ = database_.scalar(kHasRaw) != 0;
}

void PostWriter::set_bulk(bool bulk) {
  flush();
  bulk_ = bulk;
}

void PostWriter::erase_content(const PlatformRef& platform,
                               PostId post,
                               PostState state,
                               UtcTime time) {
  erase_shares(platform, post);
  erase_.run(post.value, static_cast<int>(state), to_ms(time));
}

std::uint64_t PostWriter::forget_embedding_records() {
  flush();
  std::uint64_t forgotten = 0;
  if (has_raw_) {
    Statement forget{database_, kForgetEmbedding};
    while (forget.step()) {
      ++forgotten;
    }
  }
  return forgotten;
}

void PostWriter::purge(const PlatformRef& platform, PostId post) {
  erase_shares(platform, post);
  delete_post_.run(post.value);
}

void PostWriter::retire(const PlatformRef& platform, PostId post, UtcTime time) {
  erase_content(platform, post, PostState::kRetired, time);
  rename_.run(post.value);
}

void PostWriter::erase_shares(const PlatformRef& platform, PostId post) {
  flush();
  std::vector<ObjectId> objects;
  shares_of_.query(post.value);
  while (shares_of_.step()) {
    objects.push_back({shares_of_.integer(0)});
  }
  shares_of_.reset();
  delete_shares_.run(post.value);
  delete_urls_.run(post.value);
  if (has_raw_) {
    delete_raw_.run(post.value);
  }
  if (bulk_) {
    return;
  }
  for (const ObjectId object : objects) {
    remove_if_orphan(platform, object);
  }
}

void PostWriter::remove_if_orphan(const PlatformRef& platform, ObjectId object) {
  delete_orphan_.query(object.value);
  if (delete_orphan_.step()) {
    objects_.forget(
        platform, static_cast<ObjectKind>(delete_orphan_.integer(0)), delete_orphan_.text(1));
  }
  delete_orphan_.run_bound();
}

}  // namespace vigie::storage
