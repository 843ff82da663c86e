// The actions of `vigie label`, each in a file of its own.
#pragma once

#include <iosfwd>

#include "app/commands.h"
#include "app/console.h"
#include "storage/sqlite/database.h"

namespace vigie::app {

/// All throw UsageFailure, RunFailure, storage::StorageError.
void draw_queue(const LabelCommand& command, Console& console);
void label_next(const LabelCommand& command, Console& console);
void set_label(const LabelCommand& command, Console& console);
void show_label_status(const LabelCommand& command, Console& console);
void show_agreement(const LabelCommand& command, Console& console);
void export_labels(const LabelCommand& command, Console& console);
void import_labels(const LabelCommand& command, Console& console);

/// The questions and answers of `label next`: reads keys from `keys` until all is labelled, `q`, or
/// the end. Every label is stored at once.
void run_label_session(const LabelCommand& command,
                       storage::Database& database,
                       std::istream& keys,
                       Console& console);

}  // namespace vigie::app
