// Posts with their shares and URLs: written once, replaced by a newer edit, erased when deleted.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "storage/account_writer.h"
#include "storage/model/ids.h"
#include "storage/model/share.h"
#include "storage/object_writer.h"
#include "storage/sqlite/row_batch.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// `post.state`.
enum class PostState : std::uint8_t {
  kPresent = 0,
  kDeleted = 1,   ///< By its author.
  kWithheld = 2,  ///< Its author opted out, is protected, or was away for longer than the grace.
  kRetired = 3,   ///< Stored by a reading that was replaced: only its number is still taken.
};

enum class PostOutcome : std::uint8_t {
  kAdded,
  kReplaced,
  kKnown,
  kContradicted,  ///< Known under its id with another text or of another account: the first stays.
  kSuppressed,
};

/// A post on its way into its row.
struct PostToWrite {
  const PreparedPost& prepared;
  std::string_view native_id;  ///< Its own, or the key that the store made.
  AccountId account;
  AccountId subject_account;
  CollectionId collection;
  UtcTime received;                  ///< Stands for a missing stream time.
  std::string_view raw = {};         ///< The record as it came, packed; empty: not to be kept.
  std::string_view raw_format = {};  ///< How it is to be read.
  std::span<const std::uint64_t> share_hashes = {};  ///< `ShareLookahead`; empty: not at hand.
};

/// A share on its way into the table, in the order of the index over objects.
struct WaitingShare {
  std::int64_t object = 0;
  std::int64_t post = 0;
  friend auto operator<=>(const WaitingShare&, const WaitingShare&) = default;
};

/// Works inside the writer's transaction; after a rollback it is not to be used again.
class PostWriter {
 public:
  PostWriter(Database& database, ObjectWriter& objects);

  /// Known posts stay as they are unless this one was edited later. Shares and URLs wait for
  /// `flush`.
  PostOutcome write(const PlatformRef& platform, const PostToWrite& post);

  /// Writes the shares and URLs that wait: before the commit.
  void flush();

  /// What became of a deletion.
  enum class Removed : std::uint8_t {
    kErased,
    kErasedBefore,
    kNotThere,
    kNotTheirs,  ///< Of another account than the one that deletes: it stays.
  };

  /// Erases text, shares and URLs; key, account, times and kind stay. `author`: native id of who
  /// deletes, where only the author may; empty: the platform says so.
  Removed remove(const PlatformRef& platform,
                 std::string_view native_id,
                 UtcTime deleted,
                 std::string_view author = {});

  /// Remembers the deletion of a post that is not there, so that it is not taken in later.
  void leave_tombstone(const PlatformRef& platform, std::string_view native_id, UtcTime deleted);

  /// The same for every post of an account that opted out or is gone. @return Posts erased.
  std::uint64_t withhold_account(const PlatformRef& platform,
                                 AccountId account,
                                 UtcTime time,
                                 PostState state = PostState::kWithheld);

  /// Forgets what it knows of tombstones and records, after another program changed them.
  void look_again();

  /// Forgets kept records that hold the words of posts which are gone: reposts and quotes of posts
  /// that were deleted or whose authors opted out. Needs the plain indexes. @return  How many.
  std::uint64_t forget_embedding_records();

  /// Takes a post out as if it had never come, its row included.
  void purge(const PlatformRef& platform, PostId post);

  /// The same, but its number stays taken: with the highest of all gone, the next post would get
  /// it, and what runs said of the one would point at the other.
  void retire(const PlatformRef& platform, PostId post, UtcTime time);

  /// Without the index over the objects' shares nobody can tell cheaply who else shares one:
  /// orphans stay until the indexes are built.
  void set_bulk(bool bulk);

  /// Collection that first stored the post; 0 when there is none.
  [[nodiscard]] CollectionId collection_of(const PlatformRef& platform, std::string_view native_id);

 private:
  [[nodiscard]] bool is_tombstoned(const PlatformRef& platform, const PostToWrite& post);
  void bind_post(Statement& statement, const PlatformRef& platform, const PostToWrite& to_write);
  void write_shares(const PlatformRef& platform, PostId post, const PostToWrite& to_write);
  void write_url(PostId post, std::int64_t position, ObjectId id, const SharedObject& object);
  void keep_shares(PostId post);
  void write_raw(PostId post, const PostToWrite& to_write);
  [[nodiscard]] bool contradicts(const PlatformRef& platform, const PostToWrite& to_write);
  [[nodiscard]] PostId replace(const PlatformRef& platform, const PostToWrite& post);
  void erase_content(const PlatformRef& platform, PostId post, PostState state, UtcTime time);
  void erase_shares(const PlatformRef& platform, PostId post);
  void remove_if_orphan(const PlatformRef& platform, ObjectId object);

  Database& database_;
  ObjectWriter& objects_;
  bool has_tombstones_;
  bool has_raw_;
  bool bulk_ = false;
  std::vector<ObjectId> post_objects_;  ///< Of the post at hand; reused.
  ObjectId subject_;                    ///< Likewise.
  Statement insert_;
  Statement replace_;
  Statement find_;
  Statement find_author_;
  RowBatch shares_;
  std::vector<WaitingShare> waiting_shares_;
  RowBatch urls_;  ///< As they are; `insert_url_` writes those with a text of their own.
  Statement insert_url_;
  Statement shares_of_;
  Statement delete_shares_;
  Statement delete_urls_;
  Statement erase_;
  Statement posts_of_account_;
  Statement insert_tombstone_;
  Statement find_tombstone_;
  Statement delete_orphan_;
  Statement find_content_;
  Statement insert_raw_;
  Statement delete_raw_;
  Statement delete_post_;
  Statement rename_;
};

}  // namespace vigie::storage
