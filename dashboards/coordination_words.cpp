#include "dashboards/coordination_words.h"

#include <cmath>

#include <fmt/format.h>

#include "dashboards/language.h"
#include "dashboards/plain_words.h"

namespace vigie::dashboards {
namespace {

/// Pairs of accounts are counted in reals: there may be more than any integer holds.
std::string large_count(double number) {
  constexpr double kWhole = 1e15;
  return number < kWhole ? format_count(kEnglish, static_cast<std::uint64_t>(std::llround(number)))
                         : fmt::format("{:.1e}", number);
}

}  // namespace

std::string tested_sentence(const CoordinationTotals& totals) {
  return fmt::format(
      "Of {} pairs of accounts {} met often enough to be tested; chance does not explain {} "
      "(false-discovery rate over all pairs).",
      large_count(totals.eligible_pairs),
      format_count(kEnglish, totals.tested_pairs),
      format_count(kEnglish, totals.pairs));
}

}  // namespace vigie::dashboards
