#include "analysis/coordination/co_actions.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "analysis/radix_sort.h"

namespace vigie::analysis {
namespace {

struct TimedAccount {
  std::int64_t time_ms = 0;
  std::uint32_t account = 0;
};

struct ClosePair {
  std::uint64_t pair = 0;
  std::uint32_t object = 0;
};

struct Keys {
  std::vector<ClosePair> pairs;
  std::uint32_t capped_objects = 0;
};

/// Close pairs of one object's shares, which are in time order.
void append_close_pairs(std::span<const TimedAccount> shares,
                        const CoActionOptions& options,
                        std::uint64_t accounts,
                        std::uint32_t object,
                        Keys& keys) {
  std::size_t first = 0;
  bool capped = false;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    while (shares[first].time_ms < shares[i].time_ms - options.window_ms) {
      ++first;
    }
    const std::size_t from = i - std::min<std::size_t>(i - first, options.neighbours);
    capped = capped || from > first;
    for (std::size_t k = from; k < i; ++k) {
      const auto [a, b] = std::minmax(shares[k].account, shares[i].account);
      if (a != b) {
        keys.pairs.push_back({a * accounts + b, object});
      }
    }
  }
  keys.capped_objects += capped ? 1U : 0U;
}

/// `sorted` by pair, then object.
std::vector<CoActionCount> count_equal(const std::vector<ClosePair>& sorted,
                                       std::uint64_t accounts,
                                       std::uint32_t minimum) {
  std::vector<CoActionCount> counts;
  for (std::size_t i = 0; i < sorted.size();) {
    const std::size_t begin = i;
    std::uint32_t objects = 0;
    for (; i < sorted.size() && sorted[i].pair == sorted[begin].pair; ++i) {
      objects += i == begin || sorted[i].object != sorted[i - 1].object ? 1U : 0U;
    }
    if (i - begin >= minimum) {
      counts.push_back({static_cast<std::uint32_t>(sorted[begin].pair / accounts),
                        static_cast<std::uint32_t>(sorted[begin].pair % accounts),
                        static_cast<std::uint32_t>(i - begin),
                        objects});
    }
  }
  return counts;
}

}  // namespace

CoActionTable count_co_actions(const LayerShares& shares,
                               std::uint32_t accounts,
                               const CoActionOptions& options) {
  std::vector<std::size_t> begin(std::size_t{shares.objects} + 1, 0);
  for (const std::uint32_t object : shares.object) {
    ++begin[std::size_t{object} + 1];
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<TimedAccount> rows(shares.object.size());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[next[shares.object[i]]++] = {shares.time_ms[i], shares.account[i]};
  }
  Keys keys;
  for (std::uint32_t o = 0; o < shares.objects; ++o) {
    const std::span<TimedAccount> of_object{rows.data() + begin[o], begin[o + 1] - begin[o]};
    std::sort(of_object.begin(), of_object.end(), [](const auto& a, const auto& b) {
      return std::tie(a.time_ms, a.account) < std::tie(b.time_ms, b.account);
    });
    append_close_pairs(of_object, options, accounts, o, keys);
  }
  const std::uint64_t largest = std::uint64_t{accounts} * accounts;
  radix_sort(keys.pairs, static_cast<unsigned>(std::bit_width(largest)), [](const auto& close) {
    return close.pair;
  });
  return {count_equal(keys.pairs, accounts, options.min_co_actions), keys.capped_objects};
}

}  // namespace vigie::analysis
