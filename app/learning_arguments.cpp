#include "app/learning_arguments.h"

#include <algorithm>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "storage/model/finding.h"
#include "storage/model/time.h"

namespace vigie::app {
namespace {

constexpr std::uint32_t kMostPosts = 100'000;
constexpr std::uint32_t kMostDraws = 10'000;

std::string check_model_file(const std::string& text) {
  return text.size() > 5 && text.ends_with(".json") ? std::string{}
                                                    : text + ": the name must end in .json";
}

std::string check_model_date(const std::string& text) {
  constexpr std::size_t kDateOnly = 10;
  return text.size() == kDateOnly && parse_iso8601(text)
             ? std::string{}
             : text + " is not a date: write it as 2026-03-01";
}

std::string check_prior(const std::string& text) {
  if (text == "sample") {
    return {};
  }
  double prior = 0.0;
  return CLI::detail::lexical_cast(text, prior) && prior > 0.0 && prior < 1.0
             ? std::string{}
             : text + " is no prior: write a number between 0 and 1, or sample";
}

void add_labels(CLI::App& sub, LabelArguments& labels) {
  sub.add_option("--labels",
                 labels.origins,
                 "Origins of labels that count, as imported (the name of the label file), or "
                 "database: what the team decided blind; default: all imported ones")
      ->type_name("ORIGIN...");
  sub.add_option("--positive", labels.positive, "Label values of what the score looks for")
      ->capture_default_str()
      ->type_name("VALUE...");
  sub.add_option("--negative", labels.negative, "Label values of everybody else")
      ->capture_default_str()
      ->type_name("VALUE...");
  auto* from = sub.add_option("--from", labels.from, "As analyze; default: 28 days before the end")
                   ->type_name("TIME");
  auto* to = sub.add_option("--to", labels.to, "As analyze; default: each origin's own newest post")
                 ->type_name("TIME");
  sub.add_flag("--all", labels.all, "As analyze: an account's window of the highest likelihood")
      ->excludes(from)
      ->excludes(to);
  sub.add_flag(
      "--no-coordination", labels.no_coordination, "Do not look for accounts that act together");
}

}  // namespace

void declare_train(CLI::App& sub, TrainCommand& command) {
  add_labels(sub, command.labels);
  sub.add_option("--leave-out",
                 command.leave_out,
                 "Origins that the model must not see, nor any account that they label")
      ->type_name("ORIGIN...");
  sub.add_option("--base", command.base, "Weights to start from: a name or a .json file")
      ->type_name("NAME");
  sub.add_option("--name", command.name, "Name of the model; default: the file's")
      ->type_name("NAME");
  sub.add_option("--dated", command.dated, "Day that the model says; default: today")
      ->check(check_model_date)
      ->type_name("DATE");
  sub.add_option("--out", command.out, "FILE.json for `--model`, with its card in FILE.md")
      ->capture_default_str()
      ->check(check_model_file)
      ->type_name("FILE");
  sub.footer(
      "The base model gives signs, knots and caps; how far each signal reaches is fitted.\n"
      "Sources are left out in turn to choose the fit and to calibrate it. Labels come from\n"
      "`vigie import --labels`; scoring never reads them.\n"
      "Examples:\n"
      "  vigie train --out ours.json\n"
      "  vigie train --labels bots.1.txt bots.2.txt --out ours.json\n"
      "  vigie train --labels database --out ours.json\n"
      "  vigie train --leave-out bots.4.txt --out without_4.json --json\n"
      "  vigie analyze --model ours.json");
}

void declare_evaluate(CLI::App& sub, EvaluateCommand& command) {
  add_labels(sub, command.labels);
  sub.add_option("--model", command.model, "Weights: a name or a .json file")->type_name("NAME");
  sub.add_flag("--leave-one-out",
               command.leave_one_out,
               "Judge each origin by a model trained on the others, starting from --model");
  sub.add_option_function<std::string>(
         "--prior",
         [&command](const std::string& text) {
           command.prior = text == "sample" ? 0.0 : std::stod(text);
         },
         "Prior in use: a number, or sample: each origin's share of positives")
      ->default_str("sample")
      ->check(check_prior)
      ->type_name("PRIOR");
  std::vector<std::string> groups;
  for (std::size_t g = 0; g < kSignalGroupCount; ++g) {
    groups.emplace_back(group_name(static_cast<SignalGroup>(g)));
  }
  sub.add_option("--only", command.only, "Groups of signals that count; default: all")
      ->check(CLI::IsMember(groups))
      ->type_name("GROUP...");
  sub.add_option("--first-posts",
                 command.labels.first_posts,
                 "Measure the first N posts of each account in its window alone")
      ->check(CLI::Range(std::uint32_t{1}, kMostPosts))
      ->type_name("N");
  sub.add_option("--control",
                 command.controls,
                 "Imported files whose accounts must stay under the line (at the setting's prior)")
      ->type_name("FILE...");
  sub.add_option("--draws", command.draws, "Bootstrap draws; 0: no intervals")
      ->capture_default_str()
      ->check(CLI::Range(std::uint32_t{0}, kMostDraws))
      ->type_name("N");
  sub.footer(
      "Accounts with too few posts to be scored are counted and judged in nothing.\n"
      "Examples:\n"
      "  vigie evaluate --leave-one-out\n"
      "  vigie evaluate --model without_4.json --labels bots.4.txt --json\n"
      "  vigie evaluate --labels database\n"
      "  vigie evaluate --only cadence --prior 0.05\n"
      "  vigie evaluate --all --control posts.csv.gz");
}

}  // namespace vigie::app
