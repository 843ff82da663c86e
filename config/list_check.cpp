#include "config/list_check.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace vigie::config {
namespace {

constexpr std::chrono::days kMaxAge{365};
constexpr std::size_t kMaxHost = 253;
constexpr std::size_t kMaxLabel = 63;
constexpr std::size_t kMaxHandle = 100;

bool is_host_label(std::string_view label) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !label.empty() && label.size() <= kMaxLabel && label.front() != '-' &&
         label.back() != '-' && std::all_of(label.begin(), label.end(), allowed);
}

std::optional<UtcTime> parse_date(std::string_view date) {
  return date.size() == 10 ? parse_iso8601(date) : std::nullopt;
}

/// Findings of one list, collected in any order.
class ListCheck {
 public:
  ListCheck(const SourceList& list, UtcTime today, std::vector<ListFinding>& findings)
      : list_(list), today_(today), findings_(findings) {}

  void run() {
    if (list_.licence.empty()) {
      add(ListProblem::kNoLicence, "", "states no licence: add `# licence: ...`");
    }
    check_date("", "version", list_.version, true);
    std::set<std::pair<std::string, std::string>> seen;
    for (const SourceEntry& entry : list_.entries) {
      if (!seen.emplace(entry.platform, entry.pattern).second) {
        add(ListProblem::kDuplicate, entry.pattern, "is listed twice: keep one row");
      }
      check_pattern(entry);
      check_evidence(entry);
      check_date(entry.pattern, "first_listed", entry.first_listed, false);
      check_date(entry.pattern, "last_checked", entry.last_checked, true);
      check_age(entry);
    }
  }

 private:
  void add(ListProblem problem, const std::string& pattern, std::string_view what) {
    const std::string subject = pattern.empty() ? "the list" : pattern;
    findings_.push_back(
        {problem, list_.name, pattern, fmt::format("{}: {} {}", list_.name, subject, what)});
  }

  void check_pattern(const SourceEntry& entry) {
    if (entry.match == SourceMatch::kDomain && !is_host_name(entry.pattern)) {
      add(ListProblem::kInvalidPattern,
          entry.pattern,
          "is not a host name: write it in lower-case ASCII, without www., path or port");
    }
    if (entry.match == SourceMatch::kAccount && !is_handle_name(entry.pattern)) {
      add(ListProblem::kInvalidPattern,
          entry.pattern,
          "is not a handle: write it in lower case, without @ before it");
    }
  }

  void check_evidence(const SourceEntry& entry) {
    if (counts_as_listed(entry.tier) && !is_web_address(entry.evidence_url)) {
      add(ListProblem::kNoEvidence,
          entry.pattern,
          "has no evidence: give the web address of what names it");
    }
  }

  void check_date(const std::string& pattern,
                  std::string_view field,
                  const std::string& date,
                  bool required) {
    if (date.empty() && !required) {
      return;
    }
    const auto time = parse_date(date);
    if (!time) {
      add(ListProblem::kBadDate,
          pattern,
          fmt::format("has {} \"{}\": an ISO date is needed", field, date));
    } else if (*time > today_) {
      add(ListProblem::kFutureDate,
          pattern,
          fmt::format("has {} {}, which is still to come", field, date));
    }
  }

  void check_age(const SourceEntry& entry) {
    const auto checked = parse_date(entry.last_checked);
    if (checked && *checked + kMaxAge < today_) {
      add(ListProblem::kStale,
          entry.pattern,
          fmt::format("was last checked on {}: check it again", entry.last_checked));
    }
  }

  const SourceList& list_;
  UtcTime today_;
  std::vector<ListFinding>& findings_;
};

/// Platform, empty for hosts, and pattern.
using EntryKey = std::pair<std::string, std::string>;

struct Listing {
  const SourceList* list;
  const SourceEntry* entry;
};

