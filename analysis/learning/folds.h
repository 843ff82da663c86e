// Who is left out together when a model is tested on accounts it has not seen.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/learning/labelled_account.h"

namespace vigie::analysis {

/// Rows of one division, both ascending.
struct Fold {
  std::vector<std::size_t> train;
  std::vector<std::size_t> test;
};

struct Folds {
  std::vector<Fold> folds;
  bool by_source = false;  ///< False: by account, for want of two sources that can be left out.
};

/// Rows without those of `source` and without every other row of an account that it labels: what
/// may be learned from when `source` is left out.
[[nodiscard]] Fold leave_out(std::span<const LabelledAccount> accounts, std::uint32_t source);

/// One fold per source whose absence leaves both classes; when fewer than two are so, or these hold
/// one class alone, five folds of accounts by a hash of their key.
[[nodiscard]] Folds make_folds(std::span<const LabelledAccount> accounts);

/// Whether both classes are among `rows`.
[[nodiscard]] bool has_both_classes(std::span<const LabelledAccount> accounts,
                                    std::span<const std::size_t> rows);

/// Log-odds of each row's prior: the share of positives in its source. A source of one class has
/// that of all rows, which must hold both.
[[nodiscard]] std::vector<double> prior_logits(std::span<const LabelledAccount> accounts);

}  // namespace vigie::analysis
