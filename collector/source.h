// A source: something that yields records until it ends or is stopped.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "collector/sink.h"

namespace vigie::collector {

enum class SourceErrorKind : std::uint8_t {
  kNotFound,    ///< No such file.
  kUnreadable,  ///< I/O error.
  kTruncated,   ///< A compressed stream ends early; what was complete has been delivered.
  kDamaged,     ///< A compressed stream fails its own check; what came before has been delivered.
  kUnknownFormat,
  kBadMapping,  ///< The mapping names a column that is not there, or a field that does not exist.
  kStopped,     ///< The stop token was triggered.
};

/// What went wrong, to what, and what to do next.
struct SourceError {
  SourceErrorKind kind = SourceErrorKind::kUnreadable;
  std::string message;
};

/// Where reading stands: for progress, and to resume.
struct SourcePosition {
  std::uint64_t byte_offset = 0;      ///< In the decompressed stream.
  std::uint64_t line = 0;             ///< Lines before `byte_offset`.
  std::uint64_t file_bytes_read = 0;  ///< In the file as stored.
  std::uint64_t file_bytes_total = 0;
};

class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  Source(Source&&) = delete;
  Source& operator=(Source&&) = delete;
  virtual ~Source() = default;

  /// Delivers records to `sink` until the end, an error, or `stop`. Batches delivered before an
  /// error are valid and complete. One bad record never ends it: that is a Reject in its batch.
  [[nodiscard]] virtual tl::expected<void, SourceError> run(PostSink& sink,
                                                            const std::stop_token& stop) = 0;

  /// What the operator must be told before `run`, e.g. what a platform forbids; may be empty.
  [[nodiscard]] virtual std::string_view notice() const { return {}; }

  /// What it is read as: the name of a format or of a mapping.
  [[nodiscard]] virtual std::string format() const { return {}; }

  /// May be called from another thread while `run` is at work.
  [[nodiscard]] virtual SourcePosition position() const = 0;
};

}  // namespace vigie::collector
