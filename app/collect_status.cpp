#include "app/collect_status.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/console.h"
#include "app/program_lock.h"

namespace vigie::app {
namespace {

using collector::SourceReading;
using collector::SourceState;

std::string_view state_name(SourceState state) {
  switch (state) {
    case SourceState::kStarting:
      return "starting";
    case SourceState::kRunning:
      return "running";
    case SourceState::kWaiting:
      return "waiting";
    case SourceState::kParked:
      return "parked";
    case SourceState::kFinished:
      return "finished";
    case SourceState::kFailed:
      return "failed";
    case SourceState::kUnfinished:
      return "unfinished";
    case SourceState::kStopped:
      return "stopped";
  }
  return "unknown";
}

std::int64_t seconds_until(UtcTime time, UtcTime now) {
  return std::max<std::int64_t>(
      0, std::chrono::duration_cast<std::chrono::seconds>(time - now).count());
}

/// Seconds between now and the newest event; -1 when there was none.
double lag_seconds(const SourceReading& reading, UtcTime now) {
  if (to_ms(reading.last_event) == 0) {
    return -1.0;
  }
  return std::max(0.0, std::chrono::duration<double>(now - reading.last_event).count());
}

std::string state_text(const SourceReading& reading, UtcTime now) {
  const bool waits =
      reading.state == SourceState::kWaiting || reading.state == SourceState::kParked;
  return waits ? fmt::format("{}, next try in {} s",
                             state_name(reading.state),
                             seconds_until(reading.next_try, now))
               : std::string{state_name(reading.state)};
}

/// Label values of the exposition format: backslash, quote and line feed are escaped.
std::string escape_label(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || c == '"') {
      escaped += '\\';
    }
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

struct SourceMetric {
  std::string_view name;
  std::string_view type;
  std::string_view help;
  double (*value)(const SourceProgress&, UtcTime now);
};

constexpr std::array kMetrics = std::to_array<SourceMetric>({
    {"vigie_source_up",
     "gauge",
     "1 while the source is being read.",
     [](const SourceProgress& source, UtcTime) {
       return source.reading.state == SourceState::kRunning ? 1.0 : 0.0;
     }},
    {"vigie_source_events_total",
     "counter",
     "Records received.",
     [](const SourceProgress& source, UtcTime) {
       return static_cast<double>(source.reading.events);
     }},
    {"vigie_source_posts_kept_total",
     "counter",
     "Posts that a watch asks for.",
     [](const SourceProgress& source, UtcTime) {
       return static_cast<double>(source.reading.kept);
     }},
    {"vigie_source_posts_dropped_total",
     "counter",
     "Posts that no watch asks for.",
     [](const SourceProgress& source, UtcTime) {
       return static_cast<double>(source.reading.dropped);
     }},
    {"vigie_source_posts_stored_total",
     "counter",
     "Records that led to a new row or changed one.",
     [](const SourceProgress& source, UtcTime) {
       return static_cast<double>(source.counts.stored);
     }},
    {"vigie_source_rejected_total",
     "counter",
     "Records refused.",
     [](const SourceProgress& source, UtcTime) {
       return static_cast<double>(source.reading.rejected);
     }},
    {"vigie_source_reconnects_total",
     "counter",
     "Starts after a failure.",
     [](const SourceProgress& source, UtcTime) {
       return static_cast<double>(source.reading.reconnects);
     }},
    {"vigie_source_gaps_total",
     "counter",
     "Known gaps in what was seen.",
     [](const SourceProgress& source, UtcTime) {
       return static_cast<double>(source.reading.gaps);
     }},
    {"vigie_source_lag_seconds",
     "gauge",
     "Age of the newest event; -1: none yet.",
     [](const SourceProgress& source, UtcTime now) { return lag_seconds(source.reading, now); }},
});

}  // namespace

std::string progress_line(const CollectProgress& progress) {
  std::uint64_t kept = 0;
  std::uint64_t dropped = 0;
  std::size_t running = 0;
  double lag = -1.0;
  std::string problem;
  for (const SourceProgress& source : progress.sources) {
    const SourceReading& reading = source.reading;
    kept += reading.kept;
    dropped += reading.dropped;
    running += reading.state == SourceState::kRunning ? 1U : 0U;
    lag = std::max(lag, lag_seconds(reading, progress.now));
    if (problem.empty() && reading.state != SourceState::kRunning &&
        reading.state != SourceState::kStarting && reading.state != SourceState::kFinished) {
      problem = fmt::format("  {}: {}", source.name, state_text(reading, progress.now));
    }
  }
  if (!progress.store_problem.empty()) {
    problem = "  waits: " + progress.store_problem;
  }
  return fmt::format("{}/{} running  {:.0f}/s  lag {}  kept {}  dropped {}{}",
                     running,
                     progress.sources.size(),
                     progress.events_per_second,
                     lag < 0.0 ? std::string{"-"} : fmt::format("{:.0f} s", lag),
                     with_thousands(kept),
                     with_thousands(dropped),
                     problem);
}

std::string progress_table(const CollectProgress& progress) {
  Table table{{"source", "state", "events", "kept", "stored", "dropped", "rejected", "gaps"}};
  std::string problems;
  for (const SourceProgress& source : progress.sources) {
    const SourceReading& reading = source.reading;
    table.add({source.name,
               state_text(reading, progress.now),
               with_thousands(reading.events),
               with_thousands(reading.kept),
               with_thousands(source.counts.stored),
               with_thousands(reading.dropped),
               with_thousands(reading.rejected),
               with_thousands(reading.gaps)});
    if (!reading.message.empty()) {
      problems += fmt::format("{}: {}\n", source.name, reading.message);
    }
  }
  return table.render() + problems;
}

std::string progress_json(const CollectProgress& progress) {
  using nlohmann::ordered_json;
  ordered_json sources = ordered_json::array();
  for (const SourceProgress& source : progress.sources) {
    const SourceReading& reading = source.reading;
    ordered_json row{{"source", source.name},
                     {"state", state_name(reading.state)},
                     {"events", reading.events},
                     {"kept", reading.kept},
                     {"stored", source.counts.stored},
                     {"duplicates", source.counts.duplicates},
                     {"dropped", reading.dropped},
                     {"rejected", reading.rejected},
                     {"deleted", source.counts.deleted},
                     {"reconnects", reading.reconnects},
                     {"gaps", reading.gaps}};
    if (to_ms(reading.last_event) != 0) {
      row["last_event"] = to_iso8601(reading.last_event);
    }
    if (to_ms(reading.next_try) != 0) {
      row["next_try"] = to_iso8601(reading.next_try);
    }
    if (!reading.message.empty()) {
      row["problem"] = reading.message;
    }
    sources.push_back(std::move(row));
  }
  ordered_json document{
      {"started", to_iso8601(progress.started)},
      {"updated", to_iso8601(progress.now)},
      {"process", ::getpid()},
      {"events_per_second", progress.events_per_second},
      {"clock_error_seconds", progress.clock_error ? progress.clock_error->count() : 0},
      {"sources", std::move(sources)}};
  if (!progress.store_problem.empty()) {
    document["store_problem"] = progress.store_problem;
  }
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string progress_metrics(const CollectProgress& progress) {
  std::string text;
  for (const SourceMetric& metric : kMetrics) {
    text += fmt::format(
        "# HELP {} {}\n# TYPE {} {}\n", metric.name, metric.help, metric.name, metric.type);
    for (const SourceProgress& source : progress.sources) {
      text += fmt::format("{}{{source=\"{}\"}} {}\n",
                          metric.name,
                          escape_label(source.name),
                          metric.value(source, progress.now));
    }
  }
  text += fmt::format(
      "# HELP vigie_clock_error_seconds How far this machine's clock is ahead of what servers say; "
      "0: within a minute.\n"
      "# TYPE vigie_clock_error_seconds gauge\nvigie_clock_error_seconds {}\n",
      progress.clock_error ? progress.clock_error->count() : 0);
  text += fmt::format(
      "# HELP vigie_store_writable 0 while the store cannot be written and the sources wait.\n"
      "# TYPE vigie_store_writable gauge\nvigie_store_writable {}\n",
      progress.store_problem.empty() ? 1 : 0);
  text += fmt::format(
      "# HELP vigie_collect_updated_seconds When this was written, Unix time.\n"
      "# TYPE vigie_collect_updated_seconds gauge\nvigie_collect_updated_seconds {}\n",
      to_ms(progress.now) / 1000);
  return text;
}

std::filesystem::path collect_status_file(const std::filesystem::path& database) {
  return database.string() + ".collect.json";
}

std::string collecting_line(const std::filesystem::path& database) {
  std::ifstream file{collect_status_file(database)};
  const auto status = nlohmann::json::parse(file, nullptr, false);
  const auto updated =
      status.is_object() ? parse_iso8601(status.value("updated", std::string{})) : std::nullopt;
  if (!updated) {
    return {};
  }
  if (!is_locked(lock_file(database, "collect"))) {
    return fmt::format("`vigie collect` is not running; it last wrote at {}.\n",
                       to_iso8601(*updated));
  }
  std::size_t running = 0;
  const auto sources = status.value("sources", nlohmann::json::array());
  for (const auto& source : sources) {
    running += source.value("state", std::string{}) == "running" ? 1U : 0U;
  }
  return fmt::format(
      "Collecting since {}: {} of {} sources running, {:.1f} events a second at {}.\n",
      status.value("started", std::string{"?"}),
      running,
      sources.size(),
      status.value("events_per_second", 0.0),
      to_iso8601(*updated));
}

bool replace_file(const std::filesystem::path& file, std::string_view content, unsigned mode) {
  const std::filesystem::path beside = file.string() + ".new";
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open(2) has no other form
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (descriptor < 0) {
    return false;
  }
  const bool is_for_whom_it_is = ::fchmod(descriptor, mode) == 0;  // whatever the umask
  const auto written = ::write(descriptor, content.data(), content.size());
  const bool closed = ::close(descriptor) == 0;
  std::error_code code;
  if (!closed || !is_for_whom_it_is || written != static_cast<ssize_t>(content.size())) {
    std::filesystem::remove(beside, code);
    return false;
  }
  std::filesystem::rename(beside, file, code);
  return !code;
}

}  // namespace vigie::app
