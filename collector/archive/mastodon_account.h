// An account as Mastodon's API shows it, wherever it stands: in a status, or alone.
//
// For the .cpp files of the collectors alone, as json_fields.h is. Source: docs.joinmastodon.org,
// entity Account.
#pragma once

#include "collector/archive/json_fields.h"
#include "storage/model/account.h"

namespace vigie::collector {

/// Its profile at `seen`; of one that asks not to be collected its key and that wish alone.
[[nodiscard]] Account read_mastodon_account(json::Element account, UtcTime seen);

}  // namespace vigie::collector
