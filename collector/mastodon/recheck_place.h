// One instance, asked again for the posts and accounts of a report.
#pragma once

#include <memory>

#include "collector/live/recheck.h"
#include "collector/mastodon/site.h"

namespace vigie::collector::mastodon {

/// At home are posts and accounts whose keys are addresses of the instance. Others are known where
/// `site->ids()` holds the instance's id of them. Accounts are asked for at home alone, one at a
/// time: no batch knows an account that no timeline has shown.
[[nodiscard]] std::unique_ptr<RecheckPlace> make_recheck_place(std::shared_ptr<Site> site);

}  // namespace vigie::collector::mastodon
