#include "app/arguments.h"

#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/analyst_arguments.h"
#include "app/collect_arguments.h"
#include "app/label_arguments.h"
#include "app/learning_arguments.h"
#include "app/privacy_arguments.h"
#include "app/version.h"
#include "collector/archive/archive.h"
#include "collector/simulation/simulation.h"
#include "storage/model/time.h"

namespace vigie::app {
namespace {

constexpr const char* kAbout =
    "Vigie watches public posts for troll bots and for the coordinated amplification of\n"
    "disinformation. It scores how accounts behave and says why; what is consistent with\n"
    "automation or coordination is for a person to judge.\n";

constexpr const char* kExamples =
    "A first report, from nothing:\n"
    "  vigie simulate --out posts.jsonl\n"
    "  vigie import --mapping simulated posts.jsonl\n"
    "  vigie analyze\n"
    "  vigie report --out report\n"
    "\n"
    "Exit codes: 0 done, 1 the run failed, 2 wrong usage.";

void add_common(CLI::App& sub, CommonArguments& common) {
  sub.add_option("--db", common.db, "Database file")->capture_default_str()->type_name("FILE");
  sub.add_option("--config", common.config, "Settings (TOML); see config/vigie.example.toml")
      ->type_name("FILE");
  sub.add_flag("--json", common.json, "Print one JSON document for scripts");
}

/// Told at once, before anything is read or written.
std::string check_date(const std::string& text) {
  constexpr std::size_t kDateOnly = 10;
  return text.size() == kDateOnly && parse_iso8601(text)
             ? std::string{}
             : text + " is not a date: write it as 2026-03-01";
}

/// How files are read, for `import` and `daily`.
template <typename T>
void add_reading(CLI::App& sub, T& command) {
  sub.add_option(
         "--mapping", command.mapping, "How to read a table or JSON: a name or a .toml file")
      ->type_name("NAME");
  const std::vector<std::string> formats = collector::format_names();
  sub.add_option("--format",
                 command.format,
                 fmt::format("{}; default: recognised", fmt::join(formats, ", ")))
      ->type_name("NAME")
      ->check(CLI::IsMember(formats))
      ->excludes("--mapping");
  sub.add_option("--labels",
                 command.labels,
                 "Labels of accounts: ids one a line, or CSV account,label; never scored")
      ->type_name("FILE");
  sub.add_flag("--dry-run", command.dry_run, "List what would be read, and as what; read nothing");
  sub.add_flag("--replace",
               command.replace,
               "Take out first what an earlier reading of the same content stored");
  sub.add_flag("--store-raw",
               command.store_raw,
               "Keep each post's record as it came; as the setting import.store_raw");
}

template <typename T>
CLI::App& add_command(CLI::App& app, T& command, const char* name, const char* about) {
  CLI::App& sub = *app.add_subcommand(name, about);
  add_common(sub, command.common);
  return sub;
}

/// Every command, declared on one parser; `chosen` picks the one that was given.
struct Parser {
  CLI::App app{kAbout, "vigie"};
  InitCommand init;
  ImportCommand import;
  CollectCommand collect;
  RecheckCommand recheck;
  DoctorCommand doctor;
  AnalyzeCommand analyze;
  ReportCommand report;
  DailyCommand daily;
  SimulateCommand simulate;
  ListsCommand lists;
  TopicsCommand topics;
  StatusCommand status;
  QueryCommand query;
  GroupsCommand groups;
  PairCommand pair;
  TraceCommand trace;
  ExportCommand export_network;
  EraseCommand erase;
  ShowCommand show;
  RetentionCommand retention;
  RecordCommand record;
  LabelCommand label;
  TrainCommand train;
  EvaluateCommand evaluate;

