// Reading the times of strangers' files. All are taken as UTC unless they say otherwise.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/model/time.h"

namespace vigie::collector {

/// `Tue Dec 08 18:54:01 +0000 2009`, as the v1.1 API writes it; nothing for anything else.
[[nodiscard]] std::optional<UtcTime> parse_twitter_time(std::string_view text);

/// Times before 2000 or from 2100 on are no times of posts on any platform.
[[nodiscard]] bool is_plausible_time(UtcTime time);

/// One way of writing time, chosen once and applied to every record.
class TimeFormat {
 public:
  /// `iso8601` or empty, `unix_s` and `unix_ms` (integers or decimals), `twitter`, or a pattern of
  /// strptime's `%Y %y %m %d %H %I %M %S %f %p %b %B %a %A %z %Z %T %R %F %D %e %s %%`. Digits may
  /// be fewer than the field's width, names are English, white space matches white space, a field
  /// that the pattern lacks is its least value, no locale is consulted. Nothing for another `%`.
  [[nodiscard]] static std::optional<TimeFormat> compile(std::string_view format);

  /// Surrounding white space is dropped; nothing when `text` does not match to its end or names a
  /// date that does not exist.
  [[nodiscard]] std::optional<UtcTime> parse(std::string_view text) const;

 private:
  enum class Kind : std::uint8_t { kIso8601, kUnixSeconds, kUnixMilliseconds, kTwitter, kPattern };

  Kind kind_ = Kind::kIso8601;
  std::string pattern_;  ///< Compound fields (`%T`, `%F`, ...) written out.
};

}  // namespace vigie::collector
