// Shares by account, with the source, the day and the hour that each belongs to: what the chance of
// an audience (audiences.h) is worked out from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coordination/share_table.h"

namespace vigie::analysis {

/// Where every share stands, and how much stands there.
struct Standing {
  /// Bins are numbered through all layers: one of them is one source (day, hour) of one layer.
  enum Kind : std::uint8_t { kSource, kDay, kHour, kWholeLayer };

  static constexpr std::size_t kKinds = 4;

  std::vector<std::uint32_t> begin;  ///< Shares of account a: [begin[a], begin[a + 1]) of `shares`.
  std::vector<std::uint32_t> shares;              ///< By account, then object.
  std::vector<std::uint32_t> lone_begin;          ///< As `begin`, of `lone`.
  std::vector<std::uint32_t> lone;                ///< Sources of what nobody else shared: bins.
  std::vector<std::uint32_t> source_of;           ///< Per object: bin, or `kNothing`.
  std::vector<std::uint32_t> day_of;              ///< Per share.
  std::vector<std::uint32_t> hour_of;             ///< Per share.
  std::array<std::vector<double>, kKinds> total;  ///< Shares per bin.

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t account) const {
    return std::span{shares}.subspan(begin[account],
                                     begin[std::size_t{account} + 1] - begin[account]);
  }
};

/// Of the accounts 0 to `accounts` - 1 of `table`; linear but for the distinct days and hours.
[[nodiscard]] Standing make_standing(const ShareTable& table, std::uint32_t accounts);

/// Counts by bin that are set to zero again at the cost of what was counted.
class BinCounts {
 public:
  explicit BinCounts(std::size_t bins) : counts_(bins, 0) {}

  void add(std::uint32_t bin) {
    if (counts_[bin]++ == 0) {
      used_.push_back(bin);
    }
  }

  void clear() {
    for (const std::uint32_t bin : used_) {
      counts_[bin] = 0;
    }
    used_.clear();
  }

  [[nodiscard]] double operator[](std::uint32_t bin) const {
    return static_cast<double>(counts_[bin]);
  }

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> used_;
};

/// What some accounts did, by source, day, hour and layer.
class ShareCounts {
 public:
  ShareCounts(const ShareTable& table, const Standing& standing)
      : table_{table},
        standing_{standing},
        counts_{BinCounts{standing.total[Standing::kSource].size()},
                BinCounts{standing.total[Standing::kDay].size()},
                BinCounts{standing.total[Standing::kHour].size()},
                BinCounts{kLayerCount}} {}

  void clear() {
    for (BinCounts& counts : counts_) {
      counts.clear();
    }
  }

  void add(std::uint32_t account) {
    for (const std::uint32_t i : standing_.of(account)) {
      if (const std::uint32_t source = standing_.source_of[table_.owner[i]]; source != kNothing) {
        counts_[Standing::kSource].add(source);
      }
      counts_[Standing::kDay].add(standing_.day_of[i]);
      counts_[Standing::kHour].add(standing_.hour_of[i]);
      counts_[Standing::kWholeLayer].add(
          static_cast<std::uint32_t>(table_.objects[table_.owner[i]].layer));
    }
    for (std::uint32_t i = standing_.lone_begin[account];
         i < standing_.lone_begin[std::size_t{account} + 1];
         ++i) {
      counts_[Standing::kSource].add(standing_.lone[i]);
    }
  }

  [[nodiscard]] double count(Standing::Kind kind, std::uint32_t bin) const {
    return counts_[kind][bin];
  }

 private:
  const ShareTable& table_;
  const Standing& standing_;
  std::array<BinCounts, Standing::kKinds> counts_;
};

}  // namespace vigie::analysis
