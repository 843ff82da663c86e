#include "analysis/coordination/audiences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>
#include <utility>

#include "analysis/coordination/audience_readers.h"
#include "analysis/coordination/chance.h"
#include "analysis/coordination/share_standing.h"
#include "analysis/parallel.h"
#include "analysis/time_pattern.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kLeastCarriers = 3;  ///< Members on an object.
constexpr std::uint32_t kLeastCarried = 2;   ///< Of a member: one may be an accident.
/// An object that its source, its day or its layer lets a member share this often says nothing.
constexpr double kMostChance = 0.2;

/// Objects are counted with three carriers, with four, with six and more: what six share says more.
constexpr std::array<std::uint32_t, 3> kLevels{kLeastCarriers, 4, 6};

/// Half of the sharers, and `least`.
std::uint32_t carriers_needed(std::uint32_t sharers, std::uint32_t least) {
  return std::max(least, (sharers + 1) / 2);
}

/// P(at least `least` of `n`), each with chance `p`.
double binomial_upper(std::uint32_t n, double p, std::uint32_t least) {
  if (least == 0 || p >= 1.0) {
    return 1.0;
  }
  if (least > n || p <= 0.0) {
    return 0.0;
  }
  double term = std::pow(p, static_cast<double>(least));  // k = least, then upwards
  for (std::uint32_t k = 0; k < least; ++k) {
    term *= static_cast<double>(n - k) / static_cast<double>(k + 1);
  }
  term *= std::pow(1.0 - p, static_cast<double>(n - least));
  double sum = 0.0;
  for (std::uint32_t k = least; k <= n; ++k) {
    sum += term;
    term *= static_cast<double>(n - k) / static_cast<double>(k + 1) * p / (1.0 - p);
  }
  return std::min(1.0, sum);
}

bool is_strong(Layer layer) {
  return layer != Layer::kDomain;
}

/// A reader's share of an object of another source.
struct Touch {
  std::uint32_t object = 0;
  std::uint32_t reader = 0;  ///< Place in the audience.
  std::uint32_t share = 0;

  friend auto operator<=>(const Touch&, const Touch&) = default;
};

/// Tests audiences one after the other, in memory that it keeps. Not for two threads at once.
class AudienceTester {
 public:
  AudienceTester(const ShareTable& table,
                 const Standing& standing,
                 std::uint32_t max_sharers,
                 double clumpiness,
                 const CoordinationOptions& options)
      : table_{table},
        standing_{standing},
        max_sharers_{max_sharers},
        clumpiness_{clumpiness},
        options_{options},
        activity_{table, standing},
        used_in_(
            table.post.empty() ? 0 : *std::max_element(table.post.begin(), table.post.end()) + 1,
            0) {}

  /// What the readers carry against what chance lets them.
  [[nodiscard]] ActingAudience test(const Audience& audience,
                                    std::span<const std::uint32_t> readers) {
    gather(audience, readers);
    ActingAudience found{audience.layer, audience.source, audience.count};
    if (!may_carry()) {
      return found;
    }
    activity_.clear();
    for (const std::uint32_t reader : readers) {
      activity_.add(reader);
    }
    std::array<WeightedTest, kLevels.size()> tests;
    for (std::size_t level = 0; level < kLevels.size(); ++level) {
      const Counted counted = count_carried(kLevels[level]);
      if (level == 0) {
        found.carried = counted.carried;
        found.days = counted.days;
        found.expected = counted.expected;
      }
      if (counted.carried >= options_.min_objects && counted.days >= options_.min_objects) {
        tests[level].decades = poisson_upper_decades(counted.expected, counted.carried);
      }
    }
    found.decades = cauchy_decades(tests);
    return found;
  }

  /// Readers that belong to those who act, by account.
  [[nodiscard]] std::vector<AudienceMember> members(const Audience& audience,
                                                    std::span<const std::uint32_t> readers) {
    gather(audience, readers);
    std::vector<bool> acting(readers.size(), true);
    std::vector<AudienceMember> found;
    constexpr int kRounds = 2;  // the second asks about what those found by the first carry
    for (int round = 0; round < kRounds; ++round) {
      found = ask_members(readers, acting);
    }
    return found;
  }

