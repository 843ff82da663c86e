// How long a step took: for what a command says of itself, never part of a result.
#pragma once

#include <chrono>

namespace vigie::app {

[[nodiscard]] inline double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace vigie::app
