#include "config/list_diff.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/list_actions.h"
#include "app/list_versions.h"
#include "app/workspace.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

std::string shown_entry(const SourceEntry& entry) {
  return entry.platform.empty() ? entry.pattern : entry.platform + ':' + entry.pattern;
}

ordered_json as_json(const SourceEntry& entry) {
  return {{"tier", tier_name(entry.tier)},
          {"pattern", entry.pattern},
          {"platform", entry.platform},
          {"family", entry.family},
          {"label", entry.label},
          {"evidence_url", entry.evidence_url}};
}

ordered_json as_json(const config::EntryChange& change) {
  ordered_json document{{"tier", tier_name(change.after.tier)},
                        {"pattern", change.after.pattern},
                        {"platform", change.after.platform}};
  auto& fields = document["fields"] = ordered_json::array();
  for (const config::FieldChange& field : change.fields) {
    fields.push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
  }
  return document;
}

template <typename Record>
ordered_json array_of(const std::vector<Record>& records) {
  auto array = ordered_json::array();
  for (const Record& record : records) {
    array.push_back(as_json(record));
  }
  return array;
}

ordered_json version_json(const SourceList& list) {
  return {{"name", list.name},
          {"version", list.version},
          {"content_hash", list.content_hash},
          {"entries", list.entries.size()}};
}

struct TierCounts {
  std::uint64_t added = 0;
  std::uint64_t removed = 0;
  std::uint64_t changed = 0;
};

std::map<SourceTier, TierCounts> count_by_tier(const config::ListDiff& diff) {
  std::map<SourceTier, TierCounts> counts;
  for (const SourceEntry& entry : diff.added) {
    ++counts[entry.tier].added;
  }
  for (const SourceEntry& entry : diff.removed) {
    ++counts[entry.tier].removed;
  }
  for (const config::EntryChange& change : diff.changed) {
    ++counts[change.after.tier].changed;
  }
  return counts;
}

ordered_json by_tier_json(const config::ListDiff& diff) {
  auto document = ordered_json::object();
  for (const auto& [tier, counts] : count_by_tier(diff)) {
    document[std::string{tier_name(tier)}] = {
        {"added", counts.added}, {"removed", counts.removed}, {"changed", counts.changed}};
  }
  return document;
}

void say_entries(const config::ListDiff& diff, Console& console) {
  Table table{{"", "tier", "pattern", "what"}};
  for (const SourceEntry& entry : diff.added) {
    table.add({"+", std::string{tier_name(entry.tier)}, shown_entry(entry), entry.label});
  }
  for (const SourceEntry& entry : diff.removed) {
    table.add({"-", std::string{tier_name(entry.tier)}, shown_entry(entry), entry.label});
  }
  for (const config::EntryChange& change : diff.changed) {
    for (const config::FieldChange& field : change.fields) {
      table.add({"~",
                 std::string{tier_name(change.after.tier)},
                 shown_entry(change.after),
                 fmt::format("{}: {} -> {}", field.field, field.before, field.after)});
    }
  }
  console.say(table.render());
}

}  // namespace

void show_list_diff(const ListsCommand& command, Console& console) {
  const config::Settings settings = load_settings(command.common);
  const SourceList before = find_list_version(command.names.at(0), command, settings);
  const SourceList after = find_list_version(command.names.at(1), command, settings);
  const config::ListDiff diff = config::diff_lists(before, after);
  if (console.json_mode()) {
    console.json(ordered_json{{"before", version_json(before)},
                              {"after", version_json(after)},
                              {"by_tier", by_tier_json(diff)},
                              {"added", array_of(diff.added)},
                              {"removed", array_of(diff.removed)},
                              {"changed", array_of(diff.changed)}}
                     .dump(2, ' ', false, ordered_json::error_handler_t::replace));
    return;
  }
  console.say(fmt::format("{} {} ({} entries) -> {} {} ({} entries)",
                          before.name,
                          version_name(before),
                          with_thousands(before.entries.size()),
                          after.name,
                          version_name(after),
                          with_thousands(after.entries.size())));
  if (diff.empty()) {
    console.say("No entry differs.");
    return;
  }
  for (const auto& [tier, counts] : count_by_tier(diff)) {
    console.say(fmt::format("{}: {} added, {} removed, {} changed",
                            tier_name(tier),
                            with_thousands(counts.added),
                            with_thousands(counts.removed),
                            with_thousands(counts.changed)));
  }
  say_entries(diff, console);
}

}  // namespace vigie::app
