// The actions of `vigie lists` beside `show` and `check`, each in a file of its own.
#pragma once

#include "analysis/list_effect.h"
#include "app/commands.h"
#include "app/console.h"
#include "dashboards/withheld_text.h"
#include "storage/withheld_names.h"

namespace vigie::app {

/// @throws UsageFailure, RunFailure.
void show_list_diff(const ListsCommand& command, Console& console);

/// All files are read and checked before the first is written. @throws UsageFailure, RunFailure.
void import_lists(const ListsCommand& command, Console& console);

/// @throws UsageFailure, RunFailure, storage::StorageError.
void show_list_effect(const ListsCommand& command, Console& console);

/// Puts pseudonyms in the place of names in what `show_list_effect` shows. @return  Of whom.
[[nodiscard]] dashboards::WithheldCount withhold_names(analysis::ListEffect& effect,
                                                       storage::WithheldNames& names);

}  // namespace vigie::app
