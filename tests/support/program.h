// The program as a user meets it: started in a folder of its own, judged by what it prints, the
// exit code it leaves and the files it writes.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace vigie::tests {

/// How one run of the program ended.
struct Outcome {
  int exit_code = 0;  ///< Negative: the signal that ended it, e.g. -9.
  std::string out;    ///< Standard output, whole.
  std::string err;    ///< Standard error, whole.
};

/// What a child process is not allowed to do.
struct Limits {
  std::uint64_t file_bytes = 0;  ///< No file may grow beyond this; 0: no limit.
  bool as_nobody = false;  ///< When the tests run as root: as a user who must obey file modes.
};

/// A program that is still at work. Leaving the scope kills it and waits for its end.
class RunningProgram {
 public:
  RunningProgram(pid_t child, std::filesystem::path out, std::filesystem::path err);
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;
  RunningProgram(RunningProgram&&) = delete;
  RunningProgram& operator=(RunningProgram&&) = delete;
  ~RunningProgram();

  /// Sends `signal`; harmless when the program has ended.
  void send(int signal) const;

  [[nodiscard]] bool has_ended();

  /// Waits for the end.
  [[nodiscard]] Outcome wait();

 private:
  pid_t child_;
  std::filesystem::path out_;
  std::filesystem::path err_;
  bool ended_ = false;
  int status_ = 0;
};

/// A folder that goes with the test, and the program run inside it.
class Program {
 public:
  Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  Program(Program&&) = delete;
  Program& operator=(Program&&) = delete;
  ~Program();

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  /// `name` in the folder.
  [[nodiscard]] std::filesystem::path file(std::string_view name) const;

  /// Runs to the end with `arguments`, the folder being the current one: `vigie.db` is its
  /// database.
  [[nodiscard]] Outcome run(const std::vector<std::string>& arguments,
                            const Limits& limits = {}) const;

  /// Runs with `--json` and parses what it prints. Anything but success and JSON fails the test.
  [[nodiscard]] nlohmann::json run_json(std::vector<std::string> arguments) const;

  /// Runs and fails the test unless it succeeds. @return  Standard output.
  // NOLINTNEXTLINE(modernize-use-nodiscard): often only the success matters
  std::string succeed(const std::vector<std::string>& arguments) const;

  /// Starts the program and returns while it works. One at a time.
  [[nodiscard]] RunningProgram start(const std::vector<std::string>& arguments,
                                     const Limits& limits = {}) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace vigie::tests
