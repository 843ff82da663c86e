#include "analysis/scored_window.h"

#include "analysis/content.h"
#include "analysis/repost_standing.h"

namespace vigie::analysis {
namespace {

/// The window that stands for an account: the highest likelihood among those with enough data.
bool stands_before(const ScoredWindow& a, const ScoredWindow& b) {
  const bool a_enough = a.window.grade != Grade::kD;
  const bool b_enough = b.window.grade != Grade::kD;
  if (a_enough != b_enough) {
    return a_enough;
  }
  if (a_enough && a.signals.logit != b.signals.logit) {
    return a.signals.logit > b.signals.logit;
  }
  if (!a_enough && a.window.posts.size() != b.window.posts.size()) {
    return a.window.posts.size() > b.window.posts.size();
  }
  return a.window.window < b.window.window;
}

}  // namespace

CoordinationByAccount::CoordinationByAccount(const AnalysisRequest& request)
    : signals_(request.coordination), place_(request.activity.accounts.size(), 0) {
  for (std::size_t i = 0; i < signals_.size(); ++i) {
    place_[signals_[i].account] = static_cast<std::uint32_t>(i + 1);
  }
}

std::vector<ScoredWindow> score_windows(const AnalysisRequest& request,
                                        const Scorecard& scorecard) {
  constexpr auto kCoordination = static_cast<std::size_t>(Signal::kCoordination);
  std::vector<AccountWindow> windows = measure_account_windows(request);
  measure_content(request, windows);
  measure_repost_standing(request, windows);
  const CoordinationByAccount coordination{request};
  std::vector<ScoredWindow> chosen;
  for (AccountWindow& window : windows) {  // by account
    if (const CoordinationSignal* signal = coordination.find(window.account)) {
      window.values[kCoordination] = signal->nats;
    }
    const ActivityAccount& account = request.activity.accounts[window.account];
    const double prior = moved_prior(
        request.options.prior, prior_offset(request.model, account.platform, account.language));
    const ScoredWindow scored{window, scorecard.score(window.values, prior)};
    if (chosen.empty() || chosen.back().window.account != window.account) {
      chosen.push_back(scored);
    } else if (stands_before(scored, chosen.back())) {
      chosen.back() = scored;
    }
  }
  return chosen;
}

}  // namespace vigie::analysis
