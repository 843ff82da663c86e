// Options of the commands about people's rights: show, erase, retention, record.
#pragma once

#include "app/commands.h"

namespace CLI {
class App;
}

namespace vigie::app {

/// Each adds its command's own options and examples to `sub`; both must outlive the parsing.
void declare_show(CLI::App& sub, ShowCommand& command);
void declare_erase(CLI::App& sub, EraseCommand& command);
void declare_retention(CLI::App& sub, RetentionCommand& command);
void declare_record(CLI::App& sub, RecordCommand& command);

}  // namespace vigie::app
