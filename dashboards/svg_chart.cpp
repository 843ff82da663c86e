#include "dashboards/svg_chart.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "dashboards/html_escape.h"

namespace vigie::dashboards {
namespace {

constexpr double kBarWidth = 120.0;
constexpr std::size_t kMostDays = 60;
constexpr std::size_t kShades = 4;

double unit(double value) {
  return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0;
}

/// Sums of neighbours, as few per sum as brings the length to kMostDays or less.
std::vector<std::uint64_t> at_most_sixty(std::span<const std::uint32_t> counts) {
  const std::size_t per_bar = (counts.size() + kMostDays - 1) / kMostDays;
  std::vector<std::uint64_t> bars((counts.size() + per_bar - 1) / per_bar);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    bars[i / per_bar] += counts[i];
  }
  return bars;
}

std::size_t shade_of(std::uint32_t count, std::uint32_t most) {
  if (count == 0 || most == 0) {
    return 0;
  }
  const auto scaled = static_cast<std::uint64_t>(count) * kShades;
  return (scaled + most - 1) / most;
}

std::uint32_t busiest(const HourByWeekday& counts) {
  std::uint32_t most = 0;
  for (const auto& day : counts) {
    most = std::max(most, *std::max_element(day.begin(), day.end()));
  }
  return most;
}

}  // namespace

std::string draw_likelihood(const LikelihoodBar& bar) {
  const auto x = [](double value) { return unit(value) * kBarWidth; };
  std::string out = fmt::format(
      R"(<svg class="bar" viewBox="0 0 120 14" width="120" height="14" preserveAspectRatio="none" aria-hidden="true">)"
      R"(<rect class="track" y="3" width="120" height="8"/>)"
      R"(<rect class="{}" y="3" width="{:.1f}" height="8"/>)"
      R"(<path class="tick" d="M{:.1f} 0v14"/>)",
      bar.fill_class,
      x(bar.likelihood),
      x(bar.line));
  if (bar.low && bar.high) {
    const double left = x(*bar.low);
    const double right = std::max(left, x(*bar.high));
    out += fmt::format(R"(<path class="whisker" d="M{0:.1f} 4v6M{0:.1f} 7H{1:.1f}M{1:.1f} 4v6"/>)",
                       std::clamp(left, 0.7, kBarWidth - 0.7),
                       std::clamp(right, 0.7, kBarWidth - 0.7));
  }
  return out + "</svg>";
}

std::string draw_sparkline(std::span<const std::uint32_t> counts, std::string_view label) {
  if (counts.empty()) {
    return {};
  }
  const std::vector<std::uint64_t> bars = at_most_sixty(counts);
  const std::uint64_t most =
      std::max<std::uint64_t>(1, *std::max_element(bars.begin(), bars.end()));
  const std::size_t step = bars.size() > 31 ? 2 : 3;
  std::string path;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (bars[i] > 0) {
      const double share = static_cast<double>(bars[i]) / static_cast<double>(most);
      const long height = std::max(1L, std::lround(share * 20.0));
      path += fmt::format("M{} 21v-{}h{}v{}z", i * step, height, step - 1, height);
    }
  }
  const std::size_t width = bars.size() * step;
  return fmt::format(
      R"(<svg class="spark" viewBox="0 0 {0} 22" width="{0}" height="22" preserveAspectRatio="none" role="img" )"
      R"(aria-label="{1}"><path class="floor" d="M0 21.5h{0}"/>)"
      R"(<path class="days" d="{2}"/></svg>)",
      width,
      escape_html(label),
      path);
}

std::string draw_diverging(double points, double full) {
  const double share = full > 0.0 && std::isfinite(points) ? std::abs(points) / full : 0.0;
  const double width = std::max(1.0, std::min(1.0, share) * 98.0);
  const bool speaks_for = points > 0.0;
  return fmt::format(
      R"(<svg class="diverging" viewBox="0 0 200 12" width="200" height="12" preserveAspectRatio="none" aria-hidden="true">)"
      R"(<rect class="{}" x="{:.1f}" y="2" width="{:.1f}" height="8"/>)"
      R"(<path class="zero" d="M100 0v12"/></svg>)",
      speaks_for ? "for" : "against",
      speaks_for ? 100.0 : 100.0 - width,
      width);
}

std::string draw_hours(const HourByWeekday& counts,
                       std::span<const std::string_view> days,
                       std::string_view label) {
  const std::uint32_t most = busiest(counts);
  std::array<std::string, kShades + 1> cells;
  for (std::size_t day = 0; day < counts.size(); ++day) {
    for (std::size_t hour = 0; hour < counts[day].size(); ++hour) {
      cells.at(shade_of(counts[day][hour], most)) +=
          fmt::format("M{} {}h9v9h-9z", 30 + hour * 10, day * 10);
    }
  }
  std::string out = fmt::format(
      R"(<svg class="hours" viewBox="0 0 272 84" width="272" height="84" role="img" aria-label="{}">)",
      escape_html(label));
  for (std::size_t shade = 0; shade < cells.size(); ++shade) {
    if (!cells.at(shade).empty()) {
      out += fmt::format(R"(<path class="h{}" d="{}"/>)", shade, cells.at(shade));
    }
  }
  for (std::size_t day = 0; day < std::min(days.size(), counts.size()); ++day) {
    out += fmt::format(
        R"(<text x="26" y="{}" class="end">{}</text>)", day * 10 + 8, escape_html(days[day]));
  }
  for (const int hour : {0, 6, 12, 18}) {
    out += fmt::format(R"(<text x="{}" y="81">{}</text>)", 30 + hour * 10, hour);
  }
  return out + "</svg>";
}

}  // namespace vigie::dashboards
