// Settings of the collectors and importers, with their defaults.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/time.h"

namespace vigie::collector {

/// How one field of a stranger's file reaches one field of Vigie.
///
/// `path` is a column name (CSV) or a dotted path of keys (JSON), e.g. `author.id`; a path may name
/// alternatives with `|`, of which the first that is there and not empty counts.
struct FieldMapping {
  std::string path;
  std::string format;     ///< Times: `iso8601` (default), `unix_s`, `unix_ms`, `twitter`, or a
                          ///< strptime pattern such as `%d-%m-%Y %H.%M`.
  std::string separator;  ///< Lists: splits one string; default: JSON array, else white space.
  std::map<std::string, std::string> values;  ///< Translates whole values, e.g. `R` to `repost`.
  std::string constant;                       ///< A fixed value instead of a path.
  std::string prefix;  ///< Put before every value that is not missing, e.g. `https://` for a
                       ///< column of bare hosts; with lists, before each element.
};

/// `config/mappings/NAME.toml`: a table or JSON of posts, described.
struct Mapping {
  std::string name;
  std::string platform;  ///< Platform of all its posts.
  std::string format;    ///< `csv`, `json` (one document) or `jsonl`.
  std::string title;
  char delimiter = ',';
  std::string posts_path;     ///< JSON: where the array of posts is; empty: the document itself.
  std::string accounts_path;  ///< JSON: where an array of profiles is; empty: none.
  std::map<std::string, FieldMapping> post;  ///< Key: a post field, e.g. `id`, `account`, `time`.
  std::map<std::string, FieldMapping> account;  ///< Key: a profile field, e.g. `handle`.
  std::string label;          ///< Label value for accounts named in a `--labels` file of bare ids.
  std::string label_default;  ///< Label value for the accounts that it does not name.
  std::vector<std::string> null_values;  ///< Cells that mean "missing", e.g. `NA`.
};

struct ImportOptions {
  std::uint64_t max_record_bytes = 8ULL << 20;  ///< A longer line or element is rejected.
  std::uint32_t max_depth = 64;                 ///< JSON nesting.
  std::uint32_t batch_records = 4096;           ///< Records per batch handed to the sink.
  std::uint32_t reject_bytes = 4096;            ///< Bytes kept of a refused record.
  std::uint32_t rejects_with_bytes = 1'000;     ///< Of a collection: later ones are kept without.
  bool store_raw = false;                       ///< Keep the record of each post as it came.
  /// A record of a file that claims a later time is refused; nothing: no limit. The program sets
  /// it from its clock, two days on.
  std::optional<UtcTime> latest_time;
  std::uint32_t window_log_max = 31;  ///< zstd windows up to 2 GiB.
  double max_reject_share = 0.05;     ///< More rejected than this: the import exits with 1.
};

}  // namespace vigie::collector
