// `vigie label`: people label accounts without seeing the score.
#include "app/label_actions.h"

namespace vigie::app {

void run(const LabelCommand& command, Console& console) {
  switch (command.action) {
    case LabelAction::kQueue:
      return draw_queue(command, console);
    case LabelAction::kNext:
      return label_next(command, console);
    case LabelAction::kSet:
      return set_label(command, console);
    case LabelAction::kStatus:
      return show_label_status(command, console);
    case LabelAction::kAgreement:
      return show_agreement(command, console);
    case LabelAction::kExport:
      return export_labels(command, console);
    case LabelAction::kImport:
      return import_labels(command, console);
  }
}

}  // namespace vigie::app
