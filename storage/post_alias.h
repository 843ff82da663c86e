// What single servers of a network call posts: kept so that a deletion in their words finds its
// post days later, and so that they can be asked for it again.
#pragma once

#include <string>
#include <string_view>

#include "storage/model/record.h"
#include "storage/object_writer.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// Works inside the writer's transaction.
class PostAliases {
 public:
  explicit PostAliases(Database& database);

  /// Nothing when the post is not stored.
  void add(const PlatformRef& platform, const PostAlias& alias);

  /// Key of the post that `place` calls `local_id`; empty: not known.
  [[nodiscard]] std::string find(const PlatformRef& platform,
                                 std::string_view place,
                                 std::string_view local_id);

 private:
  Statement insert_;
  Statement find_;
};

}  // namespace vigie::storage
