#include "analysis/learning/train.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/evaluation_output.h"
#include "app/failure.h"
#include "app/labelled_accounts.h"
#include "app/model_output.h"
#include "app/whole_file.h"
#include "app/workspace.h"

namespace vigie::app {
namespace {

void report_model(const ModelDescription& described,
                  const std::filesystem::path& file,
                  const std::filesystem::path& card,
                  Console& console) {
  const analysis::TrainedModel& trained = described.trained;
  if (console.json_mode()) {
    auto json = nlohmann::ordered_json::parse(model_json(described));
    json["file"] = file.string();
    json["card"] = card.string();
    console.json(json.dump(2));
    return;
  }
  console.say(fmt::format("Model {}: ridge {}, slope {:.3f}, threshold {:.3f} nats.",
                          trained.model.name,
                          trained.ridge,
                          trained.slope,
                          *trained.model.threshold_nats));
  const auto mean = [&](analysis::Metric which) {
    return shown(analysis::metric(described.left_out.mean, which));
  };
  console.say(fmt::format(
      "On {} left out, mean: AUC {}, average precision {}, precision at 20 {}, F1 {}, calibration "
      "error {}.",
      trained.by_source ? "origins" : "accounts",
      mean(analysis::Metric::kAuc),
      mean(analysis::Metric::kAveragePrecision),
      mean(analysis::Metric::kPrecisionAt20),
      mean(analysis::Metric::kF1AtThreshold),
      mean(analysis::Metric::kCalibrationError)));
  console.say(fmt::format("Weights in {}, card in {}.", file.string(), card.string()));
  console.say(described.kept_away.empty()
                  ? fmt::format("Next: `vigie evaluate --leave-one-out`, or `vigie analyze --model "
                                "{}`.",
                                file.string())
                  : fmt::format("Next: `vigie evaluate --model {} --labels {}`.",
                                file.string(),
                                fmt::join(described.kept_away, " ")));
}

}  // namespace

void run(const TrainCommand& command, Console& console) {
  config::Settings settings = load_settings(command.common);
  if (!command.base.empty()) {
    settings.model = command.base;
  }
  const analysis::ScoreModel base = load_model(settings);
  storage::Database database = open_for_reading(command.common);
  LabelledAccountReader reader{command.labels, settings, base, database, console};
  const LabelledAccounts labels = reader.read_labelled(command.leave_out);
  const std::vector<analysis::LabelledAccount> accounts =
      analysis::with_enough_data(labels.accounts);
  if (const auto problem = analysis::find_training_problem(accounts)) {
    throw RunFailure(fmt::format(
        "nothing can be learned: {}. Import more labels, or take other values with --positive and "
        "--negative.",
        *problem));
  }
  console.progress(fmt::format("fitting  {} accounts", accounts.size()));
  analysis::TrainedModel trained = analysis::train_model(accounts, base);
  trained.model.name = command.name.empty() ? command.out.stem().string() : command.name;
  trained.model.description = fmt::format(
      "The reach of each signal fitted to labelled accounts through the score's caps, signs and "
      "knots of {}; sources, polarity and coordination as there.",
      base.name);
  const analysis::Evaluation left_out =
      analysis::evaluate_held_out(labels.accounts, accounts, trained, labels.origins.size());
  const std::string dated = command.dated.empty() ? to_iso_date(wall_clock()) : command.dated;
  const ModelDescription described{trained, left_out, labels, command.leave_out, base.name, dated};
  std::filesystem::path card = command.out;
  card.replace_extension(".md");
  write_whole_file(card, model_card(described));
  write_whole_file(command.out, model_json(described));
  console.end_progress();
  report_model(described, command.out, card, console);
}

}  // namespace vigie::app
