#include "analysis/source_index.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace vigie::analysis {
namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return out;
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

std::string account_key(std::string_view platform, std::string_view handle) {
  return lowered(platform).append(" ").append(lowered(without_prefix(handle, "@")));
}

/// `host` without `www.`, a wildcard and the dot of a root.
std::string host_key(std::string_view pattern) {
  std::string key = lowered(pattern);
  if (key.ends_with('.')) {
    key.pop_back();
  }
  return std::string(without_prefix(without_prefix(key, "*."), "www."));
}

}  // namespace

SourceIndex::SourceIndex(std::span<const SourceList> lists) : lists_(lists) {
  const auto goes_before = [lists](const SourceHit& a, const SourceHit& b) {
    if (a.tier != b.tier) {
      return a.tier < b.tier;
    }
    return lists[a.list].name < lists[b.list].name;
  };
  for (std::uint32_t list = 0; list < lists.size(); ++list) {
    const std::vector<SourceEntry>& entries = lists[list].entries;
    for (std::uint32_t entry = 0; entry < entries.size(); ++entry) {
      const SourceEntry& source = entries[entry];
      const bool is_account = source.match == SourceMatch::kAccount;
      const SourceHit hit{source.tier, list, entry};
      const auto [known, fresh] =
          is_account ? accounts_.try_emplace(account_key(source.platform, source.pattern), hit)
                     : hosts_.try_emplace(host_key(source.pattern), hit);
      if (!fresh && goes_before(hit, known->second)) {
        known->second = hit;
      }
    }
  }
}

std::optional<SourceHit> SourceIndex::find_host(std::string_view host) const {
  std::optional<SourceHit> best;
  std::string name = host_key(host);
  while (!name.empty()) {
    const auto entry = hosts_.find(name);
    if (entry != hosts_.end()) {
      const SourceHit& hit = entry->second;
      if (!counts_as_listed(hit.tier)) {
        return best ? best : std::optional(hit);
      }
      best = !best || hit.tier < best->tier ? hit : *best;
    }
    const std::size_t dot = name.find('.');
    name.erase(0, dot == std::string::npos ? name.size() : dot + 1);
  }
  return best;
}

std::optional<SourceHit> SourceIndex::find_account(std::string_view platform,
                                                   std::string_view handle) const {
  const auto entry = accounts_.find(account_key(platform, handle));
  return entry == accounts_.end() ? std::nullopt : std::optional(entry->second);
}

std::vector<std::string> SourceIndex::shorteners() const {
  std::vector<std::string> hosts;
  for (const auto& [host, hit] : hosts_) {
    if (hit.tier == SourceTier::kShortener) {
      hosts.push_back(host);
    }
  }
  std::sort(hosts.begin(), hosts.end());
  return hosts;
}

}  // namespace vigie::analysis
