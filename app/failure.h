// How a command ends when it cannot do its work: main turns these into exit codes.
#pragma once

#include <stdexcept>
#include <string>

namespace vigie::app {

/// The run failed: exit code 1. The message says what happened, to what, and what to do next.
class RunFailure : public std::runtime_error {
 public:
  explicit RunFailure(const std::string& message) : std::runtime_error(message) {}
};

/// The command was used wrongly: exit code 2.
class UsageFailure : public std::runtime_error {
 public:
  explicit UsageFailure(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace vigie::app
