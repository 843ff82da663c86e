// What nobody below `main` can repair: the store cannot be opened, read or written.
#pragma once

#include <stdexcept>
#include <string>

namespace vigie::storage {

/// The message says what happened, to which file, and what to do next.
class StorageError : public std::runtime_error {
 public:
  explicit StorageError(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace vigie::storage
