// One Nostr relay as a live source.
#pragma once

#include <memory>
#include <string>

#include "collector/live/live_source.h"
#include "collector/live/options.h"

namespace vigie::collector::nostr {

/// `nostr:HOST[:PORT][/PATH]`. Asks for kinds 0, 1, 5, 6 and 16 since the cursor, ten minutes less
/// because `created_at` is a claim; goes back page by page where the relay gives less at once; then
/// reads what comes. Cursor: Unix seconds up to which everything was received.
///
/// Relays that want a login are kOperator: Vigie has no key of its own, and signs nothing.
[[nodiscard]] std::unique_ptr<LiveSource> make_nostr_source(std::string relay,
                                                            const NostrOptions& options,
                                                            const LiveTools& tools);

}  // namespace vigie::collector::nostr
