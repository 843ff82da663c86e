#include "analysis/evidence.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::int64_t kRhythmWindowMs = 2 * kDayMs;

using Posts = std::vector<std::uint32_t>;

/// The latest posts that satisfy `wanted`, back in time order.
template <typename Predicate>
Posts latest(PostRange range, std::uint32_t limit, Predicate wanted) {
  Posts found;
  for (std::uint32_t i = range.last; i > range.first && found.size() < limit; --i) {
    if (wanted(i - 1)) {
      found.push_back(i - 1);
    }
  }
  std::reverse(found.begin(), found.end());
  return found;
}

/// Fullest of equal bins of the posts' time modulo `period`.
std::int64_t fullest_bin(const Activity& activity,
                         PostRange range,
                         std::int64_t period,
                         std::int64_t bin) {
  std::vector<std::uint32_t> count(static_cast<std::size_t>(period / bin), 0);
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    ++count[static_cast<std::size_t>(activity.time_ms[i] % period / bin)];
  }
  return std::max_element(count.begin(), count.end()) - count.begin();
}

/// A clock's cycle, cut into bins.
struct Dial {
  std::int64_t period_ms = 0;
  std::int64_t bin_ms = 0;
};

Posts in_fullest_bin(const Activity& activity, PostRange range, std::uint32_t limit, Dial dial) {
  const std::int64_t fullest = fullest_bin(activity, range, dial.period_ms, dial.bin_ms);
  return latest(range, limit, [&](std::uint32_t i) {
    return activity.time_ms[i] % dial.period_ms / dial.bin_ms == fullest;
  });
}

/// Delay of post `i` after the one before it, rounded to seconds.
std::int64_t delay_s(const Activity& activity, std::uint32_t i) {
  return (activity.time_ms[i] - activity.time_ms[i - 1] + kSecondMs / 2) / kSecondMs;
}

/// The commonest delay of at least 2 s, the shortest of equals; -1: there is none.
std::int64_t commonest_delay_s(const Activity& activity, PostRange range) {
  std::unordered_map<std::int64_t, std::uint32_t> count;
  std::int64_t commonest = -1;
  std::uint32_t most = 0;
  for (std::uint32_t i = range.first + 1; i < range.last; ++i) {
    const std::int64_t delay = delay_s(activity, i);
    const std::uint32_t n = delay < 2 ? 0 : ++count[delay];
    if (n > most || (n != 0 && n == most && delay < commonest)) {
      most = n;
      commonest = delay;
    }
  }
  return commonest;
}

/// Posts that follow the one before them by the commonest delay, with the first of each chain.
Posts at_commonest_delay(const Activity& activity, PostRange range, std::uint32_t limit) {
  const std::int64_t commonest = commonest_delay_s(activity, range);
  Posts found;
  for (std::uint32_t i = range.first + 1; i < range.last && found.size() < limit; ++i) {
    if (delay_s(activity, i) == commonest) {
      if (found.empty() || found.back() != i - 1) {
        found.push_back(i - 1);
      }
      found.push_back(i);
    }
  }
  found.resize(std::min<std::size_t>(found.size(), limit));
  return found;
}

/// Posts spread evenly over the account's busiest 48 hours: they show its rhythm.
Posts over_busiest_window(const Activity& activity, PostRange range, std::uint32_t limit) {
  PostRange busiest = range;
  std::uint32_t most = 0;
  for (std::uint32_t first = range.first, last = range.first; first < range.last; ++first) {
    while (last < range.last &&
           activity.time_ms[last] - activity.time_ms[first] < kRhythmWindowMs) {
      ++last;
    }
    if (last - first > most) {
      most = last - first;
      busiest = {first, last};
    }
  }
  Posts found;
  const std::uint32_t n = std::min(limit, busiest.size());
  for (std::uint32_t k = 0; k < n; ++k) {
    found.push_back(busiest.first +
                    static_cast<std::uint32_t>(static_cast<std::uint64_t>(k) * busiest.size() / n));
  }
  return found;
}

