#include "analysis/analyze.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "analysis/account_class.h"
#include "analysis/account_window.h"
#include "analysis/automation_score.h"
#include "analysis/content.h"
#include "analysis/interval.h"
#include "analysis/parallel.h"
#include "analysis/scored_window.h"
#include "analysis/statistics.h"
#include "analysis/totals.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kGradeAPosts = 200;
constexpr std::uint32_t kGradeADays = 14;
constexpr std::uint32_t kGradeBPosts = 60;
constexpr std::uint32_t kGradeBDays = 7;
constexpr std::uint32_t kGradeCPosts = 10;
constexpr double kLowPrior = 0.01;
constexpr double kHighPrior = 0.15;
constexpr double kLeastShown = 0.005;  ///< Nats below which no posts are picked for a signal.

AccountScore describe(const AnalysisRequest& request,
                      const DeclaredAccounts& declared,
                      const AccountWindow& window) {
  const ActivityAccount& account = request.activity.accounts[window.account];
  AccountScore score;
  score.account = account.account;
  score.window = request.windows[window.window];
  score.grade = window.grade;
  if (request.options.media_class) {
    score.account_class = classify_account(account, request.sources, declared);
  }
  score.posts = window.posts.size();
  score.active_days = window.active_days;
  score.covered_days = window.covered_days;
  score.listed_posts = window.listed_posts;
  score.linking_posts = window.linking_posts;
  score.listed_source_share = window.values[static_cast<std::size_t>(Signal::kListedSourceShare)];
  if (window.grade == Grade::kD) {
    return score;
  }
  const double logit = window.score.logit;
  const double odds_of_prior = log_odds(request.options.prior);
  score.likelihood = logistic(logit);
  score.automation_likelihood = logistic(window.score.automation_logit);
  score.likelihood_prior_1 = logistic(logit - odds_of_prior + log_odds(kLowPrior));
  score.likelihood_prior_15 = logistic(logit - odds_of_prior + log_odds(kHighPrior));
  score.group_nats = window.score.group_nats;
  return score;
}

/// The bootstrap is for those who may be shown; below, the grade's width says enough.
Interval interval_of(const AnalysisRequest& request,
                     const Scorecard& scorecard,
                     const AccountWindow& window) {
  const double likelihood = logistic(window.score.logit);
  return bootstrap_interval({.posts = stretch_of(request, window),
                             .values = window.values,
                             .grade = window.grade,
                             .active_days = window.active_days,
                             .seconds_known = request.activity.seconds_known,
                             .prior = prior_of(request, window.account),
                             .draws = likelihood >= request.options.keep_contributions_above
                                          ? request.options.bootstrap_draws
                                          : 0,
                             .seed = request.options.seed},
                            scorecard);
}

/// Indexes of the ranked scores, first rank first. Scores come by natural key, which settles ties.
std::vector<std::uint32_t> rank(std::vector<AccountScore>& scores) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < scores.size(); ++i) {
    if (scores[i].likelihood && scores[i].account_class == AccountClass::kOrdinary) {
      order.push_back(i);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(*scores[b].low, *scores[b].likelihood) <
           std::tie(*scores[a].low, *scores[a].likelihood);
  });
  for (std::uint32_t r = 0; r < order.size(); ++r) {
    scores[order[r]].rank = r + 1;
  }
  return order;
}

/// Accounts whose contributions are kept (DESIGN section 4), ascending.
std::vector<std::uint32_t> kept_accounts(const AnalysisRequest& request,
                                         std::span<const AccountWindow> chosen,
                                         const std::vector<AccountScore>& scores) {
  constexpr auto kCoordination = static_cast<std::size_t>(Signal::kCoordination);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < scores.size(); ++i) {
    const AccountScore& score = scores[i];
    if (score.likelihood &&
        (*score.likelihood >= request.options.keep_contributions_above ||
         (score.rank > 0 && score.rank <= request.options.keep_contributions_top) ||
         score.account_class != AccountClass::kOrdinary || chosen[i].values[kCoordination])) {
      kept.push_back(i);
    }
  }
  return kept;
}

/// For one signal: where each account's value stands among all accounts with enough data.
class Reference {
 public:
  Reference(std::span<const AccountWindow> chosen, std::size_t signal) {
    for (const AccountWindow& window : chosen) {
      if (window.grade != Grade::kD && window.values[signal]) {
        sorted_.push_back(*window.values[signal]);
      }
    }
    std::sort(sorted_.begin(), sorted_.end());
  }

  [[nodiscard]] std::uint64_t accounts() const { return sorted_.size(); }

  [[nodiscard]] double percentile(double value) const {
    const auto below = std::lower_bound(sorted_.begin(), sorted_.end(), value) - sorted_.begin();
    return sorted_.empty() ? 0.0 : static_cast<double>(below) / static_cast<double>(sorted_.size());
  }

 private:
  std::vector<double> sorted_;
};

