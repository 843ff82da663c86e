#include "app/workspace.h"

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "app/failure.h"
#include "config/data_files.h"
#include "storage/migrator.h"

namespace vigie::app {
namespace {

/// Unwraps what a loader of data files returns.
template <typename T>
T value_or_fail(tl::expected<T, config::DataFileError> loaded) {
  if (!loaded) {
    throw RunFailure(loaded.error().message);
  }
  return std::move(*loaded);
}

void require_database(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    throw RunFailure(fmt::format(
        "there is no database at {}. Make one with `vigie import FILE... --db {}`, or name another "
        "with --db.",
        file.string(),
        file.string()));
  }
}

}  // namespace

config::Settings load_settings(const CommonArguments& common) {
  std::filesystem::path file;
  if (common.config) {
    file = *common.config;
  } else {
    const auto beside = common.db.parent_path() / "vigie.toml";
    std::error_code ignored;
    if (!std::filesystem::exists(beside, ignored)) {
      return {};
    }
    file = beside;
  }
  auto settings = config::load_settings(file);
  if (!settings) {
    throw UsageFailure(settings.error().message);
  }
  return std::move(*settings);
}

std::vector<SourceList> load_lists(const config::Settings& settings) {
  return value_or_fail(config::load_source_lists(settings.data));
}

std::vector<analysis::TopicDefinition> load_topics(const config::Settings& settings) {
  return value_or_fail(config::load_topics(settings.data, settings.topics));
}

std::vector<analysis::LexiconDefinition> load_lexicons(const config::Settings& settings) {
  return value_or_fail(config::load_lexicons(settings.data));
}

analysis::ScoreModel load_model(const config::Settings& settings) {
  return value_or_fail(config::load_model(settings.data, settings.model));
}

storage::Database open_for_writing(const CommonArguments& common, bool create) {
  if (!create) {
    require_database(common.db);
  }
  return storage::open_store(common.db,
                             create ? storage::OpenMode::kCreate : storage::OpenMode::kReadWrite);
}

storage::Database open_for_reading(const CommonArguments& common) {
  require_database(common.db);
  return storage::open_store(common.db, storage::OpenMode::kReadOnly);
}

UtcTime wall_clock() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace vigie::app
