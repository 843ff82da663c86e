// What a report says of one account beside its score: what would have to go, what is not known,
// where it stood before, and why it stands elsewhere today.
//
// Computed from what a run keeps (every measured value, its weights); nothing here is a score of
// its own, and nothing here changes one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

/// Without these signals the account would stand below the report line.
struct ReportCounterfactual {
  std::vector<Signal> without;  ///< Heaviest first; the smallest set that suffices.
  double likelihood = 0.0;      ///< What would remain.
};

/// What a signal is measured on, and what is missing when it has no value.
enum class DataUnit : std::uint8_t {
  kPosts = 0,           ///< Posts in the window, some also on a number of active days.
  kPostsInTwoDays = 1,  ///< Posts in one window of 48 hours.
  kPostsWithText = 2,
  kRepostsWithTime = 3,  ///< Reposts whose original's time is known.
  kLinks = 4,            ///< Posts with a link, or reposts.
  kPostsOnTopic = 5,     ///< Posts on a monitored topic.
  kCoveredDays = 6,      ///< Days in which its posts would have been seen.
  kProfile = 7,          ///< A fact that the platform did not give.
};
inline constexpr std::size_t kDataUnitCount = 8;

[[nodiscard]] constexpr std::string_view unit_name(DataUnit unit) {
  constexpr std::array<std::string_view, kDataUnitCount> kNames{"posts",
                                                                "posts_in_two_days",
                                                                "posts_with_text",
                                                                "reposts_with_time",
                                                                "links",
                                                                "posts_on_topic",
                                                                "covered_days",
                                                                "profile"};
  return kNames[static_cast<std::size_t>(unit)];
}

/// A signal that has no value for the account, and what it would take.
struct ReportUnmeasured {
  Signal signal = Signal::kRhythmDelayEntropy;
  DataUnit unit = DataUnit::kPosts;
  std::uint32_t least = 0;       ///< Of the unit.
  std::uint32_t least_days = 0;  ///< Active days besides; 0: any.
  std::uint32_t more = 0;        ///< Still missing, where the unit is kPosts.
  std::uint32_t more_days = 0;   ///< Likewise.
};

/// What it would take to have a likelihood, or a better grade.
struct ReportNextGrade {
  Grade grade = Grade::kC;  ///< The one above the account's.
  std::uint32_t more_posts = 0;
  std::uint32_t more_days = 0;
};

enum class ChangeCause : std::uint8_t { kBehaviour = 0, kCoverage = 1, kLists = 2, kModel = 3 };
inline constexpr std::size_t kChangeCauseCount = 4;

[[nodiscard]] constexpr std::string_view cause_name(ChangeCause cause) {
  constexpr std::array<std::string_view, kChangeCauseCount> kNames{
      "behaviour", "coverage", "lists", "model"};
  return kNames[static_cast<std::size_t>(cause)];
}

/// The account in an earlier run and in this one, in log-odds.
struct ReportChange {
  RunId before;
  UtcTime before_end;  ///< End of the earlier window.
  double logit_before = 0.0;
  double logit_now = 0.0;
  /// By cause; they add up. Nothing: the earlier run did not keep what the split needs.
  std::optional<std::array<double, kChangeCauseCount>> nats;
};

/// The account in one run.
struct ReportScorePoint {
  RunId run;
  UtcTime window_end;
  Grade grade = Grade::kD;
  std::optional<double> likelihood;
  std::optional<double> automation_likelihood;
  std::uint32_t rank = 0;
  double report_line = 0.5;  ///< Of that run.
};

/// What the model takes off the prior of the account's platform or language.
struct ReportOffset {
  double nats = 0.0;     ///< Below 0.
  std::string platform;  ///< Empty: of any platform.
  /// Empty: of any language. Several where the model takes the same off each and the run does not
  /// tell which of them the account writes.
  std::vector<std::string> languages;
};

struct ReportExplanation {
  std::optional<ReportOffset> offset;  ///< Nothing: the account starts from the run's prior.
  std::optional<ReportCounterfactual> counterfactual;
  std::vector<ReportUnmeasured> unmeasured;  ///< In the order of the signals.
  std::optional<ReportNextGrade> next_grade;
  std::optional<ReportChange> change;
  std::vector<ReportScorePoint> history;  ///< Oldest first, this run last; one per window.
  /// End of the last window in which it stood at the line, when it is still kept from then.
  std::optional<UtcTime> above_until;
};

/// An account below the line that was above it and has not fallen clearly below.
struct ReportHeldAccount {
  AccountId account;
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Falls back to the native id.
  std::uint32_t rank = 0;
  double likelihood = 0.0;
  UtcTime above_until;                 ///< End of the last window in which it stood at the line.
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
};

/// Hysteresis at the line: marks, never scores.
struct ReportHeld {
  double keep_margin = 0.0;  ///< Likelihood below the line that is still close to it; 0: off.
  std::uint64_t total = 0;
  std::vector<ReportHeldAccount> accounts;  ///< By rank; at most as many as ranked ones are shown.
};

}  // namespace vigie
