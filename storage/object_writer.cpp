#include "storage/object_writer.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kWrittenInsertObject =
    "INSERT INTO object (kind, key, domain_id, url_state) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (kind, key) DO NOTHING";
constexpr std::string_view kWrittenFindObject =
    "SELECT object_id FROM object WHERE kind = ?1 AND key = ?2";
constexpr std::string_view kWrittenInsertDomain =
    "INSERT INTO domain (host, registrable) VALUES (?1, ?2) ON CONFLICT (host) DO NOTHING";
constexpr std::string_view kFindDomain = "SELECT domain_id FROM domain WHERE host = ?1";

bool is_platform_bound(ObjectKind kind) {
  return kind == ObjectKind::kPost || kind == ObjectKind::kMention;
}

std::uint32_t space_of(const PlatformRef& platform, ObjectKind kind) {
  const auto kind_bits = static_cast<std::uint32_t>(kind);
  return is_platform_bound(kind) ? (static_cast<std::uint32_t>(platform.id.value) << 8U) | kind_bits
                                 : kind_bits;
}

std::int64_t found_id(Statement& find) {
  const std::int64_t id = find.step() ? find.integer(0) : 0;
  find.reset();
  return id;
}

}  // namespace

ObjectWriter::ObjectWriter(Database& database, std::uint64_t cache_bytes)
    : database_(database),
      objects_(cache_bytes / 8 * 7),
      domains_(cache_bytes / 8),
      insert_object_(database, kWrittenInsertObject),
      find_object_(database, kWrittenFindObject),
      insert_domain_(database, kWrittenInsertDomain),
      find_domain_(database, kFindDomain) {}

ObjectId ObjectWriter::intern(const PlatformRef& platform, const SharedObject& object) {
  return intern(platform, object, objects_.hash_of(space_of(platform, object.kind), object.key));
}

ObjectId ObjectWriter::intern(const PlatformRef& platform,
                              const SharedObject& object,
                              std::uint64_t hash) {
  const std::uint32_t space = space_of(platform, object.kind);
  if (const auto known = objects_.find(hash, space, object.key)) {
    return {*known};
  }
  std::string_view key = object.key;
  if (is_platform_bound(object.kind)) {
    prefixed_.assign(platform.name).append(1, ' ').append(key);
    key = prefixed_;
  }
  const ObjectId id = add(key, &object, object.kind);
  objects_.put(hash, space, object.key, id.value);
  return id;
}

std::uint64_t ObjectWriter::expect(const PlatformRef& platform, const SharedObject& object) const {
  const std::uint64_t hash = objects_.hash_of(space_of(platform, object.kind), object.key);
  objects_.expect_slot(hash);
  return hash;
}

ObjectId ObjectWriter::intern_post(const PlatformRef& platform, std::string_view native_id) {
  if (native_id.empty()) {
    return {};
  }
  const std::uint32_t space = space_of(platform, ObjectKind::kPost);
  if (const auto known = objects_.find(space, native_id)) {
    return {*known};
  }
  prefixed_.assign(platform.name).append(1, ' ').append(native_id);
  const ObjectId id = add(prefixed_, nullptr, ObjectKind::kPost);
  objects_.put(space, native_id, id.value);
  return id;
}

// Insert first: a key that the cache does not know is most often new, and the conflict check is the
// look-up.
ObjectId ObjectWriter::add(std::string_view key, const SharedObject* object, ObjectKind kind) {
  insert_object_.bind(1, static_cast<int>(kind)).bind(2, key).bind(3, nullptr).bind(4, nullptr);
  if (object != nullptr && kind == ObjectKind::kUrl) {
    if (!object->host.empty()) {
      insert_object_.bind(3, intern_domain(object->host, object->registrable_domain).value);
    }
    insert_object_.bind(4, static_cast<int>(object->url_state));
  }
  database_.clear_last_insert_id();
  insert_object_.run_bound();
  if (const auto id = database_.last_insert_id(); id != 0) {
    return {id};
  }
  return {found_id(find_object_.query(static_cast<int>(kind), key))};
}

DomainId ObjectWriter::intern_domain(std::string_view host, std::string_view registrable) {
  if (const auto known = domains_.find(0, host)) {
    return {*known};
  }
  database_.clear_last_insert_id();
  insert_domain_.run(host, registrable);
  std::int64_t id = database_.last_insert_id();
  if (id == 0) {
    id = found_id(find_domain_.query(host));
  }
  domains_.put(0, host, id);
  return {id};
}

void ObjectWriter::forget(const PlatformRef& platform, ObjectKind kind, std::string_view key) {
  if (is_platform_bound(kind)) {
    key.remove_prefix(platform.name.size() + 1);
  }
  objects_.forget(space_of(platform, kind), key);
}

void ObjectWriter::forget_all() {
  objects_.clear();
  domains_.clear();
}

}  // namespace vigie::storage