/// Posts in the rarest hours of the day that hold any: the hours in which sleep would show.
Posts in_rarest_hours(const Activity& activity, PostRange range, std::uint32_t limit) {
  std::array<std::uint32_t, 24> count{};
  const auto hour = [&](std::uint32_t i) {
    return static_cast<std::size_t>(activity.time_ms[i] % kDayMs / kHourMs);
  };
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    ++count[hour(i)];
  }
  Posts order(range.size());
  for (std::uint32_t i = 0; i < range.size(); ++i) {
    order[i] = range.first + i;
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return count[hour(a)] < count[hour(b)];
  });
  order.resize(std::min<std::size_t>(limit, order.size()));
  std::sort(order.begin(), order.end());
  return order;
}

Posts fastest_reposts(const Activity& activity, PostRange range, std::uint32_t limit) {
  Posts reposts;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (activity.repost_latency_ms[i] >= 0) {
      reposts.push_back(i);
    }
  }
  std::stable_sort(reposts.begin(), reposts.end(), [&](std::uint32_t a, std::uint32_t b) {
    return activity.repost_latency_ms[a] < activity.repost_latency_ms[b];
  });
  reposts.resize(std::min<std::size_t>(limit, reposts.size()));
  std::sort(reposts.begin(), reposts.end());
  return reposts;
}

Posts text_evidence(Signal signal, const Activity& activity, PostRange range, std::uint32_t limit) {
  return latest(range, limit, [&](std::uint32_t i) {
    const TextFacts& text = activity.text[i];
    switch (signal) {
      case Signal::kQuestionShare:
        return static_cast<bool>(text.has_question);
      case Signal::kLowercaseHashtagShare:
        return static_cast<bool>(text.has_lowercase_hashtag);
      case Signal::kSentenceEndShare:
        return static_cast<bool>(text.ends_sentence);
      case Signal::kMultiSentenceShare:
        return text.sentences >= 2;
      case Signal::kCommas:
        return text.commas > 0;
      case Signal::kExclamationShare:
        return static_cast<bool>(text.has_exclamation);
      case Signal::kHashtagsPerPost:
        return text.hashtags > 0;
      case Signal::kHashtagEndShare:
        return static_cast<bool>(text.ends_hashtags);
      case Signal::kApostrophes:
        return text.apostrophes > 0;
      default:
        return false;
    }
  });
}

}  // namespace

std::vector<std::uint32_t> evidence_posts(Signal signal,
                                          const Activity& activity,
                                          PostRange range,
                                          std::uint32_t limit) {
  if (range.size() == 0) {
    return {};
  }
  switch (signal) {
    case Signal::kRhythmDelayEntropy:
    case Signal::kRhythmEmptyHours:
    case Signal::kRhythmLongestGap:
    case Signal::kRhythmDayResultant:
    case Signal::kBurstiness:
    case Signal::kMemory:
    case Signal::kDelayEntropy:
    case Signal::kPostingRate:
      return over_busiest_window(activity, range, limit);
    case Signal::kDelayModeMass:
    case Signal::kDelayResidue:
      return at_commonest_delay(activity, range, limit);
    case Signal::kSecondAlignment:
      return in_fullest_bin(activity, range, limit, {kMinuteMs, kSecondMs});
    case Signal::kMinuteAlignment:
    case Signal::kPeriodicity:
      return in_fullest_bin(activity, range, limit, {kHourMs, kMinuteMs});
    case Signal::kRhythmNightShare:
    case Signal::kSleepGap:
    case Signal::kHourEntropy:
    case Signal::kHourResultant:
      return in_rarest_hours(activity, range, limit);
    case Signal::kRepostLatency:
    case Signal::kRepostLatencyLow:
    case Signal::kRepostWithinSeconds:
    case Signal::kRepostWithinMinute:
    case Signal::kRepostPrecedence:
      return fastest_reposts(activity, range, limit);
    case Signal::kListedSourceShare:
      return latest(range, limit, [&](std::uint32_t i) {
        return activity.share[i].is_listed() && activity.share[i].stance != ShareStance::kDebunk;
      });
    case Signal::kTopicFocus:
      return latest(range, limit, [&](std::uint32_t i) { return activity.topics[i] != 0; });
    case Signal::kCoordination:
    case Signal::kOneSidedness:  // posts would show a side, and no side is kept
    case Signal::kAccountAge:
    case Signal::kHandleDigits:
      return {};
    default:
      return text_evidence(signal, activity, range, limit);
  }
}

}  // namespace vigie::analysis
