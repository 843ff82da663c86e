// The store cannot be written for now: the disk is full, or another program holds the lock.
//
// Apart from the other StorageErrors because it passes: whoever can wait need not give up.
#pragma once

#include <cstdint>
#include <string>

#include "storage/error.h"

namespace vigie::storage {

enum class OutageKind : std::uint8_t {
  kFull,    ///< No room on the disk, or the quota is used.
  kLocked,  ///< Another program writes, and waiting was given up.
};

/// The open transaction is rolled back; what was committed is safe.
class WriteOutage : public StorageError {
 public:
  WriteOutage(OutageKind kind, const std::string& message) : StorageError(message), kind_(kind) {}

  [[nodiscard]] OutageKind kind() const { return kind_; }

 private:
  OutageKind kind_;
};

}  // namespace vigie::storage
