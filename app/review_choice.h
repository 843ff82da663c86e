// Which draw an action of `vigie label` is about, and who reads it.
#pragma once

#include <string>
#include <string_view>

#include "storage/review_store.h"

namespace vigie::app {

/// 1 to 40 letters, digits, `-`, `_` and `.`: nothing that must be escaped anywhere.
[[nodiscard]] bool is_pseudonym(std::string_view text);

/// The draw of that name, or the newest for an empty one. @throws UsageFailure, RunFailure  None.
[[nodiscard]] storage::ReviewQueue choose_queue(storage::ReviewStore& store,
                                                const std::string& name);

/// @throws UsageFailure  `coder` does not read `queue`: lists who does.
void check_reader(const storage::ReviewQueue& queue, const std::string& coder);

/// The verdict of `coder` on an account, an adjudication apart; null: none.
[[nodiscard]] const Verdict* verdict_of(const storage::ReviewItem& item, std::string_view coder);

/// Readers who labelled an account, an adjudication apart.
[[nodiscard]] std::size_t readers_of(const storage::ReviewItem& item);

}  // namespace vigie::app
