// The data Vigie judges with: source lists, topics, mappings of file formats, and models.
//
// A copy of `config/lists`, `topics`, `lexicons`, `mappings` and `models` is inside the binary, so
// that it needs nothing beside it. A team overrides any file by putting one of the same name in a
// folder of its own; what is not there falls back to the copy. All of it is read when a command
// starts, never during a run, and every run records the versions and hashes it used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "analysis/options.h"
#include "collector/options.h"
#include "storage/model/source_list.h"

namespace vigie::config {

/// Where data files come from. `folder` holds `lists/`, `topics/`, `mappings/` and `models/`, each
/// of which may be absent; nothing: the copies in the binary alone.
struct DataLocation {
  std::optional<std::filesystem::path> folder;
};

enum class DataFileErrorKind : std::uint8_t {
  kNotFound,    ///< No file and no copy of that name.
  kUnreadable,  ///< The file is there and cannot be read.
  kSyntax,      ///< Not CSV, TOML or JSON.
  kInvalid,     ///< Well formed, with a key or a value that means nothing.
};

/// One file that cannot be used.
struct DataFileError {
  DataFileErrorKind kind = DataFileErrorKind::kInvalid;
  std::string file;        ///< As opened, or its name in the binary, e.g. `lists/outlets.csv`.
  std::uint64_t line = 0;  ///< First line is 1; 0 where no line can be told.
  std::string message;     ///< Whole sentence: file, line, what is wrong, what to do.
};

/// Every source list, by name. An override folder may add lists of its own: `lists/NAME.csv`.
[[nodiscard]] tl::expected<std::vector<SourceList>, DataFileError> load_source_lists(
    const DataLocation& location);

/// Every topic, by id; at most 32 (analysis/topic.h).
[[nodiscard]] tl::expected<std::vector<analysis::TopicDefinition>, DataFileError> load_topics(
    const DataLocation& location);

/// The topics of `ids`, by id; all when `ids` is empty. An id that no file has is an error that
/// names those there are.
[[nodiscard]] tl::expected<std::vector<analysis::TopicDefinition>, DataFileError> load_topics(
    const DataLocation& location, const std::vector<std::string>& ids);

/// Every lexicon, by language: each `lexicons/LANGUAGE.tsv`, with the cues of the `.toml` beside it
/// where there is one. At most eight files.
[[nodiscard]] tl::expected<std::vector<analysis::LexiconDefinition>, DataFileError> load_lexicons(
    const DataLocation& location);

/// @param name  A name, e.g. `bot_or_not`, or the path of a file that ends in `.toml`.
[[nodiscard]] tl::expected<collector::Mapping, DataFileError> load_mapping(
    const DataLocation& location, std::string_view name);

/// Names that `load_mapping` takes, sorted.
[[nodiscard]] std::vector<std::string> mapping_names(const DataLocation& location);

/// @param name  A name, e.g. `default`, or the path of a file that ends in `.json`.
[[nodiscard]] tl::expected<analysis::ScoreModel, DataFileError> load_model(
    const DataLocation& location, std::string_view name);

/// Names that `load_model` takes, sorted.
[[nodiscard]] std::vector<std::string> model_names(const DataLocation& location);

}  // namespace vigie::config
