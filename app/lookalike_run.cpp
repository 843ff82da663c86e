#include "app/lookalike_run.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/lookalike.h"
#include "storage/activity_reader.h"
#include "storage/lookalike_store.h"

namespace vigie::app {
namespace {

/// Domains that resemble, before their use is known.
struct DomainGroups {
  std::map<std::string, std::uint32_t> by_subject;
  std::vector<std::vector<LookalikeMatch>> matches;           ///< By group.
  std::unordered_map<std::int64_t, std::uint32_t> of_domain;  ///< By domain id.
};

/// Declared outlets, platforms and shorteners are known for what they are.
bool is_declared(const analysis::SourceIndex& sources, std::string_view host) {
  const auto hit = sources.find_host(host);
  return hit && !counts_as_listed(hit->tier);
}

DomainGroups group_domains(const analysis::LookalikeMatcher& matcher,
                           const analysis::SourceIndex& sources,
                           storage::Database& database) {
  DomainGroups groups;
  storage::ActivityReader{database}.read_domains([&](const DomainRow& row) {
    auto [subject, matches] = matcher.match_host(row.host, row.registrable);
    if (matches.empty() || is_declared(sources, row.host)) {
      return;
    }
    const auto [group, added] = groups.by_subject.try_emplace(
        std::move(subject), static_cast<std::uint32_t>(groups.matches.size()));
    if (added) {
      groups.matches.push_back(std::move(matches));
    }
    groups.of_domain[row.domain.value] = group->second;
  });
  return groups;
}

std::vector<LookalikeDomain> find_domains(const analysis::LookalikeMatcher& matcher,
                                          const AnalysisRun& run,
                                          std::uint32_t evidence_posts,
                                          const analysis::SourceIndex& sources,
                                          storage::Database& database) {
  DomainGroups groups = group_domains(matcher, sources, database);
  std::vector<LookalikeUse> uses = storage::LookalikeStore{database}.use_of_domains(
      groups.of_domain, groups.matches.size(), run.window, evidence_posts);
  std::vector<LookalikeDomain> found;
  for (const auto& [subject, group] : groups.by_subject) {
    if (uses[group].posts > 0) {
      found.push_back({subject, std::move(groups.matches[group]), std::move(uses[group])});
    }
  }
  return found;
}

std::vector<LookalikeAccount> find_accounts(const analysis::LookalikeMatcher& matcher,
                                            const AnalysisRun& run,
                                            std::uint32_t evidence_posts,
                                            storage::Database& database) {
  storage::LookalikeStore store{database};
  std::vector<LookalikeAccount> found;
  store.read_accounts(run.id, [&](const storage::NamedAccount& account) {
    if (account.account_class != AccountClass::kOrdinary ||
        matcher.is_own(account.platform, account.handle)) {
      return;
    }
    std::vector<LookalikeMatch> matches = matcher.match_handle(account.platform, account.handle);
    for (LookalikeMatch& match : matcher.match_name(account.display_name)) {
      matches.push_back(std::move(match));
    }
    if (!matches.empty()) {
      found.push_back({account.account, std::move(matches), {}});
    }
  });
  for (LookalikeAccount& account : found) {
    account.use = store.use_of_account(account.account, run.window, evidence_posts);
  }
  std::erase_if(found, [](const LookalikeAccount& account) { return account.use.posts == 0; });
  return found;
}

}  // namespace

Lookalikes find_lookalikes(const AnalysisRun& run,
                           const analysis::AnalysisOptions& options,
                           const analysis::SourceIndex& sources,
                           storage::Database& database) {
  const analysis::ProtectOptions& protect = options.protect;
  if (protect.empty()) {
    return {};
  }
  const analysis::LookalikeMatcher matcher{protect};
  Lookalikes result;
  result.protected_domains = protect.domains;
  result.protected_handles = protect.handles;
  result.protected_names = protect.names;
  if (!protect.domains.empty()) {
    result.domains = find_domains(matcher, run, options.evidence_posts, sources, database);
  }
  if (!protect.handles.empty() || !protect.names.empty()) {
    result.accounts = find_accounts(matcher, run, options.evidence_posts, database);
  }
  return result;
}

}  // namespace vigie::app