 private:
  void gather(const Audience& audience, std::span<const std::uint32_t> readers) {
    own_posts_.clear();
    for (const std::uint32_t reader : readers) {
      for (const std::uint32_t i : standing_.of(reader)) {
        if (standing_.source_of[table_.owner[i]] == audience.feed) {
          own_posts_.push_back(table_.post[i]);
        }
      }
    }
    std::sort(own_posts_.begin(), own_posts_.end());
    touches_.clear();
    for (std::uint32_t r = 0; r < readers.size(); ++r) {
      for (const std::uint32_t i : standing_.of(readers[r])) {
        const TableObject& object = table_.objects[table_.owner[i]];
        if (is_strong(object.layer) && is_dated(object) && object.sharers >= kLeastCarriers &&
            object.sharers <= std::min<std::size_t>(2 * readers.size(), max_sharers_) &&
            standing_.source_of[table_.owner[i]] != audience.feed &&
            !std::binary_search(own_posts_.begin(), own_posts_.end(), table_.post[i])) {
          touches_.push_back({table_.owner[i], r, i});
        }
      }
    }
    std::sort(touches_.begin(), touches_.end());
  }

  /// A copy follows what it copies; a formula comes up at any time.
  [[nodiscard]] bool is_dated(const TableObject& object) const {
    return object.layer != Layer::kText ||
           table_.time_ms[object.first + object.sharers - 1] - table_.time_ms[object.first] <=
               kDayMs;
  }

  /// Calls `visit` with the touches of each object.
  template <typename Visit>
  static void for_objects(std::span<const Touch> touches, const Visit& visit) {
    for (std::size_t i = 0; i < touches.size();) {
      std::size_t end = i;
      while (end < touches.size() && touches[end].object == touches[i].object) {
        ++end;
      }
      visit(touches.subspan(i, end - i));
      i = end;
    }
  }

  struct Counted {
    std::uint32_t carried = 0;
    std::uint32_t days = 0;
    double expected = 0.0;
  };

  /// Objects with `least` carriers or more.
  Counted count_carried(std::uint32_t least) {
    Counted counted;
    ++epoch_;
    days_.clear();
    for_objects(touches_, [&](std::span<const Touch> on) {
      const double chance = chance_of_reader(on);
      if (chance <= kMostChance) {
        const std::uint32_t sharers = table_.objects[on.front().object].sharers;
        counted.expected +=
            binomial_upper(sharers - 1, chance, carriers_needed(sharers, least) - 1);
        counted.carried += carries(on, least) ? 1U : 0U;
      }
    });
    std::sort(days_.begin(), days_.end());
    counted.days =
        static_cast<std::uint32_t>(std::unique(days_.begin(), days_.end()) - days_.begin());
    return counted;
  }

  /// Whether enough objects have enough readers, whatever chance says.
  [[nodiscard]] bool may_carry() const {
    std::uint32_t objects = 0;
    for_objects(touches_, [&](std::span<const Touch> on) {
      objects +=
          on.size() >= carriers_needed(table_.objects[on.front().object].sharers, kLeastCarriers)
              ? 1U
              : 0U;
    });
    return objects >= options_.min_objects;
  }

  /// A post stands for one object: a link with its own headline is one.
  bool carries(std::span<const Touch> on, std::uint32_t least) {
    const TableObject& object = table_.objects[on.front().object];
    const auto fresh = std::count_if(on.begin(), on.end(), [&](const Touch& touch) {
      return !is_used(table_.post[touch.share]);
    });
    if (on.size() < carriers_needed(object.sharers, least) ||
        fresh < std::ptrdiff_t{kLeastCarriers}) {
      return false;
    }
    days_.push_back(floor_divide(table_.time_ms[object.first], kDayMs));
    for (const Touch& touch : on) {
      use(table_.post[touch.share]);
    }
    return true;
  }

  [[nodiscard]] bool is_used(std::uint32_t post) const { return used_in_[post] == epoch_; }

  void use(std::uint32_t post) { used_in_[post] = epoch_; }

  /// Chance that one more sharer of an object is a reader, by the other shares of its source, its
  /// layer, its days and its hours. A source with no other object explains it whole.
  [[nodiscard]] double chance_of_reader(std::span<const Touch> on) const {
    const std::uint32_t o = on.front().object;
    const TableObject& object = table_.objects[o];
    const double carriers = static_cast<double>(on.size());
    const double sharers = object.sharers;
    const auto layer = static_cast<std::uint32_t>(object.layer);
    double chance = clumpiness_ * activity_.count(Standing::kWholeLayer, layer) /
                    standing_.total[Standing::kWholeLayer][layer];
    if (const std::uint32_t source = standing_.source_of[o]; source != kNothing) {
      chance = std::max(chance,
                        (activity_.count(Standing::kSource, source) - carriers + 1.0) /
                            (standing_.total[Standing::kSource][source] - sharers + 1.0));
    }
    chance = std::max(chance, chance_in_time(on, Standing::kDay, standing_.day_of));
    chance = std::max(chance, chance_in_time(on, Standing::kHour, standing_.hour_of));
    return std::min(1.0, chance);
  }

