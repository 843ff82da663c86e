#include "dashboards/svg_chart.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "dashboards/html_escape.h"

namespace vigie::dashboards {
namespace {

constexpr double kBarWidth = 120.0;
constexpr std::size_t kMostBars = 60;
constexpr std::size_t kHourShades = 4;
constexpr std::size_t kHours = 24;
constexpr std::size_t kNarrowStep = 2;  // units from bar to bar beyond a month

double unit(double value) {
  return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0;
}

/// Sums of neighbours, as few per sum as brings the length to kMostBars or less.
std::vector<std::uint64_t> at_most_sixty(std::span<const std::uint32_t> counts) {
  const std::size_t per_bar = (counts.size() + kMostBars - 1) / kMostBars;
  std::vector<std::uint64_t> bars((counts.size() + per_bar - 1) / per_bar);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    bars[i / per_bar] += counts[i];
  }
  return bars;
}

/// Units from bar to bar; a bar leaves one of them empty.
std::size_t bar_step(std::size_t bars) {
  return bars > 31 ? kNarrowStep : 3;
}

std::string open_sparkline(std::size_t bars) {
  return fmt::format(R"(<svg class="spark" viewBox="0 0 {} 22" preserveAspectRatio="none" )",
                     bars * bar_step(bars));
}

std::size_t hour_shade(std::uint32_t count, std::uint32_t most) {
  if (count == 0 || most == 0) {
    return 0;
  }
  const auto scaled = static_cast<std::uint64_t>(count) * kHourShades;
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
      R"(<svg class="bar" viewBox="0 0 120 14" preserveAspectRatio="none" aria-hidden="true">)"
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

std::string draw_sparkline(std::span<const std::uint32_t> counts,
                           std::string_view label,
                           std::string_view id) {
  if (counts.empty()) {
    return {};
  }
  const std::vector<std::uint64_t> bars = at_most_sixty(counts);
  const std::uint64_t most =
      std::max<std::uint64_t>(1, *std::max_element(bars.begin(), bars.end()));
  const std::size_t step = bar_step(bars.size());
  std::string path;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (bars[i] > 0) {
      const double share = static_cast<double>(bars[i]) / static_cast<double>(most);
      path += fmt::format("M{} 21v-{}", i * step + 1, std::max(1L, std::lround(share * 20.0)));
    }
  }
  return fmt::format(R"({}role="img" aria-label="{}"><g{}><path class="floor" d="M0 21.5h{}"/>)"
                     R"(<path class="days{}" d="{}"/></g></svg>)",
                     open_sparkline(bars.size()),
                     escape_html(label),
                     id.empty() ? std::string{} : fmt::format(R"( id="{}")", id),
                     bars.size() * step,
                     step == kNarrowStep ? " thin" : "",
                     path);
}

std::string draw_history(std::span<const std::uint32_t> percent,
                         double line,
                         std::string_view label) {
  if (percent.empty()) {
    return {};
  }
  const auto shown = percent.last(std::min(percent.size(), kMostBars));
  constexpr std::size_t kStep = 3;
  const std::size_t width = std::max<std::size_t>(shown.size(), 10) * kStep;
  std::string path;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const long height = std::max(1L, std::lround(unit(shown[i] / 100.0) * 20.0));
    path += fmt::format("M{} 21v-{}", i * kStep + 1, height);
  }
  return fmt::format(
      R"(<svg class="spark history" viewBox="0 0 {0} 22" preserveAspectRatio="none" role="img" )"
      R"(aria-label="{1}"><path class="floor" d="M0 21.5h{0}"/><path class="days" d="{2}"/>)"
      R"(<path class="line" d="M0 {3:.1f}h{0}"/></svg>)",
      width,
      escape_html(label),
      path,
      21.0 - unit(line) * 20.0);
}

std::string repeat_sparkline(std::span<const std::uint32_t> counts, std::string_view id) {
  if (counts.empty()) {
    return {};
  }
  return fmt::format(R"({}aria-hidden="true"><use href="#{}"/></svg>)",
                     open_sparkline(at_most_sixty(counts).size()),
                     id);
}

std::size_t bar_width_class(double points, double full) {
  const double share = full > 0.0 && std::isfinite(points) ? std::abs(points) / full : 0.0;
  const double steps = std::clamp(share, 0.0, 1.0) * static_cast<double>(kBarWidthClasses);
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(steps)));
}

std::string bar_width_rules() {
  std::string out;
  for (std::size_t width = 1; width <= kBarWidthClasses; ++width) {
    out += fmt::format(".w{0}{{--w:{0}}}", width);
  }
  return out + '\n';
}

std::string draw_hours_frame(std::span<const std::string_view> days) {
  std::string out =
      R"(<svg class="hidden" aria-hidden="true"><g id="hours-frame"><path class="h0" d=")";
  for (std::size_t day = 0; day < 7; ++day) {
    out += fmt::format("M30 {}h239", day * 10 + 5);
  }
  out += R"("/>)";
  for (std::size_t day = 0; day < std::min<std::size_t>(days.size(), 7); ++day) {
    out += fmt::format(
        R"(<text x="26" y="{}" class="end">{}</text>)", day * 10 + 8, escape_html(days[day]));
  }
  for (const int hour : {0, 6, 12, 18}) {
    out += fmt::format(R"(<text x="{}" y="81">{}</text>)", 30 + hour * 10, hour);
  }
  return out + "</g></svg>\n";
}

std::string draw_hours(const HourByWeekday& counts, std::string_view label) {
  const std::uint32_t most = busiest(counts);
  std::array<std::string, kHourShades + 1> runs;
  for (std::size_t day = 0; day < counts.size(); ++day) {
    for (std::size_t hour = 0; hour < kHours;) {
      const std::size_t shade = hour_shade(counts[day].at(hour), most);
      std::size_t end = hour + 1;
      while (end < kHours && hour_shade(counts[day].at(end), most) == shade) {
        ++end;
      }
      runs.at(shade) +=
          fmt::format("M{} {}h{}", 30 + hour * 10, day * 10 + 5, (end - hour) * 10 - 1);
      hour = end;
    }
  }
  std::string out =
      fmt::format(R"(<svg class="hours" viewBox="0 0 272 84" role="img" aria-label="{}">)"
                  R"(<use href="#hours-frame"/>)",
                  escape_html(label));
  for (std::size_t shade = 1; shade < runs.size(); ++shade) {  // the frame holds the empty hours
    if (!runs.at(shade).empty()) {
      out += fmt::format(R"(<path class="h{}" d="{}"/>)", shade, runs.at(shade));
    }
  }
  return out + "</svg>";
}

}  // namespace vigie::dashboards
