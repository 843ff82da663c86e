// Options of `vigie label` and its actions.
#pragma once

#include <functional>

#include "app/commands.h"

namespace CLI {
class App;
}

namespace vigie::app {

/// Adds the actions, each with options and examples, to `sub`; both must outlive the parsing.
/// `add_common` adds what every command takes.
void declare_label(CLI::App& sub,
                   LabelCommand& command,
                   const std::function<void(CLI::App&, CommonArguments&)>& add_common);

}  // namespace vigie::app
