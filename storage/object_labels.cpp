#include "storage/object_labels.h"

#include <string_view>

namespace vigie::storage {
namespace {

constexpr std::string_view kLabelObject =
    "SELECT o.key, coalesce(d.registrable, '') FROM object o "
    "LEFT JOIN domain d ON d.domain_id = o.domain_id WHERE o.object_id = ?1";
constexpr std::string_view kAuthor =
    "SELECT coalesce(a.handle, a.native_id) FROM share s JOIN post p ON p.post_id = s.post_id "
    "JOIN account a ON a.account_id = p.subject_account_id "
    "WHERE s.object_id = ?1 AND p.subject_object_id = ?1 LIMIT 1";
constexpr std::string_view kText =
    "SELECT coalesce(text, '') FROM post WHERE post_id = ?1 AND state = 0 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = post.post_id "
    "AND r.absent_since_ms IS NOT NULL)";

}  // namespace

ObjectLabelReader::ObjectLabelReader(Database& database)
    : object_(database, kLabelObject), author_(database, kAuthor), text_(database, kText) {}

ObjectLabel ObjectLabelReader::read(ObjectId object) {
  ObjectLabel label;
  if (object_.query(object.value).step()) {
    label.key = object_.text(0);
    label.domain = object_.text(1);
  }
  object_.reset();
  if (author_.query(object.value).step()) {
    label.author = author_.text(0);
  }
  author_.reset();
  return label;
}

std::string ObjectLabelReader::text(PostId post) {
  std::string text;
  if (text_.query(post.value).step()) {
    text = text_.text(0);
  }
  text_.reset();
  return text;
}

}  // namespace vigie::storage
