// One account in one window: its posts, how much there is, and every signal that can be measured.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/automation_score.h"
#include "analysis/behaviour.h"
#include "analysis/evidence.h"

namespace vigie::analysis {

/// What the score makes of an account window, log-odds. A signal's part is not kept: it follows
/// from the values.
struct WindowScore {
  std::array<double, kSignalGroupCount> group_nats{};  ///< Troll-bot scale.
  double logit = 0.0;                                  ///< Troll-bot likelihood, prior included.
  double automation_logit = 0.0;                       ///< Likewise.
};

struct AccountWindow {
  std::uint32_t account = 0;  ///< Index into Activity::accounts.
  std::uint32_t window = 0;   ///< Index into AnalysisRequest::windows.
  PostRange posts;
  Grade grade = Grade::kD;
  std::uint32_t active_days = 0;
  double covered_days = 0.0;
  std::uint32_t linking_posts = 0;
  std::uint32_t listed_posts = 0;
  std::uint32_t listed_neutral_posts = 0;  ///< Of the listed ones.
  std::uint32_t listed_debunk_posts = 0;   ///< Likewise.
  SignalValues values{};
  WindowScore score;  ///< Of `score_windows` (scored_window.h) alone.
};

/// Every account in every window in which it posted, by account, then window. Signals that need the
/// other accounts (sources, polarity) are left absent; content.h fills them.
[[nodiscard]] std::vector<AccountWindow> measure_account_windows(const AnalysisRequest& request);

/// The posts of an account window, as behaviour is measured on.
[[nodiscard]] PostStretch stretch_of(const AnalysisRequest& request, const AccountWindow& window);

}  // namespace vigie::analysis