  /// Mean over the object's shares of the readers' part in the other shares of that time.
  [[nodiscard]] double chance_in_time(std::span<const Touch> on,
                                      Standing::Kind kind,
                                      const std::vector<std::uint32_t>& bin_of) const {
    const TableObject& object = table_.objects[on.front().object];
    double sum = 0.0;
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      const std::uint32_t bin = bin_of[i];
      double mine = activity_.count(kind, bin);
      double all = standing_.total[kind][bin];
      for (const Touch& touch : on) {
        mine -= bin_of[touch.share] == bin ? 1.0 : 0.0;
      }
      for (std::uint32_t k = object.first; k < object.first + object.sharers; ++k) {
        all -= bin_of[k] == bin ? 1.0 : 0.0;
      }
      sum += mine / std::max(1.0, all);
    }
    return sum / static_cast<double>(object.sharers);
  }

  struct Candidate {
    double chance = 0.0;
    std::uint32_t object = 0;
    std::uint32_t first = 0;  ///< Its touches: [first, first + count).
    std::uint32_t count = 0;
    std::uint32_t own = kNothing;  ///< The reader's share.
  };

  std::vector<AudienceMember> ask_members(std::span<const std::uint32_t> readers,
                                          std::vector<bool>& acting) {
    std::vector<AudienceMember> asked;
    std::vector<double> decades;
    for (std::uint32_t r = 0; r < readers.size(); ++r) {
      asked.push_back(ask_member(readers[r], r, acting));
      decades.push_back(asked.back().decades);
    }
    // Storey 2002: readers who do not belong show p above a half as often as below it.
    constexpr double kHalf = 0.30103;
    const auto idle = static_cast<double>(
        std::count_if(decades.begin(), decades.end(), [](double d) { return d < kHalf; }));
    const double family = std::min(static_cast<double>(readers.size()), 2.0 * (idle + 1.0));
    const Discoveries found = control_false_discoveries(decades, family, options_.false_discovery);
    std::vector<AudienceMember> members;
    for (std::uint32_t r = 0; r < readers.size(); ++r) {
      acting[r] = decades[r] >= found.decades && asked[r].carried >= kLeastCarried;
      if (acting[r]) {
        members.push_back(asked[r]);
      }
    }
    return members;
  }

  /// Of the objects that the others carry, least likely first, those of posts not yet seen.
  AudienceMember ask_member(std::uint32_t account,
                            std::uint32_t reader,
                            const std::vector<bool>& acting) {
    activity_.clear();
    activity_.add(account);
    std::vector<Candidate> candidates;
    for_objects(touches_, [&](std::span<const Touch> on) {
      Candidate candidate;
      candidate.object = on.front().object;
      candidate.first = static_cast<std::uint32_t>(&on.front() - touches_.data());
      candidate.count = static_cast<std::uint32_t>(on.size());
      std::uint32_t others = 0;
      for (const Touch& touch : on) {
        if (touch.reader == reader) {
          candidate.own = touch.share;
        } else {
          others += acting[touch.reader] ? 1U : 0U;
        }
      }
      const std::uint32_t sharers =
          table_.objects[candidate.object].sharers - (candidate.own == kNothing ? 0U : 1U);
      if (others >= kLeastCarriers - 1 && 2 * others >= sharers) {
        candidate.chance = chance_of_member(candidate, account);
        if (candidate.chance <= kMostChance) {
          candidates.push_back(candidate);
        }
      }
    });
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return a.chance != b.chance ? a.chance < b.chance : a.object < b.object;
    });
    return count_member(account, reader, candidates);
  }

  AudienceMember count_member(std::uint32_t account,
                              std::uint32_t reader,
                              std::span<const Candidate> candidates) {
    AudienceMember member{account};
    ++epoch_;
    for (const Candidate& candidate : candidates) {
      std::uint32_t fresh = 0;
      const auto on = std::span{touches_}.subspan(candidate.first, candidate.count);
      for (const Touch& touch : on) {
        fresh += touch.reader != reader && !is_used(table_.post[touch.share]) ? 1U : 0U;
      }
      if (fresh < kLeastCarriers - 1) {
        continue;
      }
      member.expected += candidate.chance;
      member.carried += candidate.own != kNothing ? 1U : 0U;
      for (const Touch& touch : on) {
        use(table_.post[touch.share]);
      }
    }
    member.decades = poisson_upper_decades(member.expected, member.carried);
    return member;
  }

  /// Chance that one account shares an object that the others carry.
  [[nodiscard]] double chance_of_member(const Candidate& candidate, std::uint32_t account) const {
    const TableObject& object = table_.objects[candidate.object];
    const double own = candidate.own == kNothing ? 0.0 : 1.0;
    const double sharers = static_cast<double>(object.sharers) - own;
    const auto layer = static_cast<std::uint32_t>(object.layer);
    const double in_layer = activity_.count(Standing::kWholeLayer, layer);
    double chance = clumpiness_ * in_layer * sharers /
                    (standing_.total[Standing::kWholeLayer][layer] - in_layer);
    if (const std::uint32_t source = standing_.source_of[candidate.object]; source != kNothing) {
      const double of_source = activity_.count(Standing::kSource, source);
      chance = std::max(chance,
                        of_source * sharers /
                            std::max(1.0, standing_.total[Standing::kSource][source] - of_source));
    }
    double by_days = 0.0;
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      if (table_.account[i] != account) {
        const std::uint32_t day = standing_.day_of[i];
        const double here = activity_.count(Standing::kDay, day) -
                            (own > 0.0 && standing_.day_of[candidate.own] == day ? 1.0 : 0.0);
        by_days += here / standing_.total[Standing::kDay][day];
      }
    }
    return std::max(chance, by_days);
  }

  const ShareTable& table_;
  const Standing& standing_;
  std::uint32_t max_sharers_;
  double clumpiness_;
  const CoordinationOptions& options_;
  ShareCounts activity_;
  std::vector<std::uint32_t> own_posts_;
  std::vector<std::uint32_t> used_in_;  ///< By post: the epoch in which it was used last.
  std::uint32_t epoch_ = 1;
  std::vector<Touch> touches_;
  std::vector<std::int64_t> days_;
};

