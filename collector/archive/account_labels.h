// Labels that came in a file of their own, beside the posts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include <tl/expected.hpp>

#include "collector/options.h"
#include "collector/source.h"
#include "storage/model/record.h"

namespace vigie::collector {

class AccountLabels {
 public:
  /// Reads `file` (plain, gzip or zstd): either ids one a line, which all get `mapping_label` (or
  /// `labelled` when that is empty), or CSV under a header that begins with `account,label`.
  /// `default_label`, unless empty, is for accounts of the archive that the file does not name.
  [[nodiscard]] static tl::expected<AccountLabels, SourceError> load(
      const std::filesystem::path& file,
      const Mapping& mapping,
      std::string origin,
      const ImportOptions& options);

  /// Gives the accounts that `batch` is the first to mention their default label.
  void add_defaults(RecordBatch& batch);

  /// Appends every label of the file to `batch`, by account.
  void add_named(RecordBatch& batch) const;

 private:
  void note(std::string_view account, RecordBatch& batch);

  std::map<std::string, std::string, std::less<>> labels_;
  std::string default_label_;
  std::string origin_;
  std::unordered_set<std::uint64_t> met_;  ///< Hashes of the accounts that got a default.
};

}  // namespace vigie::collector
