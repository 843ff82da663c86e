#include "analysis/alerts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "analysis/coordination/chance.h"
#include "analysis/statistics.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::int64_t kDayHours = 24;
constexpr std::int64_t kWeekHours = 7 * kDayHours;
constexpr std::int64_t kThursday = 3;  // 1970-01-01, days after Monday
constexpr double kMostAlertDecades = 1'000.0;
constexpr double kLeastDecades = 2.0;  // p = 0.01: Benjamini and Hochberg accept nothing above
constexpr std::uint32_t kMostTerms = 100'000;
constexpr std::uint32_t kLeastShares = 2;  // one share is never a burst

/// Hours of the window, counted from the one that holds its begin.
class Hours {
 public:
  explicit Hours(TimeWindow window)
      : first_(floor_hour(to_ms(window.begin))),
        count_(floor_hour(to_ms(window.end) - 1) - first_ + 1) {}

  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::max<std::int64_t>(count_, 0));
  }

  [[nodiscard]] std::size_t of(std::int64_t time_ms) const {
    return static_cast<std::size_t>(floor_hour(time_ms) - first_);
  }

  [[nodiscard]] std::int64_t begin_ms(std::size_t hour) const {
    return (first_ + static_cast<std::int64_t>(hour)) * kHourMs;
  }

  /// Hour of the week, Monday first, or of the day.
  [[nodiscard]] std::size_t slot(std::size_t hour, std::int64_t cycle) const {
    const std::int64_t since = first_ + static_cast<std::int64_t>(hour) + kThursday * kDayHours;
    return static_cast<std::size_t>((since % cycle + cycle) % cycle);
  }

 private:
  static std::int64_t floor_hour(std::int64_t time_ms) {
    return time_ms >= 0 ? time_ms / kHourMs : -((-time_ms + kHourMs - 1) / kHourMs);
  }

  std::int64_t first_;
  std::int64_t count_;
};

std::vector<std::uint32_t> posts_per_hour(const WindowShares& shares, const Hours& hours) {
  std::vector<std::uint32_t> posts(hours.count(), 0);
  for (const std::int64_t time : shares.time_ms) {
    ++posts[hours.of(time)];
  }
  return posts;
}

/// Weights by slot of a cycle; false when the data do not suffice.
bool weigh_slots(const std::vector<std::uint32_t>& posts,
                 const Hours& hours,
                 std::int64_t cycle,
                 std::uint32_t min_posts,
                 std::vector<double>& weights) {
  std::vector<double> in_slot(static_cast<std::size_t>(cycle), 0.0);
  std::vector<double> slot_hours(in_slot.size(), 0.0);
  double all_posts = 0.0;
  double all_hours = 0.0;
  for (std::size_t h = 0; h < posts.size(); ++h) {
    if (posts[h] > 0) {
      in_slot[hours.slot(h, cycle)] += posts[h];
      ++slot_hours[hours.slot(h, cycle)];
      all_posts += posts[h];
      ++all_hours;
    }
  }
  if (all_posts < static_cast<double>(min_posts) * static_cast<double>(cycle)) {
    return false;
  }
  const double mean = all_posts / all_hours;
  for (std::size_t h = 0; h < posts.size(); ++h) {
    const std::size_t slot = hours.slot(h, cycle);
    // One mean hour is added to each slot: a slot seen once or twice says little.
    weights[h] = posts[h] == 0 ? 0.0 : (in_slot[slot] / mean + 1.0) / (slot_hours[slot] + 1.0);
  }
  return true;
}

/// Sums of the weights over the hours before each hour.
struct Exposure {
  explicit Exposure(const std::vector<double>& weights)
      : sum(weights.size() + 1, 0.0), squares(weights.size() + 1, 0.0) {
    for (std::size_t h = 0; h < weights.size(); ++h) {
      sum[h + 1] = sum[h] + weights[h];
      squares[h + 1] = squares[h] + weights[h] * weights[h];
    }
  }

  std::vector<double> sum;
  std::vector<double> squares;
};

/// An hour that may be an alert.
struct Candidate {
  std::uint32_t object = 0;
  AlertBaseline baseline = AlertBaseline::kOwnHistory;
  std::size_t hour = 0;
  std::uint32_t shares = 0;
  std::uint32_t accounts = 0;
  double expected = 0.0;
  double decades = 0.0;
};

