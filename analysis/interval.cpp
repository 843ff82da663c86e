#include "analysis/interval.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kBlocksForSpread = 8;
constexpr std::uint32_t kDaysForDayBlocks = 7;
constexpr double kNormal95 = 1.645;

/// splitmix64: small, portable, the same on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// Uniform in [0, bound); bound >= 1. The bias of the product is below 2^-32 for small bounds.
  std::size_t below(std::size_t bound) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    z ^= z >> 31U;
    return ((z >> 32U) * bound) >> 32U;
  }

 private:
  std::uint64_t state_;
};

/// Posts cut into equal blocks of time; block b holds posts [first[b], first[b + 1]).
struct Blocks {
  std::int64_t origin_ms = 0;
  std::int64_t length_ms = kDayMs;
  std::size_t per_day = 1;
  std::vector<std::size_t> first;

  [[nodiscard]] std::size_t count() const { return first.size() - 1; }

  [[nodiscard]] std::size_t occupied() const {
    std::size_t n = 0;
    for (std::size_t b = 0; b < count(); ++b) {
      n += first[b + 1] > first[b] ? 1U : 0U;
    }
    return n;
  }
};

Blocks cut_into_blocks(const PostStretch& posts, std::uint32_t active_days) {
  Blocks blocks;
  blocks.per_day = active_days < kDaysForDayBlocks ? 4 : 1;
  blocks.length_ms = kDayMs / static_cast<std::int64_t>(blocks.per_day);
  const auto& times = posts.time_ms;
  const std::int64_t days_before = (times.front() - posts.begin_ms) / kDayMs;
  blocks.origin_ms = posts.begin_ms + days_before * kDayMs;
  const auto days = static_cast<std::size_t>((times.back() - blocks.origin_ms) / kDayMs) + 1;
  blocks.first.assign(days * blocks.per_day + 1, 0);
  for (const std::int64_t time : times) {
    ++blocks.first[static_cast<std::size_t>((time - blocks.origin_ms) / blocks.length_ms) + 1];
  }
  for (std::size_t b = 1; b < blocks.first.size(); ++b) {
    blocks.first[b] += blocks.first[b - 1];
  }
  return blocks;
}

/// Resampled series of one account, reusing their buffers.
///
/// Every block moves by whole days, so that its sums (behaviour.h) hold wherever it is laid: they
/// are taken once, and a draw adds them up.
class Resample {
 public:
  Resample(const PostStretch& posts, const Blocks& blocks) : posts_(posts), blocks_(blocks) {
    sums_.reserve(blocks.count());
    for (std::size_t b = 0; b < blocks.count(); ++b) {
      const std::size_t n = blocks.first[b + 1] - blocks.first[b];
      sums_.push_back(n == 0 ? StretchSums{}
                             : sum_stretch(posts.time_ms.subspan(blocks.first[b], n),
                                           posts.text.subspan(blocks.first[b], n)));
    }
  }

  [[nodiscard]] SignalValues draw(Random& random, bool seconds_known) {
    time_.clear();
    latency_.clear();
    drawn_.text = {};
    drawn_.periods = {};
    drawn_.day_phases.clear();
    const std::size_t days = blocks_.count() / blocks_.per_day;
    for (std::size_t slot = 0; slot < blocks_.count(); ++slot) {
      // A quarter of a day is only ever replaced by the same quarter of another day.
      const std::size_t source = random.below(days) * blocks_.per_day + slot % blocks_.per_day;
      lay(source,
          (static_cast<std::int64_t>(slot) - static_cast<std::int64_t>(source)) *
              blocks_.length_ms);
    }
    return measure_behaviour({time_, {}, latency_, posts_.begin_ms}, drawn_, seconds_known);
  }

 private:
  void lay(std::size_t block, std::int64_t shift_ms) {
    const std::size_t first = blocks_.first[block];
    const std::size_t last = blocks_.first[block + 1];
    if (first == last) {
      return;
    }
    for (std::size_t i = first; i < last; ++i) {
      time_.push_back(posts_.time_ms[i] + shift_ms);
      latency_.push_back(posts_.repost_latency_ms[i]);
    }
    const StretchSums& sums = sums_[block];
    drawn_.text += sums.text;
    append(drawn_.periods, sums.periods, shift_ms);
    drawn_.day_phases.insert(
        drawn_.day_phases.end(), sums.day_phases.begin(), sums.day_phases.end());
  }

  const PostStretch& posts_;
  const Blocks& blocks_;
  std::vector<StretchSums> sums_;  ///< By block.
  std::vector<std::int64_t> time_;
  std::vector<std::int64_t> latency_;
  StretchSums drawn_;
};

double draw_spread(const IntervalRequest& request,
                   const Scorecard& scorecard,
                   const Blocks& blocks) {
  Random random{request.seed};
  Resample resample{request.posts, blocks};
  double sum = 0.0;
  double sum_of_squares = 0.0;
  for (std::uint32_t d = 0; d < request.draws; ++d) {
    SignalValues values = resample.draw(random, request.seconds_known);
    for (std::size_t s = 0; s < kSignalCount; ++s) {
      if (!is_redrawn(kSignals[s].signal)) {
        values[s] = request.values[s];
      }
    }
    const double logit = scorecard.score(values, request.prior).logit;
    sum += logit;
    sum_of_squares += logit * logit;
  }
  const double n = request.draws;
  const double mean = sum / n;
  return std::sqrt(std::max(0.0, sum_of_squares / n - mean * mean) * n / (n - 1.0));
}

}  // namespace

Interval bootstrap_interval(const IntervalRequest& request, const Scorecard& scorecard) {
  const double logit = scorecard.score(request.values, request.prior).logit;
  double half_width = minimum_half_width(request.grade);
  if (!request.posts.time_ms.empty() && request.draws > 1) {
    const Blocks blocks = cut_into_blocks(request.posts, request.active_days);
    if (blocks.occupied() >= kBlocksForSpread) {
      half_width = std::max(half_width, kNormal95 * draw_spread(request, scorecard, blocks));
    }
  }
  return {logit - half_width, logit + half_width};
}

}  // namespace vigie::analysis
