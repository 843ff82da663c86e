// Import of archive files, for `import` and `daily`.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/console.h"
#include "collector/archive/archive.h"
#include "config/settings.h"
#include "storage/post_store.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

struct ImportRequest {
  std::vector<std::filesystem::path> files;
  std::string mapping;
  std::string format;
  std::optional<std::filesystem::path> labels;
};

/// What became of one file.
struct FileOutcome {
  std::string file;  ///< Name without folder.
  storage::ImportCounts counts;
  bool resumed = false;
  bool repeated = false;                                 ///< The same content had been read before.
  std::uint64_t repaired = 0;                            ///< Posts whose text was not UTF-8.
  std::map<std::string, std::uint64_t> ignored_reasons;  ///< Of the ignored: why, and how many.
  double seconds = 0.0;
  std::string problem;  ///< Why it ended early or counts as failed; empty: all well.
};

/// Reads all files, one after another; a file that fails does not stop the next.
/// @throws UsageFailure  An unknown mapping or format; nothing was read.
[[nodiscard]] std::vector<FileOutcome> import_files(const ImportRequest& request,
                                                    const config::Settings& settings,
                                                    storage::Database& database,
                                                    Console& console);

/// Prints the outcomes as a table. @throws RunFailure if any has a problem.
void report_outcomes(const std::vector<FileOutcome>& outcomes, Console& console);

/// The outcomes as a JSON array.
[[nodiscard]] std::string outcomes_as_json(const std::vector<FileOutcome>& outcomes);

}  // namespace vigie::app
