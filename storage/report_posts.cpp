#include "storage/report_posts.h"

#include <array>
#include <string_view>

#include "storage/model/post.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kPost =
    "SELECT t.native_id, t.sort_ms, t.kind, t.text, substr(o.key, instr(o.key, ' ') + 1), "
    "t.account_id, t.subject_account_id, p.name "
    "FROM post t JOIN platform p ON p.platform_id = t.platform_id LEFT JOIN object o ON "
    "o.object_id = t.subject_object_id "
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

ReportPostReader::ReportPostReader(Database& database, const NamingRules& naming)
    : names_(database, naming), post_(database, kPost), urls_(database, kUrls) {}

ReportPost ReportPostReader::read(std::int64_t post_id) {
  ReportPost post;
  post.post_id = post_id;
  if (!post_.query(post_id).step()) {
    post_.reset();
    return post;
  }
  post.time = from_ms(post_.integer(1));
  post.kind = post_kind_name(post_.integer(2));
  post.withheld = names_.why({post_.integer(5)});
  if (!post.withheld) {
    read_content(post);
  }
  post_.reset();
  return post;
}

void ReportPostReader::read_content(ReportPost& post) {
  const std::string_view platform = post_.text(7);
  const bool repeats = post.kind == post_kind_name(static_cast<int>(PostKind::kRepost)) &&
                       names_.pseudonym({post_.integer(6)}).has_value();
  post.native_id = post_.text(0);
  if (!repeats && !names_.repeats_withheld(platform, post_.text(3))) {
    post.text = names_.in_text(platform, post_.text(3));
  }
  post.subject = names_.post_id(platform, post_.text(4));
  urls_.query(post.post_id);
  while (urls_.step()) {
    post.urls.push_back(names_.in_text({}, urls_.text(0)));
  }
  urls_.reset();
}

}  // namespace vigie::storage
