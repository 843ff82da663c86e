#include "analysis/action_habits.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/action_string.h"
#include "analysis/delay_pattern.h"
#include "analysis/office_hours.h"
#include "analysis/rhythm.h"
#include "analysis/sessions.h"
#include "analysis/statistics.h"
#include "analysis/text_habits.h"
#include "analysis/time_pattern.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMinimumActs = 10;

double share_of(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// Chance that two different ones of `targets` are equal (Simpson 1949).
std::optional<double> concentration(std::vector<std::uint32_t> targets) {
  if (targets.size() < kMinimumActs) {
    return std::nullopt;
  }
  std::sort(targets.begin(), targets.end());
  double pairs = 0.0;
  for (std::size_t first = 0; first < targets.size();) {
    const auto begin = targets.begin() + static_cast<std::ptrdiff_t>(first);
    const auto same =
        static_cast<std::size_t>(std::upper_bound(begin, targets.end(), *begin) - begin);
    pairs += static_cast<double>(same) * static_cast<double>(same - 1);
    first += same;
  }
  const auto n = static_cast<double>(targets.size());
  return pairs / (n * (n - 1.0));
}

/// 95 % quantile of the posts per UTC day, days without a post between the first and the last
/// counted; 7 days.
std::optional<double> daily_peak(std::span<const std::int64_t> times_ms) {
  constexpr std::size_t kMinimumDays = 7;
  constexpr double kPeak = 0.95;
  const std::int64_t first = floor_divide(times_ms.front(), kDayMs);
  std::vector<double> counts(
      static_cast<std::size_t>(floor_divide(times_ms.back(), kDayMs) - first) + 1, 0.0);
  if (counts.size() < kMinimumDays) {
    return std::nullopt;
  }
  for (const std::int64_t time : times_ms) {
    counts[static_cast<std::size_t>(floor_divide(time, kDayMs) - first)] += 1.0;
  }
  return quantile(counts, kPeak);
}

void measure_acts(const Activity& activity, PostRange posts, SignalValues& values) {
  std::size_t reposts = 0;
  std::size_t replies = 0;
  std::size_t clients = 0;
  std::size_t automatic = 0;
  std::vector<std::uint32_t> targets;
  for (std::uint32_t i = posts.first; i < posts.last; ++i) {
    const ShareFacts& share = activity.share[i];
    reposts += share.repost ? 1U : 0U;
    replies += share.reply ? 1U : 0U;
    clients += share.client_known ? 1U : 0U;
    automatic += share.automatic_client ? 1U : 0U;
    if (activity.target[i] != 0) {
      targets.push_back(activity.target[i]);
    }
  }
  if (posts.size() >= kMinimumActs) {
    set(values, Signal::kRepostShare, share_of(reposts, posts.size()));
    set(values, Signal::kReplyShare, share_of(replies, posts.size()));
  }
  if (clients >= kMinimumActs) {
    set(values, Signal::kAutomatedClient, share_of(automatic, clients));
  }
  set(values, Signal::kTargetConcentration, concentration(std::move(targets)));
}

}  // namespace

void measure_action_habits(const Activity& activity,
                           PostRange posts,
                           std::int64_t begin_ms,
                           SignalValues& values) {
  const std::size_t n = posts.size();
  const auto times = std::span{activity.time_ms}.subspan(posts.first, n);
  const auto text = std::span{activity.text}.subspan(posts.first, n);
  const auto shares = std::span{activity.share}.subspan(posts.first, n);
  const auto marks = std::span{activity.marks}.subspan(posts.first, n);
  if (activity.seconds_known) {  // else a pause of few minutes is like many others by rounding
    set(values, Signal::kRhythmPauseLikeness, median_pause_likeness(times, begin_ms));
  }
  set(values, Signal::kConditionalEntropy, conditional_entropy(times));
  const ActionValues actions = measure_actions(times, shares);
  set(values, Signal::kActionCompression, actions.compression);
  set(values, Signal::kActionTopPair, actions.top_pair);
  const SessionValues sessions = measure_sessions(times, text, shares);
  set(values, Signal::kSessionSingles, sessions.singles);
  set(values, Signal::kSessionTextDrift, sessions.text_drift);
  set(values, Signal::kSessionReplyDrift, sessions.reply_drift);
  const OfficeHours hours = measure_office_hours(times);
  set(values, Signal::kOfficeHours, hours.office);
  set(values, Signal::kWeekendActivity, hours.weekend);
  const TextVariety variety = measure_variety(text, marks);
  set(values, Signal::kEmojiVariety, variety.emoji);
  set(values, Signal::kHashtagVariety, variety.hashtags);
  set(values, Signal::kSelfRepetition, variety.repetition);
  measure_acts(activity, posts, values);
  set(values, Signal::kDailyPeak, daily_peak(times));
}

}  // namespace vigie::analysis
