// Options of the analyst's commands: groups, pair, trace, export.
#pragma once

#include "app/commands.h"

namespace CLI {
class App;
}

namespace vigie::app {

/// Each adds its command's own options and examples to `sub`; both must outlive the parsing.
void declare_groups(CLI::App& sub, GroupsCommand& command);
void declare_pair(CLI::App& sub, PairCommand& command);
void declare_trace(CLI::App& sub, TraceCommand& command);
void declare_export_network(CLI::App& sub, ExportCommand& command);

}  // namespace vigie::app
