// Options of the commands that read labels: train, evaluate.
#pragma once

#include "app/commands.h"

namespace CLI {
class App;
}

namespace vigie::app {

/// Each adds its command's own options and examples to `sub`; both must outlive the parsing.
void declare_train(CLI::App& sub, TrainCommand& command);
void declare_evaluate(CLI::App& sub, EvaluateCommand& command);

}  // namespace vigie::app
