// Speed, reach and concentration of what was pushed; impact of those who pushed it.
//
// Everything is counted over the window's shares, one object after another; who is behind a share
// enters only through flags that the caller gives. Reach is the number of distinct accounts that
// shared or reposted, not of those who may have seen it: platforms do not tell.
//
// Sources: Gini coefficient, Dixon et al. 1987, doi:10.2307/1938814 (without small-sample
// correction); FIB index, DeVerna et al. 2024, doi:10.1371/journal.pone.0302201 (an h-index, Hirsch
// 2005, doi:10.1073/pnas.0507655102, of posts with a listed source). Concentration in a few
// accounts is the most robust finding of the field: Grinberg et al. 2019,
// doi:10.1126/science.aau2706.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/amplification_options.h"
#include "analysis/options.h"
#include "analysis/window_shares.h"
#include "storage/model/amplification.h"

namespace vigie::analysis {

/// What is known of an account, as bits.
struct AccountFlag {
  static constexpr std::uint8_t kDeclared = 1;
  static constexpr std::uint8_t kAboveLine = 2;
  static constexpr std::uint8_t kGrouped = 4;
};

/// Flags by account; accounts beyond its end have none.
using AccountFlags = std::span<const std::uint8_t>;

/// Counts shares by who carried them: a share once, an account once per object.
class CarrierCount {
 public:
  CarrierCount(AccountFlags flags, std::uint32_t accounts) : flags_(flags), last_(accounts, 0) {}

  /// Begins another object.
  void begin();

  /// True when the account is new to this object.
  bool add(std::uint32_t account);

  [[nodiscard]] const CarriedBy& all() const { return all_; }

  [[nodiscard]] const CarriedBy& with(std::uint8_t flag) const;

 private:
  AccountFlags flags_;
  std::vector<std::uint32_t> last_;  ///< By account: number of the object that it was met in.
  std::uint32_t object_ = 0;
  CarriedBy all_;
  CarriedBy declared_;
  CarriedBy above_line_;
  CarriedBy grouped_;
};

/// Gini coefficient of `counts` (any order), 0 when all are equal; 0 for none. (n - 1) / n when one
/// of n holds everything. O(n log n).
[[nodiscard]] double gini(std::vector<std::uint32_t> counts);

/// Part of the sum that the `top` largest of `falling` hold, 0..1; 0 for an empty sum.
[[nodiscard]] double top_share(std::span<const std::uint32_t> falling, std::size_t top);

/// Largest f such that f of `reposts` are at least f. O(n log n).
[[nodiscard]] std::uint32_t fib_index(std::vector<std::uint32_t> reposts);

/// An object's natural key; asked for only where counts do not settle an order.
using KeyOfObject = std::function<std::string(ObjectId)>;

/// What is measured, and what is known beside it.
struct AmplificationRequest {
  const WindowShares& shares;
  std::span<const ActivityAccount> accounts;  ///< By index, as in the activity.
  AccountFlags flags;
  std::span<const TopicDefinition> topics;  ///< In the order of TopicMask's bits.
  KeyOfObject key_of;
};

/// Every listed source that was shared, then, for each kind, the most shared `top_objects` overall
/// and of each topic. Fewer than two accounts push nothing: such objects are left out; sources
/// never are.
///
/// An object belongs to a topic when at least half of its shares are in posts on it. Order within a
/// kind: falling shares, falling reach, first share, key. Time: linear in the shares, and n log n
/// in those of the objects chosen. Memory: 48 bytes per object with two accounts.
[[nodiscard]] std::vector<Amplification> measure_amplification(const AmplificationRequest& request,
                                                               const AmplificationOptions& options);

/// Accounts of the highest FIB index, at least 1: own posts, no reposts, with a listed source that
/// the post does not contradict. A post's reposts are those of WindowShares::reposts. Ties: reposts
/// received, then platform and native id.
[[nodiscard]] std::vector<Amplifier> find_amplifiers(const AmplificationRequest& request,
                                                     const AmplificationOptions& options);

}  // namespace vigie::analysis
