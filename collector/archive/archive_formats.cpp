#include "collector/archive/archive_formats.h"

#include <algorithm>
#include <array>

namespace vigie::collector {
namespace {

/// After the platform's API terms and its terms of service for content licensing.
constexpr std::string_view kTelegramNotice =
    "Before you read a Telegram export: the platform's terms forbid collecting or using its data "
    "to train, test, develop, improve or deploy artificial intelligence, machine learning or "
    "similar technologies (telegram.org/tos/content-licensing). Import only what you may analyse, "
    "and feed none of it to such systems. Chats that are not public are left out.";

const std::array<KnownFormat, 11> kFormats{{
    {ArchiveFormat::kTwitterV1, "twitter_v1", "x", {}, make_twitter_v1_parser},
    {ArchiveFormat::kTwitterV2, "twitter_v2", "x", {}, make_twitter_v2_parser},
    {ArchiveFormat::kJetstream, "jetstream", "bluesky", {}, make_jetstream_parser},
    {ArchiveFormat::kJetstreamV2, "jetstream_v2", "bluesky", {}, make_jetstream_v2_parser},
    {ArchiveFormat::kMastodon, "mastodon", "mastodon", {}, make_mastodon_parser},
    {ArchiveFormat::kReddit, "reddit", "reddit", {}, make_reddit_parser},
    {ArchiveFormat::kTelegram, "telegram", "telegram", kTelegramNotice, make_telegram_parser},
    {ArchiveFormat::kIoTweets, "io_tweets", "x", {}, nullptr},
    {ArchiveFormat::kIoUsers, "io_users", "x", {}, nullptr},
    {ArchiveFormat::kFiveThirtyEight, "fivethirtyeight", "x", {}, nullptr},
    {ArchiveFormat::kCoordinationCsv, "coordination_csv", "x", {}, nullptr},
}};

}  // namespace

const KnownFormat* known_format(ArchiveFormat format) {
  const auto* row = std::find_if(kFormats.begin(), kFormats.end(), [format](const auto& known) {
    return known.format == format;
  });
  return row == kFormats.end() ? nullptr : row;
}

ArchiveFormat format_named(std::string_view name) {
  const auto* row = std::find_if(
      kFormats.begin(), kFormats.end(), [name](const auto& known) { return known.name == name; });
  return row == kFormats.end() ? ArchiveFormat::kDetect : row->format;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const KnownFormat& known : kFormats) {
    names.emplace_back(known.name);
  }
  return names;
}

}  // namespace vigie::collector
