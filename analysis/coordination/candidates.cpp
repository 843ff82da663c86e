#include "analysis/coordination/candidates.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>

#include "analysis/parallel.h"

namespace vigie::analysis {
namespace {

/// Meetings that make a pair a candidate.
constexpr std::uint8_t kMeetings = 3;

std::uint64_t pairs_of(std::uint64_t n) {
  return n * (n - 1) / 2;
}

/// The largest number of sharers, up to the option, at which all pairs still fit the budget.
std::uint32_t affordable_sharers(const ShareTable& table, const CoordinationOptions& options) {
  std::vector<std::uint64_t> objects_of(std::size_t{options.max_sharers} + 1, 0);
  for (const TableObject& object : table.objects) {
    if (object.sharers <= options.max_sharers && object.layer != Layer::kDomain) {
      ++objects_of[object.sharers];
    }
  }
  std::uint64_t spent = 0;
  for (std::uint32_t d = 2; d <= options.max_sharers; ++d) {
    spent += objects_of[d] * pairs_of(d);
    if (spent > options.pair_budget) {
      return d - 1;
    }
  }
  return options.max_sharers;
}

/// Shares of the table by account: those of account a are [begin[a], begin[a + 1]), by object.
struct SharesByAccount {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> shares;
};

SharesByAccount group_by_account(const ShareTable& table, std::uint32_t accounts) {
  SharesByAccount grouped;
  grouped.begin.assign(std::size_t{accounts} + 1, 0);
  for (const std::uint32_t account : table.account) {
    ++grouped.begin[std::size_t{account} + 1];
  }
  std::partial_sum(grouped.begin.begin(), grouped.begin.end(), grouped.begin.begin());
  std::vector<std::uint32_t> next(grouped.begin.begin(), grouped.begin.end() - 1);
  grouped.shares.resize(table.size());
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    grouped.shares[next[table.account[i]]++] = i;
  }
  return grouped;
}

/// Whom accounts meet, one account after the other, on one thread.
class AccountWalk {
 public:
  AccountWalk(const ShareTable& table,
              const SharesByAccount& by_account,
              const CoordinationOptions& options,
              std::uint32_t max_sharers)
      : table_{table},
        by_account_{by_account},
        options_{options},
        max_sharers_{max_sharers},
        count_(by_account.begin.size(), 0) {}

  /// Appends the meetings of candidates whose lower account is `a`, by the other one, then object.
  /// @return  Meetings looked at, weak ones left out.
  std::uint64_t append_meetings(std::uint32_t a, std::vector<Meeting>& meetings) {
    const std::span<const std::uint32_t> shares{by_account_.shares.data() + by_account_.begin[a],
                                                by_account_.begin[a + 1] - by_account_.begin[a]};
    std::uint64_t looked_at = 0;
    visit(a, shares, false, [&](std::uint32_t, std::uint32_t, std::uint32_t b) {
      if (count_[b] == 0) {
        met_.push_back(b);
      }
      count_[b] = static_cast<std::uint8_t>(count_[b] + (count_[b] < kMeetings ? 1U : 0U));
      ++looked_at;
    });
    const std::size_t first = meetings.size();
    if (looked_at >= kMeetings) {
      visit(a, shares, true, [&](std::uint32_t i, std::uint32_t k, std::uint32_t b) {
        if (count_[b] == kMeetings) {
          meetings.push_back({std::uint64_t{a} * accounts() + b, i, k});
        }
      });
      std::stable_sort(meetings.begin() + static_cast<std::ptrdiff_t>(first),
                       meetings.end(),
                       [](const Meeting& x, const Meeting& y) { return x.pair < y.pair; });
    }
    for (const std::uint32_t b : met_) {
      count_[b] = 0;
    }
    met_.clear();
    return looked_at;
  }

 private:
  [[nodiscard]] std::uint64_t accounts() const { return by_account_.begin.size() - 1; }

  /// Calls `meet(share of a, share of b, b)` for each b > a that `a` meets, by object.
  template <typename Meet>
  void visit(std::uint32_t a,
             std::span<const std::uint32_t> shares,
             bool weak_too,
             const Meet& meet) const {
    for (const std::uint32_t i : shares) {
      const TableObject& object = table_.objects[table_.owner[i]];
      if (object.layer == Layer::kDomain && !weak_too) {
        continue;
      }
      const auto [from, to] = reach_of(i, object);
      for (std::uint32_t k = from; k < to; ++k) {
        const std::uint32_t b = table_.account[k];
        if (b > a) {
          meet(i, k, b);
        }
      }
    }
  }

  /// Shares that share `i` meets: all of its object, or its neighbours in time.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> reach_of(std::uint32_t i,
                                                                 const TableObject& object) const {
    std::uint32_t from = object.first;
    std::uint32_t to = object.first + object.sharers;
    if (object.sharers > max_sharers_) {
      const std::int64_t window_ms = options_.windows_ms.back();
      from = i - std::min(i - from, options_.neighbours);
      to = i + std::min(to - i, options_.neighbours + 1);
      while (table_.time_ms[i] - table_.time_ms[from] > window_ms) {
        ++from;
      }
      while (table_.time_ms[to - 1] - table_.time_ms[i] > window_ms) {
        --to;
      }
    }
    return {from, to};
  }

  const ShareTable& table_;
  const SharesByAccount& by_account_;
  const CoordinationOptions& options_;
  std::uint32_t max_sharers_;
  std::vector<std::uint8_t> count_;  ///< Per other account, up to `kMeetings`.
  std::vector<std::uint32_t> met_;   ///< Accounts whose count is not 0.
};

/// What one stretch of accounts found.
struct Stretch {
  std::vector<Meeting> meetings;
  std::uint64_t co_shares = 0;
};

}  // namespace

Candidates find_candidates(const ShareTable& table,
                           std::uint32_t accounts,
                           const CoordinationOptions& options) {
  Candidates found;
  found.max_sharers = affordable_sharers(table, options);
  for (const TableObject& object : table.objects) {
    if (object.sharers > found.max_sharers) {
      ++found.popular_objects;
      found.popular_shares += object.sharers;
    }
  }
  const SharesByAccount by_account = group_by_account(table, accounts);
  // Stretches are many enough to spread the work, and each pays for counters of its own.
  constexpr std::uint32_t kMostStretches = 512;
  const std::uint32_t length = accounts / kMostStretches + 1;
  std::vector<Stretch> stretches((accounts + length - 1) / length);
  for_each_index(stretches.size(), options.threads, [&](std::size_t s) {
    AccountWalk walk{table, by_account, options, found.max_sharers};
    const std::size_t end = std::min<std::size_t>(accounts, (s + 1) * length);
    for (std::size_t a = s * length; a < end; ++a) {
      stretches[s].co_shares +=
          walk.append_meetings(static_cast<std::uint32_t>(a), stretches[s].meetings);
    }
  });
  std::size_t meetings = 0;
  for (const Stretch& stretch : stretches) {
    meetings += stretch.meetings.size();
    found.co_shares += stretch.co_shares;
  }
  found.meetings.reserve(meetings);
  for (Stretch& stretch : stretches) {
    found.meetings.insert(found.meetings.end(), stretch.meetings.begin(), stretch.meetings.end());
    stretch = {};
  }
  return found;
}

}  // namespace vigie::analysis
