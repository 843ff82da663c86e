// The files behind config/data_files.h: the copies in the binary, and a folder that overrides them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "config/data_files.h"

namespace vigie::config {

/// One file, whole.
struct DataFile {
  std::string name;      ///< Without folder and extension, e.g. `outlets`.
  std::string shown_as;  ///< What messages call it: its path, or its place in the binary.
  std::string content;
};

/// What a kind of file is called and where it lies.
struct DataKind {
  std::string_view folder;     ///< E.g. `lists`.
  std::string_view extension;  ///< E.g. `.csv`.
  std::string_view singular;   ///< For messages, e.g. `list`.
};

inline constexpr DataKind kListFiles{"lists", ".csv", "list"};
inline constexpr DataKind kTopicFiles{"topics", ".toml", "topic"};
inline constexpr DataKind kMappingFiles{"mappings", ".toml", "mapping"};
inline constexpr DataKind kLexiconFiles{"lexicons", ".tsv", "lexicon"};
inline constexpr DataKind kLexiconCueFiles{"lexicons", ".toml", "lexicon"};
inline constexpr DataKind kModelFiles{"models", ".json", "model"};

/// Names of all files of `kind`, in the binary or in the folder, sorted, each once.
[[nodiscard]] std::vector<std::string> data_file_names(const DataLocation& location,
                                                       const DataKind& kind);

/// The file `name`: from the folder if it is there, else the copy in the binary. A name that ends
/// in the kind's extension is the path of a file. At most 64 MiB.
[[nodiscard]] tl::expected<DataFile, DataFileError> read_data_file(const DataLocation& location,
                                                                   const DataKind& kind,
                                                                   std::string_view name);

/// An error at `line` of `file`; the message is put together here so that all read alike.
[[nodiscard]] DataFileError data_file_error(DataFileErrorKind kind,
                                            std::string_view file,
                                            std::uint64_t line,
                                            std::string_view what);

/// Fails unless the location's folder, where one is given, is there: a misspelt folder must not
/// silently mean "the built-in copies".
[[nodiscard]] tl::expected<void, DataFileError> check_location(const DataLocation& location);

}  // namespace vigie::config
