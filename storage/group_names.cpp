#include "storage/group_names.h"

#include <algorithm>
#include <optional>

#include "storage/model/share.h"

namespace vigie::storage {
namespace {

/// What the first object of a group is: a post of somebody, a text of somebody, anything else.
constexpr std::string_view kOriginOfGroup =
    "SELECT b.kind, b.key, c.post_id IS NOT NULL OR g.cluster_id IS NOT NULL, t.account_id "
    "FROM group_object g LEFT JOIN object b ON b.object_id = g.object_id "
    "LEFT JOIN text_cluster c ON c.run_id = g.run_id AND c.cluster_id = g.cluster_id "
    "AND c.is_representative = 1 LEFT JOIN post t ON t.post_id = c.post_id "
    "WHERE g.run_id = ?1 AND g.group_id = ?2 AND g.position = 0";
constexpr std::string_view kTextsOfCluster =
    "SELECT t.text, p.name, t.account_id FROM text_cluster c "
    "JOIN post t ON t.post_id = c.post_id JOIN platform p ON p.platform_id = t.platform_id "
    "WHERE c.run_id = ?1 AND c.cluster_id = ?2 AND t.state = 0 AND t.text IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = t.post_id "
    "AND r.absent_since_ms IS NOT NULL) "
    "ORDER BY c.is_representative DESC, t.sort_ms, p.name, t.native_id";
constexpr std::string_view kUnnamed = "unnamed";

}  // namespace

GroupNames::GroupNames(Database& database, WithheldNames& names)
    : names_(names), origin_(database, kOriginOfGroup), texts_(database, kTextsOfCluster) {}

std::string GroupNames::group(RunId run, std::int64_t group, std::string_view stored) {
  if (!names_.is_needed()) {
    return std::string{stored};
  }
  const bool is_known = origin_.query(run.value, group).step();
  const bool is_text = is_known && origin_.integer(2) != 0;
  std::optional<AccountId> author;
  if (is_text && !origin_.is_null(3)) {
    author = AccountId{origin_.integer(3)};
  } else if (is_known && static_cast<ObjectKind>(origin_.integer(0)) == ObjectKind::kPost) {
    const std::string_view key = origin_.text(1);
    const std::size_t space = std::min(key.find(' '), key.size() - 1);
    author = names_.author_of(key.substr(0, space), key.substr(space + 1));
  }
  origin_.reset();
  const auto pseudonym = author ? names_.pseudonym(*author) : std::nullopt;
  if (pseudonym) {
    return *pseudonym;
  }
  const bool is_orphan = stored.starts_with('"') && !author;
  return is_orphan ? std::string{kUnnamed} : names_.in_text({}, stored);
}

std::string GroupNames::text(RunId run, std::int64_t cluster) {
  std::string withheld;
  std::string shown;
  texts_.query(run.value, cluster);
  while (shown.empty() && texts_.step()) {
    const auto pseudonym = names_.pseudonym({texts_.integer(2)});
    if (!pseudonym) {
      shown = names_.in_text(texts_.text(1), texts_.text(0));
    } else if (withheld.empty()) {
      withheld = *pseudonym;
    }
  }
  texts_.reset();
  return shown.empty() ? withheld : shown;
}

}  // namespace vigie::storage
