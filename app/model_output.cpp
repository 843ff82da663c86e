#include "app/model_output.h"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/evaluation_output.h"

namespace vigie::app {
namespace {

using analysis::Metric;
using analysis::SignalCurve;
using nlohmann::ordered_json;

/// Six decimals: what is written is what was meant, and a diff stays readable.
double rounded(double value) {
  constexpr double kScale = 1e6;
  return std::round(value * kScale) / kScale + 0.0;
}

std::vector<std::string> names_of(const LabelledAccounts& labels) {
  std::vector<std::string> names;
  for (const LabelOrigin& origin : labels.origins) {
    names.push_back(origin.name);
  }
  return names;
}

struct ClassCounts {
  std::uint32_t positives = 0;
  std::uint32_t negatives = 0;
  std::uint32_t too_little = 0;
};

ClassCounts count_classes(const analysis::Evaluation& evaluation) {
  ClassCounts counts;
  for (const analysis::SourceResult& source : evaluation.sources) {
    counts.positives += source.positives;
    counts.negatives += source.accounts - source.positives;
    counts.too_little += source.too_little;
  }
  return counts;
}

std::string source_of(const SignalCurve& curve, const ModelDescription& described) {
  return curve.learned
             ? fmt::format("fitted on {} labelled accounts; sign and knots of {}",
                           curve.accounts,
                           described.base)
             : fmt::format(
                   "as in {}; {} labelled accounts have a value", described.base, curve.accounts);
}

ordered_json signals_json(const ModelDescription& described) {
  ordered_json signals = ordered_json::object();
  for (std::size_t c = 0; c < described.trained.curves.size(); ++c) {
    const analysis::SignalWeight& weight = described.trained.model.weights[c];
    ordered_json nats = ordered_json::array();
    for (const double value : weight.nats) {
      nats.push_back(rounded(value));
    }
    signals[std::string{info(weight.signal).name}] = {
        {"values", weight.values},
        {"nats", nats},
        {"source", source_of(described.trained.curves[c], described)}};
  }
  return signals;
}

/// Shapes that a later training may still give a weight to.
ordered_json candidates_json(const ModelDescription& described) {
  ordered_json candidates = ordered_json::object();
  for (const analysis::SignalWeight& candidate : described.trained.model.candidates) {
    candidates[std::string{info(candidate.signal).name}] = {
        {"values", candidate.values},
        {"nats", candidate.nats},
        {"source", fmt::format("shape of {}; too few labelled accounts", described.base)}};
  }
  return candidates;
}

ordered_json offsets_json(const analysis::ScoreModel& model) {
  ordered_json offsets = ordered_json::array();
  for (const analysis::PriorOffset& offset : model.offsets) {
    offsets.push_back({{"platform", offset.platform},
                       {"language", offset.language},
                       {"nats", rounded(offset.nats)}});
  }
  return offsets;
}

/// What platforms and languages take off, as the card says it.
std::string offsets_text(const analysis::TrainedModel& trained) {
  std::string text =
      "\n## Platforms and languages\n\nAn offset takes nats off the prior where people look more "
      "like machines than elsewhere; asked for: 50 accounts of each class of a platform or "
      "language, and another one beside it. ";
  if (trained.offsets.empty()) {
    return text + "Here: none.\n";
  }
  text += "\n\n| platform | language | nats | positive | negative |\n|---|---|---:|---:|---:|\n";
  for (const analysis::FittedOffset& one : trained.offsets) {
    text += fmt::format("| {} | {} | {:.2f} | {} | {} |\n",
                        one.offset.platform.empty() ? "any" : one.offset.platform,
                        one.offset.language.empty() ? "any" : one.offset.language,
                        one.offset.nats,
                        one.positives,
                        one.negatives);
  }
  return text;
}

ordered_json caps_json(const analysis::ScoreModel& model) {
  ordered_json caps = ordered_json::object();
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    caps[std::string{group_name(static_cast<SignalGroup>(g))}] = {
        {"troll_bot", rounded(model.caps[g].troll_bot)},
        {"automation", rounded(model.caps[g].automation)}};
  }
  return caps;
}

ordered_json performance_json(const ModelDescription& described) {
  ordered_json sources = ordered_json::object();
  for (std::size_t s = 0; s < described.labels.origins.size(); ++s) {
    const analysis::SourceResult& source = described.left_out.sources[s];
    sources[described.labels.origins[s].name] = {{"accounts", source.accounts},
                                                 {"positives", source.positives},
                                                 {"metrics", metrics_json(source.metrics)}};
  }
  return {{"left_out", described.trained.by_source ? "source" : "account"},
          {"prior", "sample"},
          {"mean", metrics_json(described.left_out.mean)},
          {"sources", sources}};
}

std::string left_out_sentence(const ModelDescription& described) {
  return described.trained.by_source
             ? "Each origin was scored by a model that had seen neither it nor any account that it "
               "labels; ridge, slope and threshold were then chosen on these same scores, so the "
               "figures are a little kind. An origin kept away altogether says more: `vigie "
               "evaluate --leave-one-out`."
             : "There were not two origins that could be left out in turn, so accounts were left "
               "out at random: the figures say nothing of another origin.";
}

}  // namespace

