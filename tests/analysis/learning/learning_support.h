// Invented labelled accounts, and a model small enough to reckon with by hand.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "analysis/learning/labelled_account.h"
#include "analysis/options.h"

namespace vigie::analysis::tests {

/// An account of grade C with 30 posts.
[[nodiscard]] LabelledAccount labelled(std::string id,
                                       std::uint32_t source,
                                       bool positive,
                                       std::initializer_list<std::pair<Signal, double>> values);

/// Caps of the default model. burstiness: 1 nat at -0.5, -0.5 nats at 0.5; question_share: -0.2
/// nats at 0, 0.6 at 1; listed_source_share: 0 to 0.9; account_age: 0.4 at 0, -0.2 at 1000 days;
/// coordination: 1 nat per nat up to 3.
[[nodiscard]] ScoreModel small_model();

/// `sources` sources of 40 accounts each, half of them positive: these burst less and ask more,
/// with some overlap. The same for the same seed.
[[nodiscard]] std::vector<LabelledAccount> separable_accounts(std::uint32_t sources,
                                                              std::uint64_t seed);

}  // namespace vigie::analysis::tests
