#include "analysis/delay_pattern.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMinimumPauses = 8;
constexpr std::size_t kMinimumForConditionalEntropy = 100;

/// Logarithms of the pauses, ascending, those under 1 s as 1 s; of a row of more than 4 pauses of 0
/// (an import) 4.
std::vector<double> sorted_log_pauses(std::span<const std::int64_t> times_ms) {
  constexpr int kMostAtOnce = 4;
  std::vector<double> logs;
  logs.reserve(times_ms.size());
  int at_once = 0;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    const std::int64_t pause = times_ms[i] - times_ms[i - 1];
    at_once = pause == 0 ? at_once + 1 : 0;
    if (at_once <= kMostAtOnce) {
      logs.push_back(std::log(static_cast<double>(std::max(pause, kSecondMs))));
    }
  }
  std::sort(logs.begin(), logs.end());
  return logs;
}

/// Classes of equal size by rank; equal pauses share theirs.
std::vector<std::uint32_t> classes_of_pauses(std::span<const std::int64_t> times_ms) {
  constexpr std::size_t kClasses = 5;
  std::vector<std::int64_t> pauses;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    pauses.push_back(times_ms[i] - times_ms[i - 1]);
  }
  std::vector<std::int64_t> sorted = pauses;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> classes;
  classes.reserve(pauses.size());
  for (const std::int64_t pause : pauses) {
    const auto below = std::lower_bound(sorted.begin(), sorted.end(), pause) - sorted.begin();
    classes.push_back(
        static_cast<std::uint32_t>(static_cast<std::size_t>(below) * kClasses / pauses.size()));
  }
  return classes;
}

struct PatternEntropy {
  double nats = 0.0;
  double seen_once = 0.0;  ///< Share of patterns.
};

PatternEntropy entropy_of_patterns(std::vector<std::uint32_t> patterns) {
  std::sort(patterns.begin(), patterns.end());
  const auto n = static_cast<double>(patterns.size());
  PatternEntropy entropy;
  for (std::size_t first = 0; first < patterns.size();) {
    std::size_t last = first;
    while (last < patterns.size() && patterns[last] == patterns[first]) {
      ++last;
    }
    const double share = static_cast<double>(last - first) / n;
    entropy.nats -= share * std::log(share);
    entropy.seen_once += last - first == 1 ? 1.0 / n : 0.0;
    first = last;
  }
  return entropy;
}

}  // namespace

std::optional<double> pause_likeness(std::span<const std::int64_t> times_ms) {
  constexpr double kTenth = 0.1;
  const std::vector<double> logs = sorted_log_pauses(times_ms);
  if (logs.size() < kMinimumPauses) {
    return std::nullopt;
  }
  std::size_t alike = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    while (logs[i] - logs[first] > kTenth) {
      ++first;
    }
    alike += i - first;
  }
  const auto n = static_cast<double>(logs.size());
  return static_cast<double>(alike) / (n * (n - 1.0) / 2.0);
}

std::optional<double> quick_pause_share(std::span<const std::int64_t> times_ms) {
  if (times_ms.size() <= kMinimumPauses) {
    return std::nullopt;
  }
  std::size_t quick = 0;
  for (std::size_t i = 1; i < times_ms.size(); ++i) {
    const std::int64_t pause = times_ms[i] - times_ms[i - 1];
    quick += pause >= kMinuteMs && pause < 5 * kMinuteMs ? 1U : 0U;
  }
  return static_cast<double>(quick) / static_cast<double>(times_ms.size() - 1);
}

std::optional<double> local_variation(std::span<const std::int64_t> times_ms) {
  if (times_ms.size() <= kMinimumPauses) {
    return std::nullopt;
  }
  if (times_ms.front() == times_ms.back()) {
    return std::nullopt;  // one import
  }
  double sum = 0.0;
  for (std::size_t i = 2; i < times_ms.size(); ++i) {
    const auto before = static_cast<double>(times_ms[i - 1] - times_ms[i - 2]);
    const auto after = static_cast<double>(times_ms[i] - times_ms[i - 1]);
    const double part = before + after > 0.0 ? (before - after) / (before + after) : 0.0;
    sum += 3.0 * part * part;
  }
  return sum / static_cast<double>(times_ms.size() - 2);
}

std::optional<double> conditional_entropy(std::span<const std::int64_t> times_ms) {
  constexpr std::uint32_t kBase = 5;
  constexpr std::size_t kLongest = 10;  // 5^10 patterns fit in 32 bits
  if (times_ms.size() <= kMinimumForConditionalEntropy) {
    return std::nullopt;
  }
  const std::vector<std::uint32_t> classes = classes_of_pauses(times_ms);
  const double single = entropy_of_patterns(classes).nats;
  if (single <= 0.0) {
    return 0.0;  // all pauses equal
  }
  std::vector<std::uint32_t> patterns = classes;
  double shorter = single;
  double least = single;
  for (std::size_t length = 2; length <= kLongest; ++length) {
    patterns.pop_back();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      patterns[i] = patterns[i] * kBase + classes[i + length - 1];
    }
    const PatternEntropy entropy = entropy_of_patterns(patterns);
    least = std::min(least, entropy.nats - shorter + entropy.seen_once * single);
    shorter = entropy.nats;
  }
  return std::max(0.0, least) / single;
}

}  // namespace vigie::analysis
