// The formats that Vigie knows by itself: name, platform, layout, parser, and what the operator
// must know before reading one. A new format is a row here, a parser and its recognition.
#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "collector/archive/archive.h"
#include "collector/archive/record_parser.h"

namespace vigie::collector {

/// Arrays of messages in a Telegram Desktop export: of one chat, or of all chats of an account.
inline constexpr std::array<std::string_view, 3> kTelegramPaths{
    "messages", "chats.list[].messages", "left_chats.list[].messages"};

/// What a message's chat says of itself; `RawRecord::context` in this order.
inline constexpr std::array<std::string_view, 2> kTelegramContext{"type", "id"};

struct KnownFormat {
  ArchiveFormat format = ArchiveFormat::kDetect;
  std::string_view name;      ///< As `--format` takes it.
  std::string_view platform;  ///< Of all its records.
  std::string_view notice;    ///< Shown before an import; empty: nothing to say.
  /// Tables have none here: theirs depends on the header (table_formats.h).
  std::unique_ptr<RecordParser> (*make_parser)(const RecordLimits& limits) = nullptr;
};

/// The row of `format`; kDetect and kMapped have none.
[[nodiscard]] const KnownFormat* known_format(ArchiveFormat format);

}  // namespace vigie::collector
