#include "analysis/data_needed.h"

#include <array>

#include "analysis/analyze.h"

namespace vigie::analysis {
namespace {

std::uint32_t missing(std::uint32_t least, std::uint32_t held) {
  return least > held ? least - held : 0;
}

struct GradeMinimum {
  Grade grade;
  std::uint32_t posts;
  std::uint32_t days;
};

/// As grade_of has them, worst first.
constexpr std::array kGradeMinima{GradeMinimum{Grade::kC, 10, 0},
                                  GradeMinimum{Grade::kB, 60, 7},
                                  GradeMinimum{Grade::kA, 200, 14}};

}  // namespace

std::optional<DataNeeded> data_needed(Signal signal) {
  switch (signal) {
    case Signal::kRhythmDelayEntropy:  // 8 delays
    case Signal::kRhythmPauseLikeness:
      return DataNeeded{DataUnit::kPostsInTwoDays, 9};
    case Signal::kRhythmLongestGap:
      return DataNeeded{DataUnit::kPostsInTwoDays, 8};
    case Signal::kRhythmEmptyHours:
    case Signal::kRhythmDayResultant:
      return DataNeeded{DataUnit::kPostsInTwoDays, 10};
    case Signal::kBurstiness:  // 20 delays
      return DataNeeded{DataUnit::kPosts, 21};
    case Signal::kMemory:
      return DataNeeded{DataUnit::kPosts, 51};
    case Signal::kDelayEntropy:
    case Signal::kDelayModeMass:
      return DataNeeded{DataUnit::kPosts, 31};
    case Signal::kSecondAlignment:
    case Signal::kMinuteAlignment:
      return DataNeeded{DataUnit::kPosts, 60};
    case Signal::kPeriodicity:
      return DataNeeded{DataUnit::kPosts, 40};
    case Signal::kDelayResidue:
      return DataNeeded{DataUnit::kPosts, 41};
    case Signal::kConditionalEntropy:  // 100 delays
      return DataNeeded{DataUnit::kPosts, 101};
    case Signal::kSleepGap:
      return DataNeeded{DataUnit::kPosts, 120, 7};
    case Signal::kHourEntropy:
    case Signal::kHourResultant:
      return DataNeeded{DataUnit::kPosts, 120};
    case Signal::kRepostLatency:
      return DataNeeded{DataUnit::kRepostsWithTime, 10};
    case Signal::kQuestionShare:
    case Signal::kLowercaseHashtagShare:
    case Signal::kSentenceEndShare:
    case Signal::kMultiSentenceShare:
    case Signal::kCommas:
    case Signal::kExclamationShare:
    case Signal::kHashtagsPerPost:
    case Signal::kHashtagEndShare:
    case Signal::kApostrophes:
      return DataNeeded{DataUnit::kPostsWithText, 3};
    case Signal::kListedSourceShare:
      return DataNeeded{DataUnit::kLinks, 1};
    case Signal::kTopicFocus:
      return DataNeeded{DataUnit::kPosts, 2};
    case Signal::kOneSidedness:
      return DataNeeded{DataUnit::kPostsOnTopic, 5};
    case Signal::kPostingRate:
      return DataNeeded{DataUnit::kCoveredDays, 7};
    case Signal::kAccountAge:
    case Signal::kHandleDigits:
      return DataNeeded{DataUnit::kProfile, 1};
    default:
      return std::nullopt;
  }
}

std::vector<ReportUnmeasured> list_unmeasured(const SignalValues& values,
                                              std::uint32_t posts,
                                              std::uint32_t active_days) {
  std::vector<ReportUnmeasured> unmeasured;
  for (const SignalInfo& signal : kSignals) {
    const auto needed = data_needed(signal.signal);
    if (values[static_cast<std::size_t>(signal.signal)] || !needed) {
      continue;
    }
    const bool on_posts = needed->unit == DataUnit::kPosts;
    unmeasured.push_back({.signal = signal.signal,
                          .unit = needed->unit,
                          .least = needed->least,
                          .least_days = needed->least_days,
                          .more = on_posts ? missing(needed->least, posts) : 0,
                          .more_days = on_posts ? missing(needed->least_days, active_days) : 0});
  }
  return unmeasured;
}

std::optional<ReportNextGrade> next_grade(std::uint32_t posts, std::uint32_t active_days) {
  const Grade grade = grade_of(posts, active_days);
  for (const GradeMinimum& minimum : kGradeMinima) {
    if (minimum.grade < grade) {  // a better grade is a smaller number
      return ReportNextGrade{
          minimum.grade, missing(minimum.posts, posts), missing(minimum.days, active_days)};
    }
  }
  return std::nullopt;
}

}  // namespace vigie::analysis
