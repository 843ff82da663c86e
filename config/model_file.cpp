#include "config/model_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "config/toml_value.h"

namespace vigie::config {
namespace {

using analysis::GroupCap;
using analysis::PriorOffset;
using analysis::ScoreModel;
using analysis::SignalWeight;
using nlohmann::json;
using Problem = std::optional<std::string>;

/// Groups that describe behaviour and may enter the automation likelihood.
constexpr std::array kBehaviour{
    SignalGroup::kCadence, SignalGroup::kTextHabits, SignalGroup::kCoordination};
constexpr double kMaxNats = 20.0;

/// The first key of `object` that `known` does not hold, said with the nearest one.
Problem find_unknown_key(const json& object,
                         const std::vector<std::string>& known,
                         std::string_view where) {
  for (const auto& item : object.items()) {
    if (std::find(known.begin(), known.end(), item.key()) == known.end()) {
      const auto nearest = nearest_word(item.key(), known);
      return fmt::format("{}: unknown key \"{}\": {}",
                         where,
                         item.key(),
                         nearest ? fmt::format("did you mean \"{}\"?", *nearest)
                                 : fmt::format("known here: {}", fmt::join(known, ", ")));
    }
  }
  return std::nullopt;
}

struct Range {
  double low;
  double high;
};

/// A number of `range` under `key`.
Problem read_number(const json& object,
                    const std::string& key,
                    const Range& range,
                    std::string_view where,
                    double& target) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) {
    return fmt::format("{}: \"{}\" must be a number", where, key);
  }
  target = found->get<double>();
  if (!(target >= range.low && target <= range.high)) {
    return fmt::format(
        "{}: \"{}\" is {}: it must be from {} to {}", where, key, target, range.low, range.high);
  }
  return std::nullopt;
}

Problem read_text(const json& object, const std::string& key, std::string& target) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) {
    return fmt::format("\"{}\" must be a string", key);
  }
  target = found->get<std::string>();
  return std::nullopt;
}

Problem read_numbers(const json& object,
                     const std::string& key,
                     std::string_view where,
                     std::vector<double>& target) {
  const auto found = object.find(key);
  const bool numbers = found != object.end() && found->is_array() && !found->empty() &&
                       std::all_of(found->begin(), found->end(), [](const json& element) {
                         return element.is_number();
                       });
  if (!numbers) {
    return fmt::format("{}: \"{}\" must be a list of numbers", where, key);
  }
  target = found->get<std::vector<double>>();
  return std::nullopt;
}

Problem check_knots(const SignalWeight& weight, std::string_view where) {
  if (weight.values.size() != weight.nats.size()) {
    return fmt::format("{}: {} values and {} nats; there must be as many of each",
                       where,
                       weight.values.size(),
                       weight.nats.size());
  }
  if (!std::is_sorted(weight.values.begin(), weight.values.end(), std::less_equal<>{})) {
    return fmt::format("{}: \"values\" must rise from each knot to the next", where);
  }
  if (!std::is_sorted(weight.nats.begin(), weight.nats.end()) &&
      !std::is_sorted(weight.nats.begin(), weight.nats.end(), std::greater<>{})) {
    return fmt::format("{}: \"nats\" must only rise or only fall, so that more never means less",
                       where);
  }
  const auto too_large = [](double nats) { return std::abs(nats) > kMaxNats; };
  if (std::any_of(weight.nats.begin(), weight.nats.end(), too_large)) {
    return fmt::format("{}: \"nats\" must stay within -{} and {}", where, kMaxNats, kMaxNats);
  }
  return std::nullopt;
}

