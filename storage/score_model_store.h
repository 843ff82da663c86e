// The weights of each run, as they were applied: kept once, however many runs use them.
//
// A name is not enough: a file behind a name changes. With the document and an account's measured
// values a score can be taken apart, or put under other weights, years later.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/model/ids.h"
#include "storage/model/run_totals.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// What a run was scored with.
struct StoredModel {
  std::string name;
  std::string document;  ///< JSON, in the format of a model file.
  std::optional<UsualListedShare> usual_listed;
};

/// Over a connection that must outlive it; reading works in any mode. @throws StorageError.
class ScoreModelStore {
 public:
  explicit ScoreModelStore(Database& database);

  /// Keeps the model of `run`, once per run.
  void write(RunId run, const StoredModel& model);

  /// Nothing for a run of before this was kept.
  [[nodiscard]] std::optional<StoredModel> read(RunId run);

 private:
  Database& database_;
};

}  // namespace vigie::storage
