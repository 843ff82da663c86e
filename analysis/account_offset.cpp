#include "analysis/account_offset.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace vigie::analysis {
namespace {

/// The offset that all `languages` share on the platform; nothing where they differ.
std::optional<double> shared_offset(const ScoreModel& model,
                                    std::string_view platform,
                                    std::span<const std::string> languages) {
  const double nats = prior_offset(model, platform, languages.front());
  const bool same =
      std::all_of(languages.begin(), languages.end(), [&](const std::string& language) {
        return prior_offset(model, platform, language) == nats;
      });
  return same ? std::optional{nats} : std::nullopt;
}

}  // namespace

std::vector<std::string> offset_languages(std::initializer_list<const ScoreModel*> models) {
  std::set<std::string> languages{std::string{}};
  for (const ScoreModel* model : models) {
    for (const PriorOffset& offset : model->offsets) {
      languages.insert(offset.language);
    }
  }
  return {languages.begin(), languages.end()};
}

std::optional<AccountOffset> find_offset(const KeptScore& kept,
                                         std::span<const std::string> languages) {
  constexpr double kSame = 1e-9;
  const double logit = Scorecard{kept.model}.score(kept.values, kept.prior).logit;
  AccountOffset found;
  double nearest = kSame;
  for (const std::string& language : languages) {
    const double nats = prior_offset(kept.model, kept.platform, language);
    const double apart = std::abs(logistic(logit + nats) - kept.likelihood);
    if (apart >= kSame) {
      continue;
    }
    if (found.languages.empty() || apart < nearest) {
      nearest = apart;
      found.nats = nats;
    }
    found.languages.push_back(language);
  }
  return found.languages.empty() ? std::nullopt : std::optional{std::move(found)};
}

std::optional<double> offset_of_then(const ScoreModel& model_now,
                                     std::string_view platform,
                                     const AccountOffset& then,
                                     const AccountOffset& now) {
  std::vector<std::string> both;
  std::set_intersection(then.languages.begin(),
                        then.languages.end(),
                        now.languages.begin(),
                        now.languages.end(),
                        std::back_inserter(both));
  return shared_offset(model_now, platform, both.empty() ? then.languages : both);
}

std::optional<ReportOffset> describe_offset(const ScoreModel& model,
                                            std::string_view platform,
                                            const AccountOffset& offset) {
  if (offset.nats == 0.0) {
    return std::nullopt;
  }
  ReportOffset described{.nats = offset.nats, .platform = {}, .languages = offset.languages};
  const std::string& language = offset.languages.front();
  if (prior_offset(model, platform, language) != prior_offset(model, {}, language)) {
    described.platform = std::string{platform};
  }
  if (language.empty()) {
    described.languages.clear();  // any that no offset names: the platform's alone
  }
  return described;
}

}  // namespace vigie::analysis
