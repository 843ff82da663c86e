// Labelled accounts with the values that `analyze` would measure, read for training and evaluation.
//
// Every origin is measured in a window of its own, the one that `analyze` takes when that origin's
// newest post is the last of the database: 28 days to the end of its day. So rounds of different
// years may lie in one database. All accounts of the window are measured, whoever has a label, for
// some signals compare an account with the others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/learning/labelled_account.h"
#include "analysis/options.h"
#include "app/commands.h"
#include "app/console.h"
#include "app/team_labels.h"
#include "config/settings.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// One origin and what became of its labels.
struct LabelOrigin {
  std::string name;
  TimeWindow window;
  std::uint64_t labelled = 0;       ///< Accounts with one of the values that count.
  std::uint64_t other_values = 0;   ///< Accounts with other values alone: left out.
  std::uint64_t contradictory = 0;  ///< Positive and negative at once: left out.
  std::uint64_t without_posts = 0;  ///< In the window: left out.
};

struct LabelledAccounts {
  std::vector<LabelOrigin> origins;                 ///< By name.
  std::vector<analysis::LabelledAccount> accounts;  ///< By key, then source; every grade.
};

/// Accounts that came from one imported file; `positive` of each means nothing.
struct ControlAccounts {
  std::string source;
  std::vector<analysis::LabelledAccount> accounts;  ///< By key.
};

class LabelledAccountReader {
 public:
  /// All must outlive the reader. `model` chooses windows with `--all`, and coordination is looked
  /// for only if it has a weight there.
  LabelledAccountReader(const LabelArguments& arguments,
                        const config::Settings& settings,
                        const analysis::ScoreModel& model,
                        storage::Database& database,
                        Console& console);

  /// @throws UsageFailure (an origin that is not there, no label of the values given), RunFailure
  /// (no labels, no posts).
  [[nodiscard]] LabelledAccounts read_labelled(const std::vector<std::string>& leave_out);

  /// @throws UsageFailure (no such file was imported).
  [[nodiscard]] ControlAccounts read_control(const std::string& source);

 private:
  /// Everybody with a post in a span, by database key.
  struct Measured {
    std::vector<TimeWindow> windows;
    std::vector<std::pair<AccountId, analysis::LabelledAccount>> accounts;

    [[nodiscard]] const analysis::LabelledAccount* find(AccountId account) const;
  };

  [[nodiscard]] const Measured& measure(const std::optional<UtcTime>& newest);
  [[nodiscard]] Measured measure_windows(const std::vector<TimeWindow>& windows);
  void read_origin(LabelOrigin& origin, std::uint32_t number, LabelledAccounts& labelled);

  const LabelArguments& arguments_;
  const config::Settings& settings_;
  const analysis::ScoreModel& model_;
  storage::Database& database_;
  Console& console_;
  std::vector<TeamLabels> team_;    ///< Of the draws; read only when asked for.
  std::vector<Measured> measured_;  ///< One per span met so far.
};

}  // namespace vigie::app
