#include "app/evaluation_output.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace vigie::app {
namespace {

using analysis::BaselineResult;
using analysis::CalibrationBin;
using analysis::Metric;
using analysis::MetricInterval;
using analysis::MetricValues;
using analysis::ShareBounds;
using analysis::Slice;
using analysis::SourceResult;
using nlohmann::ordered_json;

constexpr std::array kShownMetrics{Metric::kAuc,
                                   Metric::kAveragePrecision,
                                   Metric::kPrecisionAt20,
                                   Metric::kF1,
                                   Metric::kF1AtThreshold,
                                   Metric::kMcc,
                                   Metric::kBrier,
                                   Metric::kCalibrationError};
const std::vector<std::string> kShownHeads{
    "AUC", "AP", "P@20", "F1 line", "F1 fixed", "MCC", "Brier", "cal. error"};

ordered_json number_or_null(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json bounds_json(const ShareBounds& bounds) {
  return ordered_json::array({bounds.low, bounds.high});
}

ordered_json curve_json(const std::vector<CalibrationBin>& bins) {
  ordered_json json = ordered_json::array();
  for (const CalibrationBin& bin : bins) {
    json.push_back(
        {{"accounts", bin.accounts},
         {"predicted", bin.predicted},
         {"observed", static_cast<double>(bin.positives) / static_cast<double>(bin.accounts)},
         {"interval", bounds_json(bin.observed)}});
  }
  return json;
}

ordered_json baseline_json(const BaselineResult& baseline) {
  const analysis::Baseline& rule = baseline.rule;
  ordered_json json{{"name", analysis::kBaselineNames[static_cast<std::size_t>(rule.kind)]},
                    {"feature", rule.feature},
                    {"speaks_for", rule.rising ? "high" : "low"}};
  if (rule.kind == analysis::BaselineKind::kOneRule) {
    json["cut"] = rule.cut;
  }
  json["metrics"] = metrics_json(baseline.metrics);
  return json;
}

ordered_json source_json(const LabelOrigin& origin, const SourceResult& source) {
  ordered_json baselines = ordered_json::array();
  for (const BaselineResult& baseline : source.baselines) {
    baselines.push_back(baseline_json(baseline));
  }
  return {{"origin", origin.name},
          {"window", {to_iso8601(origin.window.begin), to_iso8601(origin.window.end)}},
          {"seen_in_training", source.seen},
          {"accounts", source.accounts},
          {"positives", source.positives},
          {"too_little_data", source.too_little},
          {"too_little_data_positives", source.too_little_positives},
          {"without_posts", origin.without_posts},
          {"other_labels", origin.other_values},
          {"contradictory_labels", origin.contradictory},
          {"prior", source.prior},
          {"metrics", metrics_json(source.metrics)},
          {"calibration", curve_json(source.calibration)},
          {"baselines_seen_in_training", source.baselines_seen},
          {"baselines", baselines}};
}

ordered_json slice_json(const Slice& slice) {
  return {{"by", slice.by},
          {"name", slice.name},
          {"positives", slice.positives},
          {"positives_at_line", slice.positives_at_line},
          {"recall_interval", bounds_json(slice.recall)},
          {"negatives", slice.negatives},
          {"negatives_at_line", slice.negatives_at_line},
          {"false_positive_interval", bounds_json(slice.false_positives)},
          {"metrics", metrics_json(slice.metrics)}};
}

ordered_json control_json(const ControlResult& control) {
  return {{"name", control.name},
          {"accounts", control.accounts},
          {"too_little_data", control.too_little},
          {"at_line", control.at_line},
          {"at_line_of_no_declared_class", control.at_line_ordinary},
          {"interval", bounds_json(control.bounds)}};
}

std::vector<std::string> row_of(std::string name, const MetricValues& values) {
  std::vector<std::string> cells{std::move(name)};
  for (const Metric which : kShownMetrics) {
    cells.push_back(shown(analysis::metric(values, which)));
  }
  return cells;
}

MetricValues point_values(const analysis::MetricIntervals& intervals) {
  MetricValues values{};
  for (std::size_t m = 0; m < analysis::kMetricCount; ++m) {
    values[m] = intervals[m].value;
  }
  return values;
}

std::vector<std::string> metric_head(const char* first) {
  std::vector<std::string> head{first};
  head.insert(head.end(), kShownHeads.begin(), kShownHeads.end());
  return head;
}

std::string source_name(const LabelOrigin& origin, const SourceResult& source) {
  return fmt::format("{} ({} of {}{})",
                     origin.name,
                     source.positives,
                     source.accounts,
                     source.seen ? ", seen in training" : "");
}

void say_sources(const EvaluationReport& report, Console& console) {
  Table table{metric_head("origin (positive of all)")};
  for (std::size_t s = 0; s < report.labels.origins.size(); ++s) {
    const SourceResult& source = report.evaluation.sources[s];
    table.add(row_of(source_name(report.labels.origins[s], source), point_values(source.metrics)));
  }
  table.add(row_of(report.evaluation.mean_is_of_unseen
                       ? fmt::format("mean of {} unseen", report.evaluation.mean_of)
                       : fmt::format("mean of {}, ALL SEEN", report.evaluation.mean_of),
                   report.evaluation.mean));
  for (const auto& [kind, metrics] : report.evaluation.baseline_mean) {
    table.add(
        row_of(fmt::format("baseline {}", analysis::kBaselineNames[static_cast<std::size_t>(kind)]),
               metrics));
  }
  table.add(row_of("all together", point_values(report.evaluation.pooled)));
  console.say(table.render());
}

void say_slices(const EvaluationReport& report, Console& console) {
  Table table{{"by", "kind", "positive", "at line", "others", "at line", "AUC"}};
  for (const Slice& slice : report.evaluation.slices) {
    table.add(
        {slice.by,
         slice.name,
         std::to_string(slice.positives),
         std::to_string(slice.positives_at_line),
         std::to_string(slice.negatives),
         fmt::format(
             "{} (at most {:.1f} %)", slice.negatives_at_line, 100.0 * slice.false_positives.high),
         shown(slice.metrics[static_cast<std::size_t>(Metric::kAuc)].value)});
  }
  console.say(table.render());
}

}  // namespace

std::string shown(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : "-";
}

ordered_json metrics_json(const analysis::MetricIntervals& metrics) {
  ordered_json json;
  for (std::size_t m = 0; m < analysis::kMetricCount; ++m) {
    const MetricInterval& interval = metrics[m];
    json[std::string{analysis::kMetricNames[m]}] = {{"value", number_or_null(interval.value)},
                                                    {"low", number_or_null(interval.low)},
                                                    {"high", number_or_null(interval.high)}};
  }
  return json;
}

ordered_json metrics_json(const MetricValues& metrics) {
  ordered_json json;
  for (std::size_t m = 0; m < analysis::kMetricCount; ++m) {
    json[std::string{analysis::kMetricNames[m]}] = number_or_null(metrics[m]);
  }
  return json;
}

ordered_json evaluation_json(const EvaluationReport& report) {
  const analysis::Evaluation& evaluation = report.evaluation;
  ordered_json sources = ordered_json::array();
  for (std::size_t s = 0; s < report.labels.origins.size(); ++s) {
    sources.push_back(source_json(report.labels.origins[s], evaluation.sources[s]));
  }
  ordered_json baselines = ordered_json::object();
  for (const auto& [kind, metrics] : evaluation.baseline_mean) {
    baselines[std::string{analysis::kBaselineNames[static_cast<std::size_t>(kind)]}] =
        metrics_json(metrics);
  }
  ordered_json slices = ordered_json::array();
  for (const Slice& slice : evaluation.slices) {
    slices.push_back(slice_json(slice));
  }
  ordered_json controls = ordered_json::array();
  for (const ControlResult& control : report.controls) {
    controls.push_back(control_json(control));
  }
  return {{"model", report.model},
          {"leave_one_out", report.leave_one_out},
          {"prior", report.prior > 0.0 ? ordered_json(report.prior) : ordered_json("sample")},
          {"mean",
           {{"of_unseen_sources", evaluation.mean_is_of_unseen},
            {"sources", evaluation.mean_of},
            {"metrics", metrics_json(evaluation.mean)},
            {"baselines", baselines}}},
          {"sources", sources},
          {"pooled",
           {{"metrics", metrics_json(evaluation.pooled)},
            {"calibration", curve_json(evaluation.calibration)}}},
          {"slices", slices},
          {"control_prior", report.control_prior},
          {"controls", controls}};
}

void say_evaluation(const EvaluationReport& report, Console& console) {
  std::uint32_t too_little = 0;
  for (const SourceResult& source : report.evaluation.sources) {
    too_little += source.too_little;
  }
  console.say(fmt::format(
      "Model {}{}; prior: {}. {} labelled accounts have too few posts and are judged in nothing.",
      report.model,
      report.leave_one_out ? ", trained afresh without each origin" : "",
      report.prior > 0.0 ? fmt::format("{}", report.prior) : "share of positives in each origin",
      too_little));
  say_sources(report, console);
  console.say("By kind of account, all origins; \"at most\" is the upper end of a 95 % interval:");
  say_slices(report, console);
  for (const ControlResult& control : report.controls) {
    console.say(fmt::format(
        "{}: {} of {} accounts at or above the line at a prior of {} (at most {:.1f} %), {} of "
        "them of no declared class.",
        control.name,
        control.at_line,
        control.accounts,
        report.control_prior,
        100.0 * control.bounds.high,
        control.at_line_ordinary));
  }
  if (!report.evaluation.mean_is_of_unseen) {
    console.warn(
        "every origin was seen in training: these figures flatter. Judge with --leave-one-out, or "
        "an origin that was left out.");
  }
}

}  // namespace vigie::app
