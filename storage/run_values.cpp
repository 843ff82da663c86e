#include "storage/run_values.h"

#include <algorithm>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kRunScore =
    "SELECT s.window_begin_ms, s.window_end_ms, s.grade, s.posts, s.active_days, s.covered_days, "
    "s.likelihood, p.name FROM account_score s JOIN account a USING (account_id) "
    "JOIN platform p USING (platform_id) WHERE s.run_id = ?1 AND s.account_id = ?2";
constexpr std::string_view kRunContributions =
    "SELECT g.name, c.value FROM contribution c JOIN signal g USING (signal_id) "
    "WHERE c.run_id = ?1 AND c.account_id = ?2";

}  // namespace

std::optional<RunValues> read_run_values(Database& database, RunId run, AccountId account) {
  Statement score{database, kRunScore};
  if (!score.query(run.value, account.value).step()) {
    return std::nullopt;
  }
  RunValues found{.platform = std::string{score.text(7)},
                  .window = {from_ms(score.integer(0)), from_ms(score.integer(1))},
                  .grade = static_cast<Grade>(score.integer(2)),
                  .posts = number_at(score, 3),
                  .active_days = number_at(score, 4),
                  .covered_days = score.real(5),
                  .likelihood = score.optional_real(6)};
  Statement row{database, kRunContributions};
  row.query(run.value, account.value);
  while (row.step()) {
    const auto* const signal =
        std::find_if(kSignals.begin(), kSignals.end(), [&row](const SignalInfo& known) {
          return known.name == row.text(0);
        });
    if (signal != kSignals.end()) {  // else: of another version of Vigie
      found.values[static_cast<std::size_t>(signal->signal)] = row.real(1);
      found.kept = true;
    }
  }
  return found;
}

}  // namespace vigie::storage
