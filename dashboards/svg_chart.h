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
/// Empty counts give an empty string.
[[nodiscard]] std::string draw_sparkline(std::span<const std::uint32_t> counts,
                                         std::string_view label);

/// A bar to the right (positive) or left of a zero line, 200 x 12 units; full width is `full`
/// points to each side. Decorative: the number stands beside it.
[[nodiscard]] std::string draw_diverging(double points, double full);

using HourByWeekday = std::array<std::array<std::uint32_t, 24>, 7>;  ///< Row 0 is Monday.

/// Seven rows of 24 hours in five shades, from none to the busiest hour. `days` are the row names.
/// `label` and `days` are escaped here.
[[nodiscard]] std::string draw_hours(const HourByWeekday& counts,
                                     std::span<const std::string_view> days,
                                     std::string_view label);

}  // namespace vigie::dashboards
