#include "tests/support/program.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/files.h"

namespace vigie::tests {
namespace {

constexpr int kNoSuchProgram = 127;
constexpr uid_t kNobody = 65534;

std::filesystem::path make_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "vigie-e2e-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::system_error{errno, std::generic_category(), "mkdtemp " + pattern};
  }
  // Searchable by all, so that a test may run the program as somebody else.
  std::filesystem::permissions(pattern, std::filesystem::perms{0755});
  return pattern;
}

// In the child, between fork and exec: a failure can only be told by the exit code.

void redirect(const std::filesystem::path& file, int descriptor) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX open takes the mode this way
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (opened < 0 || dup2(opened, descriptor) < 0) {
    _exit(kNoSuchProgram);
  }
}

void apply(const Limits& limits) {
  if (limits.file_bytes > 0) {
    std::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c): a write then fails, as on a full disk
    const rlimit limit{limits.file_bytes, limits.file_bytes};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) {
      _exit(kNoSuchProgram);
    }
  }
  if (limits.as_nobody && geteuid() == 0) {
    if (setgroups(0, nullptr) != 0 || setgid(kNobody) != 0 || setuid(kNobody) != 0) {
      _exit(kNoSuchProgram);
    }
  }
}

[[noreturn]] void become_program(const std::filesystem::path& folder,
                                 std::vector<char*>& argv,
                                 const Limits& limits) {
  if (chdir(folder.c_str()) != 0) {
    _exit(kNoSuchProgram);
  }
  apply(limits);
  execv(argv.front(), argv.data());
  _exit(kNoSuchProgram);
}

}  // namespace

RunningProgram::RunningProgram(pid_t child, std::filesystem::path out, std::filesystem::path err)
    : child_(child), out_(std::move(out)), err_(std::move(err)) {}

RunningProgram::~RunningProgram() {
  if (!has_ended()) {
    send(SIGKILL);
    waitpid(child_, &status_, 0);
  }
}

void RunningProgram::send(int signal) const {
  if (!ended_) {
    kill(child_, signal);
  }
}

bool RunningProgram::has_ended() {
  ended_ = ended_ || waitpid(child_, &status_, WNOHANG) == child_;
  return ended_;
}

Outcome RunningProgram::wait() {
  while (!ended_) {
    ended_ = waitpid(child_, &status_, 0) == child_ || errno != EINTR;
  }
  return {.exit_code = WIFSIGNALED(status_) ? -WTERMSIG(status_) : WEXITSTATUS(status_),
          .out = read_file(out_),
          .err = read_file(err_)};
}

Program::Program() : folder_(make_folder()) {}

Program::~Program() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::filesystem::path Program::file(std::string_view name) const {
  return folder_ / name;
}

Outcome Program::run(const std::vector<std::string>& arguments, const Limits& limits) const {
  return start(arguments, limits).wait();
}

nlohmann::json Program::run_json(std::vector<std::string> arguments) const {
  arguments.emplace_back("--json");
  const std::string out = succeed(arguments);
  auto document = nlohmann::json::parse(out, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << "no JSON document: " << out;
  return document;
}

std::string Program::succeed(const std::vector<std::string>& arguments) const {
  const Outcome outcome = run(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << fmt::format("vigie {}\n", fmt::join(arguments, " "))
                                  << outcome.err;
  return outcome.out;
}

RunningProgram Program::start(const std::vector<std::string>& arguments,
                              const Limits& limits) const {
  std::vector<std::string> words{VIGIE_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) {
    argv.push_back(word.data());
  }
  argv.push_back(nullptr);
  // Outside the folder's visible names, so that a test may list what the program made.
  const auto out = folder_ / ".stdout";
  const auto err = folder_ / ".stderr";
  const pid_t child = fork();
  if (child < 0) {
    throw std::system_error{errno, std::generic_category(), "fork"};
  }
  if (child == 0) {
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    become_program(folder_, argv, limits);
  }
  return {child, out, err};
}

}  // namespace vigie::tests
