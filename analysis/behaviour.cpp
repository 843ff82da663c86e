#include "analysis/behaviour.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "analysis/cadence.h"
#include "analysis/rhythm.h"
#include "analysis/text_habits.h"

namespace vigie::analysis {
namespace {

/// Below, no sum over times is asked for, and most accounts are below.
constexpr std::size_t kFewestPostsForTimes = 8;

TextTotals sum_text(std::span<const TextFacts> text) {
  TextTotals totals;
  for (const TextFacts& facts : text) {
    totals.add(facts);
  }
  return totals;
}

void measure_rhythm_signals(const PostStretch& posts,
                            const StretchSums& sums,
                            SignalValues& values) {
  const RhythmValues rhythm =
      median_rhythm(measure_rhythm({posts.time_ms, sums.day_phases}, posts.begin_ms));
  set(values, Signal::kRhythmDelayEntropy, rhythm.delay_entropy);
  set(values, Signal::kRhythmEmptyHours, rhythm.empty_hours);
  set(values, Signal::kRhythmLongestGap, rhythm.longest_gap_hours);
  set(values, Signal::kRhythmDayResultant, rhythm.day_resultant);
  set(values, Signal::kRhythmQuickPauses, rhythm.quick_pauses);
  set(values, Signal::kRhythmLocalVariation, rhythm.local_variation);
  set(values, Signal::kRhythmNightShare, rhythm.night_share);
}

void measure_cadence_signals(const PostStretch& posts,
                             const StretchSums& sums,
                             bool seconds_known,
                             SignalValues& values) {
  std::vector<std::int64_t> latencies;
  for (const std::int64_t latency : posts.repost_latency_ms) {
    if (latency >= 0) {
      latencies.push_back(latency);
    }
  }
  const CadenceValues cadence = measure_cadence({.times_ms = posts.time_ms,
                                                 .repost_latency_ms = latencies,
                                                 .seconds_known = seconds_known,
                                                 .periods = &sums.periods});
  set(values, Signal::kBurstiness, cadence.burstiness);
  set(values, Signal::kMemory, cadence.memory);
  set(values, Signal::kDelayEntropy, cadence.delay_entropy);
  set(values, Signal::kDelayModeMass, cadence.delay_mode_mass);
  set(values, Signal::kSecondAlignment, cadence.second_strength);
  set(values, Signal::kMinuteAlignment, cadence.minute_strength);
  set(values, Signal::kPeriodicity, cadence.period_strength);
  set(values, Signal::kDelayResidue, cadence.residue_strength);
  set(values, Signal::kSleepGap, cadence.sleep_gap);
  set(values, Signal::kHourEntropy, cadence.hour_entropy);
  set(values, Signal::kHourResultant, cadence.hour_resultant);
  set(values, Signal::kRepostLatency, cadence.repost_latency_median_s);
  set(values, Signal::kRepostLatencyLow, cadence.repost_latency_p10_s);
}

void measure_text_signals(const TextTotals& totals, SignalValues& values) {
  const TextHabits habits = summarise(totals);
  set(values, Signal::kQuestionShare, habits.question_share);
  set(values, Signal::kLowercaseHashtagShare, habits.lowercase_hashtag_share);
  set(values, Signal::kSentenceEndShare, habits.sentence_end_share);
  set(values, Signal::kMultiSentenceShare, habits.multi_sentence_share);
  set(values, Signal::kCommas, habits.commas_per_100);
  set(values, Signal::kExclamationShare, habits.exclamation_share);
  set(values, Signal::kHashtagsPerPost, habits.hashtags_per_post);
  set(values, Signal::kHashtagEndShare, habits.hashtag_end_share);
  set(values, Signal::kApostrophes, habits.apostrophes_per_100);
  set(values, Signal::kTextLength, habits.text_length);
  set(values, Signal::kLengthSpread, habits.length_spread);
  set(values, Signal::kWordsPerSentence, habits.words_per_sentence);
  set(values, Signal::kWordLength, habits.word_length);
  set(values, Signal::kEmojiShare, habits.emoji_share);
  set(values, Signal::kCapitals, habits.capitals);
  set(values, Signal::kLinkShare, habits.link_share);
}

}  // namespace

bool is_redrawn(Signal signal) {
  switch (signal) {
    case Signal::kRhythmPauseLikeness:
    case Signal::kConditionalEntropy:
    case Signal::kActionCompression:
    case Signal::kActionTopPair:
    case Signal::kSessionSingles:
    case Signal::kSessionTextDrift:
    case Signal::kSessionReplyDrift:
    case Signal::kRepostWithinSeconds:
    case Signal::kRepostWithinMinute:
    case Signal::kRepostPrecedence:
    case Signal::kOfficeHours:
    case Signal::kWeekendActivity:
    case Signal::kEmojiVariety:
    case Signal::kHashtagVariety:
    case Signal::kSelfRepetition:
      return false;
    default:
      return info(signal).group == SignalGroup::kCadence ||
             info(signal).group == SignalGroup::kTextHabits;
  }
}

StretchSums sum_stretch(std::span<const std::int64_t> times_ms, std::span<const TextFacts> text) {
  StretchSums sums;
  sums.text = sum_text(text);
  std::vector<std::int64_t> distinct_ms(times_ms.begin(), times_ms.end());
  distinct_ms.erase(std::unique(distinct_ms.begin(), distinct_ms.end()), distinct_ms.end());
  sums.periods = sum_periods(distinct_ms, PeriodFamily::kShort);
  sums.day_phases = day_phases_of(times_ms);
  return sums;
}

SignalValues measure_behaviour(const PostStretch& posts, bool seconds_known) {
  if (posts.time_ms.size() < kFewestPostsForTimes) {
    StretchSums sums;
    sums.text = sum_text(posts.text);
    return measure_behaviour(posts, sums, seconds_known);
  }
  return measure_behaviour(posts, sum_stretch(posts.time_ms, posts.text), seconds_known);
}

SignalValues measure_behaviour(const PostStretch& posts,
                               const StretchSums& sums,
                               bool seconds_known) {
  SignalValues values{};
  measure_rhythm_signals(posts, sums, values);
  measure_cadence_signals(posts, sums, seconds_known, values);
  measure_text_signals(sums.text, values);
  return values;
}

}  // namespace vigie::analysis