/// Hosts that carry what anybody posts.
std::set<std::string, std::less<>> platform_hosts(std::span<const SourceList> lists) {
  std::set<std::string, std::less<>> hosts;
  for (const SourceList& list : lists) {
    for (const SourceEntry& entry : list.entries) {
      if (entry.match == SourceMatch::kDomain && entry.family == "platform") {
        hosts.insert(entry.pattern);
      }
    }
  }
  return hosts;
}

/// `host` or a host above it, if that is a platform.
std::optional<std::string> find_platform(const std::set<std::string, std::less<>>& platforms,
                                         std::string_view host) {
  while (true) {
    if (const auto found = platforms.find(host); found != platforms.end()) {
      return *found;
    }
    const auto dot = host.find('.');
    if (dot == std::string_view::npos) {
      return std::nullopt;
    }
    host.remove_prefix(dot + 1);
  }
}

void find_listed_platforms(std::span<const SourceList> lists, std::vector<ListFinding>& findings) {
  const auto platforms = platform_hosts(lists);
  for (const SourceList& list : lists) {
    for (const SourceEntry& entry : list.entries) {
      if (entry.match != SourceMatch::kDomain || !counts_as_listed(entry.tier)) {
        continue;
      }
      if (const auto platform = find_platform(platforms, entry.pattern)) {
        findings.push_back(
            {ListProblem::kListedPlatform,
             list.name,
             entry.pattern,
             fmt::format("{}: {} belongs to the platform {}, so that everybody's posts would "
                         "count: list accounts instead",
                         list.name,
                         entry.pattern,
                         *platform)});
      }
    }
  }
}

/// A listed entry that another list declares as one that never counts.
void find_contradictions(std::span<const SourceList> lists, std::vector<ListFinding>& findings) {
  std::map<EntryKey, std::vector<Listing>> neutral;
  for (const SourceList& list : lists) {
    for (const SourceEntry& entry : list.entries) {
      if (!counts_as_listed(entry.tier)) {
        neutral[{entry.platform, entry.pattern}].push_back({&list, &entry});
      }
    }
  }
  for (const SourceList& list : lists) {
    for (const SourceEntry& entry : list.entries) {
      const auto found = neutral.find({entry.platform, entry.pattern});
      if (!counts_as_listed(entry.tier) || found == neutral.end()) {
        continue;
      }
      const Listing& other = found->second.front();
      findings.push_back({ListProblem::kContradiction,
                          list.name,
                          entry.pattern,
                          fmt::format("{}: {} is {} here and {} in {}: drop one of the two",
                                      list.name,
                                      entry.pattern,
                                      tier_name(entry.tier),
                                      tier_name(other.entry->tier),
                                      other.list->name)});
    }
  }
}

}  // namespace

bool is_host_name(std::string_view host) {
  if (host.size() > kMaxHost || host.starts_with("www.")) {
    return false;
  }
  std::size_t labels = 0;
  std::string_view rest = host;
  while (true) {
    const auto dot = rest.find('.');
    if (!is_host_label(rest.substr(0, dot))) {
      return false;
    }
    ++labels;
    if (dot == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(dot + 1);
  }
  return labels >= 2 && rest.find_first_not_of("0123456789") != std::string_view::npos;
}

bool is_handle_name(std::string_view handle) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
           c == '@';
  };
  return !handle.empty() && handle.size() <= kMaxHandle && handle.front() != '@' &&
         std::all_of(handle.begin(), handle.end(), allowed);
}

bool is_web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

std::vector<ListFinding> check_lists(std::span<const SourceList> lists, UtcTime today) {
  std::vector<ListFinding> findings;
  for (const SourceList& list : lists) {
    ListCheck{list, today, findings}.run();
  }
  find_contradictions(lists, findings);
  find_listed_platforms(lists, findings);
  std::sort(findings.begin(), findings.end(), [](const ListFinding& a, const ListFinding& b) {
    return std::tie(a.list, a.pattern, a.problem, a.message) <
           std::tie(b.list, b.pattern, b.problem, b.message);
  });
  return findings;
}

}  // namespace vigie::config
