#include "dashboards/reasons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

enum class Family : std::uint8_t {
  kPauses,
  kClock,
  kNight,
  kSpeed,
  kWriting,
  kHashtags,
  kCoordination,
  kSources,
  kTopics,
  kSides,
  kRate,
  kProfile,
};
constexpr std::size_t kFamilyCount = 12;

Family family_of(Signal signal) {
  switch (signal) {
    case Signal::kRhythmDelayEntropy:
    case Signal::kRhythmPauseLikeness:
    case Signal::kRhythmQuickPauses:
    case Signal::kRhythmLocalVariation:
    case Signal::kConditionalEntropy:
    case Signal::kActionCompression:
    case Signal::kActionTopPair:
    case Signal::kSessionSingles:
    case Signal::kSessionTextDrift:
    case Signal::kSessionReplyDrift:
    case Signal::kBurstiness:
    case Signal::kMemory:
    case Signal::kDelayEntropy:
    case Signal::kDelayModeMass:
    case Signal::kDelayResidue:
      return Family::kPauses;
    case Signal::kSecondAlignment:
    case Signal::kMinuteAlignment:
    case Signal::kPeriodicity:
      return Family::kClock;
    case Signal::kRhythmEmptyHours:
    case Signal::kRhythmLongestGap:
    case Signal::kRhythmDayResultant:
    case Signal::kRhythmNightShare:
    case Signal::kOfficeHours:
    case Signal::kWeekendActivity:
    case Signal::kSleepGap:
    case Signal::kHourEntropy:
    case Signal::kHourResultant:
      return Family::kNight;
    case Signal::kRepostLatency:
    case Signal::kRepostLatencyLow:
    case Signal::kRepostWithinSeconds:
    case Signal::kRepostWithinMinute:
    case Signal::kRepostPrecedence:
      return Family::kSpeed;
    case Signal::kLowercaseHashtagShare:
    case Signal::kHashtagsPerPost:
    case Signal::kHashtagEndShare:
    case Signal::kHashtagVariety:
      return Family::kHashtags;
    case Signal::kCoordination:
      return Family::kCoordination;
    case Signal::kListedSourceShare:
      return Family::kSources;
    case Signal::kTopicFocus:
      return Family::kTopics;
    case Signal::kOneSidedness:
      return Family::kSides;
    case Signal::kPostingRate:
    case Signal::kDailyPeak:
    case Signal::kLifetimeRate:
    case Signal::kRepostShare:
    case Signal::kReplyShare:
    case Signal::kTargetConcentration:
    case Signal::kAutomatedClient:
      return Family::kRate;
    case Signal::kFollowerRatio:
    case Signal::kAccountAge:
    case Signal::kHandleDigits:
      return Family::kProfile;
    default:
      return Family::kWriting;
  }
}

/// Hardly anyone is told apart by a comma: how an account writes yields to when, how often and what
/// it posts, unless it weighs twice as much.
constexpr double kStyleWeight = 0.5;

double weight_of(Family family) {
  const bool is_style = family == Family::kWriting || family == Family::kHashtags;
  return is_style ? kStyleWeight : 1.0;
}

/// Counted per 100 characters: a reader cannot see it in a post or two.
bool is_hard_to_see(Signal signal) {
  return signal == Signal::kCommas || signal == Signal::kApostrophes;
}

struct Reason {
  double nats = 0.0;
  double weight = 0.0;  ///< Of the nats, as far as the order goes.
  const ReportContribution* wording = nullptr;
};

/// Easier to see first, then stronger; the earlier one stays when both are equal.
bool is_better_wording(const ReportContribution& candidate, const ReportContribution& current) {
  const bool hard = is_hard_to_see(candidate.signal);
  return hard != is_hard_to_see(current.signal) ? !hard : candidate.nats > current.nats;
}

}  // namespace

std::vector<std::string_view> main_reasons(Language language,
                                           const ReportAccount& account,
                                           std::size_t most) {
  std::array<Reason, kFamilyCount> families;
  for (const ReportContribution& contribution : account.contributions) {
    if (!std::isfinite(contribution.nats) || contribution.nats <= 0.0) {
      continue;
    }
    const Family family = family_of(contribution.signal);
    Reason& reason = families.at(static_cast<std::size_t>(family));
    reason.nats += contribution.nats;
    reason.weight = reason.nats * weight_of(family);
    if (reason.wording == nullptr || is_better_wording(contribution, *reason.wording)) {
      reason.wording = &contribution;
    }
  }
  std::stable_sort(families.begin(), families.end(), [](const Reason& a, const Reason& b) {
    return a.weight > b.weight;
  });
  std::vector<std::string_view> reasons;
  for (const Reason& reason : families) {
    if (reasons.size() < most && std::lround(reason.nats * kPointsPerNat) > 0) {
      reasons.push_back(signal_text(language, reason.wording->signal).reason);
    }
  }
  return reasons;
}

}  // namespace vigie::dashboards
