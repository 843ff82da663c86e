// How often the report is right, estimated from accounts drawn by chance and read by people.
//
//   precision = sum of w y over the decided accounts at the line / sum of w over them
//
// with w the inverse of an account's chance of being drawn and y 1 for a positive: the ratio
// estimator (Hajek 1971). Its interval is Wilson's, with the effective number of accounts
// n_eff = (sum w)^2 / sum w^2 (Kish 1965, 11.7) in place of their number, so that it stays honest
// at 0 and 100 %, where a bootstrap has no width.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "storage/model/verdict.h"

namespace vigie::analysis {

/// One account of one draw.
struct ReviewedAccount {
  std::uint64_t account = 0;  ///< Rows of one account, drawn several times, count as one.
  bool at_line = false;
  double inclusion = 1.0;                  ///< In (0, 1].
  std::optional<TeamDecision> decision{};  ///< Blind ones alone are counted.
};

/// @param rows   Of all draws that count, in any order.
/// @param least  Decided accounts at the line that a figure takes.
[[nodiscard]] MeasuredPrecision measure_precision(std::span<const ReviewedAccount> rows,
                                                  std::uint64_t least);

}  // namespace vigie::analysis
