#include "analysis/coordination/find_coordination.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/coordination/candidates.h"
#include "analysis/coordination/null_model.h"
#include "analysis/coordination/share_table.h"

namespace vigie::analysis {
namespace {

std::vector<AccountCoordination> score_accounts(const PairTable& pairs, const GroupTable& groups) {
  std::map<std::uint32_t, AccountCoordination> accounts;
  for (const CoordinatedPair& pair : pairs.pairs) {
    for (const std::uint32_t account : {pair.account_a, pair.account_b}) {
      AccountCoordination& row = accounts[account];
      row.account = account;
      ++row.links;
      row.score += std::min(kMostDecadesPerLink, pair.decades);
    }
  }
  for (const GroupMember& member : groups.members) {
    accounts[member.account].group = member.group;
  }
  std::vector<AccountCoordination> rows;
  for (auto& [account, row] : accounts) {
    row.nats = std::log1p(row.score);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

CoordinationResult find_coordination(const CoordinationInput& input,
                                     const CoordinationOptions& options) {
  CoordinationResult result;
  const ShareTable table = make_share_table(input);
  const Candidates candidates = find_candidates(table, input.accounts, options);
  const NullModel null{input, table, options, candidates.max_sharers};
  result.pairs = test_pairs(candidates, null, input.accounts, candidates.max_sharers, options);
  result.groups = find_groups(input, table, result.pairs, options);
  result.accounts = score_accounts(result.pairs, result.groups);
  const double accounts = input.accounts;
  result.coverage = {table.size(),
                     static_cast<std::uint32_t>(table.objects.size()),
                     candidates.max_sharers,
                     candidates.popular_objects,
                     candidates.popular_shares,
                     candidates.co_shares,
                     result.pairs.tested,
                     result.pairs.asked_about_time,
                     accounts * std::max(0.0, accounts - 1.0) / 2.0,
                     result.pairs.clumpiness,
                     null.strata()};
  return result;
}

}  // namespace vigie::analysis
