// An account as the learning sees it: the values that the score would see, and what somebody who
// looked at it said. Scoring itself never meets this type.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "analysis/automation_score.h"
#include "storage/model/finding.h"

namespace vigie::analysis {

/// The natural key of an account; two rows with the same key are one account.
struct AccountKey {
  std::string platform;
  std::string native_id;

  friend auto operator<=>(const AccountKey&, const AccountKey&) = default;
};

/// One account under one label origin. An account that two origins label is two rows.
struct LabelledAccount {
  AccountKey key;
  std::uint32_t source = 0;  ///< Index of the label origin.
  bool positive = false;     ///< Labelled as what the score looks for.
  SignalValues values{};     ///< As `analyze` measures them in the same window.
  Grade grade = Grade::kD;
  AccountClass account_class = AccountClass::kOrdinary;
  std::uint32_t posts = 0;  ///< In the window.
  std::string language;     ///< Of most of its posts; empty: unknown.
};

/// Those that are scored at all: grade D teaches nothing and is judged in nothing.
[[nodiscard]] inline std::vector<LabelledAccount> with_enough_data(
    const std::vector<LabelledAccount>& accounts) {
  std::vector<LabelledAccount> kept;
  std::copy_if(accounts.begin(), accounts.end(), std::back_inserter(kept), [](const auto& account) {
    return account.grade != Grade::kD;
  });
  return kept;
}

}  // namespace vigie::analysis
