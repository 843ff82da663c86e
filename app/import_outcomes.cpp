// What became of the files of an import, as a table, as JSON, and as an exit code.
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/importing.h"

namespace vigie::app {
namespace {

/// Most problems name their file already.
std::string named_once(const std::string& file, const std::string& problem) {
  const bool is_named = problem.starts_with(file + " ") ||
                        problem.find(" " + file + " ") != std::string::npos ||
                        problem.find(" " + file + ":") != std::string::npos;
  return is_named ? problem : file + ": " + problem;
}

void add_row(const std::string& name,
             const storage::ImportCounts& counts,
             double seconds,
             Table& table) {
  const auto rate =
      seconds > 0.0 ? static_cast<std::uint64_t>(static_cast<double>(counts.records) / seconds) : 0;
  table.add({name,
             with_thousands(counts.records),
             with_thousands(counts.stored),
             with_thousands(counts.duplicates),
             with_thousands(counts.rejected),
             with_thousands(counts.ignored),
             fmt::format("{:.1f}", seconds),
             with_thousands(rate)});
}

/// What the replacement of an earlier reading came to.
void tell_removal(const FileOutcome& outcome, Console& console) {
  const storage::Removal& removed = outcome.removed;
  if (removed.collections == 0) {
    return;
  }
  console.say(fmt::format("{}: {} posts of {} earlier readings were taken out first.",
                          outcome.file,
                          with_thousands(removed.posts),
                          removed.collections));
  if (removed.shared > 0) {
    console.warn(fmt::format(
        "{}: {} posts of earlier readings stay: another import may hold them too. Read everything "
        "into a new database if they are wrong.",
        outcome.file,
        with_thousands(removed.shared)));
  }
}

/// What was not kept, where nothing else says so.
void tell_what_is_missing(const FileOutcome& outcome, Console& console) {
  const storage::ImportCounts& counts = outcome.counts;
  if (!outcome.problem.empty()) {
    return;
  }
  if (const std::uint64_t refused = counts.rejected - counts.contradicted; refused > 0) {
    console.say(
        fmt::format("{}: {} refused, kept with the reason: `vigie status` shows the reasons.",
                    outcome.file,
                    refused == 1 ? "1 record was" : with_thousands(refused) + " records were"));
  }
  if (counts.records > 0 && counts.ignored == counts.records && counts.suppressed == 0 &&
      outcome.ignored_reasons.empty()) {
    console.warn(fmt::format(
        "{}: none of its {} records is of a kind that is kept ({}). If it should hold posts, it is "
        "of another format: leave out --format and --mapping, or name another one.",
        outcome.file,
        with_thousands(counts.records),
        outcome.format));
  }
}

/// What the table has no column for; a problem is for the end.
void tell_outcome(const FileOutcome& outcome, Console& console) {
  if (outcome.resumed) {
    console.say(outcome.file + ": an interrupted import went on where it stopped.");
  } else if (outcome.problem.empty() && outcome.counts.records == 0) {
    console.say(outcome.file + ": there are no records in it.");
  }
  tell_removal(outcome, console);
  tell_what_is_missing(outcome, console);
  if (outcome.counts.contradicted > 0) {
    console.say(fmt::format(
        "{}: {} refused because the id is known with another text or account; the first stays. "
        "`vigie status` shows them.",
        outcome.file,
        outcome.counts.contradicted == 1
            ? "1 record was"
            : with_thousands(outcome.counts.contradicted) + " records were"));
  }
  if (outcome.repaired > 0) {
    console.warn(fmt::format(
        "{}: {} texts held bytes that are not UTF-8; each was replaced by U+FFFD and marked "
        "(post.text_repaired). If accents are lost, convert the file (iconv -f WINDOWS-1252 -t "
        "UTF-8) and import it into a new database.",
        outcome.file,
        with_thousands(outcome.repaired)));
  }
  for (const auto& [reason, records] : outcome.ignored_reasons) {
    console.say(fmt::format(
        "{}: {} records were left out ({}).", outcome.file, with_thousands(records), reason));
  }
}

}  // namespace

std::string left_out_line(const collector::ArchiveFiles& found) {
  std::vector<std::string> parts;
  for (const auto& [why, files] : found.left_out) {
    parts.push_back(fmt::format("{} {}", with_thousands(files), why));
  }
  return parts.empty() ? std::string{}
                       : fmt::format("Left out of folders: {}.", fmt::join(parts, "; "));
}

std::string outcomes_as_json(const std::vector<FileOutcome>& outcomes) {
  auto files = nlohmann::ordered_json::array();
  for (const FileOutcome& outcome : outcomes) {
    files.push_back({{"file", outcome.file},
                     {"format", outcome.format},
                     {"records", outcome.counts.records},
                     {"stored", outcome.counts.stored},
                     {"duplicates", outcome.counts.duplicates},
                     {"rejected", outcome.counts.rejected},
                     {"contradicted", outcome.counts.contradicted},
                     {"ignored", outcome.counts.ignored},
                     {"ignored_reasons", outcome.ignored_reasons},
                     {"text_repaired", outcome.repaired},
                     {"resumed", outcome.resumed},
                     {"seen_before", outcome.repeated},
                     {"posts_taken_out", outcome.removed.posts},
                     {"seconds", outcome.seconds},
                     {"problem", outcome.problem}});
  }
  return files.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void report_outcomes(const std::vector<FileOutcome>& outcomes, Console& console) {
  Table table{{"file",
               "records",
               "stored",
               "known already",
               "rejected",
               "ignored",
               "seconds",
               "records/s"}};
  storage::ImportCounts sum;
  double seconds = 0.0;
  for (const FileOutcome& outcome : outcomes) {
    add_row(outcome.file, outcome.counts, outcome.seconds, table);
    sum += outcome.counts;
    seconds += outcome.seconds;
  }
  if (outcomes.size() > 1) {
    add_row(fmt::format("{} files", with_thousands(outcomes.size())), sum, seconds, table);
  }
  console.say(table.render());
  std::vector<std::string> problems;
  for (const FileOutcome& outcome : outcomes) {
    tell_outcome(outcome, console);
    if (!outcome.problem.empty()) {
      problems.push_back(named_once(outcome.file, outcome.problem));
    }
  }
  if (!problems.empty()) {
    throw RunFailure(fmt::format("{}", fmt::join(problems, "\nvigie: ")));
  }
}

}  // namespace vigie::app