/// One object's hours so far, without its first.
struct History {
  double shares = 0.0;
  double squares = 0.0;   ///< Of the shares of each hour.
  double weighted = 0.0;  ///< Shares times the hour's weight.

  void add(double count, double weight) {
    shares += count;
    squares += count * count;
    weighted += count * weight;
  }
};

/// Size of the negative binomial: what the past leaves open, and how uneven it was.
double size_of(const History& past, double weights, double squared_weights) {
  const double known_from = past.shares + 1.0;
  const double rate = past.shares / weights;
  const double spread =
      past.squares - 2.0 * rate * past.weighted + rate * rate * squared_weights - past.shares;
  if (spread <= 0.0 || rate == 0.0) {
    return known_from;
  }
  return 1.0 / (1.0 / known_from + spread / (rate * rate * squared_weights));
}

/// Tests the hours of one object after another.
class OwnHistory {
 public:
  OwnHistory(const WindowShares& shares, const Hours& hours, const AlertOptions& options)
      : shares_(shares),
        hours_(hours),
        weights_(hourly_weights(shares, options)),
        exposure_(weights_),
        carriers_({}, shares.accounts),
        min_hours_(options.min_history_hours) {}

  void test(const ShareRange& range, std::vector<Candidate>& candidates) {
    const std::size_t first = hour_of(range.begin);
    const std::size_t from = first + 1 + min_hours_;
    if (from >= hours_.count()) {
      return;
    }
    tested_ += static_cast<double>(hours_.count() - from);
    History past;
    for (std::size_t i = range.begin; i < range.end;) {
      const std::size_t hour = hour_of(i);
      std::size_t end = i + 1;
      while (end < range.end && hour_of(end) == hour) {
        ++end;
      }
      const auto count = static_cast<std::uint32_t>(end - i);
      if (hour >= from && count >= kLeastShares) {
        test_hour({range.object, i, end}, hour, first, past, candidates);
      }
      if (hour > first) {
        past.add(count, weights_[hour]);
      }
      i = end;
    }
  }

  [[nodiscard]] double tested() const { return tested_; }

 private:
  [[nodiscard]] std::size_t hour_of(std::size_t share) const {
    return hours_.of(shares_.time_ms[post_of_share(shares_.shares[share])]);
  }

  void test_hour(const ShareRange& in_hour,
                 std::size_t hour,
                 std::size_t first,
                 const History& past,
                 std::vector<Candidate>& candidates) {
    const double weights = exposure_.sum[hour] - exposure_.sum[first + 1];
    const double squares = exposure_.squares[hour] - exposure_.squares[first + 1];
    if (weights <= 0.0) {
      return;  // nothing was collected in between
    }
    const auto count = static_cast<std::uint32_t>(in_hour.end - in_hour.begin);
    const double expected = weights_[hour] * (past.shares + 1.0) / weights;
    if (count <= expected) {
      return;
    }
    const double decades =
        negative_binomial_upper_decades(expected, size_of(past, weights, squares), count);
    if (decades < kLeastDecades) {
      return;
    }
    carriers_.begin();
    for (std::size_t i = in_hour.begin; i < in_hour.end; ++i) {
      carriers_.add(shares_.account[post_of_share(shares_.shares[i])]);
    }
    candidates.push_back({in_hour.object,
                          AlertBaseline::kOwnHistory,
                          hour,
                          count,
                          static_cast<std::uint32_t>(carriers_.all().accounts),
                          expected,
                          decades});
  }

  const WindowShares& shares_;
  const Hours& hours_;
  std::vector<double> weights_;
  Exposure exposure_;
  CarrierCount carriers_;
  std::size_t min_hours_;
  double tested_ = 0.0;
};

/// First hours of objects that appear well after the window's first post.
struct NewObjects {
  std::vector<std::uint32_t> counts;
  std::vector<std::pair<std::size_t, Candidate>> candidates;  ///< With the index of their count.
};

using NewByKind = std::map<AmplifiedKind, NewObjects>;

