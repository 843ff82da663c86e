// Every value that a run kept of one account: what its score can be worked out from again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct RunValues {
  std::string platform;
  TimeWindow window;  ///< The one scored.
  Grade grade = Grade::kD;
  std::uint32_t posts = 0;
  std::uint32_t active_days = 0;
  double covered_days = 0.0;
  std::optional<double> likelihood;
  /// By signal; nothing where the signal had no value. All nothing: the run kept only the score.
  std::array<std::optional<double>, kSignalCount> values{};
  bool kept = false;  ///< False: no value was kept.
};

/// Nothing when the account has no score in the run. @throws StorageError.
[[nodiscard]] std::optional<RunValues> read_run_values(Database& database,
                                                       RunId run,
                                                       AccountId account);

}  // namespace vigie::storage
