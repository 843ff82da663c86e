#include "dashboards/language.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace vigie::dashboards {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr std::string_view kNarrowNoBreakSpace = "\u202f";
constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kNothing = "\u2014";

constexpr PerLanguage<std::array<std::string_view, 12>> kMonths{{
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"janv.",
     "f\u00e9vr.",
     "mars",
     "avr.",
     "mai",
     "juin",
     "juil.",
     "ao\u00fbt",
     "sept.",
     "oct.",
     "nov.",
     "d\u00e9c."},
    {"Jan.",
     "Feb.",
     "M\u00e4rz",
     "Apr.",
     "Mai",
     "Juni",
     "Juli",
     "Aug.",
     "Sept.",
     "Okt.",
     "Nov.",
     "Dez."},
}};

constexpr PerLanguage<std::array<std::string_view, 7>> kWeekdays{{
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."},
    {"Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."},
}};

constexpr PerLanguage<std::string_view> kTags{"en", "fr", "de"};
constexpr PerLanguage<std::string_view> kThousands{",", kNarrowNoBreakSpace, "."};
constexpr PerLanguage<std::string_view> kDates{"{} {} {}", "{} {} {}", "{}. {} {}"};

std::string with_percent_sign(std::string_view prefix, int percent) {
  return fmt::format("{}{}{}%", prefix, percent, kNoBreakSpace);
}

}  // namespace

Language language_of(std::string_view tag) {
  std::string primary{tag.substr(0, tag.find_first_of("-_"))};
  std::transform(primary.begin(), primary.end(), primary.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto found = std::find(kTags.begin(), kTags.end(), primary);
  return found == kTags.end() ? Language::kEnglish
                              : static_cast<Language>(std::distance(kTags.begin(), found));
}

std::string_view language_tag(Language language) {
  return in(language, kTags);
}

std::string format_count(Language language, std::uint64_t count) {
  const std::string digits = fmt::format("{}", count);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) {
      out += in(language, kThousands);
    }
    out += digits[i];
  }
  return out;
}

std::string format_decimal(Language language, double value, int decimals) {
  if (!std::isfinite(value)) {
    return std::string{kNothing};
  }
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  if (language != Language::kEnglish) {
    std::replace(digits.begin(), digits.end(), '.', ',');
  }
  return value < 0.0 && !is_zero ? std::string{kMinus} + digits : digits;
}

std::string format_share(Language /*language*/, double share) {
  if (!std::isfinite(share)) {
    return std::string{kNothing};
  }
  const double percent = std::clamp(share, 0.0, 1.0) * 100.0;
  if (percent > 0.0 && percent < 0.5) {
    return with_percent_sign("\u2264\u00a0", 1);
  }
  return with_percent_sign("", static_cast<int>(std::lround(percent)));
}

std::string format_likelihood(Language language, std::optional<double> likelihood) {
  if (!likelihood || !std::isfinite(*likelihood)) {
    return std::string{kNothing};
  }
  if (*likelihood < 0.005) {
    return with_percent_sign("\u2264\u00a0", 1);
  }
  if (*likelihood >= 0.995) {
    return with_percent_sign("\u2265\u00a0", 99);
  }
  return format_share(language, *likelihood);
}

std::string format_points(Language /*language*/, double nats) {
  if (!std::isfinite(nats)) {
    return std::string{kNothing};
  }
  const auto points = std::lround(nats * kPointsPerNat);
  if (points == 0) {
    return "0";
  }
  return fmt::format("{}{}", points > 0 ? "+" : kMinus, std::abs(points));
}

std::string format_date(Language language, UtcTime time) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
  const auto month = static_cast<unsigned>(date.month()) - 1;
  return fmt::format(fmt::runtime(in(language, kDates)),
                     static_cast<unsigned>(date.day()),
                     in(language, kMonths).at(month),
                     static_cast<int>(date.year()));
}

std::string format_time(Language language, UtcTime time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock{time - midnight};
  const unsigned weekday = std::chrono::weekday{midnight}.iso_encoding() - 1;
  return fmt::format("{} {}, {:02}:{:02}:{:02}",
                     weekday_names(language).at(weekday),
                     format_date(language, time),
                     clock.hours().count(),
                     clock.minutes().count(),
                     clock.seconds().count());
}

std::string format_window(Language language, const TimeWindow& window) {
  const UtcTime last = std::max(window.begin, window.end - std::chrono::milliseconds{1});
  const std::string first_day = format_date(language, window.begin);
  const std::string last_day = format_date(language, last);
  if (first_day == last_day) {
    return first_day;
  }
  return fmt::format("{} \u2013 {}", first_day, last_day);
}

const std::array<std::string_view, 7>& weekday_names(Language language) {
  return in(language, kWeekdays);
}

std::string format_plural(Language language,
                          std::uint64_t count,
                          std::string_view one,
                          std::string_view many) {
  const bool is_one = count == 1 || (count == 0 && language == Language::kFrench);
  return fmt::format(fmt::runtime(is_one ? one : many), format_count(language, count));
}

}  // namespace vigie::dashboards
