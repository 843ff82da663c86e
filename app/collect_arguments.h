// Options of `vigie collect`, `vigie recheck` and `vigie doctor`.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "app/commands.h"

namespace CLI {
class App;
}

namespace vigie::app {

/// `90s`, `10m`, `8h`, `2d`; nothing for anything else, 0 included.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// Each adds its command's own options and examples to `sub`; both must outlive the parsing.
void declare_collect(CLI::App& sub, CollectCommand& command);
void declare_recheck(CLI::App& sub, RecheckCommand& command);
void declare_doctor(CLI::App& sub, DoctorCommand& command);

}  // namespace vigie::app
