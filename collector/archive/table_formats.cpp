#include "collector/archive/table_formats.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/archive/archive_source.h"
#include "collector/archive/byte_stream.h"
#include "collector/archive/csv_reader.h"
#include "collector/archive/table_columns.h"

namespace vigie::collector {
namespace {

using Header = std::vector<std::string>;

/// `needed` columns are enough when a format is asked for by name. More are asked of a file that is
/// to be recognised by itself: its accounts may get a label from nothing but that.
struct TableFormat {
  ArchiveFormat format;
  std::string_view name;
  std::array<std::string_view, 4> needed;
  std::array<std::string_view, 2> distinctive;
  std::string_view foreign;  ///< A column that rules the format out, or empty.
};

constexpr std::array kTableFormats{
    TableFormat{.format = ArchiveFormat::kIoTweets,
                .name = "io_tweets",
                .needed = {"tweetid", "userid", "tweet_text", "tweet_time"},
                .distinctive = {},
                .foreign = {}},
    TableFormat{.format = ArchiveFormat::kIoUsers,
                .name = "io_users",
                .needed = {"userid"},
                .distinctive = {"user_screen_name", "account_creation_date"},
                .foreign = "tweetid"},
    TableFormat{.format = ArchiveFormat::kFiveThirtyEight,
                .name = "fivethirtyeight",
                .needed = {"external_author_id", "publish_date"},
                .distinctive = {"article_url"},
                .foreign = {}},
    TableFormat{.format = ArchiveFormat::kCoordinationCsv,
                .name = "coordination_csv",
                .needed = {"message_id", "user_id", "timestamp"},
                .distinctive = {"repost_id", "reply_id"},
                .foreign = {}}};

bool has(const Header& header, std::string_view column) {
  return std::find(header.begin(), header.end(), column) != header.end();
}

Header missing_of(std::span<const std::string_view> columns, const Header& header) {
  Header missing;
  for (const std::string_view column : columns) {
    if (!column.empty() && !has(header, column)) {
      missing.emplace_back(column);
    }
  }
  return missing;
}

bool is_ruled_out(const TableFormat& table, const Header& header) {
  return !table.foreign.empty() && has(header, table.foreign);
}

ArchiveFormat recognise(const Header& header) {
  for (const TableFormat& table : kTableFormats) {
    if (missing_of(table.needed, header).empty() && missing_of(table.distinctive, header).empty() &&
        !is_ruled_out(table, header)) {
      return table.format;
    }
  }
  return ArchiveFormat::kDetect;
}

SourceError unfit(const std::filesystem::path& file,
                  const TableFormat& table,
                  const Header& header) {
  const Header missing = missing_of(table.needed, header);
  return {.kind = SourceErrorKind::kUnknownFormat,
          .message = fmt::format("{} is no {} table: {} \"{}\"; its columns are: {}",
                                 file.filename().string(),
                                 table.name,
                                 missing.empty() ? "it has the column" : "it lacks",
                                 missing.empty() ? std::string{table.foreign}
                                                 : fmt::format("{}", fmt::join(missing, "\", \"")),
                                 column_list(header))};
}

/// A JSON document begins so, a header never: one line of it may be the whole file.
tl::expected<bool, SourceError> looks_like_json(const std::filesystem::path& file,
                                                const ImportOptions& options) {
  PositionCounters counters;
  auto stream = open_byte_stream(file, options.window_log_max, counters);
  if (!stream) {
    return tl::unexpected{std::move(stream.error())};
  }
  InputWindow window{std::move(*stream)};
  const auto filled = window.fill();
  if (!filled) {
    return tl::unexpected{filled.error()};
  }
  const std::size_t first = window.view().find_first_not_of(" \t\r\n");
  return first != std::string_view::npos &&
         (window.view()[first] == '[' || window.view()[first] == '{');
}

}  // namespace

tl::expected<std::vector<std::string>, SourceError> read_table_header(
    const std::filesystem::path& file, char delimiter, const ImportOptions& options) {
  PositionCounters counters;
  auto stream = open_byte_stream(file, options.window_log_max, counters);
  if (!stream) {
    return tl::unexpected{std::move(stream.error())};
  }
  InputWindow window{std::move(*stream)};
  return CsvReader{window, delimiter, limits_of(options)}.read_header();
}

tl::expected<ArchiveFormat, SourceError> detect_table(const std::filesystem::path& file,
                                                      ArchiveFormat expected,
                                                      const ImportOptions& options) {
  const auto* const table =
      std::find_if(kTableFormats.begin(), kTableFormats.end(), [expected](const TableFormat& each) {
        return each.format == expected;
      });
  const bool is_asked_for = table != kTableFormats.end();
  if (!is_asked_for && expected != ArchiveFormat::kDetect) {
    return ArchiveFormat::kDetect;
  }
  const auto is_json =
      is_asked_for ? tl::expected<bool, SourceError>{false} : looks_like_json(file, options);
  if (!is_json) {
    return tl::unexpected{is_json.error()};
  }
  if (*is_json) {
    return ArchiveFormat::kDetect;
  }
  const auto header = read_table_header(file, ',', options);
  if (!header) {
    return tl::unexpected{header.error()};
  }
  if (!is_asked_for) {
    return recognise(*header);
  }
  if (!missing_of(table->needed, *header).empty() || is_ruled_out(*table, *header)) {
    return tl::unexpected{unfit(file, *table, *header)};
  }
  return expected;
}

std::string campaign_of(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  std::string_view campaign = name;
  campaign = campaign.substr(0, campaign.find('.', 1));
  for (const std::string_view mark : {"_tweets", "_users"}) {
    const std::size_t at = campaign.find(mark);
    if (at != std::string_view::npos && at > 0) {
      campaign = campaign.substr(0, at);
    }
  }
  return std::string{campaign};
}

std::unique_ptr<RecordParser> make_table_parser(ArchiveFormat format,
                                                const std::vector<std::string>& header,
                                                const std::filesystem::path& file) {
  switch (format) {
    case ArchiveFormat::kIoTweets:
      return make_io_tweets_parser(header, campaign_of(file));
    case ArchiveFormat::kIoUsers:
      return make_io_users_parser(header, campaign_of(file));
    case ArchiveFormat::kFiveThirtyEight:
      return make_fivethirtyeight_parser(header, file.filename().string());
    default:
      return make_coordination_csv_parser(header);
  }
}

}  // namespace vigie::collector
