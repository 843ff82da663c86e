#include "app/arguments.h"

#include <sstream>

#include <CLI/CLI.hpp>

#include "app/version.h"
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
  sub.add_option("--format", command.format, "twitter_v1 or jetstream; default: recognised")
      ->type_name("NAME")
      ->check(CLI::IsMember({"twitter_v1", "jetstream"}))
      ->excludes("--mapping");
  sub.add_option("--labels",
                 command.labels,
                 "Labels of accounts: ids one a line, or CSV account,label; never scored")
      ->type_name("FILE");
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
  AnalyzeCommand analyze;
  ReportCommand report;
  DailyCommand daily;
  SimulateCommand simulate;
  ListsCommand lists;
  StatusCommand status;
  QueryCommand query;

  Parser() {
    app.footer(kExamples);
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string{"vigie "} + kVersion);
    declare_init();
    declare_import();
    declare_analyze();
    declare_report();
    declare_daily();
    declare_simulate();
    declare_lists();
    declare_status();
    declare_query();
  }

  void declare_init() {
    CLI::App& sub =
        add_command(app, init, "init", "Create the database and store the source lists");
    sub.footer("Example:\n  vigie init --db watch.db");
  }

  void declare_import() {
    CLI::App& sub =
        add_command(app, import, "import", "Read archives of public posts into the database");
    sub.add_option("files", import.files, "Archives: plain, .gz or .zst, told by content")
        ->required()
        ->type_name("FILE...");
    add_reading(sub, import);
    sub.footer(
        "The same file again adds nothing; an interrupted import goes on where it stopped.\n"
        "Examples:\n"
        "  vigie import events.jsonl.zst\n"
        "  vigie import --mapping bot_or_not posts_users.1.json.gz --labels bots.1.txt\n"
        "  vigie import --mapping my_table.toml posts.csv");
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
    sub.add_option("--model", analyze.model, "Weights: a name or a .json file")->type_name("NAME");
    sub.footer(
        "Examples:\n"
        "  vigie analyze\n"
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
    sub.add_option("files", daily.files, "Archives to import first, if any")->type_name("FILE...");
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
    sub.add_option("--out", simulate.out, "JSON lines for `vigie import --mapping simulated`")
        ->capture_default_str()
        ->type_name("FILE");
    sub.add_option("--truth", simulate.truth, "CSV: account, handle, role, group, posts")
        ->type_name("FILE");
    sub.footer(
        "Example:\n  vigie simulate --posts 100000 --seed 7 --out posts.jsonl --truth truth.csv");
  }

  void declare_lists() {
    CLI::App& sub = *app.add_subcommand("lists", "Show or check the source lists");
    sub.require_subcommand(1);
    for (const bool check : {false, true}) {
      CLI::App& action =
          *sub.add_subcommand(check ? "check" : "show",
                              check ? "Look for entries without evidence, doubles, contradictions"
                                    : "Versions, origins and entries");
      add_common(action, lists.common);
      action.add_option("name", lists.name, "One list; default: all")->type_name("NAME");
      action.callback([this, check] { lists.check = check; });
    }
    sub.footer("Examples:\n  vigie lists show\n  vigie lists show sanctioned\n  vigie lists check");
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

  [[nodiscard]] Command chosen() const {
    const std::string name = app.get_subcommands().front()->get_name();
    if (name == "init") {
      return init;
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
    if (name == "query") {
      return query;
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
