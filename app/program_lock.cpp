#include "app/program_lock.h"

#include <sys/file.h>
#include <thread>
#include <unistd.h>

#include <fcntl.h>

namespace vigie::app {

std::filesystem::path lock_file(const std::filesystem::path& database, std::string_view program) {
  std::filesystem::path file = database;
  file += ".";
  file += program;
  file += ".lock";
  return file;
}

ProgramLock::ProgramLock(const std::filesystem::path& file, std::chrono::milliseconds patience) {
  constexpr int kOwnerOnly = 0600;
  constexpr std::chrono::milliseconds kBetweenTries{50};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open(2) has no other form
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  const auto end = std::chrono::steady_clock::now() + patience;
  while (descriptor_ >= 0 && !is_held_) {
    is_held_ = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
    if (is_held_ || std::chrono::steady_clock::now() >= end) {
      break;
    }
    std::this_thread::sleep_for(kBetweenTries);
  }
}

ProgramLock::~ProgramLock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::unique_ptr<ProgramLock> wait_for_lock(const std::filesystem::path& file,
                                           std::chrono::milliseconds patience,
                                           const std::function<bool()>& gives_up) {
  while (true) {
    auto lock = std::make_unique<ProgramLock>(file, patience);
    if (lock->is_held() || !lock->has_file() || gives_up()) {
      return lock;
    }
  }
}

bool is_locked(const std::filesystem::path& file) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open(2) has no other form
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return false;
  }
  const bool is_held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
  ::close(descriptor);
  return is_held;
}

}  // namespace vigie::app
