#include "analysis/list_effect.h"

#include <cassert>
#include <map>

namespace vigie::analysis {
namespace {

bool is_above(const AccountScore& score, double report_line) {
  return score.rank > 0 && score.likelihood.value_or(0.0) >= report_line;
}

std::vector<SourceEffect> compare_sources(const RunTotals& before, const RunTotals& after) {
  std::map<std::string, SourceEffect> effects;
  for (const SourceUse& use : before.sources) {
    SourceEffect& effect = effects[use.source];
    effect.tier_before = use.tier;
    effect.posts_before = use.posts;
    effect.accounts_before = use.accounts;
  }
  for (const SourceUse& use : after.sources) {
    SourceEffect& effect = effects[use.source];
    effect.tier_after = use.tier;
    effect.posts_after = use.posts;
    effect.accounts_after = use.accounts;
  }
  std::vector<SourceEffect> changed;
  for (auto& [source, effect] : effects) {
    if (effect.tier_before != effect.tier_after || effect.posts_before != effect.posts_after ||
        effect.accounts_before != effect.accounts_after) {
      effect.source = source;
      changed.push_back(std::move(effect));
    }
  }
  return changed;
}

AccountEffect describe(const ActivityAccount& account,
                       const AccountScore& before,
                       const AccountScore& after) {
  return {.platform = account.platform,
          .native_id = account.native_id,
          .handle = account.handle.empty() ? account.native_id : account.handle,
          .listed_before = before.listed_posts,
          .listed_after = after.listed_posts,
          .likelihood_before = before.likelihood,
          .likelihood_after = after.likelihood};
}

/// Counts of one account; `true` counts 1.
void count(const AccountScore& before, const AccountScore& after, ListEffect& effect) {
  const double change =
      after.listed_source_share.value_or(0.0) - before.listed_source_share.value_or(0.0);
  effect.share_rises += change > kLeastShareChange ? 1U : 0U;
  effect.share_falls += change < -kLeastShareChange ? 1U : 0U;
  effect.accounts_more_listed += after.listed_posts > before.listed_posts ? 1U : 0U;
  effect.accounts_fewer_listed += after.listed_posts < before.listed_posts ? 1U : 0U;
  effect.class_changes += after.account_class != before.account_class ? 1U : 0U;
}

}  // namespace

ListEffect compare_lists(const Activity& activity,
                         const AnalysisResult& before,
                         const AnalysisResult& after,
                         double report_line) {
  assert(before.scores.size() == activity.accounts.size());
  assert(after.scores.size() == activity.accounts.size());
  ListEffect effect;
  effect.sources = compare_sources(before.totals, after.totals);
  effect.accounts = activity.accounts.size();
  effect.listed_posts_before = before.totals.listed_posts;
  effect.listed_posts_after = after.totals.listed_posts;
  for (std::size_t i = 0; i < activity.accounts.size(); ++i) {
    const AccountScore& old_score = before.scores[i];
    const AccountScore& new_score = after.scores[i];
    count(old_score, new_score, effect);
    const bool was_above = is_above(old_score, report_line);
    const bool now_above = is_above(new_score, report_line);
    effect.above_before += was_above ? 1U : 0U;
    effect.above_after += now_above ? 1U : 0U;
    if (was_above != now_above) {
      auto& side = now_above ? effect.now_above : effect.now_below;
      side.push_back(describe(activity.accounts[i], old_score, new_score));
    }
  }
  return effect;
}

}  // namespace vigie::analysis
