#include "app/list_versions.h"

#include <algorithm>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/registrable_domain.h"
#include "app/failure.h"
#include "app/workspace.h"
#include "config/source_list_file.h"
#include "storage/list_store.h"

namespace vigie::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashDigits = 8;
constexpr std::string_view kBuiltIn = "built-in";

SourceList parse_or_fail(tl::expected<config::DataFile, config::DataFileError> file) {
  auto list = file.and_then(config::parse_source_list);
  if (!list) {
    throw UsageFailure(list.error().message);
  }
  return std::move(*list);
}

void add_version(std::vector<SourceList>& versions, SourceList list) {
  const bool is_there = std::any_of(versions.begin(), versions.end(), [&](const SourceList& known) {
    return version_name(known) == version_name(list);
  });
  if (!is_there) {
    versions.push_back(std::move(list));
  }
}

void add_folder_versions(const fs::path& folder,
                         const std::string& name,
                         std::vector<SourceList>& versions) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{folder / "lists" / "versions" / name, error}) {
    if (entry.path().extension() == ".csv") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    SourceList list = parse_or_fail(config::read_data_file({}, config::kListFiles, file.string()));
    list.name = name;
    add_version(versions, std::move(list));
  }
}

/// Every version of `name` there is, oldest first.
std::vector<SourceList> versions_of(const std::string& name,
                                    const ListsCommand& command,
                                    const config::Settings& settings) {
  std::vector<SourceList> versions;
  for (SourceList& list : load_lists(settings)) {
    if (list.name == name) {
      versions.push_back(std::move(list));
    }
  }
  if (settings.data.folder) {
    add_folder_versions(*settings.data.folder, name, versions);
  }
  std::error_code ignored;
  if (fs::exists(command.common.db, ignored)) {
    storage::Database database = open_for_reading(command.common);
    for (SourceList& list : storage::ListStore{database}.read_versions(name)) {
      add_version(versions, std::move(list));
    }
  }
  std::sort(versions.begin(), versions.end(), [](const SourceList& a, const SourceList& b) {
    return version_name(a) < version_name(b);
  });
  return versions;
}

SourceList choose_version(const std::string& name,
                          const std::string& version,
                          std::vector<SourceList> versions) {
  std::vector<std::string> all;
  std::vector<SourceList> fitting;
  for (SourceList& list : versions) {
    all.push_back(name + '@' + version_name(list));
    if (version_name(list).starts_with(version)) {
      fitting.push_back(std::move(list));
    }
  }
  if (fitting.size() == 1 && !version.empty()) {
    return std::move(fitting.front());
  }
  throw UsageFailure(fmt::format("{}@{} is {} version. There {}: {}.",
                                 name,
                                 version,
                                 fitting.empty() ? "no" : "more than one",
                                 all.size() == 1 ? "is" : "are",
                                 all.empty() ? "none" : fmt::format("{}", fmt::join(all, ", "))));
}

/// Hosts that stand for everybody below them.
std::string object_to_host(const std::string& host) {
  return analysis::is_public_suffix(host)
             ? "is a public suffix: names are registered directly under it, and all of them would "
               "be listed"
             : std::string{};
}

}  // namespace

std::vector<SourceList> lists_of_run(const AnalysisRun& run, storage::Database& database) {
  std::vector<SourceList> lists;
  storage::ListStore store{database};
  for (const std::string& text : run.list_versions) {
    std::istringstream words{text};
    std::string name;
    std::string version;
    std::string hash;
    words >> name >> version >> hash;
    for (SourceList& list : store.read_versions(name)) {
      if (list.version == version && list.content_hash == hash) {
        lists.push_back(std::move(list));
      }
    }
  }
  if (lists.size() != run.list_versions.size()) {
    throw RunFailure(fmt::format(
        "the database lacks a list version that run {} used: analyse again first.", run.id.value));
  }
  return with_replaced(std::move(lists), {});
}

bool is_list_file(const std::string& spec) {
  return spec.ends_with(config::kListFiles.extension);
}

std::string version_name(const SourceList& list) {
  return list.version + '-' + list.content_hash.substr(0, kHashDigits);
}

fs::path version_file(const fs::path& folder, const SourceList& list) {
  return folder / "lists" / "versions" / list.name / (version_name(list) + ".csv");
}

SourceList find_list_version(const std::string& spec,
                             const ListsCommand& command,
                             const config::Settings& settings) {
  if (is_list_file(spec)) {
    return read_list_file(spec, head_of(command, spec)).list;
  }
  const std::size_t at = spec.find('@');
  const std::string name = spec.substr(0, at);
  if (at == std::string::npos) {
    return parse_or_fail(config::read_data_file(settings.data, config::kListFiles, name));
  }
  const std::string version = spec.substr(at + 1);
  if (version == kBuiltIn) {
    return parse_or_fail(config::read_data_file({}, config::kListFiles, name));
  }
  if (!config::is_list_name(name)) {
    throw UsageFailure(fmt::format("{} is no name of a list.", name));
  }
  return choose_version(name, version, versions_of(name, command, settings));
}

config::ListHead head_of(const ListsCommand& command, const fs::path& file) {
  config::ListHead head{.name = command.name.empty() ? file.stem().string() : command.name,
                        .title = command.title,
                        .version = command.dated,
                        .licence = command.licence,
                        .origin = command.origin};
  if (command.action != ListsAction::kImport) {
    // A look at a file that is not kept asks for what decides the counts, not for its papers.
    for (std::string* field : {&head.title, &head.licence}) {
      *field = field->empty() ? "not stated" : *field;
    }
  }
  return head;
}

config::ImportedList read_list_file(const fs::path& file, const config::ListHead& head) {
  const auto content = config::read_data_file({}, config::kListFiles, file.string());
  if (!content) {
    throw RunFailure(content.error().message);
  }
  auto imported =
      config::import_source_list(*content, head, to_iso_date(wall_clock()), object_to_host);
  if (!imported) {
    std::string message = fmt::format("{} cannot be used as a list:", file.string());
    for (const config::DataFileError& error : imported.error()) {
      message += "\n  " + error.message;
    }
    throw RunFailure(message);
  }
  return std::move(*imported);
}

std::vector<SourceList> with_replaced(std::vector<SourceList> lists,
                                      const std::vector<SourceList>& replacements) {
  for (const SourceList& replacement : replacements) {
    std::erase_if(lists, [&](const SourceList& list) { return list.name == replacement.name; });
    lists.push_back(replacement);
  }
  std::sort(lists.begin(), lists.end(), [](const SourceList& a, const SourceList& b) {
    return a.name < b.name;
  });
  return lists;
}

}  // namespace vigie::app
