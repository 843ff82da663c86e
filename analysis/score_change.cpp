#include "analysis/score_change.h"

namespace vigie::analysis {
namespace {

/// Measured on the account's own posts, so that the earlier window can be measured again. How it
/// stands among those who reposted the same needs the others.
bool is_own_behaviour(Signal signal) {
  if (signal == Signal::kRepostWithinSeconds || signal == Signal::kRepostWithinMinute ||
      signal == Signal::kRepostPrecedence) {
    return false;
  }
  const SignalGroup group = info(signal).group;
  return group == SignalGroup::kCadence || group == SignalGroup::kTextHabits ||
         group == SignalGroup::kRate;
}

void replace_behaviour(const SignalValues& again, SignalValues& values) {
  for (const SignalInfo& signal : kSignals) {
    if (is_own_behaviour(signal.signal)) {
      const auto place = static_cast<std::size_t>(signal.signal);
      values[place] = again[place];
    }
  }
}

void replace(Signal signal, const SignalValues& from, SignalValues& values) {
  const auto place = static_cast<std::size_t>(signal);
  values[place] = from[place];
}

/// The earlier values as today's lists and topics have them. Topics of the earlier window are not
/// counted again: what the later one shows stands for them.
SignalValues with_lists_of_now(const ChangeRequest& request, SignalValues values) {
  if (request.lists_changed && request.again) {
    replace(Signal::kListedSourceShare, request.again->values, values);
  }
  if (request.topics_changed) {
    replace(Signal::kTopicFocus, request.now.values, values);
    replace(Signal::kOneSidedness, request.now.values, values);
  }
  return values;
}

}  // namespace

ScoreChange split_change(const ChangeRequest& request) {
  const Scorecard now{request.model_now};
  const auto score_now = [&](const SignalValues& values) {
    return now.score(values, request.prior_of_now_then.value_or(request.now.prior)).logit;
  };
  ScoreChange change;
  change.logit_before =
      Scorecard{request.model_before}.score(request.before.values, request.before.prior).logit;

  SignalValues values = request.before.values;
  const bool is_program_alone =
      request.program_changed && request.again && request.again->has_same_posts;
  if (is_program_alone) {
    replace_behaviour(request.again->values, values);
  }
  const double with_model = score_now(values);
  values = with_lists_of_now(request, values);
  const double with_lists = score_now(values);
  if (request.again && !request.again->has_same_posts) {
    replace_behaviour(request.again->values, values);
  }
  const double with_coverage = score_now(values);
  change.logit_now = now.score(request.now.values, request.now.prior).logit;

  const auto part = [&change](ChangeCause cause) -> double& {
    return change.nats[static_cast<std::size_t>(cause)];
  };
  part(ChangeCause::kModel) = with_model - change.logit_before;
  part(ChangeCause::kLists) = with_lists - with_model;
  part(ChangeCause::kCoverage) = with_coverage - with_lists;
  part(ChangeCause::kBehaviour) = change.logit_now - with_coverage;
  return change;
}

}  // namespace vigie::analysis
