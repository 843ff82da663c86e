#include "analysis/coordination/close_rates.h"

#include <cstddef>

#include "analysis/coordination/chance.h"

namespace vigie::analysis {
namespace {

std::uint64_t count_close_pairs(const ShareTable& table,
                                const TableObject& object,
                                std::int64_t window_ms) {
  std::uint64_t close = 0;
  std::size_t first = object.first;
  for (std::size_t i = object.first; i < std::size_t{object.first} + object.sharers; ++i) {
    while (table.time_ms[first] < table.time_ms[i] - window_ms) {
      ++first;
    }
    close += i - first;
  }
  return close;
}

struct Mean {
  double sum = 0.0;
  double count = 0.0;

  /// Half a pair is added to each side: no rate is 0, for nothing is impossible.
  [[nodiscard]] double value() const { return (sum + 0.5) / (count + 1.0); }
};

}  // namespace

CloseRates estimate_close_rates(const ShareTable& table, const CoordinationOptions& options) {
  CloseRates rates(table.objects.size());
  std::array<std::array<Mean, kWindowCount>, kLayerCount> pools;
  for (std::size_t o = 0; o < table.objects.size(); ++o) {
    const TableObject& object = table.objects[o];
    const double pairs = pairs_of(object.sharers);
    for (std::size_t w = 0; w < kWindowCount; ++w) {
      const auto close =
          static_cast<double>(count_close_pairs(table, object, options.windows_ms[w]));
      if (object.sharers >= options.own_rate_sharers) {
        rates[o][w] = static_cast<float>(Mean{close, pairs}.value());
      } else {
        Mean& pool = pools[static_cast<std::size_t>(object.layer)][w];
        pool.sum += close / pairs;
        pool.count += 1.0;
      }
    }
  }
  for (std::size_t o = 0; o < table.objects.size(); ++o) {
    const TableObject& object = table.objects[o];
    if (object.sharers < options.own_rate_sharers) {
      for (std::size_t w = 0; w < kWindowCount; ++w) {
        rates[o][w] = static_cast<float>(pools[static_cast<std::size_t>(object.layer)][w].value());
      }
    }
  }
  return rates;
}

}  // namespace vigie::analysis
