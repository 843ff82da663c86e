#include "analysis/totals.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analysis/topic_tone.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kTopicBits = 32;

/// The span of all windows, cut into days.
class Days {
 public:
  explicit Days(const AnalysisRequest& request)
      : begin_ms_(to_ms(request.windows.front().begin)),
        count_(static_cast<std::size_t>(
            (to_ms(request.windows.back().end) - begin_ms_ + kDayMs - 1) / kDayMs)) {}

  [[nodiscard]] std::vector<std::uint32_t> empty_series() const {
    std::vector<std::uint32_t> series(count_, 0);
    return series;
  }

  /// False for a time outside the windows.
  [[nodiscard]] bool holds(std::int64_t time_ms) const {
    return time_ms >= begin_ms_ && index(time_ms) < count_;
  }

  [[nodiscard]] std::size_t index(std::int64_t time_ms) const {
    return static_cast<std::size_t>((time_ms - begin_ms_) / kDayMs);
  }

 private:
  std::int64_t begin_ms_;
  std::size_t count_;
};

/// Calls `fn(bit)` for each topic of `mask`.
template <typename Fn>
void for_each_topic(TopicMask mask, std::size_t topics, const Fn& fn) {
  for (std::size_t bit = 0; bit < std::min(topics, kTopicBits) && (mask >> bit) != 0; ++bit) {
    if ((mask >> bit & 1U) != 0) {
      fn(bit);
    }
  }
}

/// One listed entry that was met; several hosts may stand under it.
struct EntryUse {
  SourceUse use;
  std::uint32_t last_post = UINT32_MAX;     ///< A post counts once per entry,
  std::uint32_t last_account = UINT32_MAX;  ///< and so does an account.
};

/// Turns listed sources into positions in a table of entries.
class Entries {
 public:
  Entries(const AnalysisRequest& request, const Days& days) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> by_entry;
    for (const ListedSource& source : request.listed_sources) {
      const auto [it, added] =
          by_entry.try_emplace({source.hit.list, source.hit.entry}, uses_.size());
      if (added) {
        uses_.push_back({.use = describe(request.sources.lists()[source.hit.list], source, days)});
      }
      by_source_.push_back(it->second);
    }
  }

  [[nodiscard]] std::size_t of(std::uint32_t listed_source) const {
    return by_source_[listed_source];
  }

  std::vector<EntryUse>& uses() { return uses_; }

 private:
  static SourceUse describe(const SourceList& list, const ListedSource& source, const Days& days) {
    const SourceEntry& entry = list.entries[source.hit.entry];
    SourceUse use;
    use.source = entry.platform.empty() ? entry.pattern : entry.platform + ":" + entry.pattern;
    use.domain = source.domain;
    use.tier = entry.tier;
    use.family = entry.family;
    use.label = entry.label;
    use.evidence_url = entry.evidence_url;
    use.list = list.name + " " + list.version;
    use.posts_per_day = days.empty_series();
    return use;
  }

  std::vector<EntryUse> uses_;
  std::vector<std::size_t> by_source_;  ///< By listed source.
};

void count_stance(ShareStance stance, StanceCounts& counts) {
  counts.neutral += stance == ShareStance::kNeutral ? 1U : 0U;
  counts.debunk += stance == ShareStance::kDebunk ? 1U : 0U;
}

/// Posts of one account with one source.
struct AccountUse {
  std::uint32_t posts = 0;
  StanceCounts stance;
};

void count_sources(const AnalysisRequest& request,
                   std::span<const std::uint32_t> account_of_post,
                   const Days& days,
                   const std::vector<bool>& is_shown,
                   RunTotals& totals) {
  const Activity& activity = request.activity;
  Entries entries{request, days};
  std::map<std::pair<std::uint32_t, std::size_t>, AccountUse> by_account;
  for (const Activity::SourceUse& seen : activity.source_uses) {  // by post, so by account
    if (!days.holds(activity.time_ms[seen.post])) {
      continue;
    }
    const std::size_t e = entries.of(seen.source);
    EntryUse& entry = entries.uses()[e];
    if (entry.last_post == seen.post) {
      continue;
    }
    entry.last_post = seen.post;
    const std::uint32_t account = account_of_post[seen.post];
    const ShareStance stance = activity.share[seen.post].stance;
    ++entry.use.posts;
    count_stance(stance, entry.use.stance);
    ++entry.use.posts_per_day[days.index(activity.time_ms[seen.post])];
    entry.use.accounts += std::exchange(entry.last_account, account) != account ? 1U : 0U;
    if (is_shown[account]) {
      AccountUse& use = by_account[{account, e}];
      ++use.posts;
      count_stance(stance, use.stance);
    }
  }
  for (const auto& [key, use] : by_account) {
    totals.account_sources.push_back({activity.accounts[key.first].account,
                                      entries.uses()[key.second].use.source,
                                      use.posts,
                                      use.stance});
  }
  for (EntryUse& entry : entries.uses()) {
    if (entry.use.posts > 0) {
      totals.sources.push_back(std::move(entry.use));
    }
  }
  std::sort(totals.sources.begin(), totals.sources.end(), [](const auto& a, const auto& b) {
    return std::tie(b.posts, a.source, a.list) < std::tie(a.posts, b.source, b.list);
  });
}

