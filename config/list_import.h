// Takes in a list that somebody else made: any CSV with the columns that a list cannot do without.
//
// What a team imports decides whose links count, so that nothing is guessed: every row names its
// tier and its evidence, the list states its licence, and every mistake is told with its line
// before anything is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "config/data_source.h"
#include "storage/model/source_list.h"

namespace vigie::config {

/// What the command line says of the list; an empty field is taken from the file's `# key: value`
/// lines.
struct ListHead {
  std::string name;  ///< Lower-case letters, digits and `_`; at most 40.
  std::string title;
  std::string version;  ///< ISO date.
  std::string licence;
  std::string origin;
};

/// Says what is wrong with a host that is well formed, e.g. that everybody registers names under
/// it; empty: nothing.
using HostObjection = std::function<std::string(const std::string& host)>;

struct ImportedList {
  SourceList list;
  std::map<std::string, std::uint64_t> line_of;  ///< Line of each pattern, for later messages.
};

/// Errors that are told one by one; the last one counts the others.
inline constexpr std::size_t kMostListErrors = 20;

/// Reads a CSV whose header names its columns in any order: `pattern`, `tier` and `evidence_url`
/// are required, the other columns of a list file may be missing. A missing `match` is `account`
/// where `platform` is filled and `domain` elsewhere, a missing `label` is the pattern, a missing
/// `last_checked` the version. Patterns are lower-cased and otherwise taken as they are: an
/// address, a `www.` or an `@` is an error.
///
/// @param head   Every field but `name` may be empty when the file states it. `version` may be
/// empty
///               in both: then it is `today`.
/// @param today  ISO date.
/// @return       The list as `parse_source_list` would read it, or every error by line, at least
///               one. A list without entries is an error.
[[nodiscard]] tl::expected<ImportedList, std::vector<DataFileError>> import_source_list(
    const DataFile& file,
    const ListHead& head,
    std::string_view today,
    const HostObjection& objection);

/// True for a name that a list may have.
[[nodiscard]] bool is_list_name(std::string_view name);

}  // namespace vigie::config
