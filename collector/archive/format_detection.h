// Which of the formats that Vigie knows by itself a file is in, told by its first records.
#pragma once

#include <filesystem>

#include <tl/expected.hpp>

#include "collector/archive/archive.h"

namespace vigie::collector {

struct DetectedFormat {
  ArchiveFormat format = ArchiveFormat::kDetect;
  bool is_array = false;  ///< One JSON array; else JSON lines.
};

/// Looks at no more than the first 20 records. `expected` other than kDetect is believed, and only
/// the layout is looked for. kUnknownFormat says what could be done.
[[nodiscard]] tl::expected<DetectedFormat, SourceError> detect_format(
    const std::filesystem::path& file, ArchiveFormat expected, const ImportOptions& options);

}  // namespace vigie::collector
