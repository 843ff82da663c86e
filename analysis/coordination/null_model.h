// What chance gives two accounts: on how many objects they would meet, and how often at once.
//
// Four expectations, and a test takes the largest, so that each innocent reason for meeting may
// explain a pair by itself:
//
// - degrees: both share much, and some objects are shared by many. With k shares of an account,
// d_ig
//   sharers of object i in the account's stratum g and E_g shares of the stratum, the chance of
//   sharing i is at most k d_ig / E_g (Chung and Lu; the saturating form 1 - exp(-x) of the
//   bipartite configuration model never exceeds it, so the test errs to the safe side).
// - hours: both were active in the same hours, in which a few objects held the stage. The chance
//   that two shares of one hour meet is counted in that hour.
// - days: the same over a day, for objects live longer than an hour. Accounts that are there on the
//   same three days of a month meet ten times as often as their degrees say.
// - sources: both follow the same sources, and meet on what these publish. As for hours.
//
// In the last three an account's activity is counted without the share at hand (n - 1): a single
// share in an hour says nothing about how busy the account was, and a crew whose members come out
// for one action would otherwise explain itself.
//
// Source: Saracco et al. 2017, doi:10.1088/1367-2630/aa6b38; Becatti et al. 2019 (arXiv
// 1901.07933).
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/coordination/close_rates.h"
#include "analysis/coordination/options.h"
#include "analysis/coordination/share_table.h"
#include "analysis/coordination/shares.h"

namespace vigie::analysis {

/// Rare objects say more than popular ones: counts are tested up to several popularities.
inline constexpr std::size_t kPopularityCount = 4;
/// Largest number of sharers of each, all but the last.
inline constexpr std::array<std::uint32_t, kPopularityCount - 1> kPopularityLimits{7, 63, 500};
/// The windows, then the whole period.
inline constexpr std::size_t kSpanCount = kWindowCount + 1;
inline constexpr std::size_t kWholeSpan = kWindowCount;

/// First popularity that holds an object with `sharers` sharers, given the most sharers at which
/// all pairs of an object are looked at.
[[nodiscard]] std::size_t popularity_of(std::uint32_t sharers, std::uint32_t max_sharers);

/// By popularity, cumulative: entry D is of objects up to limit D.
using ByPopularity = std::array<double, kPopularityCount>;
using BySpan = std::array<double, kSpanCount>;

class NullModel {
 public:
  NullModel(const CoordinationInput& input,
            const ShareTable& table,
            const CoordinationOptions& options,
            std::uint32_t max_sharers);

  /// Chance that two sharers of `object` (index into the table) are at most window `w` apart.
  [[nodiscard]] double close_rate(std::uint32_t object, std::size_t w) const {
    return static_cast<double>(rates_[object][w]);
  }

  /// Expected meetings by degrees, in a window or the whole period; popular objects count in the
  /// windows only.
  [[nodiscard]] ByPopularity expected_by_degree(std::size_t layer,
                                                std::size_t span,
                                                std::uint32_t a,
                                                std::uint32_t b) const;

  /// Expected meetings by common hours.
  [[nodiscard]] BySpan expected_by_hours(std::size_t layer, std::uint32_t a, std::uint32_t b) const;

  /// Expected meetings within a day by common days; popular objects left out.
  [[nodiscard]] double expected_by_days(std::size_t layer, std::uint32_t a, std::uint32_t b) const;

  /// Expected meetings over the whole period by common sources; popular objects left out.
  [[nodiscard]] double expected_by_sources(std::size_t layer,
                                           std::uint32_t a,
                                           std::uint32_t b) const;

  [[nodiscard]] std::uint32_t strata() const { return strata_; }

  [[nodiscard]] const ShareTable& table() const { return *table_; }

 private:
  struct Bin {
    std::uint32_t bin = 0;    ///< Hour or source, dense.
    std::uint32_t count = 0;  ///< Shares of the account in it.
  };

  /// Accounts' shares by hour or by source: account a has bins [begin[a], begin[a + 1]).
  struct Activity {
    std::vector<std::uint32_t> begin;
    std::vector<Bin> bins;
    std::vector<BySpan> chance;  ///< Per bin: two shares in it are of one object, and so close.
  };

  struct Share {
    std::uint32_t account = 0;
    std::uint32_t bin = 0;
  };

  void merge_strata(const CoordinationInput& input, const CoordinationOptions& options);
  void sum_degrees(std::size_t layer, std::uint32_t max_sharers);
  /// Shares of a layer that has objects: [first, second) of the table.
  [[nodiscard]] std::pair<std::size_t, std::size_t> shares_of(std::size_t layer) const;
  void count_hours(std::size_t layer, const CoordinationOptions& options);
  void count_days(std::size_t layer, std::uint32_t max_sharers);
  void count_sources(std::size_t layer, std::uint32_t max_sharers);
  static void gather(Activity& activity,
                     std::vector<Share> shares,
                     std::uint32_t accounts,
                     std::uint32_t bins);

  const ShareTable* table_;
  CloseRates rates_;
  std::uint32_t accounts_ = 0;
  std::uint32_t strata_ = 1;
  std::vector<std::uint8_t> stratum_;
  std::array<std::pair<std::uint32_t, std::uint32_t>, kLayerCount> objects_of_{};
  /// [layer][span][(g * strata + h)]: sum over objects of chances per share of g and of h.
  std::array<std::array<std::vector<ByPopularity>, kSpanCount>, kLayerCount> sums_;
  std::array<Activity, kLayerCount> hours_;
  std::array<Activity, kLayerCount> days_;
  std::array<Activity, kLayerCount> sources_;
};

}  // namespace vigie::analysis
