#include "config/data_files.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "config/data_source.h"
#include "config/lexicon_file.h"
#include "config/mapping_file.h"
#include "config/model_file.h"
#include "config/source_list_file.h"
#include "config/topic_file.h"

namespace vigie::config {
namespace {

constexpr std::size_t kMaxTopics = 32;  // bits of analysis::TopicMask

/// Reads and parses the files `names`; the first error ends it.
template <typename Record, typename Parse>
tl::expected<std::vector<Record>, DataFileError> load_each(const DataLocation& location,
                                                           const DataKind& kind,
                                                           const std::vector<std::string>& names,
                                                           Parse parse) {
  if (const auto found = check_location(location); !found) {
    return tl::unexpected{found.error()};
  }
  std::vector<Record> records;
  for (const std::string& name : names) {
    auto record = read_data_file(location, kind, name).and_then(parse);
    if (!record) {
      return tl::unexpected{record.error()};
    }
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace

tl::expected<std::vector<SourceList>, DataFileError> load_source_lists(
    const DataLocation& location) {
  return load_each<SourceList>(
      location, kListFiles, data_file_names(location, kListFiles), parse_source_list);
}

tl::expected<std::vector<analysis::LexiconDefinition>, DataFileError> load_lexicons(
    const DataLocation& location) {
  constexpr std::size_t kMaxLexicons = 8;  // rows of analysis::LexiconTable
  const auto with_cues = data_file_names(location, kLexiconCueFiles);
  const auto names = data_file_names(location, kLexiconFiles);
  if (names.size() > kMaxLexicons) {
    return tl::unexpected{data_file_error(
        DataFileErrorKind::kInvalid,
        "lexicons",
        0,
        fmt::format("{} word lists; at most {} are used at once", names.size(), kMaxLexicons))};
  }
  return load_each<analysis::LexiconDefinition>(
      location,
      kLexiconFiles,
      names,
      [&](const DataFile& words) -> tl::expected<analysis::LexiconDefinition, DataFileError> {
        auto lexicon = parse_lexicon(words);
        const bool has_cues =
            std::find(with_cues.begin(), with_cues.end(), words.name) != with_cues.end();
        if (!lexicon || !has_cues) {
          return lexicon;
        }
        return read_data_file(location, kLexiconCueFiles, words.name)
            .and_then([&](const DataFile& cues) { return add_cues(cues, std::move(*lexicon)); });
      });
}

tl::expected<std::vector<analysis::TopicDefinition>, DataFileError> load_topics(
    const DataLocation& location) {
  return load_topics(location, {});
}

tl::expected<std::vector<analysis::TopicDefinition>, DataFileError> load_topics(
    const DataLocation& location, const std::vector<std::string>& ids) {
  std::vector<std::string> names = ids.empty() ? data_file_names(location, kTopicFiles) : ids;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.size() > kMaxTopics) {
    return tl::unexpected{data_file_error(
        DataFileErrorKind::kInvalid,
        "topics",
        0,
        fmt::format("{} topics; at most {} can be watched at once: name them in `analysis.topics`",
                    names.size(),
                    kMaxTopics))};
  }
  return load_each<analysis::TopicDefinition>(location, kTopicFiles, names, parse_topic);
}

tl::expected<collector::Mapping, DataFileError> load_mapping(const DataLocation& location,
                                                             std::string_view name) {
  return check_location(location)
      .and_then([&] { return read_data_file(location, kMappingFiles, name); })
      .and_then(parse_mapping);
}

std::vector<std::string> mapping_names(const DataLocation& location) {
  return data_file_names(location, kMappingFiles);
}

tl::expected<analysis::ScoreModel, DataFileError> load_model(const DataLocation& location,
                                                             std::string_view name) {
  return check_location(location)
      .and_then([&] { return read_data_file(location, kModelFiles, name); })
      .and_then(parse_model);
}

std::vector<std::string> model_names(const DataLocation& location) {
  return data_file_names(location, kModelFiles);
}

}  // namespace vigie::config
