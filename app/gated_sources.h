// The live sources of platforms whose terms gate them, with credentials from the environment.
#pragma once

#include "app/live_sources.h"

namespace vigie::app {

/// Adds what the settings enable: `x:search`, `x:stream`, `reddit:r/NAME`, `youtube:comments`. A
/// source whose gate is shut says so when it is started, and sends nothing.
void add_gated(const collector::LiveOptions& options,
               const collector::LiveTools& tools,
               collector::RateLimiter& limiter,
               LiveSources& live);

}  // namespace vigie::app
