#include "config/list_import.h"

#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/list_actions.h"
#include "app/list_versions.h"
#include "app/whole_file.h"
#include "app/workspace.h"
#include "config/list_check.h"
#include "config/list_diff.h"
#include "config/source_list_file.h"

namespace vigie::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

/// One list about to be taken in.
struct Incoming {
  fs::path file;
  config::ImportedList imported;
  std::optional<SourceList> in_force;  ///< The version that it replaces.
  std::vector<std::string> warnings;
  bool is_known = false;  ///< The version in force has the same date and entries.
};

fs::path folder_of(const config::Settings& settings) {
  if (!settings.data.folder) {
    throw UsageFailure(
        "lists of your own need a folder: make one, and name it as `config_dir` in vigie.toml.");
  }
  if (const auto found = config::check_location(settings.data); !found) {
    throw UsageFailure(found.error().message);
  }
  return *settings.data.folder;
}

std::vector<Incoming> read_incoming(const ListsCommand& command) {
  if (command.names.size() > 1 && !command.name.empty()) {
    throw UsageFailure("--name is for one file; several files take the names that they have.");
  }
  std::vector<Incoming> incoming;
  std::set<std::string> names;
  for (const std::string& spec : command.names) {
    if (!is_list_file(spec)) {
      throw UsageFailure(fmt::format("{}: a file that ends in .csv is needed.", spec));
    }
    Incoming list{spec, read_list_file(spec, head_of(command, spec)), {}, {}, false};
    if (!names.insert(list.imported.list.name).second) {
      throw UsageFailure(fmt::format("two files for one list {}.", list.imported.list.name));
    }
    incoming.push_back(std::move(list));
  }
  return incoming;
}

std::vector<SourceList> lists_of(const std::vector<Incoming>& incoming) {
  std::vector<SourceList> lists;
  for (const Incoming& list : incoming) {
    lists.push_back(list.imported.list);
  }
  return lists;
}

/// What the other lists have against the new ones: a listed platform ends the import, for
/// everybody's posts would count; anything else is said.
void compare_with_others(const std::vector<SourceList>& current, std::vector<Incoming>& incoming) {
  const auto findings =
      config::check_lists(with_replaced(current, lists_of(incoming)), wall_clock());
  std::string refused;
  for (Incoming& list : incoming) {
    for (const config::ListFinding& finding : findings) {
      if (finding.list != list.imported.list.name) {
        continue;
      }
      if (finding.problem == config::ListProblem::kListedPlatform) {
        refused += fmt::format("\n  {} line {}: {}",
                               list.file.string(),
                               list.imported.line_of[finding.pattern],
                               finding.message);
      } else {
        list.warnings.push_back(finding.message);
      }
    }
  }
  if (!refused.empty()) {
    throw RunFailure("nothing was imported:" + refused);
  }
}

void find_in_force(const std::vector<SourceList>& current, std::vector<Incoming>& incoming) {
  for (Incoming& list : incoming) {
    for (const SourceList& known : current) {
      if (known.name == list.imported.list.name) {
        list.in_force = known;
        list.is_known = version_name(known) == version_name(list.imported.list) &&
                        known.title == list.imported.list.title &&
                        known.licence == list.imported.list.licence &&
                        known.origin == list.imported.list.origin;
      }
    }
  }
}

void keep_version(const fs::path& folder, const SourceList& list) {
  const fs::path file = version_file(folder, list);
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    create_folders(file.parent_path());
    write_whole_file(file, config::render_source_list(list));
  }
}

/// Earlier versions first: whatever happens, none is lost.
void write_lists(const fs::path& folder, const std::vector<Incoming>& incoming) {
  for (const Incoming& list : incoming) {
    if (list.in_force && !list.is_known) {
      keep_version(folder, *list.in_force);
    }
  }
  for (const Incoming& list : incoming) {
    if (!list.is_known) {
      keep_version(folder, list.imported.list);
      write_whole_file(folder / "lists" / (list.imported.list.name + ".csv"),
                       config::render_source_list(list.imported.list));
    }
  }
}

ordered_json as_json(const Incoming& list, const fs::path& folder) {
  const config::ListDiff diff =
      config::diff_lists(list.in_force.value_or(SourceList{}), list.imported.list);
  return {{"name", list.imported.list.name},
          {"version", list.imported.list.version},
          {"content_hash", list.imported.list.content_hash},
          {"entries", list.imported.list.entries.size()},
          {"imported", !list.is_known},
          {"kept_as", version_file(folder, list.imported.list).string()},
          {"replaces", list.in_force ? ordered_json(version_name(*list.in_force)) : ordered_json()},
          {"added", diff.added.size()},
          {"removed", diff.removed.size()},
          {"changed", diff.changed.size()},
          {"warnings", list.warnings}};
}

void say(const Incoming& list, Console& console) {
  const SourceList& now = list.imported.list;
  if (list.is_known) {
    console.say(fmt::format("{} {} is in force already: nothing changed.", now.name, now.version));
    return;
  }
  const config::ListDiff diff = config::diff_lists(list.in_force.value_or(SourceList{}), now);
  console.say(fmt::format("{} {}: {} entries; {} added, {} removed, {} changed against {}.",
                          now.name,
                          version_name(now),
                          with_thousands(now.entries.size()),
                          with_thousands(diff.added.size()),
                          with_thousands(diff.removed.size()),
                          with_thousands(diff.changed.size()),
                          list.in_force ? version_name(*list.in_force) : "nothing"));
  for (const std::string& warning : list.warnings) {
    console.say("  " + warning);
  }
}

}  // namespace

void import_lists(const ListsCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  const fs::path folder = folder_of(settings);
  std::vector<Incoming> incoming = read_incoming(command);
  const std::vector<SourceList> current = load_lists(settings);
  compare_with_others(current, incoming);
  find_in_force(current, incoming);
  write_lists(folder, incoming);
  if (console.json_mode()) {
    auto document = ordered_json::array();
    for (const Incoming& list : incoming) {
      document.push_back(as_json(list, folder));
    }
    console.json(document.dump(2, ' ', false, ordered_json::error_handler_t::replace));
    return;
  }
  for (const Incoming& list : incoming) {
    say(list, console);
  }
  console.say("The next `vigie analyze` counts with it.");
}

}  // namespace vigie::app
