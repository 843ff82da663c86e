#include "storage/post_alias.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kInsertAlias =
    "INSERT INTO post_alias (place, local_id, post_id) SELECT ?3, ?4, post_id FROM post "
    "WHERE platform_id = ?1 AND native_id = ?2 AND state = 0 "
    "ON CONFLICT (place, local_id) DO UPDATE SET post_id = excluded.post_id";
constexpr std::string_view kFindAlias =
    "SELECT p.native_id FROM post_alias a JOIN post p ON p.post_id = a.post_id "
    "WHERE a.place = ?2 AND a.local_id = ?3 AND p.platform_id = ?1";

}  // namespace

PostAliases::PostAliases(Database& database)
    : insert_(database, kInsertAlias), find_(database, kFindAlias) {}

void PostAliases::add(const PlatformRef& platform, const PostAlias& alias) {
  if (!alias.place.empty() && !alias.local_id.empty()) {
    insert_.run(platform.id.value,
                std::string_view{alias.native_id},
                std::string_view{alias.place},
                std::string_view{alias.local_id});
  }
}

std::string PostAliases::find(const PlatformRef& platform,
                              std::string_view place,
                              std::string_view local_id) {
  std::string native_id;
  if (find_.query(platform.id.value, place, local_id).step()) {
    native_id = find_.text(0);
  }
  find_.reset();
  return native_id;
}

}  // namespace vigie::storage
