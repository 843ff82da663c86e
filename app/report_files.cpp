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
#include "dashboards/report.h"
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

}  // namespace

ReportData write_report_files(storage::Database& database,
                              std::int64_t run,
                              const config::Settings& settings,
                              const std::filesystem::path& folder) {
  ReportData data = storage::read_report(
      database, choose_run(database, run), {settings.report.max_accounts, kAllEvidence});
  data.vigie_version = kVersion;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw cannot_write(folder, error.value());
  }
  write_file(folder / "report.html", dashboards::render_html_report(data, settings.report));
  write_file(folder / "report.json", dashboards::render_json_report(data, settings.report));
  write_file(folder / "report.csv", dashboards::render_csv_report(data, settings.report));
  return data;
}

void announce_report(const ReportData& data,
                     const config::Settings& settings,
                     const std::filesystem::path& folder,
                     Console& console) {
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{{"run", data.run.id.value},
                                        {"at_or_above_line", data.above_line},
                                        {"html", (folder / "report.html").string()},
                                        {"json", (folder / "report.json").string()},
                                        {"csv", (folder / "report.csv").string()}}
                     .dump(2));
    return;
  }
  console.say(dashboards::render_text_report(data, settings.report));
  console.say("Report: " + (folder / "report.html").string() + " (beside it report.json and .csv)");
}

}  // namespace vigie::app
