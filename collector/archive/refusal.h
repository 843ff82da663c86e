// How parsers refuse a record, and the one check that all of them make: its time.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

#include "collector/archive/plain_text.h"
#include "collector/archive/record_parser.h"
#include "collector/archive/time_format.h"

namespace vigie::collector {

/// `reason`: a literal of collector/README.md.
[[nodiscard]] inline tl::unexpected<ParseError> refuse(std::string_view reason,
                                                       std::string detail = {}) {
  return tl::unexpected{ParseError{.reason = reason, .detail = std::move(detail)}};
}

/// The time of a post that `text` names, or why it is none. `parse`: text to optional UtcTime.
template <typename Parse>
[[nodiscard]] tl::expected<UtcTime, ParseError> checked_time(std::string_view text, Parse parse) {
  if (text.empty()) {
    return refuse("time: missing");
  }
  const auto time = parse(text);
  if (!time) {
    return refuse("time: unreadable", excerpt(text));
  }
  if (!is_plausible_time(*time)) {
    return refuse("time: out of range", excerpt(text));
  }
  return *time;
}

}  // namespace vigie::collector
