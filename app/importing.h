// Import of archive files, for `import` and `daily`.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/console.h"
#include "collector/archive/archive.h"
#include "collector/archive/archive_files.h"
#include "config/settings.h"
#include "storage/post_store.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

struct ImportRequest {
  std::vector<std::filesystem::path> files;  ///< Files, folders and patterns.
  std::string mapping;
  std::string format;
  std::optional<std::filesystem::path> labels;
  bool replace = false;  ///< Take out first what earlier readings of the same content stored.
};

/// The request of a command that reads files: `import` or `daily`.
template <typename Command>
[[nodiscard]] ImportRequest request_of(const Command& command) {
  return {.files = command.files,
          .mapping = command.mapping,
          .format = command.format,
          .labels = command.labels,
          .replace = command.replace};
}

/// The settings of such a command.
template <typename Command>
[[nodiscard]] config::Settings with_options_of(const Command& command, config::Settings settings) {
  settings.import.store_raw = settings.import.store_raw || command.store_raw;
  return settings;
}

/// What became of one file.
struct FileOutcome {
  std::string file;    ///< Name below the folder that was named, else without its folder.
  std::string format;  ///< What it was read as; empty: it was not.
  storage::ImportCounts counts;
  storage::Removal removed;  ///< With `replace`: what was taken out before.
  bool resumed = false;
  bool repeated = false;                                 ///< The same content had been read before.
  std::uint64_t repaired = 0;                            ///< Posts whose text was not UTF-8.
  std::map<std::string, std::uint64_t> ignored_reasons;  ///< Of the ignored: why, and how many.
  double seconds = 0.0;
  std::string problem;  ///< Why it ended early or counts as failed; empty: all well.
};

/// Memory for the pages of a large database file into which more than a little is to be imported,
/// in large pages where the system has them. Before the file is opened.
void reserve_pages(const ImportRequest& request, const std::filesystem::path& database);

/// Reads all files, one after another; a file that fails does not stop the next.
/// @throws UsageFailure  An unknown mapping or format; nothing was read.
[[nodiscard]] std::vector<FileOutcome> import_files(const ImportRequest& request,
                                                    const config::Settings& settings,
                                                    storage::Database& database,
                                                    Console& console);

/// Prints the outcomes as a table. @throws RunFailure if any has a problem.
void report_outcomes(const std::vector<FileOutcome>& outcomes, Console& console);

/// How the files of the request are to be opened; `file` is empty.
/// @throws UsageFailure  An unknown mapping.
[[nodiscard]] collector::ArchiveRequest describe(const ImportRequest& request,
                                                 const config::Settings& settings);

/// The files that the request names.
[[nodiscard]] collector::ArchiveFiles find_files(const ImportRequest& request);

/// One line on what was left out of folders; empty: nothing was.
[[nodiscard]] std::string left_out_line(const collector::ArchiveFiles& found);

/// Lists what the request would read and as what, and opens no database. @throws UsageFailure as
/// import_files, RunFailure when a file cannot be read.
void list_files(const ImportRequest& request, const config::Settings& settings, Console& console);

/// The outcomes as a JSON array.
[[nodiscard]] std::string outcomes_as_json(const std::vector<FileOutcome>& outcomes);

}  // namespace vigie::app
