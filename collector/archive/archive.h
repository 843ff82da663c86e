// Archive files as a source: what teams and researchers already have on disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/options.h"
#include "collector/source.h"

namespace vigie::collector {

enum class ArchiveFormat : std::uint8_t {
  kDetect,
  kTwitterV1,        ///< `twitter_v1`: v1.1 objects, JSON lines or one JSON array.
  kTwitterV2,        ///< `twitter_v2`: v2 pages or flattened posts, JSON lines.
  kJetstream,        ///< `jetstream`: Bluesky Jetstream v1 events, JSON lines.
  kJetstreamV2,      ///< `jetstream_v2`: Bluesky Jetstream v2 frames, JSON lines.
  kMastodon,         ///< `mastodon`: statuses as JSON lines or one array, or streaming events.
  kReddit,           ///< `reddit`: comments and submissions of a dump, JSON lines.
  kTelegram,         ///< `telegram`: `result.json` of Telegram Desktop.
  kIoTweets,         ///< `io_tweets`: posts of X's information-operations archive, CSV.
  kIoUsers,          ///< `io_users`: accounts of that archive, CSV.
  kFiveThirtyEight,  ///< `fivethirtyeight`: its Internet Research Agency posts, CSV.
  kCoordinationCsv,  ///< `coordination_csv`: input of the Coordination Network Toolkit.
  kMapped,           ///< Described by a Mapping.
};

struct ArchiveRequest {
  std::filesystem::path file;
  ArchiveFormat format = ArchiveFormat::kDetect;  ///< Ignored when there is a mapping.
  std::optional<Mapping> mapping;
  std::optional<std::filesystem::path> labels_file;  ///< Ids one a line, or CSV `account,label`.
  std::string label_origin;         ///< Origin written with every label, e.g. the file's name.
  std::uint64_t resume_offset = 0;  ///< Records that end at or before this are skipped.
  std::uint64_t resume_line = 0;
};

/// Names of the formats known by themselves, as `--format` takes them.
[[nodiscard]] std::vector<std::string> format_names();

/// The format of that name; kDetect when there is none.
[[nodiscard]] ArchiveFormat format_named(std::string_view name);

/// Identity of a file's content, to recognise it again: size and a hash of its first and last MiB.
struct ArchiveFingerprint {
  std::uint64_t size = 0;
  std::string hash;           ///< 16 hex digits.
  std::int64_t modified = 0;  ///< When it was last written, in ticks of the file clock: no part of
                              ///< its identity, but of the question whether somebody writes to it.

  friend bool operator==(const ArchiveFingerprint&, const ArchiveFingerprint&) = default;
};

/// Opens `request.file` (plain, gzip or zstd, told by content) and recognises its format.
[[nodiscard]] tl::expected<std::unique_ptr<Source>, SourceError> open_archive(
    const ArchiveRequest& request, const ImportOptions& options);

[[nodiscard]] tl::expected<ArchiveFingerprint, SourceError> fingerprint(
    const std::filesystem::path& file);

}  // namespace vigie::collector
