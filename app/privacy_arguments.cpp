#include "app/privacy_arguments.h"

#include <cstdint>

#include <CLI/CLI.hpp>

namespace vigie::app {
namespace {

constexpr std::uint32_t kMostTexts = 100'000;
constexpr const char* kAccountForms = "platform:handle, handle, native id, platform:native-id";

}  // namespace

void declare_show(CLI::App& sub, ShowCommand& command) {
  sub.add_option("account", command.account, kAccountForms)->required()->type_name("ACCOUNT");
  sub.add_option("--posts", command.posts, "Show so many of its newest texts")
      ->type_name("N")
      ->check(CLI::Range(std::uint32_t{1}, kMostTexts));
  sub.footer(
      "With --json the answer is complete: every post, share, score and record that is held. That\n"
      "is what a person may ask for.\n"
      "Examples:\n"
      "  vigie show x:north_wind\n"
      "  vigie show x:north_wind --posts 5\n"
      "  vigie show x:900100 --json > answer.json");
}

void declare_erase(CLI::App& sub, EraseCommand& command) {
  sub.add_option("account", command.account, kAccountForms)->required()->type_name("ACCOUNT");
  sub.add_option("--reason", command.reason, "Kept with the keyed hash: name nobody in it")
      ->capture_default_str()
      ->type_name("WORDS");
  sub.add_flag("--compact", command.compact, "Write the file anew: needs as much room again");
  sub.add_flag("--yes", command.yes, "Do not ask");
  sub.footer(
      "What stays is a keyed hash, so that the account is never collected again; the key is in\n"
      "FILE.key beside the database, or in VIGIE_SUPPRESSION_KEY. An account that is not stored "
      "is\n"
      "put on the list by platform:native-id. Reports written before still name it.\n"
      "Examples:\n"
      "  vigie erase x:north_wind\n"
      "  vigie erase x:900100 --reason \"request of 24 November\" --compact --yes");
}

void declare_retention(CLI::App& sub, RetentionCommand& command) {
  sub.add_flag("--dry-run", command.dry_run, "Count what would go; change nothing");
  sub.add_flag("--compact", command.compact, "Write the file anew at the end");
  sub.footer(
      "Once a day, after `vigie daily`. The ages are in [retention] of vigie.toml.\n"
      "Examples:\n"
      "  vigie retention --dry-run\n"
      "  vigie retention --json");
}

void declare_record(CLI::App& sub, RecordCommand& command) {
  CLI::Option* name = sub.add_option("--name", command.name, "What the watch is called");
  CLI::Option* purpose = sub.add_option("--purpose", command.purpose, "What it is for");
  CLI::Option* basis =
      sub.add_option("--legal-basis", command.legal_basis, "On what ground, e.g. an article");
  CLI::Option* retention =
      sub.add_option("--retention", command.retention, "How long what is kept, in words");
  for (CLI::Option* one : {name, purpose, basis, retention}) {
    one->type_name("WORDS");
    for (CLI::Option* other : {name, purpose, basis, retention}) {
      if (one != other) {
        one->needs(other);
      }
    }
  }
  sub.footer(
      "Live collecting asks for this record before it starts. Without options the newest is "
      "shown.\n"
      "Examples:\n"
      "  vigie record --name \"Election watch\" --purpose \"Amplification of disinformation\"\n"
      "    --legal-basis \"GDPR art. 6(1)(f)\" --retention \"texts 90 days, features 400 days\"\n"
      "  vigie record");
}

}  // namespace vigie::app