  Parser() {
    app.footer(kExamples);
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string{"vigie "} + kVersion);
    declare_init();
    declare_import();
    declare_doctor(add_command(app, doctor, "doctor", "Check settings, disk, database and hosts"),
                   doctor);
    declare_collect(add_command(app, collect, "collect", "Collect public posts live"), collect);
    declare_recheck(
        add_command(
            app, recheck, "recheck", "Ask again for what a report shows; erase what is gone"),
        recheck);
    declare_analyze();
    declare_report();
    declare_daily();
    declare_simulate();
    declare_lists();
    declare_topics();
    declare_status();
    declare_query();
    declare_analyst_commands();
    declare_privacy_commands();
    declare_label(*app.add_subcommand("label", "Label accounts blind, to measure the report"),
                  label,
                  add_common);
    declare_train(add_command(app, train, "train", "Fit a model to labelled accounts"), train);
    declare_evaluate(add_command(app, evaluate, "evaluate", "How well a model separates labels"),
                     evaluate);
  }

  void declare_init() {
    CLI::App& sub =
        add_command(app, init, "init", "Create the database and store the source lists");
    sub.footer("Example:\n  vigie init --db watch.db");
  }

  void declare_import() {
    CLI::App& sub =
        add_command(app, import, "import", "Read archives of public posts into the database");
    sub.add_option("files",
                   import.files,
                   "Archives (plain, .gz or .zst, told by content), folders, or patterns in quotes")
        ->required()
        ->type_name("FILE...");
    add_reading(sub, import);
    sub.footer(
        "The same file again adds nothing; an interrupted import goes on where it stopped.\n"
        "Examples:\n"
        "  vigie import events.jsonl.zst\n"
        "  vigie import --mapping bot_or_not posts_users.1.json.gz --labels bots.1.txt\n"
        "  vigie import --dry-run archive_2026\n"
        "  vigie import --mapping my_table.toml posts.csv\n"
        "  vigie import --replace --mapping my_corrected_table.toml posts.csv");
  }

  void declare_analyze() {
    CLI::App& sub = add_command(app, analyze, "analyze", "Score the accounts of a time window");
    sub.add_option("--from", analyze.from, "Begin (ISO date or time, UTC); default: 28 days before")
        ->type_name("TIME");
    sub.add_option(
           "--to", analyze.to, "End (a date alone: the end of that day); default: last post")
        ->type_name("TIME");
    auto* all = sub.add_flag(
        "--all", analyze.all, "Consecutive windows over everything; an account's highest score");
    all->excludes("--from")->excludes("--to");
    sub.add_flag("--no-classes",
                 analyze.no_classes,
                 "Rank declared media, institutions and bots like everybody");
    auto* no_coordination = sub.add_flag(
        "--no-coordination", analyze.no_coordination, "Do not look for accounts that act together");
    sub.add_flag("--power",
                 analyze.power,
                 "Store nothing: plant invented crews among the window's shares, in memory only, "
                 "and say which would have been found")
        ->excludes(no_coordination)
        ->excludes(all);
    sub.add_option("--model", analyze.model, "Weights: a name or a .json file")->type_name("NAME");
    sub.footer(
        "Examples:\n"
        "  vigie analyze\n"
        "  vigie analyze --power\n"
        "  vigie analyze --from 2026-03-01 --to 2026-03-28\n"
        "  vigie analyze --all");
  }

  void declare_report() {
    CLI::App& sub = add_command(app, report, "report", "Write the report of a run");
    sub.add_option("--out", report.out, "Folder for report.html, report.json and report.csv")
        ->capture_default_str()
        ->type_name("DIR");
    sub.add_option("--lang", report.language, "en, fr or de; default: the setting")
        ->check(CLI::IsMember({"en", "fr", "de"}));
    sub.add_option("--run", report.run, "Run to report; default: the latest")->type_name("ID");
    sub.add_option("--since", report.since, "Compare with the run of this day, or the last before")
        ->check(check_date)
        ->type_name("DATE");
    sub.footer(
        "Examples:\n"
        "  vigie report --out report --lang fr\n"
        "  vigie report --since 2026-11-17");
  }

