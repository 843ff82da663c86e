// argv to a command.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "app/commands.h"

namespace vigie::app {

/// `--help`, `--version`, or a mistake: print `text` and exit with `code` (0 or 2).
struct Exit {
  int code = 0;
  std::string text;
};

/// Never throws for what a user types.
[[nodiscard]] std::variant<Command, Exit> parse_arguments(int argc, const char* const* argv);

}  // namespace vigie::app
