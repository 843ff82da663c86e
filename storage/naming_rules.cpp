#include "storage/naming_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kPublicByHandle =
    "SELECT a.account_id FROM account a INDEXED BY account_handle "
    "JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE a.handle = ?2 COLLATE NOCASE AND p.name = ?1";
constexpr std::string_view kPublicByNativeId =
    "SELECT a.account_id FROM platform p "
    "CROSS JOIN account a ON a.platform_id = p.platform_id AND a.native_id IN (?2, '@' || ?2) "
    "WHERE p.name = ?1";

std::string lower_platform(std::string_view name) {
  std::string lower{name};
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

void collect_public(Statement& row,
                    std::string_view platform,
                    std::string_view name,
                    std::vector<AccountId>& found) {
  row.query(platform, name);
  while (row.step()) {
    found.push_back({row.integer(0)});
  }
  row.reset();
}

}  // namespace

NamingRules resolve_naming(Database& database,
                           const NamingOptions& options,
                           std::optional<RunId> run) {
  NamingRules rules{options.min_followers, {}, run};
  if (options.min_followers == 0) {
    return rules;
  }
  Statement by_handle{database, kPublicByHandle};
  Statement by_native_id{database, kPublicByNativeId};
  for (const std::string_view name : options.public_accounts) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) {
      continue;
    }
    const std::string platform = lower_platform(name.substr(0, colon));
    std::string_view account = name.substr(colon + 1);
    account.remove_prefix(std::min(account.find_first_not_of('@'), account.size()));
    if (!account.empty()) {
      collect_public(by_handle, platform, account, rules.public_accounts);
      collect_public(by_native_id, platform, account, rules.public_accounts);
    }
  }
  std::sort(rules.public_accounts.begin(), rules.public_accounts.end());
  const auto repeated = std::unique(rules.public_accounts.begin(), rules.public_accounts.end());
  rules.public_accounts.erase(repeated, rules.public_accounts.end());
  return rules;
}

}  // namespace vigie::storage
