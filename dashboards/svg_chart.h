// Small charts as inline SVG: no script, no style attribute, colours by class from the page's CSS.
//
// Whole-number or one-decimal coordinates only, so that the same data gives the same bytes. Every
// chart that says something the text beside it does not say takes a label for screen readers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vigie::dashboards {

/// A likelihood with the interval it may lie in, all in [0, 1]; values outside are clamped.
struct LikelihoodBar {
  double likelihood = 0.0;
  std::optional<double> low;
  std::optional<double> high;
  double line = 0.5;            ///< The report line, drawn as a tick.
  std::string_view fill_class;  ///< Class of the filled part.
};

/// Bar from 0 to 1, 120 x 14 units, with whisker and tick. Decorative: the numbers stand beside it.
[[nodiscard]] std::string draw_likelihood(const LikelihoodBar& bar);

/// One bar per day, oldest left; beyond 60 days neighbours are added up. `label` is escaped here.
/// With an `id`, a unique word of ours, `repeat_sparkline` can draw it again. Empty counts give an
/// empty string.
[[nodiscard]] std::string draw_sparkline(std::span<const std::uint32_t> counts,
                                         std::string_view label,
                                         std::string_view id = {});

/// The drawing that has the `id` once more, at no cost in bytes. Decorative.
[[nodiscard]] std::string repeat_sparkline(std::span<const std::uint32_t> counts,
                                           std::string_view id);

/// One bar per report, oldest left, on a scale of 0 to 100 percent with the report line drawn
/// across; at most the last 60. `label` is escaped here. Empty percents give an empty string.
[[nodiscard]] std::string draw_history(std::span<const std::uint32_t> percent,
                                       double line,
                                       std::string_view label);

/// Bars of contributions are drawn by the style sheet: their width is a class, `w1` to `w40`, for
/// the page allows no style attribute and an SVG each would weigh ten times as much.
inline constexpr std::size_t kBarWidthClasses = 40;

/// The class number for `points` of at most `full`, at least 1.
[[nodiscard]] std::size_t bar_width_class(double points, double full);

/// The style rules of the width classes: `--w` of each is its number.
[[nodiscard]] std::string bar_width_rules();

using HourByWeekday = std::array<std::array<std::uint32_t, 24>, 7>;  ///< Row 0 is Monday.

/// What every picture of hours shares, once per page: row and hour names, empty cells. `days` are
/// the row names, escaped here. Its id is `hours-frame`.
[[nodiscard]] std::string draw_hours_frame(std::span<const std::string_view> days);

/// Seven rows of 24 hours in five shades, from none to the busiest hour; neighbours of one shade
/// are one line, which the style sheet dashes into cells. Needs the frame on the page. `label` is
/// escaped here.
[[nodiscard]] std::string draw_hours(const HourByWeekday& counts, std::string_view label);

}  // namespace vigie::dashboards
