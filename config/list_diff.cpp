#include "config/list_diff.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace vigie::config {
namespace {

using Key = std::tuple<SourceMatch, std::string, std::string>;

Key key_of(const SourceEntry& entry) {
  return {entry.match, entry.pattern, entry.platform};
}

std::map<Key, const SourceEntry*> by_key(const SourceList& list) {
  std::map<Key, const SourceEntry*> entries;
  for (const SourceEntry& entry : list.entries) {
    entries.emplace(key_of(entry), &entry);
  }
  return entries;
}

std::vector<FieldChange> changed_fields(const SourceEntry& before, const SourceEntry& after) {
  std::vector<FieldChange> fields;
  const auto compare = [&](const char* field, std::string_view old_value, std::string_view value) {
    if (old_value != value) {
      fields.push_back({field, std::string{old_value}, std::string{value}});
    }
  };
  compare("tier", tier_name(before.tier), tier_name(after.tier));
  compare("family", before.family, after.family);
  compare("label", before.label, after.label);
  compare("evidence_url", before.evidence_url, after.evidence_url);
  compare("first_listed", before.first_listed, after.first_listed);
  compare("last_checked", before.last_checked, after.last_checked);
  return fields;
}

bool comes_before(const SourceEntry& a, const SourceEntry& b) {
  return std::tie(a.tier, a.match, a.pattern, a.platform) <
         std::tie(b.tier, b.match, b.pattern, b.platform);
}

}  // namespace

ListDiff diff_lists(const SourceList& before, const SourceList& after) {
  const auto old_entries = by_key(before);
  const auto new_entries = by_key(after);
  ListDiff diff;
  for (const auto& [key, entry] : old_entries) {
    const auto found = new_entries.find(key);
    if (found == new_entries.end()) {
      diff.removed.push_back(*entry);
      continue;
    }
    auto fields = changed_fields(*entry, *found->second);
    if (!fields.empty()) {
      diff.changed.push_back({*entry, *found->second, std::move(fields)});
    }
  }
  for (const auto& [key, entry] : new_entries) {
    if (!old_entries.contains(key)) {
      diff.added.push_back(*entry);
    }
  }
  std::sort(diff.added.begin(), diff.added.end(), comes_before);
  std::sort(diff.removed.begin(), diff.removed.end(), comes_before);
  std::sort(diff.changed.begin(), diff.changed.end(), [](const auto& a, const auto& b) {
    return comes_before(a.after, b.after);
  });
  return diff;
}

}  // namespace vigie::config
