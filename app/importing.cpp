#include "app/importing.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/source_index.h"
#include "app/elapsed.h"
#include "app/failure.h"
#include "app/ingest.h"
#include "app/interrupt.h"
#include "app/suppression_key.h"
#include "app/workspace.h"
#include "config/data_files.h"
#include "storage/sqlite/page_cache.h"

namespace vigie::app {
namespace {

using std::chrono::steady_clock;

// Rows in the order of their time belong to pages all over the indexes of a large database: each
// transaction writes most of these pages, so there must be few.
// Four seconds and the commit are about as long as others wait (5 s); who writes live waits longer.
constexpr std::uint32_t kLargeFactor = 4;

/// In small pages of the system: a single transaction that writes pages twice costs less than more
/// memory (measured, 10^5 posts into 10^7: 64 MiB 4.6 CPU s, 128 MiB 5.4, 512 MiB 8.2), many of
/// them cost more. In large pages the most at once (3.5 CPU s, where 64 MiB in small ones
/// took 3.9).
constexpr std::uint64_t kPageCache = 64ULL << 20U;
constexpr std::uint64_t kPageCacheMost = 256ULL << 20U;

constexpr std::uint64_t kLittle = 1ULL << 20U;  ///< Of files: it touches few pages.

/// How far a run is: in the bytes of all its files, for their records nobody knows beforehand.
struct Progress {
  std::size_t file = 0;  ///< The one at hand, from 1.
  std::size_t files = 0;
  std::uint64_t bytes_before = 0;  ///< Of the files before it.
  std::uint64_t bytes_total = 0;
  steady_clock::time_point start = steady_clock::now();
};

std::string progress_line(const Progress& run,
                          const std::string& file,
                          const storage::ImportCounts& counts,
                          std::uint64_t file_bytes_read) {
  const double seconds = seconds_since(run.start);
  const std::uint64_t bytes = run.bytes_before + file_bytes_read;
  const double done = run.bytes_total == 0
                          ? 0.0
                          : static_cast<double>(bytes) / static_cast<double>(run.bytes_total);
  const double left = done > 0.0 ? seconds * (1.0 - done) / done : 0.0;
  const std::string which =
      run.files > 1 ? fmt::format("{}/{} {}", run.file, run.files, file) : file;
  return fmt::format("{}  {:.0f} %  {} of {}  {} records  {:.0f} s left",
                     which,
                     done * 100.0,
                     human_bytes(bytes),
                     human_bytes(run.bytes_total),
                     with_thousands(counts.records),
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
  // What other archives said first under the same ids is no sign that this one is misread.
  const std::uint64_t refused = counts.rejected - counts.contradicted;
  if (counts.records == 0 ||
      static_cast<double>(refused) <= max_share * static_cast<double>(counts.records)) {
    return {};
  }
  return fmt::format(
      "{} of {} records were refused, more than import.max_reject_share allows. `vigie status` "
      "says why; a wrong mapping is the usual cause.",
      with_thousands(refused),
      with_thousands(counts.records));
}

/// Why a reading counts as incomplete although it came to the end of its file; empty: it does not.
std::string change_problem(const std::filesystem::path& file,
                           const collector::ArchiveFingerprint& before) {
  const auto now = collector::fingerprint(file);
  if (now && *now == before) {
    return {};
  }
  return fmt::format(
      "{} changed while it was read; what was read is kept, and the import counts as incomplete: "
      "import it again when nobody writes to it any more; posts that are known by then are not "
      "doubled",
      file.filename().string());
}

storage::WriteOptions write_options(const config::Settings& settings, storage::Database& database) {
  storage::WriteOptions options;
  options.large_factor = kLargeFactor;
  options.page_cache_bytes = std::max(kPageCache, storage::reserved_page_cache());
  options.page_cache_most = kPageCacheMost;
  options.suppression_key = read_suppression_key(database);
  options.rejects_with_bytes = settings.import.rejects_with_bytes;
  return options;
}

std::uint64_t bytes_of(const std::vector<collector::ArchiveFile>& files) {
  std::uint64_t bytes = 0;
  for (const collector::ArchiveFile& file : files) {
    std::error_code code;
    const auto size = std::filesystem::file_size(file.path, code);
    bytes += code ? 0 : size;
  }
  return bytes;
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
        store_(database, write_options(settings, database)) {
    const auto lists = load_lists(settings);
    shorteners_ = analysis::SourceIndex{lists}.shorteners();
  }

  /// `progress`: where the run stands; the file's bytes are added.
  FileOutcome import(const collector::ArchiveFile& named, Progress& progress) {
    FileOutcome outcome = import(named.path, named.name, progress);
    std::error_code code;
    const auto size = std::filesystem::file_size(named.path, code);
    progress.bytes_before += code ? 0 : size;
    return outcome;
  }

 private:
  FileOutcome import(const std::filesystem::path& file,
                     const std::string& name,
                     const Progress& progress) {
    FileOutcome outcome;
    outcome.file = name;
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
    archive_.label_origin = (request_.labels ? *request_.labels : file).filename().string();
    // Looked at before a collection is opened: a file that cannot be read leaves no trace.
    archive_.resume_offset = 0;
    archive_.resume_line = 0;
    auto source = collector::open_archive(archive_, settings_.import);
    if (!source) {
      outcome.problem = source.error().message;
      return outcome;
    }
    tell(std::string{(*source)->notice()});
    outcome.format = (*source)->format();
    read({file, *identity, progress}, std::move(*source), outcome);
    outcome.seconds = seconds_since(start);
    return outcome;
  }

  /// A file that can be read.
  struct Reading {
    const std::filesystem::path& file;
    const collector::ArchiveFingerprint& identity;
    const Progress& progress;
  };

  /// What a format asks to be said before it is read: once for all files of a command.
  void tell(const std::string& notice) {
    if (!notice.empty() && told_.insert(notice).second) {
      console_.warn(notice);
    }
  }

  void read(const Reading& reading,
            std::unique_ptr<collector::Source> source,
            FileOutcome& outcome) {
    const storage::CollectionInfo info{
        .platform = archive_.mapping ? archive_.mapping->platform : "",
        .method = method_of(archive_),
        .source = reading.file.filename().string(),
        .format = format_name(request_),
        .source_bytes = reading.identity.size,
        .source_hash = reading.identity.hash,
        .started = wall_clock(),
        .coverage_assumed = true};
    if (request_.replace) {
      outcome.removed = store_.remove_readings(info);
    }
    const storage::CollectionHandle collection = store_.begin_import(info);
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
                      reading.progress, outcome.file, counts, source->position().file_bytes_read));
                }});
    const std::string change =
        result.error ? std::string{} : change_problem(reading.file, reading.identity);
    const bool complete = !result.error && change.empty();
    if (complete) {
      console_.progress(outcome.file + "  building indexes");
    }
    store_.finish(collection, wall_clock(), complete);
    console_.end_progress();
    outcome.counts = result.counts;
    outcome.repaired = result.repaired;
    outcome.ignored_reasons = result.ignored_reasons;
    if (result.error) {
      outcome.problem = result.error->message;
    } else if (!change.empty()) {
      outcome.problem = change;
    } else {
      outcome.problem = rejects_problem(result.counts, settings_.import.max_reject_share);
    }
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

