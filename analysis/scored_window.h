// The window of an account that stands for it, with every signal and its score.
//
// Shared by the analysis, which describes accounts, and by the learning, which compares them with
// labels: both see the same values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/account_window.h"
#include "analysis/analyze.h"
#include "analysis/automation_score.h"
#include "analysis/coordination/account_signal.h"

namespace vigie::analysis {

/// The coordination signal of each account, or nothing. Refers to the request's.
class CoordinationByAccount {
 public:
  explicit CoordinationByAccount(const AnalysisRequest& request);

  [[nodiscard]] const CoordinationSignal* find(std::uint32_t account) const {
    return place_[account] == 0 ? nullptr : &signals_[place_[account] - 1];
  }

 private:
  std::span<const CoordinationSignal> signals_;
  std::vector<std::uint32_t> place_;  ///< 1 + index; 0: none.
};

/// One window per account with posts, by account, with its score: that of the highest likelihood
/// among those with enough data (ties: the earlier), else the one with most posts.
[[nodiscard]] std::vector<AccountWindow> score_windows(const AnalysisRequest& request,
                                                       const Scorecard& scorecard);

/// Prior of one account: the run's, moved by what the model knows of its platform and language.
[[nodiscard]] double prior_of(const AnalysisRequest& request, std::uint32_t account);

}  // namespace vigie::analysis
