#include "app/importing.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/source_index.h"
#include "app/elapsed.h"
#include "app/failure.h"
#include "app/ingest.h"
#include "app/interrupt.h"
#include "app/workspace.h"
#include "config/data_files.h"

namespace vigie::app {
namespace {

using std::chrono::steady_clock;

collector::ArchiveRequest describe(const ImportRequest& request, const config::Settings& settings) {
  collector::ArchiveRequest archive;
  archive.format = collector::format_named(request.format);
  archive.labels_file = request.labels;
  if (!request.mapping.empty()) {
    auto mapping = config::load_mapping(settings.data, request.mapping);
    if (!mapping) {
      throw UsageFailure(fmt::format("{} Mappings there are: {}.",
                                     mapping.error().message,
                                     fmt::join(config::mapping_names(settings.data), ", ")));
    }
    archive.mapping = std::move(*mapping);
  }
  return archive;
}

std::string progress_line(const std::string& file,
                          const storage::ImportCounts& counts,
                          const collector::SourcePosition& position,
                          double seconds) {
  const double done = position.file_bytes_total == 0
                          ? 0.0
                          : static_cast<double>(position.file_bytes_read) /
                                static_cast<double>(position.file_bytes_total);
  const double rate = seconds > 0.0 ? static_cast<double>(counts.records) / seconds : 0.0;
  const double left = done > 0.0 ? seconds * (1.0 - done) / done : 0.0;
  return fmt::format("{}  {:.0f} %  {} records  {}/s  {:.0f} s left",
                     file,
                     done * 100.0,
                     with_thousands(counts.records),
                     with_thousands(static_cast<std::uint64_t>(rate)),
                     left);
}

/// Name under which the content's cursor is kept: the same file read another way is another
/// reading.
std::string format_name(const ImportRequest& request) {
  if (!request.mapping.empty()) {
    return std::filesystem::path{request.mapping}.stem().string();
  }
  return request.format.empty() ? "recognised" : request.format;
}

/// Invented posts are marked as such wherever they are shown.
std::string method_of(const collector::ArchiveRequest& archive) {
  const bool is_invented = archive.mapping && archive.mapping->platform == "simulated";
  return is_invented ? "simulate" : "import";
}

std::string rejects_problem(const storage::ImportCounts& counts, double max_share) {
  if (counts.records == 0 ||
      static_cast<double>(counts.rejected) <= max_share * static_cast<double>(counts.records)) {
    return {};
  }
  return fmt::format(
      "{} of {} records were refused, more than import.max_reject_share allows. `vigie status` "
      "says "
      "why; a wrong mapping is the usual cause.",
      with_thousands(counts.rejected),
      with_thousands(counts.records));
}

/// Most problems name their file already.
std::string named_once(const std::string& file, const std::string& problem) {
  const bool is_named = problem.starts_with(file + " ") ||
                        problem.find(" " + file + " ") != std::string::npos ||
                        problem.find(" " + file + ":") != std::string::npos;
  return is_named ? problem : file + ": " + problem;
}

config::Settings with_latest_time(config::Settings settings) {
  settings.import.latest_time = wall_clock() + std::chrono::days{2};
  return settings;
}

/// Imports the files of one request, one by one.
class Importer {
 public:
  Importer(const ImportRequest& request,
           const config::Settings& settings,
           storage::Database& database,
           Console& console)
      : request_(request),
        settings_(with_latest_time(settings)),
        console_(console),
        archive_(describe(request, settings)),
        store_(database) {
    const auto lists = load_lists(settings);
    shorteners_ = analysis::SourceIndex{lists}.shorteners();
  }

  FileOutcome import(const std::filesystem::path& file) {
    FileOutcome outcome;
    outcome.file = file.filename().string();
    const auto start = steady_clock::now();
    const auto identity = collector::fingerprint(file);
    if (!identity) {
      outcome.problem = identity.error().message;
      return outcome;
    }
    if (identity->size == 0) {
      outcome.problem = "the file is empty: there are no records in it. Fetch or write it again.";
      return outcome;
    }
    archive_.file = file;
    archive_.label_origin = request_.labels ? request_.labels->filename().string() : outcome.file;
    // Looked at before a collection is opened: a file that cannot be read leaves no trace.
    archive_.resume_offset = 0;
    archive_.resume_line = 0;
    auto source = collector::open_archive(archive_, settings_.import);
    if (!source) {
      outcome.problem = source.error().message;
      return outcome;
    }
    tell(std::string{(*source)->notice()});
    read(file, *identity, std::move(*source), outcome);
    outcome.seconds = seconds_since(start);
    return outcome;
  }

 private:
  /// What a format asks to be said before it is read: once for all files of a command.
  void tell(const std::string& notice) {
    if (!notice.empty() && told_.insert(notice).second) {
      console_.warn(notice);
    }
  }

