#include "storage/content_removal.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::int64_t kPostsPerTransaction = 10'000;

constexpr std::string_view kCountReadings =
    "SELECT count(*) FROM collection WHERE source_hash = ?1 AND source_bytes = ?2";
constexpr std::string_view kReopen =
    "UPDATE collection SET complete = 0, records = 0, stored = 0, duplicates = 0, rejected = 0, "
    "ignored = 0, suppressed = 0, replaced = 0, deleted = 0 "
    "WHERE source_hash = ?1 AND source_bytes = ?2";
constexpr std::string_view kRewind =
    "UPDATE cursor SET byte_offset = 0, line = 0 WHERE collection_id IN "
    "(SELECT collection_id FROM collection WHERE source_hash = ?1 AND source_bytes = ?2)";
/// Erased posts stay: their rows keep what was deleted from coming back. The last column tells
/// whether a content with known posts in it reaches over the post: it may be one of these.
constexpr std::string_view kNextPosts =
    "SELECT p.post_id, p.platform_id, EXISTS (SELECT 1 FROM coverage v "
    "JOIN collection c ON c.collection_id = v.collection_id "
    "WHERE v.account_id = p.account_id AND v.begin_ms <= p.sort_ms AND v.end_ms > p.sort_ms "
    "AND c.duplicates > 0 AND NOT (c.source_hash = ?1 AND c.source_bytes = ?2)) "
    "FROM post p WHERE p.post_id > ?3 AND p.state = 0 AND p.collection_id IN "
    "(SELECT collection_id FROM collection WHERE source_hash = ?1 AND source_bytes = ?2) "
    "ORDER BY p.post_id LIMIT ?4";
constexpr std::string_view kForgetRejects =
    "DELETE FROM reject WHERE collection_id IN "
    "(SELECT collection_id FROM collection WHERE source_hash = ?1 AND source_bytes = ?2)";
/// Repeats first: they refer to the first reading.
constexpr std::string_view kForgetReadings =
    "DELETE FROM collection WHERE source_hash = ?1 AND source_bytes = ?2 AND collection_id = ?3";
constexpr std::string_view kReadings =
    "SELECT c.collection_id, EXISTS (SELECT 1 FROM post p WHERE p.collection_id = c.collection_id "
    "AND p.state <> 3) "
    "FROM collection c WHERE c.source_hash = ?1 AND c.source_bytes = ?2 "
    "ORDER BY c.repeat_of IS NULL, c.collection_id DESC";
/// Posts that stay still say which reading brought them; nobody goes on with it.
constexpr std::string_view kRemovalClose =
    "UPDATE collection SET source_hash = '', complete = 1, repeat_of = NULL "
    "WHERE collection_id = ?1";
constexpr std::string_view kAudit =
    "INSERT INTO audit (time_ms, action, subject, detail) VALUES (?1, 'replace', ?2, ?3)";

struct StoredPost {
  PostId id;
  std::int64_t platform = 0;
  bool is_shared = false;
};

class ContentRemover {
 public:
  ContentRemover(Database& database, PostWriter& posts, const CollectionInfo& content, UtcTime now)
      : database_(database), posts_(posts), content_(content), now_(now) {
    Statement read{database, "SELECT platform_id, name FROM platform"};
    while (read.step()) {
      platforms_.emplace(read.integer(0), read.text(1));
    }
    highest_ = {database.scalar("SELECT coalesce(max(post_id), 0) FROM post")};
  }

  Removal run() {
    Removal removal;
    removal.collections = count_readings();
    rewind();
    PostId last;
    while (const PostId reached = take_out_some(last, removal)) {
      last = reached;
    }
    forget_readings(removal);
    return removal;
  }

 private:
  [[nodiscard]] std::uint64_t count_readings() {
    Statement count{database_, kCountReadings};
    query(count).step();
    return static_cast<std::uint64_t>(count.integer(0));
  }

  Statement& query(Statement& statement) {
    return statement.query(std::string_view{content_.source_hash}, content_.source_bytes);
  }

  void run_on_content(std::string_view sql) {
    Statement statement{database_, sql};
    statement.run(std::string_view{content_.source_hash}, content_.source_bytes);
  }

  /// From here on a reading that goes on goes on from the start: nothing is lost if this is killed.
  void rewind() {
    Transaction transaction{database_};
    run_on_content(kReopen);
    run_on_content(kRewind);
    transaction.commit();
  }

  /// @return  The last post looked at; 0 when there was none left.
  PostId take_out_some(PostId after, Removal& removal) {
    Transaction transaction{database_};
    const std::vector<StoredPost> some = next_posts(after);
    for (const StoredPost& post : some) {
      if (post.is_shared) {
        ++removal.shared;
        continue;
      }
      const PlatformRef platform{{post.platform}, platforms_.at(post.platform)};
      if (post.id == highest_) {
        posts_.retire(platform, post.id, now_);
      } else {
        posts_.purge(platform, post.id);
      }
      ++removal.posts;
    }
    transaction.commit();
    return some.empty() ? PostId{} : some.back().id;
  }

  std::vector<StoredPost> next_posts(PostId after) {
    Statement read{database_, kNextPosts};
    read.query(std::string_view{content_.source_hash},
               content_.source_bytes,
               after.value,
               kPostsPerTransaction);
    std::vector<StoredPost> posts;
    while (read.step()) {
      posts.push_back({{read.integer(0)}, read.integer(1), read.integer(2) != 0});
    }
    return posts;
  }

  void forget_readings(const Removal& removal) {
    Transaction transaction{database_};
    run_on_content(kForgetRejects);
    std::vector<std::pair<std::int64_t, bool>> readings;
    {
      Statement read{database_, kReadings};
      query(read);
      while (read.step()) {
        readings.emplace_back(read.integer(0), read.integer(1) != 0);
      }
    }
    Statement close{database_, kRemovalClose};
    Statement forget{database_, kForgetReadings};
    for (const auto& [reading, has_posts] : readings) {
      if (has_posts) {
        close.run(reading);
      } else {
        forget.run(std::string_view{content_.source_hash}, content_.source_bytes, reading);
      }
    }
    Statement audit{database_, kAudit};
    const std::string detail = fmt::format("{} readings, {} posts taken out, {} left",
                                           removal.collections,
                                           removal.posts,
                                           removal.shared);
    audit.run(to_ms(now_), std::string_view{content_.source}, std::string_view{detail});
    transaction.commit();
  }

  Database& database_;
  PostWriter& posts_;
  const CollectionInfo& content_;
  UtcTime now_;
  std::map<std::int64_t, std::string> platforms_;
  PostId highest_;
};

}  // namespace

bool has_readings(Database& database, const CollectionInfo& content) {
  Statement count{database, kCountReadings};
  count.query(std::string_view{content.source_hash}, content.source_bytes).step();
  return count.integer(0) > 0;
}

Removal take_out_readings(Database& database,
                          PostWriter& posts,
                          const CollectionInfo& content,
                          UtcTime now) {
  return ContentRemover{database, posts, content, now}.run();
}

}  // namespace vigie::storage
