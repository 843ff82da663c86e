// The sections of `vigie.toml` for platforms whose terms gate them: `[x]`, `[reddit]`, `[youtube]`.
#pragma once

#include "collector/live/options.h"
#include "config/toml_value.h"

namespace vigie::config {

void read_x(TomlReader& reader, collector::LiveOptions& options);
void read_reddit(TomlReader& reader, collector::LiveOptions& options);
void read_youtube(TomlReader& reader, collector::LiveOptions& options);

}  // namespace vigie::config
