// What people say of an account after reading its posts, and what becomes of it: one label of five,
// a decision when several readers agree, a measured precision when enough accounts are decided.
//
// A label describes how an account is run, as far as its posts show it; it holds no opinion of
// anybody and no name. Scoring never reads it.
//
// Source: METHODS 6.6; Gilani et al. 2017, doi:10.1145/3110025.3110090 (labels by several readers).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/model/ids.h"
#include "storage/model/time.h"

namespace vigie {

enum class VerdictLabel : std::uint8_t {
  kDeclaredAutomated,
  kUndeclaredAutomated,
  kHyperactiveHuman,
  kOrganisation,
  kCannotTell,
};
inline constexpr std::size_t kVerdictLabelCount = 5;
inline constexpr std::array<std::string_view, kVerdictLabelCount> kVerdictLabelNames{
    "declared_automated",
    "undeclared_automated",
    "hyperactive_human",
    "organisation",
    "cannot_tell"};

[[nodiscard]] constexpr std::string_view label_name(VerdictLabel label) {
  return kVerdictLabelNames[static_cast<std::size_t>(label)];
}

/// Nothing for a word that is no label.
[[nodiscard]] constexpr std::optional<VerdictLabel> find_label(std::string_view name) {
  for (std::size_t i = 0; i < kVerdictLabelCount; ++i) {
    if (kVerdictLabelNames[i] == name) {
      return static_cast<VerdictLabel>(i);
    }
  }
  return std::nullopt;
}

/// What a label counts as when a score is judged or learned.
enum class LabelUse : std::uint8_t { kPositive, kNegative, kExcluded };

/// Declared automation counts against the score: it belongs in a class of its own, never at the
/// line.
[[nodiscard]] constexpr LabelUse use_of(VerdictLabel label) {
  switch (label) {
    case VerdictLabel::kUndeclaredAutomated:
      return LabelUse::kPositive;
    case VerdictLabel::kCannotTell:
      return LabelUse::kExcluded;
    default:
      return LabelUse::kNegative;
  }
}

/// What one reader said of one account.
struct Verdict {
  std::string coder;  ///< A pseudonym.
  VerdictLabel label = VerdictLabel::kCannotTell;
  bool blind = false;        ///< Without having seen score, reasons or another reader's label.
  bool adjudicates = false;  ///< Settles what the readers disagreed on.
  UtcTime decided{};
};

/// What the team decided: readers who agree, or an adjudication.
struct TeamDecision {
  VerdictLabel label = VerdictLabel::kCannotTell;
  UtcTime decided{};  ///< The last verdict that it took.
  bool blind = false;
  bool adjudicated = false;

  friend bool operator==(const TeamDecision&, const TeamDecision&) = default;
};

/// A share with its 95 % interval.
struct MeasuredShare {
  double value = 0.0;
  double low = 0.0;
  double high = 1.0;
};

/// How often accounts at the line are what the score looks for, by the team's blind decisions on
/// accounts drawn by chance from runs of the same model, prior and line.
struct MeasuredPrecision {
  std::uint64_t least = 20;                  ///< Decided accounts at the line that a figure takes.
  std::uint64_t decided = 0;                 ///< At the line, positive or negative.
  std::uint64_t positives = 0;               ///< Of these.
  std::uint64_t cannot_tell = 0;             ///< At the line: nobody could tell.
  std::uint64_t open = 0;                    ///< Drawn at the line, and not decided yet.
  std::optional<MeasuredShare> precision{};  ///< Nothing below `least`.
  std::optional<MeasuredShare> recall{};  ///< Of the positives among ranked accounts: at the line.
  std::optional<UtcTime> first{};         ///< Decisions counted, from, to.
  std::optional<UtcTime> last{};
};

}  // namespace vigie
