// Names of accounts as a team writes them in its settings: `platform:handle`, or a native id.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analysis/activity.h"

namespace vigie::analysis {

/// Both names of an account, folded once and asked for several times.
struct FoldedAccount {
  explicit FoldedAccount(const ActivityAccount& account);

  std::string handle;  ///< With its platform.
  std::string native_id;
};

/// A set of names. Platform, handle and native id are compared case-folded (NFKC_Casefold); an `@`
/// before the handle is ignored on either side. Immutable: any number of readers.
class AccountNames {
 public:
  explicit AccountNames(const std::vector<std::string>& names);

  [[nodiscard]] bool contains(const FoldedAccount& account) const {
    return names_.contains(account.handle) || names_.contains(account.native_id);
  }

  [[nodiscard]] bool empty() const { return names_.empty(); }

 private:
  std::unordered_set<std::string> names_;
};

}  // namespace vigie::analysis
