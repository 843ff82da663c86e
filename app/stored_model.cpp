#include "app/stored_model.h"

#include <nlohmann/json.hpp>

#include "config/model_file.h"

namespace vigie::app {

std::string model_document(const analysis::ScoreModel& model) {
  using nlohmann::ordered_json;
  ordered_json caps = ordered_json::object();
  for (std::size_t group = 0; group < kSignalGroupCount; ++group) {
    caps[std::string{group_name(static_cast<SignalGroup>(group))}] = {
        {"troll_bot", model.caps.at(group).troll_bot},
        {"automation", model.caps.at(group).automation}};
  }
  ordered_json signals = ordered_json::object();
  for (const analysis::SignalWeight& weight : model.weights) {
    signals[std::string{info(weight.signal).name}] = {
        {"values", weight.values}, {"nats", weight.nats}, {"source", "as the run applied it"}};
  }
  ordered_json offsets = ordered_json::array();
  for (const analysis::PriorOffset& offset : model.offsets) {
    offsets.push_back(
        {{"platform", offset.platform}, {"language", offset.language}, {"nats", offset.nats}});
  }
  return ordered_json{{"name", model.name},
                      {"provenance", "kept by a run"},
                      {"description", "weights, caps and offsets of a run, as they were applied"},
                      {"content_cap", model.content_cap},
                      {"caps", caps},
                      {"signals", signals},
                      {"offsets", offsets}}
      .dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::optional<analysis::ScoreModel> parse_model_document(const std::string& name,
                                                         const std::string& document) {
  config::DataFile file;
  file.name = name;
  file.content = document;
  auto model = config::parse_model(file);
  return model ? std::optional{std::move(*model)} : std::nullopt;
}

}  // namespace vigie::app