  void declare_daily() {
    CLI::App& sub = add_command(
        app, daily, "daily", "Import, analyse and report one day; again changes nothing");
    sub.add_option("files", daily.files, "Archives or folders to import first, if any")
        ->type_name("FILE...");
    add_reading(sub, daily);
    sub.add_option("--since",
                   daily.since,
                   "Compare with the run of this day, or the last before; "
                   "default: yesterday's, if there is one")
        ->check(check_date)
        ->type_name("DATE");
    sub.add_option("--date", daily.date, "Last day of the window; default: day of the last post")
        ->type_name("DATE");
    sub.add_option("--out", daily.out, "Folder; the report goes to DIR/DATE")
        ->capture_default_str()
        ->type_name("DIR");
    sub.add_option("--lang", daily.language, "en, fr or de; default: the setting")
        ->check(CLI::IsMember({"en", "fr", "de"}));
    sub.add_flag("--no-recheck,--offline",
                 daily.no_recheck,
                 "Do not ask live platforms whether what is shown is still there");
    sub.footer(
        "Example, from cron at six:\n  vigie daily --db watch.db --out reports inbox/*.jsonl.gz");
  }

  void declare_simulate() {
    CLI::App& sub = add_command(
        app, simulate, "simulate", "Invent the posts of an election, with the truth beside them");
    sub.add_option("--posts", simulate.posts, "Posts, about")->capture_default_str();
    sub.add_option("--accounts", simulate.accounts, "Accounts, about; 0: one per 12 posts")
        ->capture_default_str();
    sub.add_option("--seed", simulate.seed, "Same seed, same bytes")->capture_default_str();
    sub.add_option("--days", simulate.days, "Days")
        ->capture_default_str()
        ->check(CLI::Range(1, 366));
    sub.add_option("--begin", simulate.begin, "First day (ISO date)")->capture_default_str();
    auto* crews =
        sub.add_option("--crews", simulate.crews, "Crews: naive, careful, patient in turn")
            ->capture_default_str()
            ->check(CLI::Range(0, 100));
    sub.add_flag_callback(
           "--no-crews", [this] { simulate.crews = 0; }, "Nobody is coordinated")
        ->excludes(crews);
    sub.add_option("--events", simulate.events, "Debates and matches that fans follow live")
        ->capture_default_str()
        ->check(CLI::Range(0, 100));
    sub.add_option("--share", simulate.shares, collector::list_shares() + ": part, 0 to 1")
        ->type_name("NAME=PART");
    sub.add_option("--out", simulate.out, "JSON lines for `vigie import`; compressed if *.zst")
        ->capture_default_str()
        ->type_name("FILE");
    sub.add_option("--truth",
                   simulate.truth,
                   "CSV: account, handle, role, group, posts, language, time zone, camp")
        ->type_name("FILE");
    sub.footer(
        "Examples:\n"
        "  vigie simulate --posts 100000 --seed 7 --out posts.jsonl --truth truth.csv\n"
        "  vigie simulate --no-crews --share relay=0 --share fan=0.3 --events 4\n"
        "  vigie simulate --posts 10000000 --days 62 --crews 9 --out posts.jsonl.zst");
  }

  CLI::App& add_lists_action(CLI::App& sub,
                             ListsAction action,
                             const char* name,
                             const char* about) {
    CLI::App& command = *sub.add_subcommand(name, about);
    add_common(command, lists.common);
    command.callback([this, action] { lists.action = action; });
    return command;
  }

  void add_list_head(CLI::App& command) {
    command.add_option("--name", lists.name, "Name of the list; default: the file's")
        ->type_name("NAME");
    command.add_option("--title", lists.title, "Title; default: `# title:` of the file");
    command.add_option("--licence", lists.licence, "Licence; default: `# licence:` of the file");
    command.add_option("--origin", lists.origin, "Who made it; default: `# origin:` of the file");
    command
        .add_option("--dated", lists.dated, "Day of the version; default: `# version:`, or today")
        ->type_name("DATE");
  }

