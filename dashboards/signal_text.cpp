#include "dashboards/signal_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace vigie::dashboards {
namespace {

/// How two values of a signal are compared in words.
enum class Scale : std::uint8_t { kVariety, kPattern, kFrequency, kLength, kLevel, kSpeed, kAge };
constexpr std::size_t kScaleCount = 7;

struct SignalShape {
  Scale scale;
  bool is_high_notable;
};

constexpr std::array<SignalShape, kSignalCount> kShapes{{
    {Scale::kVariety, false},    // rhythm_delay_entropy
    {Scale::kLength, false},     // rhythm_empty_hours
    {Scale::kLength, false},     // rhythm_longest_gap
    {Scale::kLevel, false},      // rhythm_day_resultant
    {Scale::kPattern, true},     // rhythm_pause_likeness
    {Scale::kFrequency, false},  // rhythm_quick_pauses
    {Scale::kVariety, false},    // rhythm_local_variation
    {Scale::kFrequency, true},   // rhythm_night_share
    {Scale::kVariety, false},    // burstiness
    {Scale::kPattern, true},     // memory
    {Scale::kVariety, false},    // delay_entropy
    {Scale::kFrequency, true},   // delay_mode_mass
    {Scale::kPattern, true},     // second_alignment
    {Scale::kPattern, true},     // minute_alignment
    {Scale::kPattern, true},     // periodicity
    {Scale::kPattern, true},     // delay_residue
    {Scale::kLength, false},     // sleep_gap
    {Scale::kLevel, true},       // hour_entropy
    {Scale::kLevel, false},      // hour_resultant
    {Scale::kSpeed, false},      // repost_latency
    {Scale::kVariety, false},    // conditional_entropy
    {Scale::kVariety, false},    // action_compression
    {Scale::kFrequency, true},   // action_top_pair
    {Scale::kFrequency, true},   // session_singles
    {Scale::kLevel, false},      // session_text_drift
    {Scale::kLevel, false},      // session_reply_drift
    {Scale::kSpeed, false},      // repost_latency_low
    {Scale::kFrequency, true},   // repost_within_seconds
    {Scale::kFrequency, true},   // repost_within_minute
    {Scale::kLevel, true},       // repost_precedence
    {Scale::kFrequency, true},   // office_hours
    {Scale::kLevel, false},      // weekend_activity
    {Scale::kFrequency, true},   // question_share
    {Scale::kFrequency, true},   // lowercase_hashtag_share
    {Scale::kFrequency, true},   // sentence_end_share
    {Scale::kFrequency, true},   // multi_sentence_share
    {Scale::kFrequency, true},   // commas
    {Scale::kFrequency, true},   // exclamation_share
    {Scale::kFrequency, true},   // hashtags_per_post
    {Scale::kFrequency, true},   // hashtag_end_share
    {Scale::kFrequency, true},   // apostrophes
    {Scale::kLength, true},      // text_length
    {Scale::kVariety, false},    // length_spread
    {Scale::kLength, false},     // words_per_sentence
    {Scale::kLength, true},      // word_length
    {Scale::kFrequency, true},   // emoji_share
    {Scale::kVariety, true},     // emoji_variety
    {Scale::kVariety, true},     // hashtag_variety
    {Scale::kFrequency, false},  // capitals
    {Scale::kFrequency, false},  // link_share
    {Scale::kFrequency, true},   // self_repetition
    {Scale::kLevel, true},       // coordination
    {Scale::kFrequency, true},   // listed_source_share
    {Scale::kLevel, true},       // topic_focus
    {Scale::kLevel, true},       // one_sidedness
    {Scale::kFrequency, true},   // posting_rate
    {Scale::kFrequency, true},   // daily_peak
    {Scale::kFrequency, true},   // lifetime_rate
    {Scale::kFrequency, true},   // repost_share
    {Scale::kFrequency, true},   // reply_share
    {Scale::kFrequency, true},   // target_concentration
    {Scale::kFrequency, true},   // automated_client
    {Scale::kAge, false},        // account_age
    {Scale::kLevel, true},       // handle_digits
    {Scale::kLevel, false},      // follower_ratio
}};

/// `above` takes the share of accounts with a lower value; `below` the share that has one.
struct ScaleWords {
  std::string_view above;
  std::string_view below;
  std::string_view none_below;
};

using Scales = std::array<ScaleWords, kScaleCount>;

constexpr PerLanguage<Scales> kScales{{
    Scales{{
        {"more varied than {} of the accounts looked at",
         "{} of the accounts looked at are more regular",
         "none of the accounts looked at is more regular"},
        {"more of a pattern than {} of the accounts looked at",
         "{} of the accounts looked at have less of a pattern",
         "none of the accounts looked at has less of a pattern"},
        {"more often than {} of the accounts looked at",
         "{} of the accounts looked at do so less often",
         "none of the accounts looked at does so less often"},
        {"longer than {} of the accounts looked at",
         "{} of the accounts looked at have a shorter one",
         "none of the accounts looked at has a shorter one"},
        {"higher than {} of the accounts looked at",
         "{} of the accounts looked at have a lower figure",
         "none of the accounts looked at has a lower figure"},
        {"slower than {} of the accounts looked at",
         "{} of the accounts looked at are faster",
         "none of the accounts looked at is faster"},
        {"older than {} of the accounts looked at",
         "{} of the accounts looked at are newer",
         "none of the accounts looked at is newer"},
    }},
    Scales{{
        {"plus vari\u00e9 que {} des comptes examin\u00e9s",
         "{} des comptes examin\u00e9s sont plus r\u00e9guliers",
         "aucun des comptes examin\u00e9s n\u2019est plus r\u00e9gulier"},
        {"motif plus net que chez {} des comptes examin\u00e9s",
         "motif moins net chez {} des comptes examin\u00e9s",
         "motif moins net chez aucun des comptes examin\u00e9s"},
        {"plus souvent que {} des comptes examin\u00e9s",
         "{} des comptes examin\u00e9s le font moins souvent",
         "aucun des comptes examin\u00e9s ne le fait moins souvent"},
        {"plus long que chez {} des comptes examin\u00e9s",
         "plus court chez {} des comptes examin\u00e9s",
         "plus court chez aucun des comptes examin\u00e9s"},
        {"plus \u00e9lev\u00e9 que chez {} des comptes examin\u00e9s",
         "plus bas chez {} des comptes examin\u00e9s",
         "plus bas chez aucun des comptes examin\u00e9s"},
        {"plus lent que {} des comptes examin\u00e9s",
         "{} des comptes examin\u00e9s sont plus rapides",
         "aucun des comptes examin\u00e9s n\u2019est plus rapide"},
        {"plus ancien que {} des comptes examin\u00e9s",
         "{} des comptes examin\u00e9s sont plus r\u00e9cents",
         "aucun des comptes examin\u00e9s n\u2019est plus r\u00e9cent"},
    }},
    Scales{{
        {"vielf\u00e4ltiger als bei {} der betrachteten Konten",
         "gleichf\u00f6rmiger bei {} der betrachteten Konten",
         "gleichf\u00f6rmiger bei keinem der betrachteten Konten"},
        {"ein klareres Muster als bei {} der betrachteten Konten",
         "ein schw\u00e4cheres Muster bei {} der betrachteten Konten",
         "ein schw\u00e4cheres Muster bei keinem der betrachteten Konten"},
        {"\u00f6fter als {} der betrachteten Konten",
         "seltener bei {} der betrachteten Konten",
         "seltener bei keinem der betrachteten Konten"},
        {"l\u00e4nger als bei {} der betrachteten Konten",
         "k\u00fcrzer bei {} der betrachteten Konten",
         "k\u00fcrzer bei keinem der betrachteten Konten"},
        {"h\u00f6her als bei {} der betrachteten Konten",
         "niedriger bei {} der betrachteten Konten",
         "niedriger bei keinem der betrachteten Konten"},
        {"langsamer als {} der betrachteten Konten",
         "schneller sind {} der betrachteten Konten",
         "schneller ist keines der betrachteten Konten"},
        {"\u00e4lter als {} der betrachteten Konten",
         "neuer sind {} der betrachteten Konten",
         "neuer ist keines der betrachteten Konten"},
    }},
}};

/// Units that are spelt out, where `format_plural` needs both forms.
struct UnitWords {
  std::string_view day;
  std::string_view days;
  std::string_view years;
  std::string_view digit;
  std::string_view digits;
  std::string_view per_100_characters;
  std::string_view characters;
  std::string_view words;
  std::string_view letters;
};

constexpr PerLanguage<UnitWords> kUnits{{
    {"{}\u00a0day",
     "{}\u00a0days",
     "years",
     "{}\u00a0digit",
     "{}\u00a0digits",
     "per 100 characters",
     "characters",
     "words",
     "letters"},
    {"{}\u00a0jour",
     "{}\u00a0jours",
     "ans",
     "{}\u00a0chiffre",
     "{}\u00a0chiffres",
     "pour 100 caract\u00e8res",
     "caract\u00e8res",
     "mots",
     "lettres"},
    {"{}\u00a0Tag",
     "{}\u00a0Tagen",
     "Jahren",
     "{}\u00a0Ziffer",
     "{}\u00a0Ziffern",
     "je 100 Zeichen",
     "Zeichen",
     "W\u00f6rter",
     "Buchstaben"},
}};

constexpr double kMostBelow = 0.99;  // "more often than 100 %" would count the account itself

const SignalShape& shape(Signal signal) {
  return kShapes.at(static_cast<std::size_t>(signal));
}

std::string seconds_text(Language language, double seconds) {
  if (seconds < 120.0) {
    return format_decimal(language, seconds, 0) + "\u00a0s";
  }
  if (seconds < 7200.0) {
    return format_decimal(language, seconds / 60.0, 0) + "\u00a0min";
  }
  return format_decimal(language, seconds / 3600.0, 1) + "\u00a0h";
}

std::string age(Language language, double days) {
  const UnitWords& words = in(language, kUnits);
  if (days >= 730.0) {
    return fmt::format("{}\u00a0{}",
                       format_decimal(language, std::floor(days / 365.25 * 10.0) / 10.0, 1),
                       words.years);
  }
  const auto whole = static_cast<std::uint64_t>(std::max(0.0, std::floor(days)));
  return format_plural(language, whole, words.day, words.days);
}

std::string digits(Language language, double value) {
  const UnitWords& words = in(language, kUnits);
  const auto whole = static_cast<std::uint64_t>(std::max(0.0, std::round(value)));
  return format_plural(language, whole, words.digit, words.digits);
}

std::string text_measure(Language language, std::string_view unit, double value) {
  const UnitWords& words = in(language, kUnits);
  if (unit == "characters") {
    return fmt::format("{}\u00a0{}", format_decimal(language, value, 0), words.characters);
  }
  return fmt::format("{}\u00a0{}",
                     format_decimal(language, value, 1),
                     unit == "words" ? words.words : words.letters);
}

}  // namespace

