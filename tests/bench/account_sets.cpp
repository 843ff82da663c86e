// Labelled accounts of which only counts are known, judged by Vigie's own learner and figures.
//
// Reads tab-separated rows with a header from standard input; account_sets.sh prepares them:
// `set_name`, `id`, `label` (bot, human), `posts`, `actions` (letters of action_string.h), `client`
// and columns named like signals. Empty: not known. Every account counts, whatever its posts: the
// sets give what the platform counted, not what was collected.
//
// The groups' caps are taken off here: they bound what profile and rate may say in a report, and
// would say nothing of how well they separate.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analysis/action_string.h"
#include "analysis/learning/evaluation.h"
#include "analysis/posting_client.h"
#include "config/data_files.h"

namespace vigie {
namespace {

using analysis::LabelledAccount;
using analysis::Metric;
using analysis::ScoreModel;

using Row = std::vector<std::string>;

Row split(const std::string& line) {
  Row fields{""};
  for (const char c : line) {
    if (c == '\t') {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back().push_back(c);
    }
  }
  return fields;
}

std::optional<double> number(const std::string& text) {
  double value = 0.0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} ? std::optional{value} : std::nullopt;
}

void set(LabelledAccount& account, Signal signal, std::optional<double> value) {
  account.values[static_cast<std::size_t>(signal)] = value;
}

std::optional<Signal> signal_named(std::string_view name) {
  for (const SignalInfo& info : kSignals) {
    if (info.name == name) {
      return info.signal;
    }
  }
  return std::nullopt;
}

/// One account; `source` is left to the caller.
LabelledAccount account_of(const Row& header, const Row& row) {
  LabelledAccount account;
  account.grade = Grade::kC;
  for (std::size_t column = 0; column < std::min(header.size(), row.size()); ++column) {
    const std::string& name = header[column];
    const std::string& text = row[column];
    if (name == "id") {
      account.key = {"invented", text};
    } else if (name == "label") {
      account.positive = text == "bot";
    } else if (name == "posts") {
      account.posts = static_cast<std::uint32_t>(std::clamp(number(text).value_or(0.0), 0.0, 1e9));
    } else if (name == "actions" && !text.empty()) {
      const analysis::ActionValues actions = analysis::measure_action_string(text);
      set(account, Signal::kActionCompression, actions.compression);
      set(account, Signal::kActionTopPair, actions.top_pair);
    } else if (name == "client" && !text.empty()) {
      set(account, Signal::kAutomatedClient, analysis::is_automatic_client(text) ? 1.0 : 0.0);
    } else if (const auto signal = signal_named(name)) {
      set(account, *signal, number(text));
    }
  }
  return account;
}

struct AccountSet {
  std::string name;
  std::vector<LabelledAccount> accounts;
};

std::vector<AccountSet> read_sets(std::istream& in) {
  std::map<std::string, AccountSet> sets;
  std::string line;
  std::getline(in, line);
  const Row header = split(line);
  while (std::getline(in, line)) {
    const Row row = split(line);
    AccountSet& known = sets[row.front()];
    known.name = row.front();
    known.accounts.push_back(account_of(header, row));
  }
  std::vector<AccountSet> out;
  for (auto& [name, one] : sets) {
    out.push_back(std::move(one));
  }
  return out;
}

ScoreModel base_model() {
  ScoreModel model = config::load_model({}, "default").value();
  constexpr double kNoCap = 20.0;
  for (std::size_t group = 0; group < kSignalGroupCount; ++group) {
    model.caps[group].troll_bot = kNoCap;
  }
  model.content_cap = kNoCap;
  return model;
}

std::string shown(const analysis::MetricInterval& interval) {
  if (!interval.value) {
    return "-";
  }
  return interval.low
             ? fmt::format("{:.3f} ({:.3f}-{:.3f})", *interval.value, *interval.low, *interval.high)
             : fmt::format("{:.3f}", *interval.value);
}

/// `accounts` judged by `model`: AUC with its interval, average precision, F1 at its threshold.
std::string judged(const std::vector<LabelledAccount>& accounts, const ScoreModel& model) {
  const std::vector<analysis::SourceJudge> judges{{.model = &model}};
  const analysis::Evaluation evaluation =
      analysis::evaluate_model({.accounts = accounts, .judges = judges});
  const auto& metrics = evaluation.sources.front().metrics;
  const auto one = [&](Metric which) { return metrics[static_cast<std::size_t>(which)]; };
  return fmt::format("{} | {} | {}",
                     shown(one(Metric::kAuc)),
                     shown(one(Metric::kAveragePrecision)),
                     shown(one(Metric::kF1AtThreshold)));
}

/// Left-out scores of accounts of one set, five folds.
std::string judged_within(const std::vector<LabelledAccount>& accounts,
                          const analysis::TrainedModel& trained) {
  std::vector<analysis::ScoredLabel> scores;
  std::vector<std::uint32_t> numbers;
  for (const analysis::HeldOutScore& score : trained.held_out) {
    scores.push_back({.logit = score.nats,
                      .positive = accounts[score.row].positive,
                      .flagged = score.nats >= *trained.model.threshold_nats});
    numbers.push_back(static_cast<std::uint32_t>(score.row));
  }
  const auto metrics = analysis::bootstrap_metrics(scores, numbers, {});
  const auto one = [&](Metric which) { return metrics[static_cast<std::size_t>(which)]; };
  return fmt::format("{} | {} | {}",
                     shown(one(Metric::kAuc)),
                     shown(one(Metric::kAveragePrecision)),
                     shown(one(Metric::kF1AtThreshold)));
}

void print_baselines(const AccountSet& one) {
  for (const analysis::Baseline& rule : analysis::fit_baselines(one.accounts)) {
    std::vector<analysis::ScoredLabel> scores;
    for (const LabelledAccount& account : one.accounts) {
      const double score = rule.score(account);
      scores.push_back({score, account.positive, score >= rule.threshold});
    }
    const analysis::MetricValues metrics = analysis::measure_metrics(std::move(scores));
    fmt::print("| {} | {} ({}{}), on itself | {:.3f} | {:.3f} | {:.3f} |\n",
               one.name,
               analysis::kBaselineNames[static_cast<std::size_t>(rule.kind)],
               rule.feature,
               rule.rising ? "" : ", falling",
               metric(metrics, Metric::kAuc).value_or(0.0),
               metric(metrics, Metric::kAveragePrecision).value_or(0.0),
               metric(metrics, Metric::kF1AtThreshold).value_or(0.0));
  }
}

void print_signals(const AccountSet& one) {
  for (const SignalInfo& info : kSignals) {
    std::vector<analysis::ScoredLabel> scores;
    for (const LabelledAccount& account : one.accounts) {
      if (const auto& value = account.values[static_cast<std::size_t>(info.signal)]) {
        scores.push_back({.logit = *value, .positive = account.positive});
      }
    }
    const std::size_t known = scores.size();
    const auto auc = metric(analysis::measure_metrics(std::move(scores)), Metric::kAuc);
    if (auc) {
      fmt::print("| {} | `{}` | {} | {:.3f} |\n", one.name, info.name, known, *auc);
    }
  }
}

int run() {
  const std::vector<AccountSet> sets = read_sets(std::cin);
  const ScoreModel base = base_model();
  std::vector<analysis::TrainedModel> trained;
  fmt::print("| set | judged by | AUC | average precision | F1 at the threshold |\n");
  fmt::print("|---|---|---:|---:|---:|\n");
  for (const AccountSet& one : sets) {
    const auto positives =
        std::count_if(one.accounts.begin(), one.accounts.end(), [](const LabelledAccount& account) {
          return account.positive;
        });
    fmt::print("| {} | {} bots, {} people | | | |\n",
               one.name,
               positives,
               static_cast<std::ptrdiff_t>(one.accounts.size()) - positives);
    print_baselines(one);
    fmt::print("| {} | default, caps off | {} |\n", one.name, judged(one.accounts, base));
    trained.push_back(analysis::train_model(one.accounts, base));
    fmt::print("| {} | fitted within, five folds | {} |\n",
               one.name,
               judged_within(one.accounts, trained.back()));
  }
  for (std::size_t to = 0; to < sets.size(); ++to) {
    for (std::size_t from = 0; from < sets.size(); ++from) {
      if (from != to) {
        fmt::print("| {} | fitted on {} | {} |\n",
                   sets[to].name,
                   sets[from].name,
                   judged(sets[to].accounts, trained[from].model));
      }
    }
  }
  fmt::print("\n| set | signal | accounts | AUC, high as bot |\n|---|---|---:|---:|\n");
  for (const AccountSet& one : sets) {
    print_signals(one);
  }
  return 0;
}

}  // namespace
}  // namespace vigie

int main() {
  return vigie::run();
}
