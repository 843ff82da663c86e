#include "analysis/scored_window.h"

#include "analysis/content.h"
#include "analysis/repost_standing.h"

namespace vigie::analysis {
namespace {

/// The window that stands for an account: the highest likelihood among those with enough data.
bool stands_before(const AccountWindow& a, const AccountWindow& b) {
  const bool a_enough = a.grade != Grade::kD;
  const bool b_enough = b.grade != Grade::kD;
  if (a_enough != b_enough) {
    return a_enough;
  }
  if (a_enough && a.score.logit != b.score.logit) {
    return a.score.logit > b.score.logit;
  }
  if (!a_enough && a.posts.size() != b.posts.size()) {
    return a.posts.size() > b.posts.size();
  }
  return a.window < b.window;
}

}  // namespace

CoordinationByAccount::CoordinationByAccount(const AnalysisRequest& request)
    : signals_(request.coordination), place_(request.activity.accounts.size(), 0) {
  for (std::size_t i = 0; i < signals_.size(); ++i) {
    place_[signals_[i].account] = static_cast<std::uint32_t>(i + 1);
  }
}

double prior_of(const AnalysisRequest& request, std::uint32_t account) {
  const ActivityAccount& whose = request.activity.accounts[account];
  return moved_prior(request.options.prior,
                     prior_offset(request.model, whose.platform, whose.language));
}

std::vector<AccountWindow> score_windows(const AnalysisRequest& request,
                                         const Scorecard& scorecard) {
  constexpr auto kCoordination = static_cast<std::size_t>(Signal::kCoordination);
  std::vector<AccountWindow> windows = measure_account_windows(request);
  measure_content(request, windows);
  measure_repost_standing(request, windows);
  const CoordinationByAccount coordination{request};
  for_each_index(windows.size(), request.options.threads, [&](std::size_t i) {
    AccountWindow& window = windows[i];
    if (const CoordinationSignal* signal = coordination.find(window.account)) {
      window.values[kCoordination] = signal->nats;
    }
    if (window.grade == Grade::kD) {
      return;  // too little for a score
    }
    const ScoredSignals scored = scorecard.score(window.values, prior_of(request, window.account));
    window.score = {scored.group_nats, scored.logit, scored.automation_logit};
  });
  // They come by account, so that the chosen ones fit into the same array: of millions of accounts
  // a second one would be most of the memory.
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (chosen == 0 || windows[chosen - 1].account != windows[i].account) {
      windows[chosen++] = windows[i];
    } else if (stands_before(windows[i], windows[chosen - 1])) {
      windows[chosen - 1] = windows[i];
    }
  }
  windows.resize(chosen);
  return windows;
}

}  // namespace vigie::analysis
