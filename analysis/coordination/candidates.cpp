#include "analysis/coordination/candidates.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "analysis/coordination/radix_sort.h"

namespace vigie::analysis {
namespace {

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

/// Counters that stop at three, four to a byte.
class PairSketch {
 public:
  explicit PairSketch(std::uint64_t expected)
      : bits_(std::clamp(static_cast<unsigned>(std::bit_width(expected)) + 2U, 16U, 31U)),
        cells_((std::size_t{1} << bits_) / 4, 0) {}

  void add(std::uint64_t pair) {
    const std::uint64_t cell = cell_of(pair);
    std::uint8_t& four = cells_[cell / 4];
    const unsigned shift = 2U * static_cast<unsigned>(cell % 4);
    if (((four >> shift) & 3U) != 3U) {
      four = static_cast<std::uint8_t>(four + (1U << shift));
    }
  }

  [[nodiscard]] bool has_three(std::uint64_t pair) const {
    const std::uint64_t cell = cell_of(pair);
    return ((cells_[cell / 4] >> (2U * static_cast<unsigned>(cell % 4))) & 3U) == 3U;
  }

 private:
  /// Multiplicative hashing (Knuth): the high bits mix best.
  [[nodiscard]] std::uint64_t cell_of(std::uint64_t pair) const {
    return (pair * 0x9E3779B97F4A7C15ULL) >> (64U - bits_);
  }

  unsigned bits_;
  std::vector<std::uint8_t> cells_;
};

struct Walk {
  const ShareTable& table;
  const CoordinationOptions& options;
  std::uint64_t accounts = 0;
  std::uint32_t max_sharers = 0;

  template <typename Visit>
  void meet(std::size_t i, std::size_t k, const Visit& visit) const {
    const std::uint32_t a = table.account[i];
    const std::uint32_t b = table.account[k];
    if (a < b) {
      visit(
          Meeting{a * accounts + b, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(k)});
    } else {
      visit(
          Meeting{b * accounts + a, static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(i)});
    }
  }

  template <typename Visit>
  void visit_object(const TableObject& object, const Visit& visit) const {
    const std::size_t begin = object.first;
    const std::size_t end = begin + object.sharers;
    const bool popular = object.sharers > max_sharers;
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t to = popular ? std::min<std::size_t>(end, i + 1 + options.neighbours) : end;
      for (std::size_t k = i + 1; k < to; ++k) {
        if (popular && table.time_ms[k] - table.time_ms[i] > options.windows_ms.back()) {
          break;
        }
        meet(i, k, visit);
      }
    }
  }
};

}  // namespace

Candidates find_candidates(const ShareTable& table,
                           std::uint32_t accounts,
                           const CoordinationOptions& options) {
  Candidates found;
  found.max_sharers = affordable_sharers(table, options);
  std::uint64_t expected = 0;
  for (const TableObject& object : table.objects) {
    if (object.sharers > found.max_sharers) {
      ++found.popular_objects;
      found.popular_shares += object.sharers;
      expected += std::uint64_t{object.sharers} * options.neighbours;
    } else {
      expected += pairs_of(object.sharers);
    }
  }
  const Walk walk{table, options, accounts, found.max_sharers};
  PairSketch sketch{expected};
  for (const TableObject& object : table.objects) {
    if (object.layer != Layer::kDomain) {
      walk.visit_object(object, [&](const Meeting& meeting) {
        sketch.add(meeting.pair);
        ++found.co_shares;
      });
    }
  }
  for (const TableObject& object : table.objects) {
    walk.visit_object(object, [&](const Meeting& meeting) {
      if (sketch.has_three(meeting.pair)) {
        found.meetings.push_back(meeting);
      }
    });
  }
  const std::uint64_t largest = std::uint64_t{accounts} * accounts;
  radix_sort(found.meetings,
             static_cast<unsigned>(std::bit_width(largest)),
             [](const Meeting& meeting) { return meeting.pair; });
  return found;
}

}  // namespace vigie::analysis
