#include "analysis/coordination/candidates.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "analysis/parallel.h"

namespace vigie::analysis {
namespace {

/// Meetings that make a pair a candidate.
constexpr std::uint8_t kMeetings = 3;

std::uint64_t whole_pairs_of(std::uint64_t n) {
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
    spent += objects_of[d] * whole_pairs_of(d);
    if (spent > options.pair_budget) {
      return d - 1;
    }
  }
  return options.max_sharers;
}

/// A share among those of its object, in the order of accounts.
struct Sharer {
  std::uint32_t account = 0;
  std::uint32_t share = 0;
};

/// The table's shares in two orders more. Those of account a are [begin[a], begin[a + 1]) of
/// `shares`, by object; `sharers` has each object's where the table has them, by account.
struct Orders {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> shares;
  std::vector<Sharer> sharers;
  std::vector<std::uint32_t> place;  ///< Per share, where it stands in `sharers`.
};

Orders order_shares(const ShareTable& table, std::uint32_t accounts) {
  Orders orders;
  orders.begin.assign(std::size_t{accounts} + 1, 0);
  for (const std::uint32_t account : table.account) {
    ++orders.begin[std::size_t{account} + 1];
  }
  std::partial_sum(orders.begin.begin(), orders.begin.end(), orders.begin.begin());
  std::vector<std::uint32_t> next(orders.begin.begin(), orders.begin.end() - 1);
  orders.shares.resize(table.size());
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    orders.shares[next[table.account[i]]++] = i;
  }
  next.clear();
  for (const TableObject& object : table.objects) {
    next.push_back(object.first);
  }
  orders.sharers.resize(table.size());
  orders.place.resize(table.size());
  for (const std::uint32_t i : orders.shares) {
    const std::uint32_t place = next[table.owner[i]]++;
    orders.sharers[place] = {table.account[i], i};
    orders.place[i] = place;
  }
  return orders;
}

/// Whom accounts meet, one account after the other, on one thread.
class AccountWalk {
 public:
  AccountWalk(const ShareTable& table,
              const Orders& orders,
              const CoordinationOptions& options,
              std::uint32_t max_sharers)
      : table_{table},
        orders_{orders},
        options_{options},
        max_sharers_{max_sharers},
        count_(orders.begin.size(), 0),
        met_(orders.begin.size(), 0) {}

  /// Appends the meetings of candidates whose lower account is `a`, by the other one, then object.
  /// @return  Meetings looked at, weak ones left out.
  std::uint64_t append_meetings(std::uint32_t a, std::vector<Meeting>& meetings) {
    std::uint64_t looked_at = 0;
    std::size_t met = 0;
    visit(a, false, [&](std::uint32_t, const Sharer& other) {
      std::uint8_t& count = count_[other.account];
      met_[met] = other.account;
      met += count == 0 ? 1U : 0U;  // without a branch that nothing could predict
      count = static_cast<std::uint8_t>(count + (count < kMeetings ? 1U : 0U));
      ++looked_at;
    });
    if (looked_at >= kMeetings) {
      keep_candidates(a, meetings);
    }
    for (std::size_t m = 0; m < met; ++m) {
      count_[met_[m]] = 0;
    }
    return looked_at;
  }

 private:
  void keep_candidates(std::uint32_t a, std::vector<Meeting>& meetings) {
    kept_.clear();
    order_.clear();
    visit(a, true, [&](std::uint32_t i, const Sharer& other) {
      if (count_[other.account] == kMeetings) {
        order_.push_back((std::uint64_t{other.account} << 32U) | kept_.size());
        kept_.push_back({i, other.share});
      }
    });
    std::sort(order_.begin(), order_.end());
    const std::uint64_t first_pair = std::uint64_t{a} * (orders_.begin.size() - 1);
    for (const std::uint64_t entry : order_) {
      const auto& [share_a, share_b] = kept_[entry & 0xFFFFFFFFU];
      meetings.push_back({first_pair + (entry >> 32U), share_a, share_b});
    }
  }

  /// Calls `meet(share of a, the other's)` for each account above `a` that it meets, by object.
  template <typename Meet>
  void visit(std::uint32_t a, bool weak_too, const Meet& meet) const {
    for (std::uint32_t s = orders_.begin[a]; s < orders_.begin[std::size_t{a} + 1]; ++s) {
      const std::uint32_t i = orders_.shares[s];
      const TableObject& object = table_.objects[table_.owner[i]];
      if (object.layer == Layer::kDomain && !weak_too) {
        continue;
      }
      if (object.sharers > max_sharers_) {
        visit_neighbours(i, object, meet);
        continue;
      }
      for (std::uint32_t k = orders_.place[i] + 1; k < object.first + object.sharers; ++k) {
        meet(i, orders_.sharers[k]);
      }
    }
  }

  /// The nearest shares of a popular object before and after share `i` in time.
  template <typename Meet>
  void visit_neighbours(std::uint32_t i, const TableObject& object, const Meet& meet) const {
    const std::int64_t window_ms = options_.windows_ms.back();
    std::uint32_t from = i - std::min(i - object.first, options_.neighbours);
    const std::uint32_t to =
        i + std::min(object.first + object.sharers - i, options_.neighbours + 1);
    while (table_.time_ms[i] - table_.time_ms[from] > window_ms) {
      ++from;
    }
    for (std::uint32_t k = from; k < to && table_.time_ms[k] - table_.time_ms[i] <= window_ms;
         ++k) {
      if (table_.account[k] > table_.account[i]) {
        meet(i, Sharer{table_.account[k], k});
      }
    }
  }

  const ShareTable& table_;
  const Orders& orders_;
  const CoordinationOptions& options_;
  std::uint32_t max_sharers_;
  std::vector<std::uint8_t> count_;  ///< Per other account, up to `kMeetings`.
  std::vector<std::uint32_t> met_;   ///< Accounts whose count is not 0, and one place more.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> kept_;  ///< Shares of kept meetings.
  std::vector<std::uint64_t> order_;  ///< Other account above, index into `kept_` below.
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
  const Orders orders = order_shares(table, accounts);
  // Stretches are many enough to spread the work, and each pays for counters of its own.
  constexpr std::uint32_t kMostStretches = 512;
  const std::uint32_t length = accounts / kMostStretches + 1;
  std::vector<Stretch> stretches((accounts + length - 1) / length);
  for_each_index(stretches.size(), options.threads, [&](std::size_t s) {
    AccountWalk walk{table, orders, options, found.max_sharers};
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