const SignalText& signal_text(Language language, Signal signal) {
  const auto index = static_cast<std::size_t>(signal);
  switch (language) {
    case Language::kFrench:
      return french_signal_table().at(index);
    case Language::kGerman:
      return german_signal_table().at(index);
    default:
      return english_signal_table().at(index);
  }
}

bool is_high_notable(Signal signal) {
  return shape(signal).is_high_notable;
}

std::string format_signal_value(Language language, Signal signal, double value) {
  if (!std::isfinite(value)) {
    return "\u2014";
  }
  const UnitWords& words = in(language, kUnits);
  const std::string_view unit = info(signal).unit;
  if (unit.starts_with("share of")) {
    return format_share(language, value);
  }
  if (unit == "hours") {
    return format_decimal(language, value, value == std::floor(value) ? 0 : 1) + "\u00a0h";
  }
  if (unit == "seconds") {
    return seconds_text(language, value);
  }
  if (unit == "days") {
    return age(language, value);
  }
  if (unit == "digits") {
    return digits(language, value);
  }
  if (unit == "nats") {
    return format_decimal(language, value, 1);  // capped in the score: points would mislead
  }
  if (unit == "per 100 characters") {
    return fmt::format("{} {}", format_decimal(language, value, 2), words.per_100_characters);
  }
  if (unit == "characters" || unit == "words" || unit == "letters") {
    return text_measure(language, unit, value);
  }
  if (unit.starts_with("posts per")) {
    return format_decimal(language, value, value < 10.0 ? 1 : 0);
  }
  return format_decimal(language, value, unit == "per post" ? 1 : 2);
}

std::string signal_sentence(Language language, const ReportContribution& contribution) {
  const SignalText& text = signal_text(language, contribution.signal);
  const bool speaks_for = contribution.nats > 0.0;
  const std::string_view sentence =
      speaks_for == is_high_notable(contribution.signal) ? text.high : text.low;
  return fmt::format(fmt::runtime(sentence),
                     format_signal_value(language, contribution.signal, contribution.value));
}

std::string signal_comparison(Language language, Signal signal, double percentile) {
  const ScaleWords& words = in(language, kScales).at(static_cast<std::size_t>(shape(signal).scale));
  if (percentile >= 0.5) {
    return fmt::format(fmt::runtime(words.above),
                       format_share(language, std::min(percentile, kMostBelow)));
  }
  if (!(percentile > 0.0)) {
    return std::string{words.none_below};
  }
  return fmt::format(fmt::runtime(words.below), format_share(language, percentile));
}

}  // namespace vigie::dashboards
