#include "analysis/content.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/parallel.h"
#include "analysis/polarity.h"
#include "analysis/source_share.h"

namespace vigie::analysis {
namespace {

SignalValue& slot(AccountWindow& window, Signal signal) {
  return window.values[static_cast<std::size_t>(signal)];
}

/// Listed posts as they count: one that contradicts its source passes nothing on.
double weighted_listed_posts(const AccountWindow& window) {
  const std::uint32_t endorsed =
      window.listed_posts - window.listed_neutral_posts - window.listed_debunk_posts;
  return static_cast<double>(endorsed) +
         kNeutralShareWeight * static_cast<double>(window.listed_neutral_posts);
}

SourceCounts source_counts(const AccountWindow& window) {
  return {weighted_listed_posts(window), static_cast<double>(window.linking_posts)};
}

/// The mean over accounts, not over links, is the baseline: a few busy relays must not become what
/// is usual. Without a listed post the lower bound cannot exceed it; the quantile is dear.
std::optional<double> share_beyond_usual(const SourceCounts& counts, const SourcePrior& prior) {
  if (counts.linking == 0.0) {
    return std::nullopt;
  }
  const double low = counts.listed == 0.0 ? 0.0 : estimate_source_share(counts, prior).low;
  return std::max(0.0, low - prior.mean);
}

/// Sources of the account windows of one window of time.
void measure_sources(std::uint32_t threads, std::span<AccountWindow* const> windows) {
  std::vector<SourceCounts> counts;
  counts.reserve(windows.size());
  for (const AccountWindow* window : windows) {
    counts.push_back(source_counts(*window));
  }
  const SourcePrior prior = fit_source_prior(counts);
  for_each_index(windows.size(), threads, [&](std::size_t i) {
    if (const auto share = share_beyond_usual(counts[i], prior)) {
      slot(*windows[i], Signal::kListedSourceShare) = share;
    }
  });
}

void measure_sources_by_window(const AnalysisRequest& request, std::span<AccountWindow> windows) {
  std::vector<std::vector<AccountWindow*>> by_window(request.windows.size());
  for (AccountWindow& window : windows) {
    by_window[window.window].push_back(&window);
  }
  for (const auto& group : by_window) {
    measure_sources(request.options.threads, group);
  }
}

void measure_focus(const AnalysisRequest& request, std::span<AccountWindow> windows) {
  const std::span<const TopicMask> topics{request.activity.topics};
  for_each_index(windows.size(), request.options.threads, [&](std::size_t i) {
    AccountWindow& window = windows[i];
    slot(window, Signal::kTopicFocus) =
        measure_topic_focus(topics.subspan(window.posts.first, window.posts.size()));
  });
}

/// Seeds of a topic's two sides over the polarity objects: -1, +1, else 0. Empty: it has no sides.
std::vector<std::int8_t> seeds_of(const TopicDefinition& topic,
                                  const std::vector<std::string>& objects) {
  if (topic.sides.size() != 2) {
    return {};
  }
  std::unordered_map<std::string, std::int8_t> side_of;
  for (std::size_t side = 0; side < 2; ++side) {
    const std::int8_t sign = side == 0 ? -1 : 1;
    for (const std::string& tag : topic.sides[side].hashtags) {
      side_of["#" + tag] = sign;
    }
    for (const std::string& domain : topic.sides[side].domains) {
      side_of[domain] = sign;
    }
  }
  std::vector<std::int8_t> seeds(objects.size(), 0);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const auto found = side_of.find(objects[i]);
    seeds[i] = found == side_of.end() ? std::int8_t{0} : found->second;
  }
  return seeds;
}

/// Uses of objects in posts on topic `bit`, by the index of `index_of_post`.
std::vector<ObjectUse> uses_on_topic(const Activity& activity,
                                     std::size_t bit,
                                     std::span<const std::uint32_t> index_of_post) {
  std::vector<ObjectUse> uses;
  for (const PolarityUse& use : activity.object_uses) {
    if ((activity.topics[use.post] >> bit & 1U) != 0 && index_of_post[use.post] != UINT32_MAX) {
      uses.push_back({index_of_post[use.post], use.object});
    }
  }
  return uses;
}

/// Which account, and which account window, each post belongs to; UINT32_MAX: none.
struct PostOwners {
  std::vector<std::uint32_t> account;
  std::vector<std::uint32_t> account_window;
};

PostOwners owners_of_posts(const Activity& activity, std::span<const AccountWindow> windows) {
  PostOwners owners;
  owners.account.assign(activity.time_ms.size(), UINT32_MAX);
  owners.account_window.assign(activity.time_ms.size(), UINT32_MAX);
  for (std::uint32_t w = 0; w < windows.size(); ++w) {
    for (std::uint32_t i = windows[w].posts.first; i < windows[w].posts.last; ++i) {
      owners.account[i] = windows[w].account;
      owners.account_window[i] = w;
    }
  }
  return owners;
}

/// The largest over the topics: an account that takes one side of one quarrel is one-sided.
void measure_sides(const AnalysisRequest& request, std::span<AccountWindow> windows) {
  const Activity& activity = request.activity;
  const PostOwners owners = owners_of_posts(activity, windows);
  for (std::size_t bit = 0; bit < request.topics.size(); ++bit) {
    const auto seeds = seeds_of(request.topics[bit], activity.polarity_objects);
    if (std::all_of(seeds.begin(), seeds.end(), [](std::int8_t seed) { return seed == 0; })) {
      continue;  // no side of this topic was seen
    }
    const auto valence = measure_valence(uses_on_topic(activity, bit, owners.account), seeds);
    const auto one_sided =
        measure_one_sidedness(uses_on_topic(activity, bit, owners.account_window),
                              valence,
                              static_cast<std::uint32_t>(windows.size()));
    for (std::size_t w = 0; w < windows.size(); ++w) {
      SignalValue& kept = slot(windows[w], Signal::kOneSidedness);
      if (one_sided[w]) {
        kept = std::max(kept.value_or(0.0), *one_sided[w]);
      }
    }
  }
}

}  // namespace

SourcePrior usual_source_share(std::span<const AccountWindow> windows) {
  std::vector<SourceCounts> counts;
  counts.reserve(windows.size());
  for (const AccountWindow& window : windows) {
    counts.push_back(source_counts(window));
  }
  return fit_source_prior(counts);
}

std::optional<double> listed_source_share(const AccountWindow& window, const SourcePrior& prior) {
  return share_beyond_usual(source_counts(window), prior);
}

void measure_content(const AnalysisRequest& request, std::span<AccountWindow> windows) {
  measure_sources_by_window(request, windows);
  measure_focus(request, windows);
  measure_sides(request, windows);
}

}  // namespace vigie::analysis