std::vector<TopicUse> empty_topics(const AnalysisRequest& request, const Days& days) {
  std::vector<TopicUse> topics;
  for (const TopicDefinition& topic : request.topics) {
    TopicUse use;
    use.topic = topic.id;
    use.title = topic.title;
    use.titles = topic.titles;
    use.posts_per_day = days.empty_series();
    topics.push_back(std::move(use));
  }
  return topics;
}

void add_topics(const std::array<std::uint32_t, kTopicBits>& on_topic,
                AccountId account,
                bool shown,
                RunTotals& totals) {
  for (std::size_t t = 0; t < totals.topics.size(); ++t) {
    totals.topics[t].posts += on_topic[t];
    totals.topics[t].accounts += on_topic[t] > 0 ? 1U : 0U;
    if (shown && on_topic[t] > 0) {
      totals.account_topics.push_back({account, totals.topics[t].topic, on_topic[t]});
    }
  }
}

/// Posts, topics and listed posts of one account.
void count_account(const AnalysisRequest& request,
                   std::uint32_t a,
                   const Days& days,
                   bool shown,
                   TopicToneSums& tones,
                   RunTotals& totals) {
  const Activity& activity = request.activity;
  const ActivityAccount& account = activity.accounts[a];
  std::array<std::uint32_t, kTopicBits> on_topic{};
  std::uint64_t listed = 0;
  for (std::uint32_t i = account.first_post; i < account.last_post; ++i) {
    if (!days.holds(activity.time_ms[i])) {
      continue;
    }
    const std::size_t day = days.index(activity.time_ms[i]);
    const bool is_listed = activity.share[i].tier != 0;
    ++totals.posts;
    ++totals.posts_per_day[day];
    totals.reposts += activity.share[i].repost ? 1U : 0U;
    listed += is_listed ? 1U : 0U;
    for_each_topic(activity.topics[i], totals.topics.size(), [&](std::size_t t) {
      ++on_topic[t];
      ++totals.topics[t].posts_per_day[day];
      totals.topics[t].listed_posts += is_listed ? 1U : 0U;
      tones.add(t, day, a, activity.tone[i]);
    });
  }
  totals.listed_posts += listed;
  totals.listed_accounts += listed > 0 ? 1U : 0U;
  add_topics(on_topic, account.account, shown, totals);
}

}  // namespace

RunTotals count_totals(const AnalysisRequest& request, std::span<const std::uint32_t> shown) {
  const Activity& activity = request.activity;
  RunTotals totals;
  if (request.windows.empty()) {
    return totals;
  }
  const Days days{request};
  totals.accounts = activity.accounts.size();
  totals.urls = activity.url_shares;
  totals.urls_shortened = activity.url_shares_shortened;
  totals.posts_per_day = days.empty_series();
  totals.topics = empty_topics(request, days);

  std::vector<bool> is_shown(activity.accounts.size(), false);
  for (const std::uint32_t account : shown) {
    is_shown[account] = true;
  }
  TopicToneSums tones{totals.topics.size(), totals.posts_per_day.size()};
  std::vector<std::uint32_t> account_of_post(activity.time_ms.size());
  for (std::uint32_t a = 0; a < activity.accounts.size(); ++a) {
    count_account(request, a, days, is_shown[a], tones, totals);
    std::fill(account_of_post.begin() + activity.accounts[a].first_post,
              account_of_post.begin() + activity.accounts[a].last_post,
              a);
  }
  tones.write(totals.topics);
  count_sources(request, account_of_post, days, is_shown, totals);
  return totals;
}

}  // namespace vigie::analysis
