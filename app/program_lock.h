// Locks that tell the programs of one database of each other: one collector, one re-check, and who
// must share a platform's limit.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

namespace vigie::app {

/// `DB.PROGRAM.lock`, mode 0600, beside the database.
[[nodiscard]] std::filesystem::path lock_file(const std::filesystem::path& database,
                                              std::string_view program);

/// Held for as long as it lives; a killed program holds nothing.
class ProgramLock {
 public:
  /// Tries for `patience` at most. Looking whether a lock is held takes it for a moment: less than
  /// half a second may be too little.
  ProgramLock(const std::filesystem::path& file, std::chrono::milliseconds patience);
  ~ProgramLock();
  ProgramLock(const ProgramLock&) = delete;
  ProgramLock& operator=(const ProgramLock&) = delete;
  ProgramLock(ProgramLock&&) = delete;
  ProgramLock& operator=(ProgramLock&&) = delete;

  /// False: the file cannot be written there.
  [[nodiscard]] bool has_file() const { return descriptor_ >= 0; }

  /// False: another program has it.
  [[nodiscard]] bool is_held() const { return is_held_; }

 private:
  int descriptor_ = -1;
  bool is_held_ = false;
};

/// Tries until it is held, or until `gives_up`, which is asked after each try of `patience`. Who
/// saw the lock free has not got it yet: of several that wait, one takes it and the others go on
/// waiting. Ask what is returned whether it is held. Returns at once where no file can be written.
[[nodiscard]] std::unique_ptr<ProgramLock> wait_for_lock(const std::filesystem::path& file,
                                                         std::chrono::milliseconds patience,
                                                         const std::function<bool()>& gives_up);

/// Whether any program holds it; false where there is no such file.
[[nodiscard]] bool is_locked(const std::filesystem::path& file);

}  // namespace vigie::app
