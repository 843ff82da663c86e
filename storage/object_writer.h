// Objects and domains: from their natural key to their database key, written when they are new.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/intern_cache.h"
#include "storage/model/ids.h"
#include "storage/model/share.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// A platform as rows refer to it. `name` must outlive the use.
struct PlatformRef {
  PlatformId id;
  std::string_view name;
};

/// Works inside the writer's transaction; after a rollback it is not to be used again.
class ObjectWriter {
 public:
  ObjectWriter(Database& database, std::uint64_t cache_bytes);

  /// Posts and mentions are keyed `platform key`: their ids are unique within a platform only.
  [[nodiscard]] ObjectId intern(const PlatformRef& platform, const SharedObject& object);

  /// The same with the hash that `expect` gave.
  [[nodiscard]] ObjectId intern(const PlatformRef& platform,
                                const SharedObject& object,
                                std::uint64_t hash);

  /// Says that `object` will soon be asked for. @return  Its hash.
  [[nodiscard]] std::uint64_t expect(const PlatformRef& platform, const SharedObject& object) const;

  /// Some objects after `expect`, some before `intern`.
  void expect_key(std::uint64_t hash) const { objects_.expect_key(hash); }

  /// The post `native_id` as an object; 0 for an empty id.
  [[nodiscard]] ObjectId intern_post(const PlatformRef& platform, std::string_view native_id);

  /// Forgets one object that was removed; `key` as stored.
  void forget(const PlatformRef& platform, ObjectKind kind, std::string_view key);

  /// Forgets all: after objects were removed in bulk.
  void forget_all();

 private:
  [[nodiscard]] ObjectId add(std::string_view key, const SharedObject* object, ObjectKind kind);
  [[nodiscard]] DomainId intern_domain(std::string_view host, std::string_view registrable);

  Database& database_;
  InternCache objects_;
  InternCache domains_;
  Statement insert_object_;
  Statement find_object_;
  Statement insert_domain_;
  Statement find_domain_;
  std::string prefixed_;  ///< Reused.
};

}  // namespace vigie::storage
