#include "analysis/learning/offsets.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "analysis/automation_score.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kLeastOfClassForOffset = 50;

/// A left-out score with what it should have said.
struct OffsetRow {
  double logit = 0.0;
  bool positive = false;
};

/// The derivative of loss and prior rises with the offset: halve the interval around its zero.
double fit_offset(const std::vector<OffsetRow>& rows) {
  constexpr double kSpread = 0.5;
  constexpr int kHalvings = 50;
  const auto derivative = [&](double offset) {
    double sum = offset / (kSpread * kSpread);
    for (const OffsetRow& row : rows) {
      sum += logistic(row.logit + offset) - (row.positive ? 1.0 : 0.0);
    }
    return sum;
  };
  double low = -kMostPriorOffset;
  double high = 0.0;
  if (derivative(high) <= 0.0) {
    return high;
  }
  if (derivative(low) >= 0.0) {
    return low;
  }
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2.0;
    (derivative(middle) > 0.0 ? high : low) = middle;
  }
  return (low + high) / 2.0;
}

bool is_enough(const std::vector<OffsetRow>& rows) {
  const auto positives =
      std::count_if(rows.begin(), rows.end(), [](const OffsetRow& row) { return row.positive; });
  return positives >= kLeastOfClassForOffset &&
         std::ssize(rows) - positives >= kLeastOfClassForOffset;
}

FittedOffset fitted(PriorOffset offset, const std::vector<OffsetRow>& rows) {
  FittedOffset out{.offset = std::move(offset)};
  for (const OffsetRow& row : rows) {
    ++(row.positive ? out.positives : out.negatives);
  }
  return out;
}

/// Adds an offset per value of `name_of` to `offsets`.
template <typename NameOf>
void add_offsets(std::span<const LabelledAccount> accounts,
                 std::span<const double> priors,
                 std::span<const HeldOutScore> held_out,
                 const NameOf& name_of,
                 bool by_platform,
                 std::vector<FittedOffset>& offsets) {
  constexpr double kLeastShown = 0.05;
  ScoreModel known;
  known.offsets = offsets_of(offsets);
  std::map<std::string, std::vector<OffsetRow>> groups;
  for (const HeldOutScore& score : held_out) {
    const LabelledAccount& account = accounts[score.row];
    const double already = prior_offset(known, account.key.platform, account.language);
    groups[name_of(account)].push_back(
        {priors[score.row] + score.nats + already, account.positive});
  }
  for (const auto& [name, rows] : groups) {
    if (name.empty() || groups.size() < 2 || !is_enough(rows)) {
      continue;
    }
    PriorOffset offset;
    (by_platform ? offset.platform : offset.language) = name;
    offset.nats = fit_offset(rows);
    if (offset.nats <= -kLeastShown) {
      offsets.push_back(fitted(std::move(offset), rows));
    }
  }
}

}  // namespace

std::vector<FittedOffset> fit_offsets(std::span<const LabelledAccount> accounts,
                                      std::span<const double> priors,
                                      std::span<const HeldOutScore> held_out) {
  std::vector<FittedOffset> offsets;
  const auto platform = [](const LabelledAccount& account) { return account.key.platform; };
  const auto language = [](const LabelledAccount& account) { return account.language; };
  add_offsets(accounts, priors, held_out, platform, true, offsets);
  add_offsets(accounts, priors, held_out, language, false, offsets);
  return offsets;
}

std::vector<PriorOffset> offsets_of(std::span<const FittedOffset> fitted) {
  std::vector<PriorOffset> offsets;
  offsets.reserve(fitted.size());
  for (const FittedOffset& one : fitted) {
    offsets.push_back(one.offset);
  }
  return offsets;
}

}  // namespace vigie::analysis