  void declare_lists() {
    CLI::App& sub = *app.add_subcommand("lists", "Show, compare, import or check the source lists");
    sub.require_subcommand(1);
    for (CLI::App* action :
         {&add_lists_action(sub, ListsAction::kShow, "show", "Versions, origins and entries"),
          &add_lists_action(sub,
                            ListsAction::kCheck,
                            "check",
                            "Look for entries without evidence, doubles, contradictions")}) {
      action->add_option("name", lists.names, "One list; default: all")
          ->expected(0, 1)
          ->type_name("NAME");
    }
    add_lists_action(sub, ListsAction::kDiff, "diff", "Entries added, removed and changed, by tier")
        .add_option("versions", lists.names, "Two of: NAME, NAME@VERSION, NAME@built-in, FILE.csv")
        ->required()
        ->expected(2)
        ->type_name("A B");
    CLI::App& import_action =
        add_lists_action(sub,
                         ListsAction::kImport,
                         "import",
                         "Take CSV files as lists of your own; earlier versions are kept");
    import_action.add_option("files", lists.names, "CSV with pattern, tier and evidence_url")
        ->required()
        ->type_name("FILE...");
    add_list_head(import_action);
    CLI::App& effect = add_lists_action(sub,
                                        ListsAction::kEffect,
                                        "effect",
                                        "What lists would change on a past run; stores nothing");
    effect.add_option("lists", lists.names, "NAME, NAME@VERSION or FILE.csv, one or several")
        ->required()
        ->type_name("LIST...");
    effect.add_option("--run", lists.run, "Run to recount; default: the latest")->type_name("ID");
    add_list_head(effect);
    sub.footer(
        "Examples:\n"
        "  vigie lists show sanctioned\n"
        "  vigie lists effect new.csv --name our_region\n"
        "  vigie lists import new.csv --name our_region --title \"Our region\" --licence CC0-1.0\n"
        "  vigie lists diff our_region@2026-01-31 our_region\n"
        "  vigie lists check");
  }

  CLI::App& add_topics_action(CLI::App& sub,
                              const char* name,
                              const char* about,
                              TopicsAction action) {
    CLI::App& command = *sub.add_subcommand(name, about);
    add_common(command, topics.common);
    command.callback([this, action] { topics.action = action; });
    return command;
  }

  void declare_topics() {
    CLI::App& sub =
        *app.add_subcommand("topics", "Show or check the topics, or look for what they miss");
    sub.require_subcommand(1);
    add_topics_action(
        sub, "list", "Topics, their versions and how much they know", TopicsAction::kList);
    add_topics_action(sub, "show", "Everything in one topic", TopicsAction::kShow)
        .add_option("topic", topics.topic, "Id")
        ->required()
        ->type_name("TOPIC");
    add_topics_action(sub, "check", "Look for gaps, doubles, contradictions", TopicsAction::kCheck)
        .add_option("topic", topics.topic, "Id; default: all")
        ->type_name("TOPIC");
    CLI::App& suggest =
        add_topics_action(sub,
                          "suggest",
                          "Hashtags, domains and words that go with a topic's posts; you decide",
                          TopicsAction::kSuggest);
    suggest.add_option("topic", topics.topic, "Id")->required()->type_name("TOPIC");
    suggest.add_option("--from", topics.from, "Begin (ISO date or time, UTC); default: as analyze")
        ->type_name("TIME");
    suggest.add_option("--to", topics.to, "End; default: last post")->type_name("TIME");
    suggest.add_option("--limit", topics.limit, "Suggestions of each kind")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    sub.footer(
        "Examples:\n  vigie topics list\n  vigie topics check\n  vigie topics suggest elections");
  }

  void declare_status() {
    CLI::App& sub =
        add_command(app,
                    status,
                    "status",
                    "What the database holds, what was refused and why, what to do next");
    sub.add_flag("--sizes", status.sizes, "Measure tables and indexes of a file over 1 GB as well");
    sub.footer("Example:\n  vigie status --json");
  }

