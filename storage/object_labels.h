// What an object is called, for names of groups: strings from outside, to be escaped where shown.
#pragma once

#include <string>

#include "storage/model/ids.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

struct ObjectLabel {
  std::string key;     ///< URL, hashtags, platform and id of a post; empty: no such object.
  std::string domain;  ///< Registrable; URLs only.
  std::string author;  ///< Of a post that somebody reposted, handle or native id; empty: unknown.
};

/// Reads over a connection of any mode, which must outlive it. @throws StorageError.
class ObjectLabelReader {
 public:
  explicit ObjectLabelReader(Database& database);

  [[nodiscard]] ObjectLabel read(ObjectId object);
  /// Empty when the post was erased.
  [[nodiscard]] std::string text(PostId post);

 private:
  Statement object_;
  Statement author_;
  Statement text_;
};

}  // namespace vigie::storage