/// Coordination shows the posts that met others', all other signals posts of the account alone.
std::vector<std::uint32_t> posts_behind(Signal signal,
                                        const AnalysisRequest& request,
                                        const CoordinationByAccount& coordination,
                                        const AccountWindow& window) {
  if (signal == Signal::kCoordination) {
    return coordination.find(window.account)->posts;
  }
  return evidence_posts(signal, request.activity, window.posts, request.options.evidence_posts);
}

/// Every measured signal, also one that adds nothing: what a score would be under other weights, or
/// without one of its parts, can be said only of values that were kept.
void explain(const AnalysisRequest& request,
             const Scorecard& scorecard,
             const CoordinationByAccount& coordination,
             const AccountWindow& window,
             std::span<const Reference> references,
             AccountScore& score) {
  const ScoredSignals scored = scorecard.score(window.values, prior_of(request, window.account));
  for (std::size_t s = 0; s < kSignalCount; ++s) {
    const double nats = scored.nats[s];
    if (!window.values[s]) {
      continue;
    }
    Contribution contribution;
    contribution.signal = static_cast<Signal>(s);
    contribution.value = *window.values[s];
    contribution.nats = nats;
    contribution.percentile = references[s].percentile(contribution.value);
    if (nats >= kLeastShown) {  // what is absent cannot be shown
      for (const std::uint32_t post :
           posts_behind(contribution.signal, request, coordination, window)) {
        contribution.evidence.push_back(request.activity.post[post]);
      }
    }
    score.contributions.push_back(std::move(contribution));
  }
  std::stable_sort(score.contributions.begin(),
                   score.contributions.end(),
                   [](const Contribution& a, const Contribution& b) {
                     return std::abs(a.nats) > std::abs(b.nats);
                   });
}

/// @return  Accounts that each signal's percentiles are taken over.
std::array<std::uint64_t, kSignalCount> explain_kept(const AnalysisRequest& request,
                                                     const Scorecard& scorecard,
                                                     const CoordinationByAccount& coordination,
                                                     std::span<const AccountWindow> chosen,
                                                     std::span<const std::uint32_t> kept,
                                                     std::vector<AccountScore>& scores) {
  std::vector<Reference> references;
  references.reserve(kSignalCount);
  std::array<std::uint64_t, kSignalCount> accounts{};
  for (std::size_t s = 0; s < kSignalCount; ++s) {
    references.emplace_back(chosen, s);
    accounts[s] = references.back().accounts();
  }
  for_each_index(kept.size(), request.options.threads, [&](std::size_t i) {
    explain(request, scorecard, coordination, chosen[kept[i]], references, scores[kept[i]]);
  });
  return accounts;
}

}  // namespace

Grade grade_of(std::uint32_t posts, std::uint32_t active_days) {
  if (posts >= kGradeAPosts && active_days >= kGradeADays) {
    return Grade::kA;
  }
  if (posts >= kGradeBPosts && active_days >= kGradeBDays) {
    return Grade::kB;
  }
  return posts >= kGradeCPosts ? Grade::kC : Grade::kD;
}

std::vector<TimeWindow> consecutive_windows(UtcTime oldest, UtcTime end, std::chrono::days length) {
  std::vector<TimeWindow> windows;
  for (UtcTime last = end; last > oldest; last -= length) {
    windows.push_back({last - length, last});
  }
  std::reverse(windows.begin(), windows.end());
  return windows;
}

AnalysisResult analyze(const AnalysisRequest& request) {
  AnalysisResult result;
  if (!request.coordination_tested) {
    result.notes.emplace_back("coordination_not_tested");
  }
  if (!request.activity.seconds_known) {
    result.notes.emplace_back("second_level_absent");
  }
  const Scorecard scorecard{request.model};
  const DeclaredAccounts declared{request.options};
  const CoordinationByAccount coordination{request};
  const std::vector<AccountWindow> chosen = score_windows(request, scorecard);

  result.scores.resize(chosen.size());
  for_each_index(chosen.size(), request.options.threads, [&](std::size_t i) {
    AccountScore& score = result.scores[i];
    score = describe(request, declared, chosen[i]);
    if (score.likelihood) {
      const Interval interval = interval_of(request, scorecard, chosen[i]);
      score.low = logistic(interval.low);
      score.high = logistic(interval.high);
    }
  });
  rank(result.scores);
  const std::vector<std::uint32_t> kept = kept_accounts(request, chosen, result.scores);
  const auto reference_accounts =
      explain_kept(request, scorecard, coordination, chosen, kept, result.scores);

  std::vector<std::uint32_t> shown;
  shown.reserve(kept.size());
  for (const std::uint32_t i : kept) {
    shown.push_back(chosen[i].account);
  }
  result.totals = count_totals(request, shown);
  result.totals.reference_accounts = reference_accounts;
  if (request.windows.size() == 1) {
    const SourcePrior usual = usual_source_share(chosen);
    result.totals.usual_listed = {{usual.mean, usual.strength}};
  }
  return result;
}

}  // namespace vigie::analysis
