#include "analysis/repost_standing.h"

#include <algorithm>
#include <tuple>

#include "analysis/parallel.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMinimumStandings = 10;
constexpr std::int64_t kTenSecondsMs = 10 * kSecondMs;

struct Repost {
  std::uint32_t of = 0;
  std::uint32_t account = 0;
  std::uint32_t post = 0;
  std::int64_t time_ms = 0;
  std::int64_t latency_ms = -1;
};

/// Reposts by reposted post, then time. The order of the reposted posts is the database's: nothing
/// is summed along it.
std::vector<Repost> reposts_in_order(const Activity& activity) {
  std::vector<Repost> reposts;
  for (std::uint32_t a = 0; a < activity.accounts.size(); ++a) {
    for (std::uint32_t i = activity.accounts[a].first_post; i < activity.accounts[a].last_post;
         ++i) {
      if (activity.repost_of[i] != 0) {
        reposts.push_back(
            {activity.repost_of[i], a, i, activity.time_ms[i], activity.repost_latency_ms[i]});
      }
    }
  }
  std::sort(reposts.begin(), reposts.end(), [](const Repost& a, const Repost& b) {
    return std::tie(a.of, a.time_ms, a.post) < std::tie(b.of, b.time_ms, b.post);
  });
  return reposts;
}

/// Keeps each account's first repost of each post: `reposts` in the order above.
void keep_first_reposts(std::size_t accounts, std::vector<Repost>& reposts) {
  std::vector<std::uint32_t> seen_of(accounts, 0);  // 0 is no post
  std::erase_if(reposts, [&seen_of](const Repost& repost) {
    const bool seen = seen_of[repost.account] == repost.of;
    seen_of[repost.account] = repost.of;
    return seen;
  });
}

struct SoonCounts {
  std::uint32_t known = 0;
  std::uint32_t within_10s = 0;
  std::uint32_t within_60s = 0;
};

SoonCounts count_soon(std::span<const Repost> of_one_post) {
  SoonCounts counts;
  for (const Repost& repost : of_one_post) {
    if (repost.latency_ms >= 0) {
      ++counts.known;
      counts.within_10s += repost.latency_ms < kTenSecondsMs ? 1U : 0U;
      counts.within_60s += repost.latency_ms < kMinuteMs ? 1U : 0U;
    }
  }
  return counts;
}

std::optional<RepostStanding::Soon> soon_beside(const Repost& repost, const SoonCounts& counts) {
  if (repost.latency_ms < 0 || counts.known <= kLeastOtherReposters) {
    return std::nullopt;
  }
  RepostStanding::Soon soon;
  soon.within_10s = repost.latency_ms < kTenSecondsMs;
  soon.within_60s = repost.latency_ms < kMinuteMs;
  const auto others = static_cast<double>(counts.known - 1);
  soon.others_within_10s = (counts.within_10s - (soon.within_10s ? 1.0 : 0.0)) / others;
  soon.others_within_60s = (counts.within_60s - (soon.within_60s ? 1.0 : 0.0)) / others;
  return soon;
}

/// Ranks the reposts of one post; they ascend in time.
void rank_one_post(std::span<const Repost> of_one_post, std::vector<RepostStanding>& standings) {
  const std::size_t n = of_one_post.size();
  const SoonCounts counts = count_soon(of_one_post);
  for (std::size_t first = 0; first < n;) {
    std::size_t last = first + 1;
    while (last < n && of_one_post[last].time_ms == of_one_post[first].time_ms) {
      ++last;
    }
    const double later =
        static_cast<double>(n - last) + static_cast<double>(last - first - 1) / 2.0;
    for (std::size_t i = first; i < last; ++i) {
      standings.push_back({of_one_post[i].post,
                           later / static_cast<double>(n - 1),
                           soon_beside(of_one_post[i], counts)});
    }
    first = last;
  }
}

/// How much more often than the others, on average; never below 0.
class Excess {
 public:
  void add(bool own, double others) {
    sum_ += (own ? 1.0 : 0.0) - others;
    ++n_;
  }

  [[nodiscard]] std::optional<double> mean() const {
    return n_ < kMinimumStandings ? std::nullopt
                                  : std::optional{std::max(0.0, sum_ / static_cast<double>(n_))};
  }

 private:
  double sum_ = 0.0;
  std::size_t n_ = 0;
};

void measure_one(std::span<const RepostStanding> own, SignalValues& values) {
  Excess ten_seconds;
  Excess minute;
  double precedence = 0.0;
  for (const RepostStanding& standing : own) {
    precedence += standing.precedence;
    if (standing.soon) {
      ten_seconds.add(standing.soon->within_10s, standing.soon->others_within_10s);
      minute.add(standing.soon->within_60s, standing.soon->others_within_60s);
    }
  }
  if (own.size() >= kMinimumStandings) {
    set(values, Signal::kRepostPrecedence, precedence / static_cast<double>(own.size()));
  }
  set(values, Signal::kRepostWithinSeconds, ten_seconds.mean());
  set(values, Signal::kRepostWithinMinute, minute.mean());
}

}  // namespace

std::vector<RepostStanding> rank_reposts(const Activity& activity) {
  std::vector<Repost> reposts = reposts_in_order(activity);
  keep_first_reposts(activity.accounts.size(), reposts);
  std::vector<RepostStanding> standings;
  for (std::size_t first = 0; first < reposts.size();) {
    std::size_t last = first;
    while (last < reposts.size() && reposts[last].of == reposts[first].of) {
      ++last;
    }
    if (last - first > kLeastOtherReposters) {
      rank_one_post(std::span{reposts}.subspan(first, last - first), standings);
    }
    first = last;
  }
  std::sort(standings.begin(), standings.end(), [](const auto& a, const auto& b) {
    return a.post < b.post;
  });
  return standings;
}

void measure_repost_standing(const AnalysisRequest& request, std::span<AccountWindow> windows) {
  const std::vector<RepostStanding> standings = rank_reposts(request.activity);
  const auto from = [&standings](std::uint32_t post) {
    return std::lower_bound(
        standings.begin(), standings.end(), post, [](const RepostStanding& standing, auto wanted) {
          return standing.post < wanted;
        });
  };
  for_each_index(windows.size(), request.options.threads, [&](std::size_t i) {
    const auto first = from(windows[i].posts.first);
    const auto last = from(windows[i].posts.last);
    measure_one({first, last}, windows[i].values);
  });
}

}  // namespace vigie::analysis
