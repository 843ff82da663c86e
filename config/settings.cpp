#include "config/settings.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "config/gated_settings.h"
#include "config/list_check.h"
#include "config/live_settings.h"
#include "config/toml_value.h"

namespace vigie::config {
namespace {

constexpr std::int64_t kMaxCount = 1'000'000'000;

void read_analysis(TomlReader& reader, Settings& settings) {
  analysis::AnalysisOptions& options = settings.analysis;
  std::int64_t days = options.window.count();
  reader.read_integer("window_days", days, 1, 3660);
  options.window = std::chrono::days{days};
  reader.read_real("prior", options.prior, 0.0001, 0.5);
  reader.read_real("report_line", options.report_line, 0.05, 0.99);
  reader.read_integer("seed", options.seed, 0, std::numeric_limits<std::int64_t>::max());
  reader.read_integer("bootstrap_draws", options.bootstrap_draws, 20, 10'000);
  reader.read_integer("threads", options.threads, 1, 256);
  reader.read_integer("evidence_posts", options.evidence_posts, 1, 50);
  reader.read_real("keep_contributions_above", options.keep_contributions_above, 0.0, 1.0);
  reader.read_integer("keep_contributions_top", options.keep_contributions_top, 0, kMaxCount);
  reader.read("model", settings.model);
  reader.read("topics", settings.topics);
}

/// `platform:handle` or `platform:@handle`, both parts there and no space.
bool is_account_name(std::string_view name) {
  const auto colon = name.find(':');
  return colon != std::string_view::npos && colon > 0 &&
         name.substr(colon + 1).find_first_not_of('@') != std::string_view::npos &&
         name.find_first_of(" \t\r\n") == std::string_view::npos;
}

void read_accounts(TomlReader& reader,
                   std::string_view section,
                   std::string_view key,
                   std::vector<std::string>& target) {
  reader.read(key, target);
  for (const std::string& name : target) {
    if (!is_account_name(name)) {
      reader.fail(
          TomlProblemKind::kOutOfRange,
          key,
          fmt::format(
              "`{}.{}`: \"{}\" must be platform:handle, e.g. x:lemondefr", section, key, name));
      return;
    }
  }
}

void read_classes(TomlReader& reader, Settings& settings) {
  reader.read("recognise", settings.analysis.media_class);
  read_accounts(reader, "classes", "media", settings.analysis.declared_media);
  read_accounts(reader, "classes", "institutions", settings.analysis.declared_institutions);
  read_accounts(reader, "classes", "bots", settings.analysis.declared_bots);
}

/// Fails at the first value that `problem_of` objects to.
template <typename ProblemOf>
void read_protected(TomlReader& reader,
                    std::string_view key,
                    std::vector<std::string>& target,
                    const ProblemOf& problem_of) {
  constexpr std::size_t kMostNames = 10'000;
  reader.read(key, target);
  if (target.size() > kMostNames) {
    reader.fail(TomlProblemKind::kOutOfRange,
                key,
                fmt::format("`protect.{}`: {} names; at most {}", key, target.size(), kMostNames));
  }
  for (const std::string& name : target) {
    if (const std::string_view problem = problem_of(name); !problem.empty()) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  key,
                  fmt::format("`protect.{}`: \"{}\" {}", key, name, problem));
      return;
    }
  }
}

std::string_view domain_problem(std::string_view name) {
  return is_host_name(name) ? std::string_view{}
                            : "must be a host in lower-case ASCII without www., path or port, e.g. "
                              "gazette.example";
}

std::string_view handle_problem(std::string_view name) {
  const bool is_named = name.find(':') == std::string_view::npos
                            ? name.find_first_not_of('@') != std::string_view::npos
                            : is_account_name(name);
  return is_named && name.find_first_of(" \t\r\n") == std::string_view::npos
             ? std::string_view{}
             : "must be a handle, or platform:handle for one platform, e.g. x:our_newsroom";
}

std::string_view display_name_problem(std::string_view name) {
  constexpr std::size_t kMostBytes = 256;
  return !name.empty() && name.size() <= kMostBytes ? std::string_view{}
                                                    : "must have 1 to 256 bytes";
}

std::string_view known_problem(std::string_view name) {
  return is_host_name(name) || is_account_name(name)
             ? std::string_view{}
             : "must be a host, e.g. gazette.example, or platform:handle";
}

void read_protect(TomlReader& reader, Settings& settings) {
  analysis::ProtectOptions& protect = settings.analysis.protect;
  read_protected(reader, "domains", protect.domains, domain_problem);
  read_protected(reader, "handles", protect.handles, handle_problem);
  read_protected(reader, "names", protect.names, display_name_problem);
  read_protected(reader, "known", protect.known, known_problem);
}

void read_known(TomlReader& reader, analysis::CoordinationSettings& settings) {
  constexpr std::size_t kMostReasonBytes = 400;
  for (const TomlValue* table : reader.tables("known")) {
    TomlReader entry{*table, "coordination.known"};
    analysis::KnownCoordinators known;
    entry.require("accounts");
    entry.require("reason");
    entry.read("reason", known.reason);
    read_accounts(entry, "coordination.known", "accounts", known.accounts);
    if (known.reason.empty() || known.reason.size() > kMostReasonBytes) {
      entry.fail(TomlProblemKind::kOutOfRange,
                 "reason",
                 "`coordination.known.reason` must have 1 to 400 bytes: reports show it");
    }
    if (auto problem = entry.finish()) {
      reader.fail(std::move(*problem));
    }
    settings.known.push_back(std::move(known));
  }
}

void read_coordination(TomlReader& reader, Settings& settings) {
  analysis::CoordinationSettings& coordination = settings.analysis.coordination;
  analysis::CoordinationOptions& test = coordination.test;
  reader.read("enabled", coordination.enabled);
  reader.read_real("false_discovery", test.false_discovery, 1e-6, 0.2);
  reader.read_integer("min_objects", test.min_objects, 2, 1000);
  reader.read_integer("min_days", test.min_days, 1, 366);
  reader.read_integer("min_fast", test.min_fast, 1, 1000);
  reader.read_integer("min_members", test.min_members, 3, 1000);
  reader.read_integer("max_sharers", test.max_sharers, 50, 100'000);
  read_known(reader, coordination);
}

void read_import(TomlReader& reader, Settings& settings) {
  collector::ImportOptions& options = settings.import;
  reader.read_integer("max_record_bytes", options.max_record_bytes, 1024, 1LL << 30);
  reader.read_integer("max_depth", options.max_depth, 4, 1024);
  reader.read_integer("batch_records", options.batch_records, 1, 1'000'000);
  reader.read_integer("reject_bytes", options.reject_bytes, 0, 1 << 20);
  reader.read_integer("rejects_with_bytes", options.rejects_with_bytes, 0, kMaxCount);
  reader.read("store_raw", options.store_raw);
  reader.read_integer("window_log_max", options.window_log_max, 10, 31);
  reader.read_real("max_reject_share", options.max_reject_share, 0.0, 1.0);
}

void read_report(TomlReader& reader, Settings& settings) {
  dashboards::ReportOptions& options = settings.report;
  reader.read_choice("language", options.language, {"en", "fr", "de"});
  reader.read_integer("max_accounts", options.max_accounts, 1, 100'000);
  reader.read_integer("max_posts_per_account", options.max_posts_per_account, 0, 1000);
  reader.read_integer("text_limit", options.text_limit, 0, 100'000);
  reader.read_real("keep_margin", options.keep_margin, 0.0, 0.5);
  reader.read_integer("min_followers_to_name", settings.naming.min_followers, 0, kMaxCount);
}

void read_days(TomlReader& reader,
               std::string_view key,
               std::chrono::days& target,
               std::int64_t most) {
  std::int64_t days = target.count();
  reader.read_integer(key, days, 1, most);
  target = std::chrono::days{days};
}

void read_retention(TomlReader& reader, Settings& settings) {
  constexpr std::int64_t kTenYears = 3660;
  constexpr std::int64_t kYoutubeTerms = 30;
  storage::RetentionOptions& options = settings.retention;
  read_days(reader, "text_days", options.text, kTenYears);
  read_days(reader, "youtube_text_days", options.youtube_text, kYoutubeTerms);
  read_days(reader, "features_days", options.features, kTenYears);
  read_days(reader, "grace_days", options.grace, kTenYears);
}

using ReadSection = void (*)(TomlReader&, Settings&);

struct Section {
  std::string_view name;
  ReadSection read;
};

/// A section that is read into the options of live collecting.
template <void (*read)(TomlReader&, collector::LiveOptions&)>
void read_live(TomlReader& reader, Settings& settings) {
  read(reader, settings.live);
}

constexpr std::array kSections = std::to_array<Section>({{"analysis", read_analysis},
                                                         {"bluesky", read_live<read_bluesky>},
                                                         {"classes", read_classes},
                                                         {"collect", read_live<read_collect>},
                                                         {"coordination", read_coordination},
                                                         {"deepen", read_live<read_deepen>},
                                                         {"feeds", read_live<read_feeds>},
                                                         {"import", read_import},
                                                         {"nostr", read_live<read_nostr>},
                                                         {"protect", read_protect},
                                                         {"reddit", read_live<read_reddit>},
                                                         {"report", read_report},
                                                         {"retention", read_retention},
                                                         {"x", read_live<read_x>},
                                                         {"youtube", read_live<read_youtube>}});

/// Reads the whole document; `keys` collects every key that was asked for.
std::optional<TomlProblem> read_document(const TomlValue& document,
                                         Settings& settings,
                                         std::string& config_dir,
                                         std::vector<std::string>& keys) {
  TomlReader root{document};
  root.read("contact", settings.contact);
  root.read("config_dir", config_dir);
  read_mastodon(root, settings.live);
  read_watches(root, settings.live);
  keys = root.asked_keys();
  const TomlValue nothing{TomlTable{}, 0};
  for (const Section& section : kSections) {
    const TomlValue* table = root.table(section.name);
    TomlReader reader{table == nullptr ? nothing : *table, std::string{section.name}};
    section.read(reader, settings);
    if (auto problem = reader.finish()) {
      root.fail(std::move(*problem));
    }
    const auto asked = reader.asked_keys();
    keys.insert(keys.end(), asked.begin(), asked.end());
  }
  return root.finish();
}

SettingsErrorKind settings_error_kind(TomlProblemKind kind) {
  switch (kind) {
    case TomlProblemKind::kSyntax:
      return SettingsErrorKind::kSyntax;
    case TomlProblemKind::kUnknownKey:
      return SettingsErrorKind::kUnknownKey;
    case TomlProblemKind::kWrongType:
      return SettingsErrorKind::kWrongType;
    case TomlProblemKind::kOutOfRange:
      return SettingsErrorKind::kOutOfRange;
  }
  return SettingsErrorKind::kSyntax;
}

SettingsError settings_error(const TomlProblem& problem, std::string_view name) {
  return {settings_error_kind(problem.kind),
          problem.key,
          problem.line,
          fmt::format("{} line {}: {}", name, problem.line, problem.message)};
}

}  // namespace

tl::expected<Settings, SettingsError> parse_settings(std::string_view text,
                                                     std::string_view name,
                                                     const std::filesystem::path& folder) {
  const auto document = parse_toml(text);
  if (!document) {
    return tl::unexpected{settings_error(document.error(), name)};
  }
  Settings settings;
  std::string config_dir;
  std::vector<std::string> keys;
  if (const auto problem = read_document(*document, settings, config_dir, keys)) {
    return tl::unexpected{settings_error(*problem, name)};
  }
  // Paths are relative to the settings file; an absolute path replaces the folder.
  if (!config_dir.empty()) {
    settings.data.folder = folder / config_dir;
  }
  if (!settings.live.net.ca_file.empty()) {
    settings.live.net.ca_file = folder / settings.live.net.ca_file;
  }
  if (!settings.live.bluesky.zstd_dictionary.empty()) {
    settings.live.bluesky.zstd_dictionary =
        (folder / settings.live.bluesky.zstd_dictionary).string();
  }
  if (!settings.live.metrics_file.empty()) {
    settings.live.metrics_file = (folder / settings.live.metrics_file).string();
  }
  return settings;
}

tl::expected<Settings, SettingsError> load_settings(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return tl::unexpected{SettingsError{
        SettingsErrorKind::kNotFound,
        {},
        0,
        fmt::format("{}: no such settings file; copy vigie.example.toml or leave out --config",
                    path.string())}};
  }
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    if (std::filesystem::file_size(path, error) != 0) {
      return tl::unexpected{
          SettingsError{SettingsErrorKind::kUnreadable,
                        {},
                        0,
                        fmt::format("{}: cannot be read; check its permissions", path.string())}};
    }
  }
  return parse_settings(text.str(), path.string(), path.parent_path());
}

std::vector<std::string> setting_keys() {
  Settings settings;
  std::string config_dir;
  std::vector<std::string> keys;
  const auto problem = read_document(TomlValue{TomlTable{}, 0}, settings, config_dir, keys);
  std::sort(keys.begin(), keys.end());
  return problem ? std::vector<std::string>{} : keys;
}

}  // namespace vigie::config
