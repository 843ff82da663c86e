// Bluesky's AppView, asked again for the posts and accounts of a report.
#pragma once

#include <memory>

#include "collector/live/live_source.h"
#include "collector/live/options.h"
#include "collector/live/recheck.h"

namespace vigie::collector {

/// Posts and profiles, 25 a request. Of an account that profiles leave out, the AppView is asked
/// alone: taken down and deactivated it says; "not found" is absent. Reposts cannot be asked for.
[[nodiscard]] std::unique_ptr<RecheckPlace> make_bluesky_recheck(const BlueskyOptions& options,
                                                                 const LiveTools& tools);

}  // namespace vigie::collector