void note_new(const WindowShares& shares,
              const Hours& hours,
              const ShareRange& range,
              CarrierCount& carriers,
              NewByKind& new_objects) {
  const auto time_of = [&shares](std::size_t share) {
    return shares.time_ms[post_of_share(shares.shares[share])];
  };
  const std::int64_t first = time_of(range.begin);
  if (first < shares.time_ms.front() + kDayHours * kHourMs ||
      first + kHourMs > to_ms(shares.window.end)) {
    return;
  }
  carriers.begin();
  for (std::size_t i = range.begin; i < range.end && time_of(i) < first + kHourMs; ++i) {
    carriers.add(shares.account[post_of_share(shares.shares[i])]);
  }
  NewObjects& of_kind = new_objects[shares.kind[range.object]];
  const auto count = static_cast<std::uint32_t>(carriers.all().shares);
  if (count >= kLeastShares) {
    of_kind.candidates.push_back({of_kind.counts.size(),
                                  {range.object,
                                   AlertBaseline::kNewObjects,
                                   hours.of(first),
                                   count,
                                   static_cast<std::uint32_t>(carriers.all().accounts),
                                   0.0,
                                   0.0}});
  }
  of_kind.counts.push_back(count);
}

void test_new(const AlertOptions& options,
              NewByKind& new_objects,
              Alerts& out,
              std::vector<Candidate>& candidates) {
  for (auto& [kind, objects] : new_objects) {
    const std::vector<double> decades = first_hour_decades(objects.counts, options);
    if (decades.empty()) {
      out.untested_new += objects.counts.size();
      continue;
    }
    out.tested_new += objects.counts.size();
    double sum = 0.0;
    for (const std::uint32_t count : objects.counts) {
      sum += count;
    }
    for (auto [index, candidate] : objects.candidates) {
      candidate.expected = sum / static_cast<double>(objects.counts.size());
      candidate.decades = decades[index];
      if (candidate.decades >= kLeastDecades) {
        candidates.push_back(candidate);
      }
    }
  }
}

/// Hours of one object that follow each other, with at most one between, are one alert.
void join_hours(const WindowShares& shares,
                const Hours& hours,
                std::vector<std::pair<Candidate, double>>& found,
                std::vector<Alert>& alerts) {
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first.object, a.first.hour, a.first.baseline) <
           std::tie(b.first.object, b.first.hour, b.first.baseline);
  });
  std::uint32_t object = 0;
  std::size_t last_hour = 0;
  for (const auto& [candidate, q_decades] : found) {
    const bool joins = !alerts.empty() && object == candidate.object &&
                       alerts.back().baseline == candidate.baseline &&
                       candidate.hour <= last_hour + 2;
    object = candidate.object;
    last_hour = candidate.hour;
    if (!joins) {
      alerts.emplace_back();
      alerts.back().kind = shares.kind[candidate.object];
      alerts.back().object = ObjectId{candidate.object};
      alerts.back().baseline = candidate.baseline;
      alerts.back().begin_ms = hours.begin_ms(candidate.hour);
    }
    Alert& alert = alerts.back();
    alert.hours =
        static_cast<std::uint32_t>((hours.begin_ms(candidate.hour) - alert.begin_ms) / kHourMs + 1);
    if (candidate.decades > alert.decades) {
      alert.peak_ms = hours.begin_ms(candidate.hour);
      alert.shares = candidate.shares;
      alert.accounts = candidate.accounts;
      alert.expected = candidate.expected;
      alert.decades = candidate.decades;
      alert.q_decades = q_decades;
    }
  }
}

void keep_strongest(const AmplificationRequest& request,
                    std::size_t most,
                    std::vector<Alert>& alerts) {
  std::map<ObjectId, std::string> keys;
  const auto key_of = [&](ObjectId object) -> const std::string& {
    const auto [key, added] = keys.try_emplace(object);
    if (added) {
      key->second = request.key_of(object);
    }
    return key->second;
  };
  std::sort(alerts.begin(), alerts.end(), [&](const Alert& a, const Alert& b) {
    const auto left = std::tie(b.decades, b.shares, a.begin_ms, a.kind);
    const auto right = std::tie(a.decades, a.shares, b.begin_ms, b.kind);
    if (left != right || a.object == b.object) {
      return left < right;
    }
    return key_of(a.object) < key_of(b.object);
  });
  alerts.resize(std::min(alerts.size(), most));
}

}  // namespace