Problem read_weight(const std::string& name,
                    const json& object,
                    std::vector<SignalWeight>& weights) {
  const auto* const row = std::find_if(kSignals.begin(),
                                       kSignals.end(),
                                       [&](const SignalInfo& known) { return known.name == name; });
  const std::string where = fmt::format("signal \"{}\"", name);
  if (row == kSignals.end()) {
    std::vector<std::string> names;
    names.reserve(kSignals.size());
    for (const SignalInfo& known : kSignals) {
      names.emplace_back(known.name);
    }
    const auto nearest = nearest_word(name, names);
    return fmt::format("{}: there is no such signal{}",
                       where,
                       nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : "");
  }
  if (!object.is_object()) {
    return fmt::format("{}: must be an object with values, nats and source", where);
  }
  SignalWeight weight;
  weight.signal = row->signal;
  Problem problem = find_unknown_key(object, {"values", "nats", "source"}, where);
  problem = problem ? problem : read_numbers(object, "values", where, weight.values);
  problem = problem ? problem : read_numbers(object, "nats", where, weight.nats);
  problem = problem ? problem : check_knots(weight, where);
  std::string source;  // where the weight comes from: asked for, read by people
  if (!problem && read_text(object, "source", source)) {
    problem = fmt::format("{}: \"source\" must say where the weight comes from", where);
  }
  weights.push_back(std::move(weight));
  return problem;
}

Problem read_weights_of(const json& signals, std::vector<SignalWeight>& weights) {
  for (const auto& item : signals.items()) {
    if (auto problem = read_weight(item.key(), item.value(), weights)) {
      return problem;
    }
  }
  std::sort(weights.begin(), weights.end(), [](const SignalWeight& a, const SignalWeight& b) {
    return a.signal < b.signal;
  });
  return std::nullopt;
}

Problem read_weights(const json& document, ScoreModel& model) {
  const auto signals = document.find("signals");
  if (signals == document.end() || !signals->is_object() || signals->empty()) {
    return "\"signals\" must be an object with one entry per signal";
  }
  return read_weights_of(*signals, model.weights);
}

/// Shapes that training may give a weight to.
Problem read_candidates(const json& document, ScoreModel& model) {
  const auto candidates = document.find("candidates");
  if (candidates == document.end()) {
    return std::nullopt;
  }
  if (!candidates->is_object()) {
    return "\"candidates\" must be an object with one entry per signal";
  }
  if (auto problem = read_weights_of(*candidates, model.candidates)) {
    return problem;
  }
  for (const SignalWeight& candidate : model.candidates) {
    const auto weighs = [&](const SignalWeight& weight) {
      return weight.signal == candidate.signal;
    };
    if (std::any_of(model.weights.begin(), model.weights.end(), weighs)) {
      return fmt::format("candidates: \"{}\" has a weight already; keep it in one of the two",
                         info(candidate.signal).name);
    }
  }
  return std::nullopt;
}

/// Offsets only take off: a positive one would bring content alone nearer to the line than its cap.
Problem read_offset(const json& object, std::vector<PriorOffset>& offsets) {
  constexpr std::string_view kWhere = "offsets";
  if (!object.is_object()) {
    return "offsets: each must be an object with platform, language and nats";
  }
  PriorOffset offset;
  Problem problem = find_unknown_key(object, {"platform", "language", "nats"}, kWhere);
  problem = problem ? problem : read_text(object, "platform", offset.platform);
  problem = problem ? problem : read_text(object, "language", offset.language);
  problem = problem ? problem
                    : read_number(
                          object, "nats", {-analysis::kMostPriorOffset, 0.0}, kWhere, offset.nats);
  offsets.push_back(std::move(offset));
  return problem;
}

Problem read_offsets(const json& document, ScoreModel& model) {
  const auto offsets = document.find("offsets");
  if (offsets == document.end()) {
    return std::nullopt;
  }
  if (!offsets->is_array()) {
    return "\"offsets\" must be a list";
  }
  for (const json& offset : *offsets) {
    if (auto problem = read_offset(offset, model.offsets)) {
      return problem;
    }
  }
  return std::nullopt;
}