  void declare_query() {
    CLI::App& sub =
        add_command(app, query, "query", "Ask the database in SQL; reads and never writes");
    auto* sql = sub.add_option("sql", query.sql, "Statements, separated by ; (-: standard input)")
                    ->type_name("SQL");
    auto* file = sub.add_option("--file", query.file, "Read the statements from a file")
                     ->type_name("FILE")
                     ->excludes(sql);
    auto* csv = sub.add_flag("--csv", query.csv, "CSV (RFC 4180); the default into a file or pipe")
                    ->excludes("--json");
    sub.add_flag("--table", query.table, "Aligned table; the default on a terminal")
        ->excludes("--json")
        ->excludes(csv);
    sub.add_option("--limit", query.limit, "Rows of each statement; 0: all")
        ->capture_default_str()
        ->type_name("N");
    sub.add_option("--time-limit", query.time_limit_seconds, "Stop after; 0: never")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1e6))
        ->type_name("SECONDS");
    sub.add_flag("--views", query.views, "List the views and their columns, described")
        ->excludes(sql)
        ->excludes(file);
    sub.footer(
        "NULL is told from an empty text: NULL and nothing in a table, nothing and \"\" in CSV.\n"
        "Examples:\n"
        "  vigie query --views\n"
        "  vigie query \"SELECT rank, handle, likelihood, reasons FROM v_daily_report LIMIT 20\"\n"
        "  vigie query --csv \"SELECT * FROM v_score\" > scores.csv\n"
        "  vigie query \"SELECT registrable, count(*) AS shares, count(DISTINCT account_id) AS "
        "accounts\n"
        "    FROM v_share WHERE object_kind = 'url' GROUP BY 1 ORDER BY 2 DESC\" --limit 30\n"
        "  vigie query \"SELECT source, line, detail, CAST(bytes AS TEXT) FROM v_reject LIMIT 5\"\n"
        "  vigie query --json --time-limit 600 --file questions.sql\n"
        "  echo 'SELECT count(*) FROM v_post' | vigie query -");
  }

  void declare_analyst_commands() {
    declare_groups(add_command(app, groups, "groups", "Accounts that act together in a run"),
                   groups);
    declare_pair(add_command(app, pair, "pair", "Why two accounts are linked, or are not"), pair);
    declare_trace(add_command(app, trace, "trace", "Who pushed a link, hashtag or post, in order"),
                  trace);
    CLI::App& sub = *app.add_subcommand("export", "Write a run's data for other programs");
    sub.require_subcommand(1);
    CLI::App& network = *sub.add_subcommand("network", "Tested pairs as a graph");
    add_common(network, export_network.common);
    declare_export_network(network, export_network);
  }

  void declare_privacy_commands() {
    declare_show(add_command(app, show, "show", "All that is held of one account"), show);
    declare_erase(add_command(app, erase, "erase", "Erase one account; never collect it again"),
                  erase);
    declare_retention(
        add_command(app, retention, "retention", "Erase what is older than the policy"), retention);
    declare_record(add_command(app, record, "record", "Record why the data is kept, and how long"),
                   record);
  }

  [[nodiscard]] Command chosen() const {
    const std::string name = app.get_subcommands().front()->get_name();
    if (name == "init") {
      return init;
    }
    if (name == "collect") {
      return collect;
    }
    if (name == "recheck") {
      return recheck;
    }
    if (name == "doctor") {
      return doctor;
    }
    if (name == "import") {
      return import;
    }
    if (name == "analyze") {
      return analyze;
    }
    if (name == "report") {
      return report;
    }
    if (name == "daily") {
      return daily;
    }
    if (name == "simulate") {
      return simulate;
    }
    if (name == "lists") {
      return lists;
    }
    if (name == "topics") {
      return topics;
    }
    if (name == "query") {
      return query;
    }
    if (name == "groups") {
      return groups;
    }
    if (name == "pair") {
      return pair;
    }
    if (name == "trace") {
      return trace;
    }
    if (name == "export") {
      return export_network;
    }
    if (name == "erase") {
      return erase;
    }
    if (name == "show") {
      return show;
    }
    if (name == "retention") {
      return retention;
    }
    if (name == "record") {
      return record;
    }
    if (name == "label") {
      return label;
    }
    if (name == "train") {
      return train;
    }
    if (name == "evaluate") {
      return evaluate;
    }
    return status;
  }
};

}  // namespace

std::variant<Command, Exit> parse_arguments(int argc, const char* const* argv) {
  Parser parser;
  try {
    parser.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    const int code = parser.app.exit(error, out, out);
    return Exit{code == 0 ? 0 : 2, out.str()};
  }
  return parser.chosen();
}

}  // namespace vigie::app
