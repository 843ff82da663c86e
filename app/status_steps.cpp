#include "app/status_steps.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/console.h"
#include "app/query_output.h"

namespace vigie::app {
namespace {

constexpr std::size_t kMostNamed = 3;  // files named before the rest is counted

bool refuses_much(const ReportCollection& collection, double max_share) {
  return collection.records > 0 && static_cast<double>(collection.rejected) >
                                       max_share * static_cast<double>(collection.records);
}

/// `a.jsonl, b.jsonl and 4 more`; empty when none matches.
template <typename Matches>
std::string named(const std::vector<ReportCollection>& collections, Matches matches) {
  std::vector<std::string> names;
  std::size_t others = 0;
  for (const ReportCollection& collection : collections) {
    if (!matches(collection)) {
      continue;
    }
    if (names.size() < kMostNamed) {
      names.push_back(escape_controls(collection.source));
    } else {
      ++others;
    }
  }
  return fmt::format("{}{}",
                     fmt::join(names, ", "),
                     others == 0 ? std::string{} : fmt::format(" and {} more", others));
}

/// A file of that name was read to its end later: most often the same one, come whole or read with
/// the right mapping.
bool was_read_later(const std::vector<ReportCollection>& collections,
                    const ReportCollection& broken) {
  const auto place = &broken - collections.data();
  return std::any_of(
      collections.begin() + place, collections.end(), [&broken](const ReportCollection& later) {
        return later.complete && later.source == broken.source;
      });
}

const storage::RunLine* latest_published(const std::vector<storage::RunLine>& runs) {
  const auto found = std::find_if(
      runs.begin(), runs.end(), [](const storage::RunLine& run) { return run.published; });
  return found == runs.end() ? nullptr : &*found;
}

std::string analysis_step(const StatusFacts& facts, const storage::RunLine* latest) {
  if (latest == nullptr) {
    return "No analysis yet: `vigie analyze`, then `vigie report`.";
  }
  if (facts.last_collected && *facts.last_collected >= latest->started) {
    return fmt::format(
        "Posts came in after run {} began: `vigie analyze`, then `vigie report` (or `vigie daily`, "
        "which does both).",
        latest->run.value);
  }
  const auto wider =
      std::find_if(facts.runs.begin(), facts.runs.end(), [latest](const storage::RunLine& run) {
        return run.published && run.window.end > latest->window.end;
      });
  if (wider != facts.runs.end()) {
    return fmt::format(
        "Run {} is the latest, but ends before run {} does: `vigie report --run {}` reports that "
        "one, `vigie analyze` looks at the newest days again.",
        latest->run.value,
        wider->run.value,
        wider->run.value);
  }
  return fmt::format(
      "Run {} is up to date: `vigie report` writes its report, if you have none yet (reports are "
      "files; the database does not know of them). Each morning: `vigie daily FILE...`.",
      latest->run.value);
}

}  // namespace

std::vector<std::string> next_steps(const StatusFacts& facts) {
  std::vector<std::string> steps;
  const std::string incomplete =
      named(facts.collections, [&facts](const ReportCollection& collection) {
        return !collection.complete && !was_read_later(facts.collections, collection);
      });
  if (!incomplete.empty()) {
    steps.push_back(fmt::format(
        "Not read to the end: {}. Import again: it goes on where it stopped and doubles nothing.",
        incomplete));
  }
  const std::string refusing =
      named(facts.collections, [&facts](const ReportCollection& collection) {
        return collection.method != "stream" && refuses_much(collection, facts.max_reject_share);
      });
  if (!refusing.empty()) {
    steps.push_back(fmt::format(
        "Much was refused (more than {:.0f} %) of {}: look at the reasons above and at the records "
        "themselves; a wrong mapping is the usual cause.",
        facts.max_reject_share * 100.0,
        refusing));
  }
  if (facts.posts == 0) {
    steps.emplace_back(
        "No posts yet: `vigie import FILE...`, `vigie collect` for live ones, or `vigie simulate` "
        "for invented ones.");
    return steps;
  }
  const storage::RunLine* const latest = latest_published(facts.runs);
  if (!facts.runs.empty() && !facts.runs.front().published) {
    steps.push_back(fmt::format("Run {} broke off and counts for nothing: `vigie analyze` again.",
                                facts.runs.front().run.value));
  }
  steps.push_back(analysis_step(facts, latest));
  return steps;
}

}  // namespace vigie::app
