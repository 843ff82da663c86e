// A window's posts with what they share, in the order in which they were written: for measures that
// go by object. Apart from activity_reader.h, which hands out posts by time, and no post objects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/function_ref.h"
#include "storage/model/amplification.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// What read_posts calls. Views live for the call.
struct SharingPostCallbacks {
  /// A post; true when its text is wanted.
  FunctionRef<bool(const SharingPostRow&)> post;
  FunctionRef<void(std::string_view text, std::string_view language)> text;
  FunctionRef<void(ObjectId)> share;
};

/// Reads over a connection of any mode, which must outlive it. One thread. @throws StorageError.
class AmplificationReader {
 public:
  explicit AmplificationReader(Database& database);

  /// URLs, hashtags and posts; the key of posts only (`platform native_id`), else empty.
  void read_objects(FunctionRef<void(ObjectId, ObjectKind, std::string_view key)> fn);

  /// Posts of the window that are not deleted, by post id, each followed by its shares. Two
  /// sequential reads side by side; no temporary B-tree.
  void read_posts(TimeWindow window, const SharingPostCallbacks& callbacks);

  /// Empty for an object that is not there.
  [[nodiscard]] std::string key_of(ObjectId object);

  /// The statements of read_posts, so that a test explains what is really run.
  struct Statements {
    std::string_view posts;
    std::string_view shares;
  };

  [[nodiscard]] static Statements statements();

 private:
  Database& database_;
  Statement key_;
};

}  // namespace vigie::storage
