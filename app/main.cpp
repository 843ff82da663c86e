// Vigie's command line: parses arguments, runs one command, turns failure into an exit code.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <variant>

#include <fmt/format.h>

#include "app/arguments.h"
#include "app/commands.h"
#include "app/failure.h"
#include "collector/net/start.h"
#include "storage/error.h"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

int fail(int code, const char* message) {
  static_cast<void>(std::fflush(stdout));
  fmt::print(stderr, "vigie: {}\n", message);
  return code;
}

int run_command(const vigie::app::Command& command) {
  vigie::app::Console console;
  std::visit(
      [&](const auto& chosen) {
        console.set_json(chosen.common.json);
        run(chosen, console);
      },
      command);
  console.end_progress();
  return 0;
}

/// What was printed is out, every database is closed: nothing is left to do.
[[noreturn]] void leave(int code) {
  static_cast<void>(std::fflush(nullptr));
  std::_Exit(code);
}

int run_program(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): a closed pipe is reported by the write
  try {
    const auto parsed = vigie::app::parse_arguments(argc, argv);
    if (const auto* exit = std::get_if<vigie::app::Exit>(&parsed)) {
      fmt::print(exit->code == 0 ? stdout : stderr, "{}", exit->text);
      return exit->code;
    }
    return run_command(std::get<vigie::app::Command>(parsed));
  } catch (const vigie::app::UsageFailure& failure) {
    return fail(kWrongUsage, failure.what());
  } catch (const std::bad_alloc&) {
    return fail(kFailed, "out of memory. Analyse a shorter window (--from, --to).");
  } catch (const std::exception& failure) {
    return fail(kFailed, failure.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int code = run_program(argc, argv);
  if (vigie::collector::is_network_initialized()) {
    leave(code);
  }
  return code;
}
