// The team's own settings: `vigie.toml`, read once when a command starts.
//
// One options struct per module holds the defaults; a setting only replaces them. A key that Vigie
// does not know is an error, for a misspelt threshold that is silently ignored is worse than none.
// Secrets are never settings: they come from the environment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "analysis/options.h"
#include "collector/live/options.h"
#include "collector/options.h"
#include "config/data_files.h"
#include "dashboards/options.h"
#include "storage/options.h"

namespace vigie::config {

/// All that a command needs to know from the team.
struct Settings {
  std::string contact;              ///< Who answers for this watch: shown in reports, sent to
                                    ///< platforms; empty: none given.
  DataLocation data;                ///< Folder of own lists, topics, mappings and models.
  std::string model = "default";    ///< Name or path of the weights.
  std::vector<std::string> topics;  ///< Ids watched; empty: all.
  analysis::AnalysisOptions analysis;
  collector::ImportOptions import;
  collector::LiveOptions live;
  dashboards::ReportOptions report;
  storage::NamingOptions naming;  ///< Of `report`; its names are those of other sections.
  storage::RetentionOptions retention;
};

enum class SettingsErrorKind : std::uint8_t {
  kNotFound,
  kUnreadable,
  kSyntax,      ///< Not TOML.
  kUnknownKey,  ///< A key or a section that does not exist.
  kWrongType,
  kOutOfRange,
};

struct SettingsError {
  SettingsErrorKind kind = SettingsErrorKind::kSyntax;
  std::string key;         ///< E.g. `analysis.prior`; empty where no key is to blame.
  std::uint64_t line = 0;  ///< First line is 1; 0 where no line can be told.
  std::string message;     ///< Whole sentence: file, line, what is wrong, what to do.
};

/// Reads settings from the text of a TOML document; what it does not name keeps its default.
///
/// @param name    What messages call the document, e.g. its path.
/// @param folder  What a relative `config_dir` is relative to.
[[nodiscard]] tl::expected<Settings, SettingsError> parse_settings(
    std::string_view text, std::string_view name, const std::filesystem::path& folder = {});

/// Reads the file at `path`.
[[nodiscard]] tl::expected<Settings, SettingsError> load_settings(
    const std::filesystem::path& path);

/// Every key there is, dotted and sorted, e.g. `analysis.prior`.
[[nodiscard]] std::vector<std::string> setting_keys();

}  // namespace vigie::config