double negative_binomial_upper_decades(double mean, double size, std::uint32_t observed) {
  if (observed == 0) {
    return 0.0;
  }
  if (mean <= 0.0) {
    return kMostAlertDecades;
  }
  if (std::isinf(size)) {
    return poisson_upper_decades(mean, observed);
  }
  const double x = observed;
  const double log_first = log_gamma(x + size) - log_gamma(size) - log_gamma(x + 1.0) +
                           size * std::log(size / (size + mean)) +
                           x * std::log(mean / (size + mean));
  const double step = mean / (size + mean);
  double term = 1.0;
  double sum = 1.0;
  for (std::uint32_t i = 0; i < kMostTerms && term > sum * 1e-12; ++i) {
    term *= (x + i + size) / (x + i + 1.0) * step;
    sum += term;
  }
  const double decades = -(log_first + std::log(sum)) / std::log(10.0);
  return std::clamp(decades, 0.0, kMostAlertDecades);
}

std::vector<double> hourly_weights(const WindowShares& shares, const AlertOptions& options) {
  const Hours hours{shares.window};
  const std::vector<std::uint32_t> posts = posts_per_hour(shares, hours);
  std::vector<double> weights(posts.size(), 0.0);
  const auto length = static_cast<std::int64_t>(posts.size());
  if (length >= 4 * kWeekHours &&
      weigh_slots(posts, hours, kWeekHours, options.min_posts_per_slot, weights)) {
    return weights;
  }
  if (length >= kWeekHours &&
      weigh_slots(posts, hours, kDayHours, options.min_posts_per_slot, weights)) {
    return weights;
  }
  for (std::size_t h = 0; h < posts.size(); ++h) {
    weights[h] = posts[h] > 0 ? 1.0 : 0.0;
  }
  return weights;
}

std::vector<double> first_hour_decades(const std::vector<std::uint32_t>& counts,
                                       const AlertOptions& options) {
  if (counts.size() < options.min_new_objects) {
    return {};
  }
  const auto n = static_cast<double>(counts.size());
  const auto reaching = [&counts](double threshold) {
    return static_cast<double>(std::count_if(
        counts.begin(), counts.end(), [threshold](std::uint32_t c) { return c >= threshold; }));
  };
  double threshold = 1.0;
  double before = n;
  double here = n;
  while (here >= options.min_tail_objects) {
    threshold *= 2.0;
    before = here;
    here = reaching(threshold);
  }
  // What the few that reach it may stand for: two standard deviations above.
  const double survival = std::min((here + 1.0 + 2.0 * std::sqrt(here + 1.0)) / n, before / n);
  const double slope = std::log2(before / n / survival);
  std::vector<double> decades;
  decades.reserve(counts.size());
  for (const std::uint32_t count : counts) {
    decades.push_back(
        count < threshold ? 0.0 : -std::log10(survival) + slope * std::log10(count / threshold));
  }
  return decades;
}

Alerts find_alerts(const AmplificationRequest& request, const AlertOptions& options) {
  const WindowShares& shares = request.shares;
  Alerts out;
  if (shares.time_ms.empty()) {
    return out;
  }
  const Hours hours{shares.window};
  OwnHistory history{shares, hours, options};
  CarrierCount carriers{{}, shares.accounts};
  NewByKind new_objects;
  std::vector<Candidate> candidates;
  for_each_object(shares, [&](const ShareRange& range) {
    if (range.object < shares.first_source) {
      history.test(range, candidates);
      note_new(shares, hours, range, carriers, new_objects);
    }
  });
  out.tested_hours = history.tested();
  test_new(options, new_objects, out, candidates);

  std::vector<double> decades;
  decades.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    decades.push_back(candidate.decades);
  }
  const double family = out.tested_hours + static_cast<double>(out.tested_new);
  const Discoveries discoveries =
      control_false_discoveries(decades, family, options.false_discovery);
  std::vector<std::pair<Candidate, double>> found;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].decades >= discoveries.decades) {
      found.emplace_back(candidates[i], discoveries.q_decades[i]);
    }
  }
  join_hours(shares, hours, found, out.alerts);
  keep_strongest(request, options.max_alerts, out.alerts);
  return out;
}

}  // namespace vigie::analysis
