// The languages of a report, and how each writes numbers, dates and shares.
//
// Fixed decimals everywhere: the same data gives the same bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/model/time.h"

namespace vigie::dashboards {

enum class Language : std::uint8_t { kEnglish = 0, kFrench = 1, kGerman = 2 };
inline constexpr std::size_t kLanguageCount = 3;

/// One entry per language, index = enumerator.
template <typename Entry>
using PerLanguage = std::array<Entry, kLanguageCount>;

template <typename Entry>
[[nodiscard]] constexpr const Entry& in(Language language, const PerLanguage<Entry>& entries) {
  return entries.at(static_cast<std::size_t>(language));
}

/// `fr`, `fr-CA`, `FR`: French; `de`, ...: German; anything else English.
[[nodiscard]] Language language_of(std::string_view tag);

/// `en`, `fr` or `de`: the page's `lang`.
[[nodiscard]] std::string_view language_tag(Language language);

/// 12,345 or 12 345 (narrow no-break space) or 12.345.
[[nodiscard]] std::string format_count(Language language, std::uint64_t count);

/// 0.42, in French and German 0,42; a minus sign is U+2212. Not a number or infinite: an em dash.
[[nodiscard]] std::string format_decimal(Language language, double value, int decimals);

/// A share in [0, 1] as whole percent, no-break space before the sign; below half a percent but not
/// 0, U+2264 "1 %" (never `<`: it needs no escaping). Not a number: an em dash.
[[nodiscard]] std::string format_share(Language language, double share);

/// A likelihood in [0, 1]: as `format_share`, but never 0 % or 100 %: "< 1 %", "> 99 %". Nothing:
/// an em dash.
[[nodiscard]] std::string format_likelihood(Language language, std::optional<double> likelihood);

/// Log-odds in nats as signed points, 20 of which double the odds: "+35", U+2212 for minus, "0".
[[nodiscard]] std::string format_points(Language language, double nats);

/// 20 / ln 2: points per nat.
inline constexpr double kPointsPerNat = 28.853900817779268;

/// 23 Nov 2026; 23 nov. 2026; 23. Nov. 2026.
[[nodiscard]] std::string format_date(Language language, UtcTime time);

/// Tue 24 Nov 2026, 14:05:09; the reader is told once that times are UTC.
[[nodiscard]] std::string format_time(Language language, UtcTime time);

/// First and last day of a half-open window; one date when both are the same.
[[nodiscard]] std::string format_window(Language language, const TimeWindow& window);

/// From Monday.
[[nodiscard]] const std::array<std::string_view, 7>& weekday_names(Language language);

/// `one` for 1 (French: 0 and 1), otherwise `many`; `{}` in it becomes the count.
[[nodiscard]] std::string format_plural(Language language,
                                        std::uint64_t count,
                                        std::string_view one,
                                        std::string_view many);

}  // namespace vigie::dashboards
