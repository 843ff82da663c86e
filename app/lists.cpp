#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/list_actions.h"
#include "app/workspace.h"
#include "config/list_check.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

std::vector<SourceList> select(std::vector<SourceList> lists, const std::string& name) {
  if (name.empty()) {
    return lists;
  }
  std::vector<std::string> names;
  for (SourceList& list : lists) {
    if (list.name == name) {
      return {std::move(list)};
    }
    names.push_back(list.name);
  }
  throw UsageFailure(
      fmt::format("there is no list {}. Lists there are: {}.", name, fmt::join(names, ", ")));
}

ordered_json as_json(const SourceList& list, bool with_entries) {
  ordered_json document{{"name", list.name},
                        {"version", list.version},
                        {"title", list.title},
                        {"licence", list.licence},
                        {"origin", list.origin},
                        {"content_hash", list.content_hash},
                        {"entries", list.entries.size()}};
  if (with_entries) {
    auto& rows = document["rows"] = ordered_json::array();
    for (const SourceEntry& entry : list.entries) {
      rows.push_back({{"pattern", entry.pattern},
                      {"platform", entry.platform},
                      {"tier", tier_name(entry.tier)},
                      {"family", entry.family},
                      {"label", entry.label},
                      {"evidence_url", entry.evidence_url},
                      {"first_listed", entry.first_listed},
                      {"last_checked", entry.last_checked}});
    }
  }
  return document;
}

void show(const std::vector<SourceList>& lists, bool with_entries, Console& console) {
  if (console.json_mode()) {
    auto document = ordered_json::array();
    for (const SourceList& list : lists) {
      document.push_back(as_json(list, with_entries));
    }
    console.json(document.dump(2, ' ', false, ordered_json::error_handler_t::replace));
    return;
  }
  Table table{{"list", "version", "entries", "licence", "origin"}};
  for (const SourceList& list : lists) {
    table.add(
        {list.name, list.version, with_thousands(list.entries.size()), list.licence, list.origin});
  }
  console.say(table.render());
  if (!with_entries) {
    console.say("One list with its entries: `vigie lists show NAME`.");
    return;
  }
  Table entries{{"tier", "pattern", "family", "label", "listed", "checked", "evidence"}};
  for (const SourceEntry& entry : lists.front().entries) {
    entries.add({std::string{tier_name(entry.tier)},
                 entry.platform.empty() ? entry.pattern : entry.platform + ":" + entry.pattern,
                 entry.family,
                 entry.label,
                 entry.first_listed,
                 entry.last_checked,
                 entry.evidence_url});
  }
  console.say(entries.render());
}

void check(const std::vector<SourceList>& lists, const std::string& name, Console& console) {
  // All lists are compared with each other, whichever is asked about.
  std::vector<config::ListFinding> findings;
  for (auto& finding : config::check_lists(lists, wall_clock())) {
    if (name.empty() || finding.list == name) {
      findings.push_back(std::move(finding));
    }
  }
  if (console.json_mode()) {
    auto document = ordered_json::array();
    for (const auto& finding : findings) {
      document.push_back(
          {{"list", finding.list}, {"pattern", finding.pattern}, {"message", finding.message}});
    }
    console.json(document.dump(2, ' ', false, ordered_json::error_handler_t::replace));
  }
  for (const auto& finding : findings) {
    console.say(finding.list + ": " + finding.message);
  }
  if (!findings.empty()) {
    throw RunFailure(fmt::format("{} entries need a look.", with_thousands(findings.size())));
  }
  console.say(fmt::format("{} lists checked: nothing to mend.", lists.size()));
}

}  // namespace

void run(const ListsCommand& command, Console& console) {
  switch (command.action) {
    case ListsAction::kDiff:
      show_list_diff(command, console);
      return;
    case ListsAction::kImport:
      import_lists(command, console);
      return;
    case ListsAction::kEffect:
      show_list_effect(command, console);
      return;
    case ListsAction::kShow:
    case ListsAction::kCheck:
      break;
  }
  const std::string name = command.names.empty() ? std::string{} : command.names.front();
  const auto lists = load_lists(load_settings(command.common));
  if (command.action == ListsAction::kCheck) {
    static_cast<void>(select(lists, name));
    check(lists, name, console);
    return;
  }
  show(select(lists, name), !name.empty(), console);
}

}  // namespace vigie::app
