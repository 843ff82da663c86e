#include "app/label_arguments.h"

#include <algorithm>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/review_choice.h"
#include "storage/model/verdict.h"

namespace vigie::app {
namespace {

constexpr std::size_t kMostDrawn = 100'000;
constexpr const char* kPseudonym =
    "Pseudonym of the reader: letters, digits, `-`, `_`, `.`; it is stored with every label";

std::string check_pseudonym(const std::string& text) {
  return is_pseudonym(text) ? std::string{}
                            : text +
                                  ": a pseudonym of at most 40 letters, digits, -, _ and . is "
                                  "needed, no name and no address";
}

void add_coder(CLI::App& sub, LabelCommand& command, bool required) {
  auto* option = sub.add_option("--coder", command.coders, kPseudonym)
                     ->expected(1)
                     ->check(check_pseudonym)
                     ->type_name("CODER");
  option->required(required);
}

void add_queue_name(CLI::App& sub, LabelCommand& command) {
  sub.add_option("--queue", command.queue, "Name of the draw; default: the newest")
      ->type_name("NAME");
}

void declare_queue(CLI::App& sub, LabelCommand& command) {
  sub.add_option("--run", command.run, "Run to draw from; default: the latest")
      ->check(CLI::PositiveNumber)
      ->type_name("ID");
  sub.add_option("--size", command.size, "Accounts drawn")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, kMostDrawn))
      ->type_name("N");
  sub.add_option("--seed", command.seed, "Another seed draws others")
      ->capture_default_str()
      ->type_name("N");
  sub.add_option("--coder", command.coders, "Pseudonyms of the readers, two or more")
      ->required()
      ->check(check_pseudonym)
      ->type_name("CODER...");
  sub.add_option("--name", command.queue, "Name of the draw; default: the window's last day")
      ->check(check_pseudonym)
      ->type_name("NAME");
  sub.footer(
      "Accounts come from every band of likelihood and every data grade; the chance of each is\n"
      "kept, so that what is found in the draw speaks for all. Readers should not have seen the\n"
      "report of that run.\n"
      "Examples:\n"
      "  vigie label queue --coder ana --coder ben\n"
      "  vigie label queue --run 12 --size 200 --seed 2 --coder ana ben carla");
}

void declare_next(CLI::App& sub, LabelCommand& command) {
  add_coder(sub, command, true);
  add_queue_name(sub, command);
  sub.footer(
      "Shows one account after the other: profile, hours, posts; never a score. Keys, each "
      "followed\n"
      "by Enter: 1 declared automated, 2 undeclared automated, 3 hyperactive human,\n"
      "4 organisation or team, 5 cannot tell; m more posts, n note, s skip, q quit.\n"
      "With --json the next account is printed and nothing is asked.\n"
      "Example:\n  vigie label next --coder ana");
}

void declare_set(CLI::App& sub, LabelCommand& command) {
  sub.add_option("account", command.account, "platform:handle, handle or native id")
      ->required()
      ->type_name("ACCOUNT");
  sub.add_option("label", command.label, "What its posts show")
      ->required()
      ->check(CLI::IsMember(
          std::vector<std::string>{kVerdictLabelNames.begin(), kVerdictLabelNames.end()}))
      ->type_name("LABEL");
  add_coder(sub, command, true);
  add_queue_name(sub, command);
  sub.add_flag("--adjudicate",
               command.adjudicate,
               "Settle what the readers disagreed on, after they talked about it");
  sub.add_flag(
      "--seen", command.seen, "The reader knew score or reasons: kept, and counted in no figure");
  sub.add_option("--note", command.note, "A note on the account, kept with it")->type_name("WORDS");
  sub.footer(
      "An account that is in no draw gets a decision that was not blind: the report shows it, no\n"
      "figure counts it.\n"
      "Examples:\n"
      "  vigie label set x:north_wind undeclared_automated --coder ana\n"
      "  vigie label set x:north_wind organisation --coder ana --adjudicate");
}

void declare_file(CLI::App& sub, LabelCommand& command) {
  sub.add_option("file", command.file, "CSV")->required()->type_name("FILE.csv");
}

void declare_export(CLI::App& sub, LabelCommand& command) {
  declare_file(sub, command);
  sub.add_option("--queue", command.queue, "One draw; default: all, and what is in none")
      ->type_name("NAME");
  sub.add_flag("--blind",
               command.blind,
               "Without what tells of the score: for readers who have not finished");
  sub.footer(
      "One row per account and reader; no label: not yet labelled. Without --blind the file tells\n"
      "who is at the line: keep it from readers who have not finished.\n"
      "Examples:\n"
      "  vigie label export labels.csv\n"
      "  vigie label export sheet.csv --blind --queue 2026-03-29");
}

void declare_import(CLI::App& sub, LabelCommand& command) {
  declare_file(sub, command);
  sub.footer(
      "Columns platform, native_id, coder and label are needed, all others of an export are taken\n"
      "where they are there. Rows that cannot be taken are kept with their reason (`vigie "
      "status`).\n"
      "Example:\n  vigie label import labels.csv");
}

}  // namespace

void declare_label(CLI::App& sub,
                   LabelCommand& command,
                   const std::function<void(CLI::App&, CommonArguments&)>& add_common) {
  sub.require_subcommand(1);
  const auto add = [&](LabelAction action, const char* name, const char* about) -> CLI::App& {
    CLI::App& one = *sub.add_subcommand(name, about);
    add_common(one, command.common);
    one.callback([&command, action] { command.action = action; });
    return one;
  };
  declare_queue(add(LabelAction::kQueue, "queue", "Draw accounts for blind review"), command);
  declare_next(add(LabelAction::kNext, "next", "Read and label, one account after the other"),
               command);
  declare_set(add(LabelAction::kSet, "set", "Label one account, for scripts"), command);
  add(LabelAction::kStatus, "status", "How far each reader is, and what it gives");
  add_queue_name(add(LabelAction::kAgreement,
                     "agreement",
                     "Whether readers mean the same, and where they do not"),
                 command);
  declare_export(add(LabelAction::kExport, "export", "Write labels to a CSV file"), command);
  declare_import(add(LabelAction::kImport, "import", "Take labels from a CSV file"), command);
  sub.footer(
      "Two people label accounts without seeing score, reasons or each other; what they agree on\n"
      "measures the report and teaches a model. See app/README.md.\n"
      "Examples:\n"
      "  vigie label queue --coder ana --coder ben\n"
      "  vigie label next --coder ana\n"
      "  vigie label status\n"
      "  vigie label agreement\n"
      "  vigie report");
}

}  // namespace vigie::app
