// Lines for a terminal and a mail.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::dashboards {

inline constexpr std::size_t kTextColumns = 88;  ///< Of a line of the terminal report.

/// Words set in lines of at most kTextColumns columns; later lines begin with `indent`. Ends with a
/// line break.
[[nodiscard]] std::string wrap_text(std::string_view text, std::string_view indent = {});

}  // namespace vigie::dashboards
