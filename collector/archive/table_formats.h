// Tables that are recognised by the names of their columns: published data sets in CSV whose header
// has one spelling.
//
// Sources: the readme files of X's information-operations archive and of FiveThirtyEight's
// russian-troll-tweets; "Input format" of the Coordination Network Toolkit (QUT Digital
// Observatory).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/archive.h"
#include "collector/archive/record_parser.h"

namespace vigie::collector {

/// The column names of a CSV file; empty when its first row is none.
[[nodiscard]] tl::expected<std::vector<std::string>, SourceError> read_table_header(
    const std::filesystem::path& file, char delimiter, const ImportOptions& options);

/// The table format that `file` is in, or kDetect when it is in none. An `expected` table format is
/// believed if the columns that it cannot do without are there: kUnknownFormat names those that are
/// not. For any other `expected` than kDetect the file is not looked at.
[[nodiscard]] tl::expected<ArchiveFormat, SourceError> detect_table(
    const std::filesystem::path& file, ArchiveFormat expected, const ImportOptions& options);

/// Parser of the rows of `file` under `header`. `format` is one that `detect_table` returned.
[[nodiscard]] std::unique_ptr<RecordParser> make_table_parser(
    ArchiveFormat format,
    const std::vector<std::string>& header,
    const std::filesystem::path& file);

/// Name of the campaign that a file of the information-operations archive is of: its name without
/// its endings and without `_tweets...` or `_users...`, so that both files of a campaign agree.
[[nodiscard]] std::string campaign_of(const std::filesystem::path& file);

// The parsers, each in its own file.

/// `origin`: of the labels.
[[nodiscard]] std::unique_ptr<RecordParser> make_io_tweets_parser(
    const std::vector<std::string>& header, std::string origin);
[[nodiscard]] std::unique_ptr<RecordParser> make_io_users_parser(
    const std::vector<std::string>& header, std::string origin);
[[nodiscard]] std::unique_ptr<RecordParser> make_fivethirtyeight_parser(
    const std::vector<std::string>& header, std::string origin);
[[nodiscard]] std::unique_ptr<RecordParser> make_coordination_csv_parser(
    const std::vector<std::string>& header);

}  // namespace vigie::collector