  void read(const std::filesystem::path& file,
            const collector::ArchiveFingerprint& identity,
            std::unique_ptr<collector::Source> source,
            FileOutcome& outcome) {
    const auto start = steady_clock::now();
    const storage::CollectionHandle collection =
        store_.begin_import({.platform = archive_.mapping ? archive_.mapping->platform : "",
                             .method = method_of(archive_),
                             .source = file.filename().string(),
                             .format = format_name(request_),
                             .source_bytes = identity.size,
                             .source_hash = identity.hash,
                             .started = wall_clock(),
                             .coverage_assumed = true});
    outcome.resumed = collection.resumed;
    outcome.repeated = collection.repeated;
    if (collection.resume_offset > 0) {
      archive_.resume_offset = collection.resume_offset;
      archive_.resume_line = collection.resume_line;
      auto reopened = collector::open_archive(archive_, settings_.import);
      if (!reopened) {
        outcome.problem = reopened.error().message;
        store_.finish(collection, wall_clock(), false);
        return;
      }
      source = std::move(*reopened);
    }
    const IngestResult result =
        ingest({.source = *source,
                .store = store_,
                .collection = collection,
                .shorteners = shorteners_,
                .progress = [&](const storage::ImportCounts& counts) {
                  console_.progress(progress_line(
                      outcome.file, counts, source->position(), seconds_since(start)));
                }});
    const bool complete = !result.error;
    if (complete) {
      console_.progress(outcome.file + "  building indexes");
    }
    store_.finish(collection, wall_clock(), complete);
    console_.end_progress();
    outcome.counts = result.counts;
    outcome.repaired = result.repaired;
    outcome.ignored_reasons = result.ignored_reasons;
    outcome.problem = complete ? rejects_problem(result.counts, settings_.import.max_reject_share)
                               : result.error->message;
  }

  const ImportRequest& request_;
  const config::Settings settings_;
  Console& console_;
  collector::ArchiveRequest archive_;
  storage::PostStore store_;
  std::vector<std::string> shorteners_;
  std::set<std::string> told_;
};

}  // namespace

std::vector<FileOutcome> import_files(const ImportRequest& request,
                                      const config::Settings& settings,
                                      storage::Database& database,
                                      Console& console) {
  const InterruptGuard interrupt;
  Importer importer{request, settings, database, console};
  std::vector<FileOutcome> outcomes;
  for (const auto& file : request.files) {
    if (InterruptGuard::requested()) {
      outcomes.push_back(
          {.file = file.filename().string(),
           .counts = {},
           .ignored_reasons = {},
           .problem = "not read: the import was stopped. Import it again to go on."});
      continue;
    }
    outcomes.push_back(importer.import(file));
  }
  return outcomes;
}

std::string outcomes_as_json(const std::vector<FileOutcome>& outcomes) {
  auto files = nlohmann::ordered_json::array();
  for (const FileOutcome& outcome : outcomes) {
    files.push_back({{"file", outcome.file},
                     {"records", outcome.counts.records},
                     {"stored", outcome.counts.stored},
                     {"duplicates", outcome.counts.duplicates},
                     {"rejected", outcome.counts.rejected},
                     {"ignored", outcome.counts.ignored},
                     {"ignored_reasons", outcome.ignored_reasons},
                     {"text_repaired", outcome.repaired},
                     {"resumed", outcome.resumed},
                     {"seen_before", outcome.repeated},
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
  for (const FileOutcome& outcome : outcomes) {
    const auto rate = outcome.seconds > 0.0
                          ? static_cast<std::uint64_t>(static_cast<double>(outcome.counts.records) /
                                                       outcome.seconds)
                          : 0;
    table.add({outcome.file,
               with_thousands(outcome.counts.records),
               with_thousands(outcome.counts.stored),
               with_thousands(outcome.counts.duplicates),
               with_thousands(outcome.counts.rejected),
               with_thousands(outcome.counts.ignored),
               fmt::format("{:.1f}", outcome.seconds),
               with_thousands(rate)});
  }
  console.say(table.render());
  std::vector<std::string> problems;
  for (const FileOutcome& outcome : outcomes) {
    if (outcome.resumed) {
      console.say(outcome.file + ": an interrupted import went on where it stopped.");
    } else if (outcome.problem.empty() && outcome.counts.records == 0) {
      console.say(outcome.file + ": there are no records in it.");
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
    if (!outcome.problem.empty()) {
      problems.push_back(named_once(outcome.file, outcome.problem));
    }
  }
  if (!problems.empty()) {
    throw RunFailure(fmt::format("{}", fmt::join(problems, "\nvigie: ")));
  }
}

}  // namespace vigie::app