/// Testers that no thread is using: each holds an entry per post, and there are as many as threads.
class TesterPool {
 public:
  explicit TesterPool(std::function<std::unique_ptr<AudienceTester>()> make)
      : make_{std::move(make)} {}

  [[nodiscard]] std::unique_ptr<AudienceTester> take() {
    {
      const std::scoped_lock lock{mutex_};
      if (!idle_.empty()) {
        std::unique_ptr<AudienceTester> tester = std::move(idle_.back());
        idle_.pop_back();
        return tester;
      }
    }
    return make_();
  }

  void give_back(std::unique_ptr<AudienceTester> tester) {
    const std::scoped_lock lock{mutex_};
    idle_.push_back(std::move(tester));
  }

 private:
  std::function<std::unique_ptr<AudienceTester>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<AudienceTester>> idle_;
};

}  // namespace

AudienceTable test_audiences(const ShareTable& table,
                             std::uint32_t accounts,
                             std::uint32_t max_sharers,
                             double clumpiness,
                             const CoordinationOptions& options) {
  AudienceTable result;
  const Standing standing = make_standing(table, accounts);
  const Audiences audiences = gather_audiences(table, standing, options);
  result.tested = audiences.list.size();
  std::vector<ActingAudience> tested(audiences.list.size());
  const auto readers_of = [&](const Audience& audience) {
    return std::span{audiences.readers}.subspan(audience.first, audience.count);
  };
  TesterPool testers{[&] {
    return std::make_unique<AudienceTester>(table, standing, max_sharers, clumpiness, options);
  }};
  for_each_index(tested.size(), options.threads, [&](std::size_t i) {
    std::unique_ptr<AudienceTester> tester = testers.take();
    tested[i] = tester->test(audiences.list[i], readers_of(audiences.list[i]));
    testers.give_back(std::move(tester));
  });
  std::vector<double> decades;
  for (const ActingAudience& audience : tested) {
    decades.push_back(audience.decades);
  }
  const Discoveries found = control_false_discoveries(
      decades, static_cast<double>(decades.size()), options.false_discovery);
  const std::unique_ptr<AudienceTester> tester = testers.take();
  for (std::size_t i = 0; i < tested.size(); ++i) {
    if (decades[i] < found.decades) {
      continue;
    }
    const std::vector<AudienceMember> members =
        tester->members(audiences.list[i], readers_of(audiences.list[i]));
    if (members.size() >= options.min_members) {
      tested[i].first_member = static_cast<std::uint32_t>(result.members.size());
      tested[i].members = static_cast<std::uint32_t>(members.size());
      tested[i].q_decades = found.q_decades[i];
      result.members.insert(result.members.end(), members.begin(), members.end());
      result.audiences.push_back(tested[i]);
    }
  }
  return result;
}

}  // namespace vigie::analysis
