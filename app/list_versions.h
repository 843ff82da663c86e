// Versions of a list: in the binary, in the team's folder, in the database.
//
// `lists/NAME.csv` of `config_dir` is the version in force. Every version that an import put there
// or replaced lies below `lists/versions/NAME`, named by its date and content, and is never
// changed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/commands.h"
#include "config/data_files.h"
#include "config/list_import.h"
#include "config/settings.h"
#include "storage/model/finding.h"
#include "storage/model/source_list.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// A list by what a person types: `NAME` (in force), `NAME@VERSION` (a date, or a date, a hyphen
/// and the beginning of the content hash; looked for in the folder and, when it is there, the
/// database), `NAME@built-in`, or the path of a `.csv` file.
/// @throws UsageFailure  Nothing of that name, or several versions of one date: says which.
[[nodiscard]] SourceList find_list_version(const std::string& spec,
                                           const ListsCommand& command,
                                           const config::Settings& settings);

/// Reads a file that may become a list; several errors are one message, a line each.
/// @throws RunFailure.
[[nodiscard]] config::ImportedList read_list_file(const std::filesystem::path& file,
                                                  const config::ListHead& head);

/// What the command line says of the list in `file`.
[[nodiscard]] config::ListHead head_of(const ListsCommand& command,
                                       const std::filesystem::path& file);

/// Where `list` is kept: `lists/versions/NAME/VERSION-HASH.csv`.
[[nodiscard]] std::filesystem::path version_file(const std::filesystem::path& folder,
                                                 const SourceList& list);

/// `lists` with those of `replacements` put in the place of their namesakes; by name.
[[nodiscard]] std::vector<SourceList> with_replaced(std::vector<SourceList> lists,
                                                    const std::vector<SourceList>& replacements);

/// `VERSION-HASH`, the hash cut to 8 digits: as `NAME@` takes it.
[[nodiscard]] std::string version_name(const SourceList& list);

/// The lists as `run` used them: every run keeps them.
/// @throws RunFailure  The database lacks one.
[[nodiscard]] std::vector<SourceList> lists_of_run(const AnalysisRun& run,
                                                   storage::Database& database);

[[nodiscard]] bool is_list_file(const std::string& spec);

}  // namespace vigie::app
