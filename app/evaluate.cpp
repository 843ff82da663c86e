#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/learning/evaluation.h"
#include "analysis/learning/folds.h"
#include "analysis/learning/train.h"
#include "app/commands.h"
#include "app/evaluation_output.h"
#include "app/failure.h"
#include "app/labelled_accounts.h"
#include "app/workspace.h"

namespace vigie::app {
namespace {

using analysis::LabelledAccount;
using analysis::ScoreModel;

/// Groups that do not count get no room.
ScoreModel with_groups(ScoreModel model, const std::vector<std::string>& only) {
  for (std::size_t g = 0; g < kSignalGroupCount && !only.empty(); ++g) {
    const std::string name{group_name(static_cast<SignalGroup>(g))};
    if (std::find(only.begin(), only.end(), name) == only.end()) {
      model.caps[g] = {};
    }
  }
  return model;
}

/// What may be learned from when `source` is left out.
std::vector<LabelledAccount> others_of(const std::vector<LabelledAccount>& accounts,
                                       std::uint32_t source) {
  std::vector<LabelledAccount> others;
  for (const std::size_t row : analysis::leave_out(accounts, source).train) {
    others.push_back(accounts[row]);
  }
  return analysis::with_enough_data(others);
}

/// Models that live as long as the judges that refer to them.
struct Judges {
  std::deque<ScoreModel> models;
  std::vector<analysis::SourceJudge> judges;
};

void judge_by_training(const LabelOrigin& origin,
                       const std::vector<LabelledAccount>& others,
                       const ScoreModel& base,
                       Judges& judges) {
  if (const auto problem = analysis::find_training_problem(others)) {
    throw RunFailure(fmt::format(
        "without {} nothing can be learned: {}. Import another origin of labels, or leave "
        "--leave-one-out away.",
        origin.name,
        *problem));
  }
  judges.models.push_back(analysis::train_model(others, base).model);
  judges.judges.push_back({.model = &judges.models.back()});
}

bool has_both(const std::vector<LabelledAccount>& accounts) {
  const auto positive = [](const LabelledAccount& account) { return account.positive; };
  return std::any_of(accounts.begin(), accounts.end(), positive) &&
         !std::all_of(accounts.begin(), accounts.end(), positive);
}

Judges choose_judges(const EvaluateCommand& command,
                     const LabelledAccounts& labels,
                     const ScoreModel& model,
                     Console& console) {
  Judges judges;
  const std::vector<LabelledAccount> accounts = analysis::with_enough_data(labels.accounts);
  for (std::uint32_t source = 0; source < labels.origins.size(); ++source) {
    const LabelOrigin& origin = labels.origins[source];
    console.progress("judging  " + origin.name);
    const std::vector<LabelledAccount> others = others_of(labels.accounts, source);
    if (command.leave_one_out) {
      judge_by_training(origin, others, model, judges);
    } else {
      const auto& seen = model.trained_on;
      judges.judges.push_back(
          {.model = &model,
           .seen = std::find(seen.begin(), seen.end(), origin.name) != seen.end()});
    }
    analysis::SourceJudge& judge = judges.judges.back();
    judge.baselines_seen = !has_both(others);
    std::vector<LabelledAccount> own;
    std::copy_if(accounts.begin(), accounts.end(), std::back_inserter(own), [&](const auto& a) {
      return a.source == source;
    });
    if (has_both(judge.baselines_seen ? own : others)) {
      judge.baselines = analysis::fit_baselines(judge.baselines_seen ? own : others);
    }
  }
  return judges;
}

ControlResult judge_control(const ControlAccounts& control, const ScoreModel& model, double prior) {
  ControlResult result;
  result.name = control.source;
  for (const LabelledAccount& account : control.accounts) {
    if (account.grade == Grade::kD) {
      ++result.too_little;
      continue;
    }
    ++result.accounts;
    if (analysis::log_odds(prior) + analysis::evidence_nats(model, account) >= 0.0) {
      ++result.at_line;
      result.at_line_ordinary += account.account_class == AccountClass::kOrdinary ? 1U : 0U;
    }
  }
  result.bounds = analysis::wilson_bounds(result.at_line, result.accounts);
  return result;
}

/// Controls carry no label that a model could have seen: where each origin is judged by a model of
/// its own, they are judged by the one of all origins.
ScoreModel control_judge(const EvaluateCommand& command,
                         const LabelledAccounts& labels,
                         const ScoreModel& model) {
  const std::vector<LabelledAccount> accounts = analysis::with_enough_data(labels.accounts);
  return command.leave_one_out && !command.controls.empty()
             ? analysis::train_model(accounts, model).model
             : model;
}

void check_classes(const LabelledAccounts& labels) {
  if (!has_both(analysis::with_enough_data(labels.accounts))) {
    throw RunFailure(
        "the labelled accounts with enough posts are all of one class: nothing can be separated. "
        "Import labels of the other, or take other values with --positive and --negative.");
  }
}

}  // namespace

void run(const EvaluateCommand& command, Console& console) {
  config::Settings settings = load_settings(command.common);
  if (!command.model.empty()) {
    settings.model = command.model;
  }
  const ScoreModel model =
      with_groups(analysis::with_bounded_content(
                      load_model(settings), settings.analysis.prior, settings.analysis.report_line),
                  command.only);
  storage::Database database = open_for_reading(command.common);
  LabelledAccountReader reader{command.labels, settings, model, database, console};
  const LabelledAccounts labels = reader.read_labelled({});
  check_classes(labels);
  const Judges judges = choose_judges(command, labels, model, console);
  const analysis::Evaluation evaluation = analysis::evaluate_model(
      {.accounts = labels.accounts,
       .judges = judges.judges,
       .prior = command.prior > 0.0 ? std::optional{command.prior} : std::nullopt,
       .bootstrap = {.draws = command.draws, .seed = settings.analysis.seed}});
  EvaluationReport report{.model = model.name,
                          .leave_one_out = command.leave_one_out,
                          .prior = command.prior,
                          .control_prior = settings.analysis.prior,
                          .labels = labels,
                          .evaluation = evaluation,
                          .controls = {}};
  const ScoreModel judge = control_judge(command, labels, model);
  for (const std::string& source : command.controls) {
    report.controls.push_back(
        judge_control(reader.read_control(source), judge, settings.analysis.prior));
  }
  console.end_progress();
  if (console.json_mode()) {
    console.json(evaluation_json(report).dump(2));
  } else {
    say_evaluation(report, console);
  }
}

}  // namespace vigie::app
