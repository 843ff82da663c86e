#include "app/report_files.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/version.h"
#include "dashboards/comparison_text.h"
#include "dashboards/report.h"
#include "storage/report_comparison.h"
#include "storage/report_reader.h"
#include "storage/run_store.h"

namespace vigie::app {
namespace {

/// Every post behind an account's figures: report.json holds all of them, the page picks its own.
constexpr std::uint32_t kAllEvidence = 1000;

RunFailure cannot_write(const std::filesystem::path& file, int error) {
  return RunFailure(fmt::format("cannot write {}: {}. Check the folder and the space left.",
                                file.string(),
                                std::generic_category().message(error)));
}

void write_all(int descriptor, const std::string& content, const std::filesystem::path& file) {
  std::size_t written = 0;
  while (written < content.size()) {
    const ssize_t n = write(descriptor, content.data() + written, content.size() - written);
    if (n < 0) {
      throw cannot_write(file, errno);
    }
    written += static_cast<std::size_t>(n);
  }
}

/// Into a file beside it, then renamed: a reader never sees half a report.
void write_file(const std::filesystem::path& file, const std::string& content) {
  const std::filesystem::path partial = file.string() + ".partial";
  constexpr mode_t kOwnerOnly = 0600;
  constexpr int kWriteNew = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX open takes the mode this way
  const int descriptor = open(partial.c_str(), kWriteNew, kOwnerOnly);
  if (descriptor < 0) {
    throw cannot_write(file, errno);
  }
  try {
    write_all(descriptor, content, file);
  } catch (...) {
    close(descriptor);
    unlink(partial.c_str());
    throw;
  }
  if (close(descriptor) != 0 || rename(partial.c_str(), file.c_str()) != 0) {
    const int error = errno;
    unlink(partial.c_str());
    throw cannot_write(file, error);
  }
}

RunId choose_run(storage::Database& database, std::int64_t run) {
  if (run != 0) {
    return RunId{run};
  }
  const auto latest = storage::RunStore{database}.latest_run();
  if (!latest) {
    throw RunFailure("there is no analysis to report yet. Run `vigie analyze` first.");
  }
  return *latest;
}

/// A date alone stands for the end of that day, as a window of that day ends.
UtcTime end_of_since(const std::string& since) {
  constexpr std::size_t kDateOnly = 10;
  const auto time = parse_iso8601(since);
  if (!time || since.size() != kDateOnly) {
    throw UsageFailure(fmt::format("--since {}: not a date. Write it as 2026-03-01.", since));
  }
  return *time + std::chrono::days{1};
}

std::optional<ReportComparison> compare(storage::Database& database,
                                        const AnalysisRun& run,
                                        const ReportRequest& request,
                                        const config::Settings& settings) {
  storage::ComparisonQuery query{.since = run.window.end - std::chrono::days{1},
                                 .exactly = true,
                                 .max_accounts = settings.report.max_accounts};
  if (!request.since.empty()) {
    query.since = end_of_since(request.since);
    query.exactly = false;
  } else if (!request.beside_yesterday || !storage::find_earlier_run(database, run, query)) {
    return std::nullopt;
  }
  return storage::read_comparison(database, run, query);
}

/// Without a comparison none must lie there from an earlier report.
void write_comparison(const ReportData& data, const std::filesystem::path& folder) {
  const auto file = folder / "comparison.csv";
  if (data.comparison) {
    write_file(file, dashboards::render_csv_comparison(data));
    return;
  }
  std::error_code error;
  std::filesystem::remove(file, error);
  if (error) {
    throw cannot_write(file, error.value());
  }
}

nlohmann::ordered_json comparison_as_json(const ReportComparison& comparison,
                                          const std::filesystem::path& folder) {
  nlohmann::ordered_json document{{"before", nullptr},
                                  {"appeared", comparison.appeared_total},
                                  {"gone", comparison.gone_total},
                                  {"stayed", comparison.stayed_total},
                                  {"csv", (folder / "comparison.csv").string()}};
  if (comparison.before) {
    document["before"] = comparison.before->id.value;
  }
  return document;
}

}  // namespace

ReportData write_report_files(storage::Database& database,
                              const ReportRequest& request,
                              const config::Settings& settings,
                              const std::filesystem::path& folder) {
  ReportData data = storage::read_report(
      database, choose_run(database, request.run), {settings.report.max_accounts, kAllEvidence});
  data.vigie_version = kVersion;
  data.comparison = compare(database, data.run, request, settings);
  database.check_unchanged();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw cannot_write(folder, error.value());
  }
  write_file(folder / "report.html", dashboards::render_html_report(data, settings.report));
  write_file(folder / "report.json", dashboards::render_json_report(data, settings.report));
  write_file(folder / "report.csv", dashboards::render_csv_report(data, settings.report));
  write_comparison(data, folder);
  return data;
}

void announce_report(const ReportData& data,
                     const config::Settings& settings,
                     const std::filesystem::path& folder,
                     const std::string& imports,
                     Console& console) {
  const std::string html = (folder / "report.html").string();
  if (console.json_mode()) {
    nlohmann::ordered_json document{{"run", data.run.id.value},
                                    {"at_or_above_line", data.above_line},
                                    {"html", html},
                                    {"json", (folder / "report.json").string()},
                                    {"csv", (folder / "report.csv").string()}};
    if (data.comparison) {
      document["comparison"] = comparison_as_json(*data.comparison, folder);
    }
    if (!imports.empty()) {
      document["imports"] = nlohmann::ordered_json::parse(imports);
    }
    console.json(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  console.say(dashboards::render_text_report(data, settings.report));
  console.say(dashboards::files_sentence(
      dashboards::language_of(settings.report.language), html, data.comparison.has_value()));
}

}  // namespace vigie::app
