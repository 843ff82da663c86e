#include "app/measured_output.h"

#include <fmt/format.h>

#include "app/console.h"

namespace vigie::app {
namespace {

nlohmann::ordered_json value_or_null(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json share_json(const std::optional<MeasuredShare>& share) {
  if (!share) {
    return nullptr;
  }
  return {{"value", share->value}, {"low", share->low}, {"high", share->high}};
}

}  // namespace

std::string alpha_text(const analysis::Agreement& agreement) {
  if (!agreement.alpha) {
    return "-";
  }
  return agreement.low && agreement.high
             ? fmt::format(
                   "{:.2f} ({:.2f} to {:.2f})", *agreement.alpha, *agreement.low, *agreement.high)
             : fmt::format("{:.2f}", *agreement.alpha);
}

nlohmann::ordered_json agreement_json(const analysis::Agreement& agreement) {
  return {{"accounts", agreement.units},
          {"labels", agreement.labels},
          {"unanimous", agreement.unanimous},
          {"alpha", value_or_null(agreement.alpha)},
          {"low", value_or_null(agreement.low)},
          {"high", value_or_null(agreement.high)}};
}

std::string measured_text(const MeasuredPrecision& measured) {
  if (!measured.precision) {
    return fmt::format("not yet measured: {} of the {} decided accounts that it takes.",
                       measured.decided,
                       measured.least);
  }
  return fmt::format(
      "{:.0f} % were undeclared automation by the team's blind labels (95 % interval {:.0f} to "
      "{:.0f} %, {} decided, {} where nobody could tell, {} open).",
      100.0 * measured.precision->value,
      100.0 * measured.precision->low,
      100.0 * measured.precision->high,
      counted(measured.decided, "account"),
      measured.cannot_tell,
      measured.open);
}

nlohmann::ordered_json measured_json(const MeasuredPrecision& measured) {
  return {{"precision", share_json(measured.precision)},
          {"recall", share_json(measured.recall)},
          {"decided", measured.decided},
          {"positives", measured.positives},
          {"cannot_tell", measured.cannot_tell},
          {"open", measured.open},
          {"least", measured.least}};
}

}  // namespace vigie::app
