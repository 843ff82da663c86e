// Declared accounts: outlets, institutions and bots that say so. They are shown apart, never
// ranked.
#pragma once

#include <string>

#include "analysis/activity.h"
#include "analysis/options.h"
#include "analysis/source_index.h"

namespace vigie::analysis {

/// Class of `account`, in this order: the team's own setting; an account on a list of outlets or of
/// listed media; a handle that is itself a listed or declared host (`lemonde.fr`, `news@rt.com`);
/// the platform's own bot flag. Behaviour never decides here.
[[nodiscard]] AccountClass classify_account(const ActivityAccount& account,
                                            const SourceIndex& sources,
                                            const AnalysisOptions& options);

}  // namespace vigie::analysis
