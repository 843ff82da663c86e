#include "analysis/account_names.h"

#include <algorithm>
#include <cstddef>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

/// `platform:name`, folded, without `@` before the name.
std::string folded_key(std::string_view platform, std::string_view name) {
  name.remove_prefix(name.starts_with('@') ? 1 : 0);
  return fold_case(platform) + ':' + fold_case(name);
}

}  // namespace

FoldedAccount::FoldedAccount(const ActivityAccount& account)
    : handle(folded_key(account.platform, account.handle)),
      native_id(folded_key(account.platform, account.native_id)) {}

AccountNames::AccountNames(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const std::size_t colon = std::min(name.find(':'), name.size());
    names_.insert(folded_key(std::string_view{name}.substr(0, colon),
                             std::string_view{name}.substr(std::min(colon + 1, name.size()))));
  }
}

}  // namespace vigie::analysis