Problem read_cap(const json& caps, SignalGroup group, GroupCap& cap) {
  const std::string name{group_name(group)};
  const std::string where = fmt::format("cap \"{}\"", name);
  const auto found = caps.find(name);
  if (found == caps.end() || !found->is_object()) {
    return fmt::format("{}: must be an object with troll_bot and automation", where);
  }
  Problem problem = find_unknown_key(*found, {"troll_bot", "automation"}, where);
  problem =
      problem ? problem : read_number(*found, "troll_bot", {0.0, kMaxNats}, where, cap.troll_bot);
  if (!problem && found->contains("automation")) {
    problem = read_number(*found, "automation", {0.0, kMaxNats}, where, cap.automation);
  }
  const bool behaviour = std::find(kBehaviour.begin(), kBehaviour.end(), group) != kBehaviour.end();
  if (!problem && !behaviour && cap.automation > 0.0) {
    problem =
        fmt::format("{}: only behaviour enters the automation likelihood; set it to 0", where);
  }
  return problem;
}

Problem read_caps(const json& document, ScoreModel& model) {
  const auto caps = document.find("caps");
  if (caps == document.end() || !caps->is_object()) {
    return "\"caps\" must be an object with one entry per group";
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kSignalGroupCount; ++i) {
    const auto group = static_cast<SignalGroup>(i);
    names.emplace_back(group_name(group));
    if (auto problem = read_cap(*caps, group, model.caps[i])) {
      return problem;
    }
  }
  return find_unknown_key(*caps, names, "caps");
}

/// What a trained model says of its training, as far as evaluation must know it.
Problem read_training(const json& document, ScoreModel& model) {
  const auto training = document.find("training");
  if (training == document.end()) {
    return std::nullopt;
  }
  const auto origins = training->find("origins");
  const bool texts = training->is_object() && origins != training->end() && origins->is_array() &&
                     std::all_of(origins->begin(), origins->end(), [](const json& element) {
                       return element.is_string();
                     });
  if (!texts) {
    return "training: \"origins\" must be a list of label origins";
  }
  model.trained_on = origins->get<std::vector<std::string>>();
  double threshold = 0.0;
  if (auto problem = read_number(
          *training, "threshold_nats", {-2.0 * kMaxNats, 2.0 * kMaxNats}, "training", threshold)) {
    return problem;
  }
  model.threshold_nats = threshold;
  return std::nullopt;
}

Problem read_model(const json& document, ScoreModel& model) {
  if (!document.is_object()) {
    return "the document must be an object";
  }
  Problem problem = find_unknown_key(document,
                                     {"name",
                                      "description",
                                      "caps",
                                      "content_cap",
                                      "signals",
                                      "candidates",
                                      "offsets",
                                      "provenance",
                                      "training",
                                      "performance"},
                                     "model");
  problem = problem ? problem : read_text(document, "name", model.name);
  problem = problem ? problem : read_text(document, "description", model.description);
  problem = problem ? problem : read_caps(document, model);
  problem = problem
                ? problem
                : read_number(document, "content_cap", {0.1, kMaxNats}, "model", model.content_cap);
  problem = problem ? problem : read_training(document, model);
  problem = problem ? problem : read_weights(document, model);
  problem = problem ? problem : read_candidates(document, model);
  return problem ? problem : read_offsets(document, model);
}

std::uint64_t line_of(std::string_view text, std::size_t byte) {
  const auto* const end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  return 1 + static_cast<std::uint64_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace

tl::expected<ScoreModel, DataFileError> parse_model(const DataFile& file) {
  json document;
  try {
    document = json::parse(file.content);
  } catch (const json::parse_error& error) {
    return tl::unexpected{data_file_error(DataFileErrorKind::kSyntax,
                                          file.shown_as,
                                          line_of(file.content, error.byte),
                                          "not JSON; look for a missing comma or bracket here")};
  }
  ScoreModel model;
  if (const auto problem = read_model(document, model)) {
    return tl::unexpected{data_file_error(DataFileErrorKind::kInvalid, file.shown_as, 0, *problem)};
  }
  return model;
}

}  // namespace vigie::config
