// What Vigie says of an account in a window: signals, what each adds, and the posts behind it.
//
// A *signal* is one measurement, a *contribution* what it adds to the log-odds, *evidence* the
// posts that show it. Behaviour (cadence, text habits, coordination) makes the automation
// likelihood; all groups together make the troll-bot likelihood. Neither is an opinion held about a
// person.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/time.h"

namespace vigie {

/// Groups saturate, each at its own cap.
enum class SignalGroup : std::uint8_t {
  kCadence = 0,
  kTextHabits = 1,
  kCoordination = 2,
  kSources = 3,
  kPolarity = 4,
  kRate = 5,
  kProfile = 6,
};
inline constexpr std::size_t kSignalGroupCount = 7;

/// Every signal, in the order in which tables list them. Stored by name, never by number.
enum class Signal : std::uint8_t {
  // Rhythm, median over the account's 48-hour windows.
  kRhythmDelayEntropy,
  kRhythmEmptyHours,
  kRhythmLongestGap,
  kRhythmDayResultant,
  kRhythmPauseLikeness,
  kRhythmQuickPauses,
  kRhythmLocalVariation,
  kRhythmNightShare,
  // Cadence of the whole window (METHODS C2 to C10, C12 to C15).
  kBurstiness,
  kMemory,
  kDelayEntropy,
  kDelayModeMass,
  kSecondAlignment,
  kMinuteAlignment,
  kPeriodicity,
  kDelayResidue,
  kSleepGap,
  kHourEntropy,
  kHourResultant,
  kRepostLatency,
  kConditionalEntropy,
  kActionCompression,
  kActionTopPair,
  kSessionSingles,
  kSessionTextDrift,
  kSessionReplyDrift,
  // Reposts, alone and beside who else reposted the same (METHODS C13); office hours (C11).
  kRepostLatencyLow,
  kRepostWithinSeconds,
  kRepostWithinMinute,
  kRepostPrecedence,
  kOfficeHours,
  kWeekendActivity,
  // Text habits.
  kQuestionShare,
  kLowercaseHashtagShare,
  kSentenceEndShare,
  kMultiSentenceShare,
  kCommas,
  kExclamationShare,
  kHashtagsPerPost,
  kHashtagEndShare,
  kApostrophes,
  kTextLength,
  kLengthSpread,
  kWordsPerSentence,
  kWordLength,
  kEmojiShare,
  kEmojiVariety,
  kHashtagVariety,
  kCapitals,
  kLinkShare,
  kSelfRepetition,
  // Content and context.
  kCoordination,
  kListedSourceShare,
  kTopicFocus,
  kOneSidedness,
  kPostingRate,
  kDailyPeak,
  kLifetimeRate,
  kRepostShare,
  kReplyShare,
  kTargetConcentration,
  kAutomatedClient,
  kAccountAge,
  kHandleDigits,
  kFollowerRatio,
};
inline constexpr std::size_t kSignalCount = 65;

struct SignalInfo {
  Signal signal;
  std::string_view name;  ///< As stored, e.g. `rhythm_delay_entropy`.
  SignalGroup group;
  std::string_view unit;  ///< E.g. `0..1`, `hours`, `per 100 characters`.
};

/// One row per signal, index = enumerator.
inline constexpr std::array<SignalInfo, kSignalCount> kSignals{{
    {Signal::kRhythmDelayEntropy, "rhythm_delay_entropy", SignalGroup::kCadence, "0..1"},
    {Signal::kRhythmEmptyHours, "rhythm_empty_hours", SignalGroup::kCadence, "hours"},
    {Signal::kRhythmLongestGap, "rhythm_longest_gap", SignalGroup::kCadence, "hours"},
    {Signal::kRhythmDayResultant, "rhythm_day_resultant", SignalGroup::kCadence, "0..1"},
    {Signal::kRhythmPauseLikeness,
     "rhythm_pause_likeness",
     SignalGroup::kCadence,
     "share of pairs"},
    {Signal::kRhythmQuickPauses, "rhythm_quick_pauses", SignalGroup::kCadence, "share of pauses"},
    {Signal::kRhythmLocalVariation, "rhythm_local_variation", SignalGroup::kCadence, "0..3"},
    {Signal::kRhythmNightShare, "rhythm_night_share", SignalGroup::kCadence, "share of posts"},
    {Signal::kBurstiness, "burstiness", SignalGroup::kCadence, "-1..1"},
    {Signal::kMemory, "memory", SignalGroup::kCadence, "-1..1"},
    {Signal::kDelayEntropy, "delay_entropy", SignalGroup::kCadence, "0..1"},
    {Signal::kDelayModeMass, "delay_mode_mass", SignalGroup::kCadence, "share of delays"},
    {Signal::kSecondAlignment, "second_alignment", SignalGroup::kCadence, "0..1"},
    {Signal::kMinuteAlignment, "minute_alignment", SignalGroup::kCadence, "0..1"},
    {Signal::kPeriodicity, "periodicity", SignalGroup::kCadence, "0..1"},
    {Signal::kDelayResidue, "delay_residue", SignalGroup::kCadence, "0..1"},
    {Signal::kSleepGap, "sleep_gap", SignalGroup::kCadence, "hours"},
    {Signal::kHourEntropy, "hour_entropy", SignalGroup::kCadence, "0..1"},
    {Signal::kHourResultant, "hour_resultant", SignalGroup::kCadence, "0..1"},
    {Signal::kRepostLatency, "repost_latency", SignalGroup::kCadence, "seconds"},
    {Signal::kConditionalEntropy, "conditional_entropy", SignalGroup::kCadence, "0..1"},
    {Signal::kActionCompression, "action_compression", SignalGroup::kCadence, "0..1"},
    {Signal::kActionTopPair, "action_top_pair", SignalGroup::kCadence, "share of pairs"},
    {Signal::kSessionSingles, "session_singles", SignalGroup::kCadence, "share of sessions"},
    {Signal::kSessionTextDrift, "session_text_drift", SignalGroup::kCadence, "share of length"},
    {Signal::kSessionReplyDrift, "session_reply_drift", SignalGroup::kCadence, "share of posts"},
    {Signal::kRepostLatencyLow, "repost_latency_low", SignalGroup::kCadence, "seconds"},
    {Signal::kRepostWithinSeconds,
     "repost_within_seconds",
     SignalGroup::kCadence,
     "share of reposts"},
    {Signal::kRepostWithinMinute,
     "repost_within_minute",
     SignalGroup::kCadence,
     "share of reposts"},
    {Signal::kRepostPrecedence, "repost_precedence", SignalGroup::kCadence, "share of others"},
    {Signal::kOfficeHours, "office_hours", SignalGroup::kCadence, "share of posts"},
    {Signal::kWeekendActivity, "weekend_activity", SignalGroup::kCadence, "0..1"},
    {Signal::kQuestionShare, "question_share", SignalGroup::kTextHabits, "share of posts"},
    {Signal::kLowercaseHashtagShare,
     "lowercase_hashtag_share",
     SignalGroup::kTextHabits,
     "share of posts"},
    {Signal::kSentenceEndShare, "sentence_end_share", SignalGroup::kTextHabits, "share of posts"},
    {Signal::kMultiSentenceShare,
     "multi_sentence_share",
     SignalGroup::kTextHabits,
     "share of posts"},
    {Signal::kCommas, "commas", SignalGroup::kTextHabits, "per 100 characters"},
    {Signal::kExclamationShare, "exclamation_share", SignalGroup::kTextHabits, "share of posts"},
    {Signal::kHashtagsPerPost, "hashtags_per_post", SignalGroup::kTextHabits, "per post"},
    {Signal::kHashtagEndShare, "hashtag_end_share", SignalGroup::kTextHabits, "share of posts"},
    {Signal::kApostrophes, "apostrophes", SignalGroup::kTextHabits, "per 100 characters"},
    {Signal::kTextLength, "text_length", SignalGroup::kTextHabits, "characters"},
    {Signal::kLengthSpread, "length_spread", SignalGroup::kTextHabits, "share of length"},
    {Signal::kWordsPerSentence, "words_per_sentence", SignalGroup::kTextHabits, "words"},
    {Signal::kWordLength, "word_length", SignalGroup::kTextHabits, "letters"},
    {Signal::kEmojiShare, "emoji_share", SignalGroup::kTextHabits, "share of posts"},
    {Signal::kEmojiVariety, "emoji_variety", SignalGroup::kTextHabits, "share of emoji"},
    {Signal::kHashtagVariety, "hashtag_variety", SignalGroup::kTextHabits, "share of hashtags"},
    {Signal::kCapitals, "capitals", SignalGroup::kTextHabits, "share of letters"},
    {Signal::kLinkShare, "link_share", SignalGroup::kTextHabits, "share of posts"},
    {Signal::kSelfRepetition, "self_repetition", SignalGroup::kTextHabits, "share of texts"},
    {Signal::kCoordination, "coordination", SignalGroup::kCoordination, "nats"},
    {Signal::kListedSourceShare, "listed_source_share", SignalGroup::kSources, "share of posts"},
    {Signal::kTopicFocus, "topic_focus", SignalGroup::kPolarity, "0..1"},
    {Signal::kOneSidedness, "one_sidedness", SignalGroup::kPolarity, "0..1"},
    {Signal::kPostingRate, "posting_rate", SignalGroup::kRate, "posts per covered day"},
    {Signal::kDailyPeak, "daily_peak", SignalGroup::kRate, "posts per day"},
    {Signal::kLifetimeRate, "lifetime_rate", SignalGroup::kRate, "posts per day"},
    {Signal::kRepostShare, "repost_share", SignalGroup::kRate, "share of posts"},
    {Signal::kReplyShare, "reply_share", SignalGroup::kRate, "share of posts"},
    {Signal::kTargetConcentration, "target_concentration", SignalGroup::kRate, "share of pairs"},
    {Signal::kAutomatedClient, "automated_client", SignalGroup::kRate, "share of posts"},
    {Signal::kAccountAge, "account_age", SignalGroup::kProfile, "days"},
    {Signal::kHandleDigits, "handle_digits", SignalGroup::kProfile, "digits"},
    {Signal::kFollowerRatio, "follower_ratio", SignalGroup::kProfile, "per account followed"},
}};

[[nodiscard]] constexpr const SignalInfo& info(Signal signal) {
  return kSignals[static_cast<std::size_t>(signal)];
}

[[nodiscard]] constexpr std::string_view group_name(SignalGroup group) {
  constexpr std::array<std::string_view, kSignalGroupCount> kNames{
      "cadence", "text_habits", "coordination", "sources", "polarity", "rate", "profile"};
  return kNames[static_cast<std::size_t>(group)];
}

/// How much data stands behind a score: A >= 200 posts and 14 active days; B >= 60 and 7; C >= 10
/// posts; D less, which shows facts only and has no likelihood.
enum class Grade : std::uint8_t { kA = 0, kB = 1, kC = 2, kD = 3 };

[[nodiscard]] constexpr char grade_letter(Grade grade) {
  return "ABCD"[static_cast<std::size_t>(grade)];
}

/// Declared accounts are shown apart and never ranked.
enum class AccountClass : std::uint8_t {
  kOrdinary = 0,
  kMedia = 1,
  kInstitution = 2,
  kDeclaredBot = 3,
};

[[nodiscard]] constexpr std::string_view class_name(AccountClass account_class) {
  constexpr std::array<std::string_view, 4> kNames{
      "ordinary", "media", "institution", "declared_bot"};
  return kNames[static_cast<std::size_t>(account_class)];
}

struct Contribution {
  Signal signal = Signal::kRhythmDelayEntropy;
  double value = 0.0;  ///< In the signal's unit.
  double nats =
      0.0;  ///< Added to the log-odds, after its group saturated; negative speaks against.
  double percentile = 0.0;       ///< Share of this run's accounts with a lower value, 0..1.
  std::vector<PostId> evidence;  ///< Up to 5 posts, in time order.
};

/// One account in one run.
struct AccountScore {
  AccountId account;
  TimeWindow window;  ///< The window scored: with `--all`, the one with the highest likelihood.
  Grade grade = Grade::kD;
  AccountClass account_class = AccountClass::kOrdinary;
  std::uint32_t posts = 0;
  std::uint32_t active_days = 0;
  double covered_days = 0.0;
  std::optional<double> likelihood;             ///< Troll-bot likelihood at the run's prior.
  std::optional<double> automation_likelihood;  ///< Cadence, text habits and coordination only.
  std::optional<double> low;                    ///< 5 % bound of the troll-bot likelihood.
  std::optional<double> high;                   ///< 95 % bound.
  std::optional<double> likelihood_prior_1;     ///< At a prior of 1 %.
  std::optional<double> likelihood_prior_15;    ///< At a prior of 15 %.
  std::array<double, kSignalGroupCount> group_nats{};  ///< After saturation.
  std::uint32_t rank = 0;           ///< 1 = first; 0: not ranked (grade D, declared class).
  std::uint32_t listed_posts = 0;   ///< Posts that link or repost a listed source.
  std::uint32_t linking_posts = 0;  ///< Posts with an external link or a repost.
  /// Value of that signal, whether its contribution is kept or not; not stored by itself.
  std::optional<double> listed_source_share;
  std::vector<Contribution> contributions;  ///< Kept for the accounts that DESIGN section 4 names.
};

/// What a run was made of; with the same, the same numbers come out.
struct AnalysisRun {
  RunId id;
  TimeWindow window;
  bool all_windows = false;  ///< `--all`: consecutive windows, highest score per account.
  UtcTime started;           ///< Wall clock; not part of any result.
  std::string code_version;
  std::string model;        ///< Name of the weights.
  std::string config_hash;  ///< 16 hex digits over every option, list, topic and weight used.
  std::uint64_t seed = 0;
  double prior = 0.05;
  double report_line = 0.5;
  std::vector<std::string> list_versions;  ///< `name version hash`, sorted.
  std::vector<std::string> topics;         ///< Topic ids used, sorted.
  std::vector<std::string> notes;  ///< Limits met, e.g. `second_level_absent x`; stable words.
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
};

}  // namespace vigie