std::string model_json(const ModelDescription& described) {
  const analysis::TrainedModel& trained = described.trained;
  const ClassCounts counts = count_classes(described.left_out);
  ordered_json json;
  json["name"] = trained.model.name;
  json["provenance"] = fmt::format(
      "vigie train on {}, from {} positive and {} negative accounts of {}; base weights: {}",
      described.dated,
      counts.positives,
      counts.negatives,
      fmt::join(names_of(described.labels), ", "),
      described.base);
  json["description"] = trained.model.description;
  json["training"] = {{"origins", names_of(described.labels)},
                      {"left_out", described.kept_away},
                      {"dated", described.dated},
                      {"base", described.base},
                      {"positives", counts.positives},
                      {"negatives", counts.negatives},
                      {"too_little_data", counts.too_little},
                      {"ridge", trained.ridge},
                      {"slope", rounded(trained.slope)},
                      {"threshold_nats", rounded(*trained.model.threshold_nats)}};
  json["performance"] = performance_json(described);
  json["content_cap"] = rounded(trained.model.content_cap);
  json["caps"] = caps_json(trained.model);
  json["signals"] = signals_json(described);
  json["candidates"] = candidates_json(described);
  json["offsets"] = offsets_json(trained.model);
  return json.dump(2) + "\n";
}

std::string model_card(const ModelDescription& described) {
  const analysis::TrainedModel& trained = described.trained;
  const ClassCounts counts = count_classes(described.left_out);
  std::string card = fmt::format(
      "# Model {}\n\nA likelihood that an account's behaviour is consistent with automation or "
      "coordination, for a person to judge. Made by `vigie train` on {} from the weights `{}`.\n\n"
      "## Data\n\n{} positive and {} negative accounts; {} more had too few posts and took no "
      "part. Kept away: {}.\n\n| origin | window | positive | negative |\n|---|---|---:|---:|\n",
      trained.model.name,
      described.dated,
      described.base,
      counts.positives,
      counts.negatives,
      counts.too_little,
      described.kept_away.empty() ? std::string{"nothing"}
                                  : fmt::format("{}", fmt::join(described.kept_away, ", ")));
  for (std::size_t s = 0; s < described.labels.origins.size(); ++s) {
    const LabelOrigin& origin = described.labels.origins[s];
    const analysis::SourceResult& source = described.left_out.sources[s];
    card += fmt::format("| {} | {} to {} | {} | {} |\n",
                        origin.name,
                        to_iso8601(origin.window.begin),
                        to_iso8601(origin.window.end),
                        source.positives,
                        source.accounts - source.positives);
  }
  card += fmt::format(
      "\n## Left out\n\n{}\n\n| origin | AUC | average precision | precision at 20 | F1 at the "
      "threshold | calibration error |\n|---|---:|---:|---:|---:|---:|\n",
      left_out_sentence(described));
  const auto row = [&](const std::string& name, const auto& value_of) {
    card += fmt::format("| {} | {} | {} | {} | {} | {} |\n",
                        name,
                        shown(value_of(Metric::kAuc)),
                        shown(value_of(Metric::kAveragePrecision)),
                        shown(value_of(Metric::kPrecisionAt20)),
                        shown(value_of(Metric::kF1AtThreshold)),
                        shown(value_of(Metric::kCalibrationError)));
  };
  for (std::size_t s = 0; s < described.labels.origins.size(); ++s) {
    row(described.labels.origins[s].name, [&](Metric which) {
      return described.left_out.sources[s].metrics[static_cast<std::size_t>(which)].value;
    });
  }
  row("mean", [&](Metric which) { return analysis::metric(described.left_out.mean, which); });
  card += fmt::format(
      "\n## Weights\n\nRidge {}, slope {:.3f}, threshold {:.3f} nats above the prior. Nats at the "
      "two ends of each signal, after the slope and before its group saturates:\n\n"
      "| signal | speaks for | speaks against | fitted |\n|---|---:|---:|---|\n",
      trained.ridge,
      trained.slope,
      *trained.model.threshold_nats);
  for (const SignalCurve& curve : trained.curves) {
    const SignalGroup group = info(curve.shape.signal).group;
    const bool keeps = group == SignalGroup::kCoordination ||
                       (trained.slope > 1.0 && !analysis::is_learnable(group));
    const double slope = keeps ? 1.0 : trained.slope;
    card += fmt::format(
        "| `{}` | {:.2f} | {:.2f} | {} |\n",
        info(curve.shape.signal).name,
        slope * curve.most,
        slope * curve.against,
        curve.learned ? fmt::format("on {}", curve.accounts) : std::string{"no, as in the base"});
  }
  card += offsets_text(trained);
  card +=
      "\n## Limits\n\nIt knows the populations above, their languages and their time, and no "
      "others: operators change, and labels err. What an account passes on and coordination keep "
      "the base weights, whatever the labels say. Signs, knots and caps are the base's: no signal "
      "speaks the other way, and content, style, zeal and a thin profile alone reach no report "
      "line. Labels of one campaign judge that campaign. Terms of the labelled data may forbid "
      "sharing this file.\n";
  return card;
}

}  // namespace vigie::app
