#include "config/data_source.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "built_in_files.h"
#include "config/toml_value.h"

namespace vigie::config {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = 64ULL << 20;

tl::expected<DataFile, DataFileError> read_from_disk(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) {
    return tl::unexpected{data_file_error(
        DataFileErrorKind::kNotFound, path.string(), 0, "no such file; check the path")};
  }
  if (size > kMaxFileBytes) {
    return tl::unexpected{data_file_error(
        DataFileErrorKind::kUnreadable, path.string(), 0, "larger than 64 MiB; split it")};
  }
  std::ifstream file{path, std::ios::binary};
  std::string content(static_cast<std::size_t>(size), '\0');
  if (!file.read(content.data(), static_cast<std::streamsize>(size))) {
    return tl::unexpected{data_file_error(
        DataFileErrorKind::kUnreadable, path.string(), 0, "cannot be read; check its permissions")};
  }
  return DataFile{path.stem().string(), path.string(), std::move(content)};
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.find_first_of("/\\.") == std::string_view::npos;
}

void add_built_in_names(const DataKind& kind, std::set<std::string>& names) {
  for (const auto& file : built_in_files()) {
    const fs::path path{file.path};
    if (path.parent_path() == kind.folder && path.extension() == kind.extension) {
      names.insert(path.stem().string());
    }
  }
}

void add_folder_names(const fs::path& folder, const DataKind& kind, std::set<std::string>& names) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder / kind.folder, error}) {
    const fs::path name = entry.path().filename();
    if (name.extension() == kind.extension && is_plain_name(name.stem().string())) {
      names.insert(name.stem().string());
    }
  }
}

DataFileError no_such_name(const DataLocation& location,
                           const DataKind& kind,
                           std::string_view name) {
  const auto names = data_file_names(location, kind);
  const auto nearest = nearest_word(name, names);
  const std::string advice =
      nearest ? fmt::format("did you mean `{}`? There are {}", *nearest, fmt::join(names, ", "))
              : fmt::format("there are {}", fmt::join(names, ", "));
  return data_file_error(DataFileErrorKind::kNotFound,
                         fmt::format("{}/{}{}", kind.folder, name, kind.extension),
                         0,
                         fmt::format("no {} of that name; {}", kind.singular, advice));
}

}  // namespace

DataFileError data_file_error(DataFileErrorKind kind,
                              std::string_view file,
                              std::uint64_t line,
                              std::string_view what) {
  const std::string where = line == 0 ? std::string{file} : fmt::format("{} line {}", file, line);
  return {kind, std::string{file}, line, fmt::format("{}: {}", where, what)};
}

tl::expected<void, DataFileError> check_location(const DataLocation& location) {
  std::error_code error;
  if (location.folder && !fs::is_directory(*location.folder, error)) {
    return tl::unexpected{data_file_error(DataFileErrorKind::kNotFound,
                                          location.folder->string(),
                                          0,
                                          "no such folder; `config_dir` names the folder that "
                                          "holds lists, topics, mappings, models")};
  }
  return {};
}

std::vector<std::string> data_file_names(const DataLocation& location, const DataKind& kind) {
  std::set<std::string> names;
  add_built_in_names(kind, names);
  if (location.folder) {
    add_folder_names(*location.folder, kind, names);
  }
  return {names.begin(), names.end()};
}

tl::expected<DataFile, DataFileError> read_data_file(const DataLocation& location,
                                                     const DataKind& kind,
                                                     std::string_view name) {
  if (name.ends_with(kind.extension)) {
    return read_from_disk(fs::path{name});
  }
  if (!is_plain_name(name)) {
    return tl::unexpected{no_such_name(location, kind, name)};
  }
  const std::string relative = fmt::format("{}/{}{}", kind.folder, name, kind.extension);
  std::error_code error;
  if (location.folder && fs::is_regular_file(*location.folder / relative, error)) {
    return read_from_disk(*location.folder / relative);
  }
  for (const auto& file : built_in_files()) {
    if (file.path == relative) {
      return DataFile{std::string{name}, relative, std::string{file.content}};
    }
  }
  return tl::unexpected{no_such_name(location, kind, name)};
}

}  // namespace vigie::config
