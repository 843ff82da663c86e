#include "analysis/coordination/common_feed.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "analysis/coordination/chance.h"

namespace vigie::analysis {
namespace {

/// Decades that closeness must have, given the delays of both: p <= 0.001.
constexpr double kBeyondDelays = 3.0;

/// How long after the feed each of the two accounts shared one object.
struct Delays {
  std::int64_t a_ms = 0;
  std::int64_t b_ms = 0;
};

/// The account that put out two thirds of the counted meetings' objects, or nobody.
std::uint32_t common_feed(std::span<const MeetingFacts> facts, const ShareTable& table) {
  std::map<std::uint32_t, std::size_t> meetings;
  std::size_t counted = 0;
  for (const MeetingFacts& fact : facts) {
    if (fact.counted) {
      ++counted;
      ++meetings[table.objects[fact.object].origin.account];
    }
  }
  const auto most = std::max_element(
      meetings.begin(), meetings.end(), [](auto& a, auto& b) { return a.second < b.second; });
  return most != meetings.end() && 3 * most->second >= 2 * counted ? most->first : kNothing;
}

/// Entries of `sorted` at most `window_ms` from `value`.
std::size_t count_near(std::span<const std::int64_t> sorted,
                       std::int64_t value,
                       std::int64_t window_ms) {
  const auto begin = std::lower_bound(sorted.begin(), sorted.end(), value - window_ms);
  return static_cast<std::size_t>(std::upper_bound(begin, sorted.end(), value + window_ms) - begin);
}

/// -log10 p of being so often within `window_ms`, when delays are dealt out anew.
double decades_given_delays(std::span<const Delays> delays, std::int64_t window_ms) {
  std::vector<std::int64_t> of_a;
  std::vector<std::int64_t> of_b;
  for (const Delays& one : delays) {
    of_a.push_back(one.a_ms);
    of_b.push_back(one.b_ms);
  }
  std::sort(of_a.begin(), of_a.end());
  std::sort(of_b.begin(), of_b.end());
  std::vector<double> chances;
  double mean = 0.0;
  std::uint32_t close = 0;
  for (const Delays& one : delays) {
    const bool is_close = std::abs(one.a_ms - one.b_ms) <= window_ms;
    const std::size_t near =
        count_near(of_b, one.a_ms, window_ms) + count_near(of_a, one.b_ms, window_ms);
    const double others = static_cast<double>(near) / 2.0 - (is_close ? 1.0 : 0.0);
    // Half a meeting is added to each side: nothing is impossible, nothing certain.
    chances.push_back((others + 0.5) / static_cast<double>(delays.size()));
    mean += chances.back();
    close += is_close ? 1U : 0U;
  }
  return chances.size() <= kExactObjects ? poisson_binomial_upper_decades(chances, close)
                                         : poisson_upper_decades(mean, close);
}

/// Windows are dependent: the best of them, times their number (Bonferroni).
bool is_explained(std::span<const Delays> delays, const CoordinationOptions& options) {
  double best = 0.0;
  for (const std::int64_t window_ms : options.windows_ms) {
    best = std::max(best, decades_given_delays(delays, window_ms));
  }
  return best - std::log10(static_cast<double>(kWindowCount)) < kBeyondDelays;
}

}  // namespace

std::vector<bool> explain_by_feed(std::span<const Meeting> meetings,
                                  std::span<const MeetingFacts> facts,
                                  const ShareTable& table,
                                  const CoordinationOptions& options) {
  const std::uint32_t feed = common_feed(facts, table);
  if (feed == kNothing) {
    return {};
  }
  std::vector<Delays> delays;
  std::vector<std::uint32_t> posts_a;
  std::vector<std::uint32_t> posts_b;
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const Publication& origin = table.objects[facts[i].object].origin;
    if (facts[i].counted && origin.account == feed) {
      delays.push_back({table.time_ms[meetings[i].share_a] - origin.time_ms,
                        table.time_ms[meetings[i].share_b] - origin.time_ms});
      posts_a.push_back(table.post[meetings[i].share_a]);
      posts_b.push_back(table.post[meetings[i].share_b]);
    }
  }
  if (!is_explained(delays, options)) {
    return {};
  }
  std::sort(posts_a.begin(), posts_a.end());
  std::sort(posts_b.begin(), posts_b.end());
  std::vector<bool> explained;
  for (const Meeting& meeting : meetings) {
    explained.push_back(
        std::binary_search(posts_a.begin(), posts_a.end(), table.post[meeting.share_a]) ||
        std::binary_search(posts_b.begin(), posts_b.end(), table.post[meeting.share_b]));
  }
  return explained;
}

}  // namespace vigie::analysis
