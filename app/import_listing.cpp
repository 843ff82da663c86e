// `--dry-run`: what an import would read, and as what. Opens each file as the import would, and no
// database.
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/failure.h"
#include "app/importing.h"

namespace vigie::app {
namespace {

struct Listed {
  std::string file;
  std::uint64_t bytes = 0;
  std::string format;
  std::string problem;
};

Listed look_at(const collector::ArchiveFile& file,
               collector::ArchiveRequest& archive,
               const config::Settings& settings) {
  Listed listed{.file = file.name, .format = {}, .problem = {}};
  std::error_code code;
  const auto size = std::filesystem::file_size(file.path, code);
  listed.bytes = code ? 0 : size;
  archive.file = file.path;
  const auto source = collector::open_archive(archive, settings.import);
  if (source) {
    listed.format = (*source)->format();
  } else {
    listed.problem = source.error().message;
  }
  return listed;
}

std::string as_json(const std::vector<Listed>& listing, const collector::ArchiveFiles& found) {
  auto files = nlohmann::ordered_json::array();
  for (const Listed& each : listing) {
    files.push_back({{"file", each.file},
                     {"bytes", each.bytes},
                     {"format", each.format},
                     {"problem", each.problem}});
  }
  const nlohmann::ordered_json document{{"files", files}, {"left_out", found.left_out}};
  return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace

void list_files(const ImportRequest& request, const config::Settings& settings, Console& console) {
  collector::ArchiveRequest archive = describe(request, settings);
  const collector::ArchiveFiles found = find_files(request);
  std::vector<Listed> listing;
  for (const auto& problem : found.problems) {
    listing.push_back({.file = problem.argument, .format = {}, .problem = problem.message});
  }
  for (const collector::ArchiveFile& file : found.files) {
    listing.push_back(look_at(file, archive, settings));
  }
  Table table{{"file", "size", "read as"}};
  std::uint64_t bytes = 0;
  std::vector<std::string> problems;
  for (const Listed& each : listing) {
    table.add({each.file, human_bytes(each.bytes), each.problem.empty() ? each.format : "-"});
    bytes += each.bytes;
    if (!each.problem.empty()) {
      problems.push_back(each.problem);
    }
  }
  if (console.json_mode()) {
    console.json(as_json(listing, found));
  }
  console.say(table.render());
  if (const std::string line = left_out_line(found); !line.empty()) {
    console.say(line);
  }
  console.say(fmt::format(
      "{} files, {}. Nothing was read.", with_thousands(found.files.size()), human_bytes(bytes)));
  if (!problems.empty()) {
    throw RunFailure(fmt::format("{}", fmt::join(problems, "\nvigie: ")));
  }
}

}  // namespace vigie::app
