#include "storage/report_posts.h"

#include <array>
#include <string_view>

namespace vigie::storage {
namespace {

constexpr std::string_view kPost =
    "SELECT t.native_id, t.sort_ms, t.kind, t.text, substr(o.key, instr(o.key, ' ') + 1) "
    "FROM post t LEFT JOIN object o ON o.object_id = t.subject_object_id "
    "WHERE t.post_id = ?1 AND t.state = 0 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = t.post_id "
    "AND r.absent_since_ms IS NOT NULL)";
constexpr std::string_view kUrls =
    "SELECT o.key FROM post_url u JOIN object o ON o.object_id = u.object_id "
    "WHERE u.post_id = ?1 ORDER BY u.position";

}  // namespace

std::string_view post_kind_name(std::int64_t kind) {
  constexpr std::array<std::string_view, 4> kNames{"post", "reply", "repost", "quote"};
  return kind >= 0 && kind < 4 ? kNames.at(static_cast<std::size_t>(kind)) : "unknown";
}

ReportPostReader::ReportPostReader(Database& database)
    : post_(database, kPost), urls_(database, kUrls) {}

ReportPost ReportPostReader::read(std::int64_t post_id) {
  ReportPost post;
  post.post_id = post_id;
  if (!post_.query(post_id).step()) {
    post_.reset();
    return post;
  }
  post.native_id = post_.text(0);
  post.time = from_ms(post_.integer(1));
  post.kind = post_kind_name(post_.integer(2));
  post.text = post_.text(3);
  post.subject = post_.text(4);
  post_.reset();
  urls_.query(post_id);
  while (urls_.step()) {
    post.urls.emplace_back(urls_.text(0));
  }
  urls_.reset();
  return post;
}

}  // namespace vigie::storage