collector::ArchiveFiles find_files(const ImportRequest& request) {
  std::vector<std::filesystem::path> others;
  if (request.labels) {
    others.push_back(*request.labels);
  }
  return collector::find_archive_files(request.files, others);
}

void reserve_pages(const ImportRequest& request, const std::filesystem::path& database) {
  const auto size_of = [](const std::filesystem::path& file) {
    std::error_code code;
    const std::uint64_t bytes = std::filesystem::file_size(file, code);
    return code ? 0 : bytes;
  };
  std::uint64_t bytes = 0;
  for (const std::filesystem::path& file : request.files) {
    std::error_code code;  // folders and patterns: nobody knows yet
    bytes += std::filesystem::is_regular_file(file, code) ? size_of(file) : kLittle;
  }
  if (bytes >= kLittle && size_of(database) >= storage::WriteOptions{}.large_bytes) {
    storage::reserve_page_cache(kPageCacheMost);
  }
}

std::vector<FileOutcome> import_files(const ImportRequest& request,
                                      const config::Settings& settings,
                                      storage::Database& database,
                                      Console& console) {
  const InterruptGuard interrupt;
  Importer importer{request, settings, database, console};
  const collector::ArchiveFiles found = find_files(request);
  std::vector<FileOutcome> outcomes;
  for (const auto& problem : found.problems) {
    FileOutcome& outcome = outcomes.emplace_back();
    outcome.file = problem.argument;
    outcome.problem = problem.message;
  }
  Progress progress{.files = found.files.size(), .bytes_total = bytes_of(found.files)};
  for (const collector::ArchiveFile& file : found.files) {
    if (InterruptGuard::requested()) {
      FileOutcome& outcome = outcomes.emplace_back();
      outcome.file = file.name;
      outcome.problem = "not read: the import was stopped. Import it again to go on.";
      continue;
    }
    ++progress.file;
    outcomes.push_back(importer.import(file, progress));
  }
  if (const std::string line = left_out_line(found); !line.empty()) {
    if (console.json_mode()) {
      console.warn(line);
    } else {
      console.say(line);
    }
  }
  return outcomes;
}

}  // namespace vigie::app
