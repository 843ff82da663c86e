#include "app/run_choice.h"

#include <utility>

#include <fmt/format.h>

#include "app/failure.h"
#include "storage/group_reader.h"
#include "storage/run_store.h"

namespace vigie::app {

std::optional<AnalysisRun> choose_run(std::int64_t id, storage::Database& database) {
  storage::RunStore runs{database};
  const std::optional<RunId> wanted = id == 0 ? runs.latest_run() : std::optional{RunId{id}};
  if (!wanted) {
    return std::nullopt;
  }
  auto summary = runs.find_run(*wanted);
  if (!summary || !summary->published) {
    throw RunFailure(fmt::format(
        "there is no finished run {}. `vigie status` lists the runs there are.", wanted->value));
  }
  return std::move(summary->run);
}

AnalysisRun require_run(std::int64_t id, storage::Database& database, const std::string& purpose) {
  auto run = choose_run(id, database);
  if (!run) {
    throw RunFailure(fmt::format("there is no run {} yet. Run `vigie analyze` first.", purpose));
  }
  return std::move(*run);
}

AnalysisRun require_tested_run(std::int64_t id,
                               storage::Database& database,
                               const std::string& purpose) {
  AnalysisRun run = require_run(id, database, purpose);
  if (!storage::read_groups(database, run.id, {.max_groups = 0}).tested) {
    throw RunFailure(
        fmt::format("run {} did not test coordination: it was switched off, or nothing was shared "
                    "by two accounts. Run `vigie analyze` again, or name another run with --run.",
                    run.id.value));
  }
  return run;
}

}  // namespace vigie::app
