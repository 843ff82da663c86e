// `vigie erase`: everything of one account, and never again.
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/named_account.h"
#include "app/suppression_key.h"
#include "app/workspace.h"
#include "dashboards/html_escape.h"
#include "storage/erasure.h"

namespace vigie::app {
namespace {

struct PlatformName {
  std::string platform;
  std::string native_id;
};

/// For an account that is not stored: nobody can tell its id from a handle.
PlatformName read_unknown_account(const std::string& name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == name.size()) {
    throw UsageFailure(
        fmt::format("nothing is stored of {}. To keep it from ever being collected, write "
                    "platform:native-id, e.g. x:900100.",
                    dashboards::visible_text(name)));
  }
  return {name.substr(0, colon), name.substr(colon + 1)};
}

void ask(const EraseCommand& command, const std::string& what) {
  if (command.yes) {
    return;
  }
  if (isatty(STDIN_FILENO) != 1) {
    throw UsageFailure("an erasure cannot be undone: say --yes, or run it on a terminal.");
  }
  fmt::print(stderr, "{} This cannot be undone. Go on? [y/N] ", what);
  std::string answer;
  std::getline(std::cin, answer);
  if (answer != "y" && answer != "Y" && answer != "yes") {
    throw UsageFailure("nothing was erased.");
  }
}

/// What became of the file, beside its rows.
struct FileState {
  bool is_log_empty = false;
  bool is_rebuilt = false;
};

struct EraseOutcome {
  storage::Erasure erasure;
  FileState file;
};

EraseOutcome erase(const EraseCommand& command, Console& console) {
  EraseOutcome outcome;
  storage::Database database = open_for_writing(command.common, false);
  const auto found = find_named_account(command.account, database, true);
  std::optional<PlatformName> unknown;
  if (!found) {
    unknown = read_unknown_account(command.account);
  }
  ask(command,
      dashboards::visible_text(
          found ? fmt::format("Erase {}:{} ({}).", found->platform, found->native_id, found->handle)
                : fmt::format("Nothing is stored of {}; put it on the list of accounts that are "
                              "never collected.",
                              command.account)));
  const std::string key = need_suppression_key(database);
  const storage::ErasureOrder order{
      .reason = command.reason, .suppression_key = key, .now = wall_clock()};
  console.progress("erasing");
  if (found) {
    const AccountId account = found->id;
    outcome.erasure = storage::erase_accounts(database, {&account, 1}, order);
  } else {
    storage::suppress(database, unknown->platform, unknown->native_id, order);
  }
  if (command.compact) {
    console.progress("writing the file anew");
    storage::rebuild_file(database);
    outcome.file.is_rebuilt = true;
  }
  outcome.file.is_log_empty = storage::empty_log(database);
  return outcome;
}

/// Looks for bytes that no row holds any more; the database must be closed.
void look_for_residue(const EraseCommand& command, EraseOutcome& outcome, Console& console) {
  console.progress("looking for what is left between the rows");
  if (outcome.file.is_rebuilt || !outcome.file.is_log_empty ||
      !storage::has_residue(command.common.db, outcome.erasure.traces)) {
    return;
  }
  console.progress("writing the file anew");
  storage::Database database = open_for_writing(command.common, false);
  storage::rebuild_file(database);
  outcome.file = {.is_log_empty = storage::empty_log(database), .is_rebuilt = true};
}

void tell_outcome(const EraseOutcome& outcome, Console& console) {
  const storage::Erasure& erasure = outcome.erasure;
  if (console.json_mode()) {
    console.json(nlohmann::ordered_json{{"accounts", erasure.accounts},
                                        {"posts", erasure.posts},
                                        {"reposts", erasure.reposts},
                                        {"shares", erasure.shares},
                                        {"objects", erasure.objects},
                                        {"domains", erasure.domains},
                                        {"findings", erasure.findings},
                                        {"redacted", erasure.redacted},
                                        {"runs", erasure.runs},
                                        {"file_rebuilt", outcome.file.is_rebuilt},
                                        {"log_emptied", outcome.file.is_log_empty}}
                     .dump(2));
    return;
  }
  if (erasure.accounts == 0) {
    console.say("Nothing was stored of it; it will not be collected.");
    return;
  }
  console.say(fmt::format(
      "Erased: {} with {}, {} and {} that nobody else shares, {} of runs and notes. Records of "
      "others that no longer name it: {}.",
      counted(erasure.posts, "post"),
      counted(erasure.shares, "share"),
      counted(erasure.objects, "object"),
      counted(erasure.domains, "domain"),
      counted(erasure.findings, "row"),
      with_thousands(erasure.redacted)));
  console.say("A keyed hash stays, so that it is not collected again.");
  if (erasure.runs > 0) {
    console.say(fmt::format(
        "Reports and exports of {} that had scored it still name it. Delete them, or write them "
        "anew.",
        counted(erasure.runs, "run")));
  }
}

}  // namespace

void run(const EraseCommand& command, Console& console) {
  EraseOutcome outcome = erase(command, console);
  look_for_residue(command, outcome, console);
  tell_outcome(outcome, console);
  if (!outcome.file.is_log_empty) {
    throw RunFailure(fmt::format(
        "{}-wal could not be emptied, for another program reads the database: it still holds what "
        "was erased. Run `vigie erase --compact` with platform:native-id again when nobody reads.",
        command.common.db.string()));
  }
}

}  // namespace vigie::app
