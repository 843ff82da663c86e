// How live collecting is going: a line for the terminal, a file for `vigie status`, a file for
// Prometheus.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "collector/live/source_meter.h"
#include "storage/model/time.h"
#include "storage/post_store.h"

namespace vigie::app {

/// One source at one moment.
struct SourceProgress {
  std::string name;
  collector::SourceReading reading;
  storage::ImportCounts counts;  ///< What the writer made of it.
};

struct CollectProgress {
  UtcTime started;
  UtcTime now;
  double events_per_second = 0.0;                   ///< Of the last seconds, all sources.
  std::optional<std::chrono::seconds> clock_error;  ///< Of this machine; see ClockCheck.
  std::string store_problem = {};  ///< Why the store cannot be written for now; empty: it can.
  std::vector<SourceProgress> sources;
};

/// `2/3 running  41/s  lag 1 s  kept 1,204  dropped 93,112  mastodon:a.example: waiting 40 s`.
[[nodiscard]] std::string progress_line(const CollectProgress& progress);

/// A table of sources: state, events, kept, stored, dropped, rejected, gaps, last problem.
[[nodiscard]] std::string progress_table(const CollectProgress& progress);

[[nodiscard]] std::string progress_json(const CollectProgress& progress);

/// Prometheus text exposition format, version 0.0.4.
[[nodiscard]] std::string progress_metrics(const CollectProgress& progress);

/// Where `vigie collect` writes how it is going: beside the database.
[[nodiscard]] std::filesystem::path collect_status_file(const std::filesystem::path& database);

/// What that file says in one line, e.g. `Collecting now: 2/2 running, ...`; empty: it never ran.
[[nodiscard]] std::string collecting_line(const std::filesystem::path& database);

/// Written beside and renamed: a reader never sees half of it. False: it could not be.
[[nodiscard]] bool replace_file(const std::filesystem::path& file,
                                std::string_view content,
                                unsigned mode);

}  // namespace vigie::app
