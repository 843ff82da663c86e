#include "storage/amplification_reader.h"

#include <unordered_map>

namespace vigie::storage {
namespace {

constexpr std::string_view kPushedObjects =
    "SELECT object_id, kind, CASE kind WHEN 4 THEN key END FROM object WHERE kind IN (1, 2, 4)";
constexpr std::string_view kKey = "SELECT key FROM object WHERE object_id = ?1";
constexpr std::string_view kPushedPlatforms = "SELECT platform_id, name FROM platform";
constexpr std::string_view kPushedPostSpan =
    "SELECT min(post_id), max(post_id) FROM post WHERE sort_ms >= ?1 AND sort_ms < ?2";
// `+`: by post id, not by the index on time and a sort.
constexpr std::string_view kPushedPosts =
    "SELECT post_id, platform_id, native_id, account_id, kind, sort_ms, reposts, text, language "
    "FROM post WHERE post_id BETWEEN ?1 AND ?2 AND +sort_ms >= ?3 AND +sort_ms < ?4 "
    "AND state = 0 ORDER BY post_id";
constexpr std::string_view kPushedShares =
    "SELECT post_id, object_id FROM share WHERE post_id BETWEEN ?1 AND ?2 "
    "ORDER BY post_id, object_id";

std::unordered_map<std::int64_t, std::string> platform_names(Database& database) {
  std::unordered_map<std::int64_t, std::string> names;
  Statement row{database, kPushedPlatforms};
  while (row.step()) {
    names.emplace(row.integer(0), row.text(1));
  }
  return names;
}

}  // namespace

AmplificationReader::Statements AmplificationReader::statements() {
  return {.posts = kPushedPosts, .shares = kPushedShares};
}

AmplificationReader::AmplificationReader(Database& database)
    : database_(database), key_(database, kKey) {}

void AmplificationReader::read_objects(
    FunctionRef<void(ObjectId, ObjectKind, std::string_view key)> fn) {
  Statement row{database_, kPushedObjects};
  while (row.step()) {
    const auto kind = static_cast<ObjectKind>(row.integer(1));
    fn({row.integer(0)}, kind, kind == ObjectKind::kPost ? row.text(2) : std::string_view{});
  }
}

void AmplificationReader::read_posts(TimeWindow window, const SharingPostCallbacks& callbacks) {
  Statement span{database_, kPushedPostSpan};
  span.query(to_ms(window.begin), to_ms(window.end)).step();
  if (span.is_null(0)) {
    return;
  }
  auto platforms = platform_names(database_);
  Statement post{database_, kPushedPosts};
  Statement share{database_, kPushedShares};
  post.query(span.integer(0), span.integer(1), to_ms(window.begin), to_ms(window.end));
  share.query(span.integer(0), span.integer(1));
  bool more_shares = share.step();
  SharingPostRow row;
  while (post.step()) {
    row.post = {post.integer(0)};
    row.platform = platforms[post.integer(1)];
    row.native_id = post.text(2);
    row.account = {post.integer(3)};
    row.kind = static_cast<PostKind>(post.integer(4));
    row.sort_ms = post.integer(5);
    row.platform_reposts = post.integer(6);
    if (callbacks.post(row)) {
      callbacks.text(post.text(7), post.text(8));
    }
    while (more_shares && share.integer(0) < row.post.value) {
      more_shares = share.step();
    }
    while (more_shares && share.integer(0) == row.post.value) {
      callbacks.share({share.integer(1)});
      more_shares = share.step();
    }
  }
}

std::string AmplificationReader::key_of(ObjectId object) {
  std::string key;
  if (key_.query(object.value).step()) {
    key = key_.text(0);
  }
  key_.reset();
  return key;
}

}  // namespace vigie::storage
