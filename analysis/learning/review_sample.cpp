#include "analysis/learning/review_sample.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "analysis/coordination/mixing.h"

namespace vigie::analysis {
namespace {

constexpr std::uint64_t kOrderInStratum = 1;
constexpr std::uint64_t kOrderOfReading = 2;
constexpr std::uint64_t kOffset = 3;

/// By band from low to high, then whether at the line, then grade.
using Stratum = std::tuple<int, bool, Grade>;

Stratum stratum_of(const SampleCandidate& candidate, double line) {
  constexpr int kBands = 10;
  const int band = std::clamp(static_cast<int>(candidate.likelihood * kBands), 0, kBands - 1);
  return {band, candidate.likelihood >= line, candidate.grade};
}

std::string name_of(const Stratum& stratum, double line) {
  const auto& [band, at_line, grade] = stratum;
  const double begin = static_cast<double>(band) / 10.0;
  const bool parted = at_line && line > begin;
  return fmt::format("{} {}", parted ? line : begin, grade_letter(grade));
}

/// A number for each account that depends on its key, the seed and the purpose alone.
std::uint64_t chance_of(const AccountKey& key, std::uint64_t seed, std::uint64_t purpose) {
  const std::string text = key.platform + '\n' + key.native_id;
  return mix(mix(seed, purpose), XXH3_64bits(text.data(), text.size()));
}

/// Equal shares of `size`, none larger than its stratum; what a full one leaves goes to the others.
std::vector<double> share_out(const std::vector<std::size_t>& strata, std::size_t size) {
  std::vector<double> shares(strata.size(), 0.0);
  double left = static_cast<double>(size);
  std::vector<std::size_t> by_size(strata.size());
  for (std::size_t i = 0; i < by_size.size(); ++i) {
    by_size[i] = i;
  }
  std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
    return strata[a] < strata[b];
  });
  for (std::size_t place = 0; place < by_size.size(); ++place) {
    const std::size_t stratum = by_size[place];
    const double fair = left / static_cast<double>(by_size.size() - place);
    shares[stratum] = std::min(fair, static_cast<double>(strata[stratum]));
    left -= shares[stratum];
  }
  return shares;
}

struct Drawable {
  std::size_t candidate = 0;
  std::uint64_t chance = 0;
};

}  // namespace

std::vector<SampledAccount> draw_review_sample(std::span<const SampleCandidate> candidates,
                                               double line,
                                               std::size_t size,
                                               std::uint64_t seed) {
  std::map<Stratum, std::vector<Drawable>> strata;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    strata[stratum_of(candidates[i], line)].push_back(
        {i, chance_of(candidates[i].key, seed, kOrderInStratum)});
  }
  std::vector<std::size_t> sizes;
  for (const auto& [stratum, members] : strata) {
    sizes.push_back(members.size());
  }
  const std::vector<double> shares = share_out(sizes, std::min(size, candidates.size()));
  std::vector<SampledAccount> drawn;
  double reached = 0.0;
  double next = unit_interval(mix(seed, kOffset));
  std::size_t number = 0;
  for (auto& [stratum, members] : strata) {
    std::sort(members.begin(), members.end(), [&](const Drawable& a, const Drawable& b) {
      return std::tie(a.chance, candidates[a.candidate].key) <
             std::tie(b.chance, candidates[b.candidate].key);
    });
    const double share = shares[number++];
    const auto count = static_cast<double>(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      // The end of a whole stratum is a whole sum of shares: no rounding error is carried on.
      if (reached + share * static_cast<double>(i + 1) / count > next) {
        drawn.push_back({.candidate = members[i].candidate,
                         .stratum = name_of(stratum, line),
                         .at_line = std::get<1>(stratum),
                         .inclusion = std::min(share / count, 1.0)});
        next += 1.0;
      }
    }
    reached += share;
  }
  std::sort(drawn.begin(), drawn.end(), [&](const SampledAccount& a, const SampledAccount& b) {
    const AccountKey& key_a = candidates[a.candidate].key;
    const AccountKey& key_b = candidates[b.candidate].key;
    return std::pair{chance_of(key_a, seed, kOrderOfReading), key_a} <
           std::pair{chance_of(key_b, seed, kOrderOfReading), key_b};
  });
  return drawn;
}

}  // namespace vigie::analysis
