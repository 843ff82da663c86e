// Which offset of a model an account was scored with, read back from the score that was kept.
//
// A run keeps an account's values and likelihood, not the language that it was taken to write: what
// the posts say of it today may differ, for posts come late and go. The likelihood remembers. Of
// the few offsets that the model has for a platform, the one is right under which the values give
// that likelihood again; where none does, something else is missing, and nothing is explained.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/automation_score.h"
#include "analysis/options.h"
#include "storage/model/report_explanation.h"

namespace vigie::analysis {

/// One account as a run kept it.
struct KeptScore {
  const SignalValues& values;
  const ScoreModel& model;
  double prior = 0.05;  ///< The run's, without an offset.
  std::string_view platform;
  double likelihood = 0.5;  ///< Troll-bot, as stored.
};

struct AccountOffset {
  double nats = 0.0;
  /// Languages that explain it, ascending, of those asked for; the empty name stands for all
  /// languages that no offset names. At least one.
  std::vector<std::string> languages;
};

/// Languages that the offsets of the models name, ascending, behind the empty name.
[[nodiscard]] std::vector<std::string> offset_languages(
    std::initializer_list<const ScoreModel*> models);

/// Nothing where no language gives the likelihood again, to a billionth.
[[nodiscard]] std::optional<AccountOffset> find_offset(const KeptScore& kept,
                                                       std::span<const std::string> languages);

/// The earlier account's offset under the later model: that of the language which both runs allow,
/// else of those that the earlier one allows. Nothing where these disagree: it wrote another
/// language then, and the model changed as well, so that which one cannot be told.
[[nodiscard]] std::optional<double> offset_of_then(const ScoreModel& model_now,
                                                   std::string_view platform,
                                                   const AccountOffset& then,
                                                   const AccountOffset& now);

/// For a report: what was taken off, and for which platform or language. Nothing at 0 nats.
[[nodiscard]] std::optional<ReportOffset> describe_offset(const ScoreModel& model,
                                                          std::string_view platform,
                                                          const AccountOffset& offset);

}  // namespace vigie::analysis
