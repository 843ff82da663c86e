// Columns of the CSV that `vigie label export` writes and `vigie label import` takes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace vigie::app {

enum class LabelColumn : std::uint8_t {
  kPlatform,
  kNativeId,
  kCoder,
  kLabel,
  kBlind,
  kAdjudicates,
  kDecided,
  kQueue,
  kPosition,
  kModel,
  kPrior,
  kReportLine,
  kWindowBegin,
  kWindowEnd,
  kSeed,
  kPopulation,
  kDrawn,
  kStratum,
  kAtLine,
  kInclusion,
};
inline constexpr std::size_t kLabelColumnCount = 20;
inline constexpr std::array<std::string_view, kLabelColumnCount> kLabelColumnNames{
    "platform", "native_id",  "coder", "label",   "blind",       "adjudicates",  "decided",
    "queue",    "position",   "model", "prior",   "report_line", "window_begin", "window_end",
    "seed",     "population", "drawn", "stratum", "at_line",     "inclusion"};

/// Without these a row says nothing.
inline constexpr std::size_t kNeededLabelColumns = 4;

}  // namespace vigie::app
