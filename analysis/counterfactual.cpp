#include "analysis/counterfactual.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vigie::analysis {
namespace {

struct SpeakingSignal {
  std::size_t signal = 0;
  double nats = 0.0;  ///< Before its group saturates.
};

using SpeakingByGroup = std::array<std::vector<SpeakingSignal>, kSignalGroupCount>;

bool is_heavier(const SpeakingSignal& a, const SpeakingSignal& b) {
  return a.nats != b.nats ? a.nats > b.nats : a.signal < b.signal;
}

/// What speaks for the likelihood, by group, heaviest first.
SpeakingByGroup speaking_signals(const SignalValues& values, const ScoreModel& model) {
  SpeakingByGroup speaking;
  for (const SignalWeight& weight : model.weights) {
    const auto signal = static_cast<std::size_t>(weight.signal);
    const double nats = values[signal] ? weigh(weight, *values[signal]) : 0.0;
    if (nats > 0.0) {
      speaking[static_cast<std::size_t>(kSignals[signal].group)].push_back({signal, nats});
    }
  }
  for (auto& group : speaking) {
    std::sort(group.begin(), group.end(), is_heavier);
  }
  return speaking;
}

/// Tries every way to take a number of signals from the groups.
class SetSearch {
 public:
  SetSearch(const SignalValues& values, const SpeakingByGroup& speaking, const ScoreModel& model)
      : values_(values), speaking_(speaking), scorecard_(model) {}

  /// The lowest score that `size` absent signals leave.
  [[nodiscard]] std::optional<Counterfactual> lowest_without(std::size_t size, double prior) {
    best_.reset();
    prior_ = prior;
    absent_.clear();
    take_from(0, size);
    return best_;
  }

 private:
  void take_from(std::size_t group, std::size_t left) {
    if (left == 0) {
      score_the_rest();
      return;
    }
    if (group == kSignalGroupCount) {
      return;
    }
    take_from(group + 1, left);
    const std::size_t before = absent_.size();
    for (std::size_t taken = 1; taken <= std::min(left, speaking_[group].size()); ++taken) {
      absent_.push_back(speaking_[group][taken - 1]);
      take_from(group + 1, left - taken);
    }
    absent_.resize(before);
  }

  void score_the_rest() {
    SignalValues rest = values_;
    for (const SpeakingSignal& signal : absent_) {
      rest[signal.signal].reset();
    }
    const double logit = scorecard_.score(rest, prior_).logit;
    if (best_ && best_->logit <= logit) {
      return;
    }
    std::vector<SpeakingSignal> sorted = absent_;
    std::sort(sorted.begin(), sorted.end(), is_heavier);
    best_ = Counterfactual{{}, logit};
    for (const SpeakingSignal& signal : sorted) {
      best_->without.push_back(static_cast<Signal>(signal.signal));
    }
  }

  const SignalValues& values_;
  const SpeakingByGroup& speaking_;
  Scorecard scorecard_;
  double prior_ = 0.0;
  std::vector<SpeakingSignal> absent_;
  std::optional<Counterfactual> best_;
};

}  // namespace

std::optional<Counterfactual> find_counterfactual(const SignalValues& values,
                                                  const ScoreModel& model,
                                                  double prior,
                                                  double report_line) {
  const double line = log_odds(report_line);
  if (Scorecard{model}.score(values, prior).logit < line) {
    return std::nullopt;
  }
  const SpeakingByGroup speaking = speaking_signals(values, model);
  std::size_t most = 0;
  for (const auto& group : speaking) {
    most += group.size();
  }
  SetSearch search{values, speaking, model};
  for (std::size_t size = 1; size <= most; ++size) {
    const auto found = search.lowest_without(size, prior);
    if (found && found->logit < line) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace vigie::analysis
