// One struct per command, filled by arguments.cpp; one function per command, in its own file.
//
// Each function does the whole job of its command, prints to the console, and returns when all is
// done; it throws RunFailure, UsageFailure or storage::StorageError otherwise.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/console.h"

namespace vigie::app {

/// What every command takes.
struct CommonArguments {
  std::filesystem::path db = "vigie.db";
  std::optional<std::filesystem::path> config;
  bool json = false;  ///< One JSON document on standard output, nothing else.
};

struct InitCommand {
  CommonArguments common;
};

struct ImportCommand {
  CommonArguments common;
  std::vector<std::filesystem::path> files;  ///< Files, folders and patterns.
  std::string mapping;                       ///< Name or path; empty: recognise the format.
  std::string format;  ///< One of collector::format_names(); empty: recognise it.
  std::optional<std::filesystem::path> labels;
  bool dry_run = false;    ///< List what would be read; open no database.
  bool replace = false;    ///< Take out first what an earlier reading of the same content stored.
  bool store_raw = false;  ///< As the setting; either is enough.
};

struct CollectCommand {
  CommonArguments common;
  std::vector<std::string> sources;  ///< Names, or their beginnings; empty: all of the settings.
  std::string duration_text;         ///< As typed, e.g. `10m`.
  std::chrono::seconds duration{0};  ///< 0: until stopped.
  bool once = false;                 ///< Read what there is, then end.
  bool dry_run = false;              ///< List the sources; ask nobody.
  std::string metrics;               ///< Address of `/metrics`; empty: as the settings say.
};

struct RecheckCommand {
  CommonArguments common;
  std::int64_t run = 0;            ///< Whose report; 0: the latest.
  std::uint64_t limit = 5'000;     ///< Posts asked for, at most; 0: all.
  bool believes_absences = false;  ///< Also where an answer lacks most of what was asked for.
};

struct DoctorCommand {
  CommonArguments common;
  bool offline = false;  ///< Ask nobody.
};

struct AnalyzeCommand {
  CommonArguments common;
  std::string from;  ///< ISO date or time; empty: window before `to`.
  std::string to;    ///< Exclusive; a date alone means the end of that day. Empty: newest post.
  bool all = false;
  bool no_classes = false;
  bool no_coordination = false;
  bool power = false;  ///< Plant invented crews instead of storing a run.
  std::string model;   ///< Empty: the setting.
};

struct ReportCommand {
  CommonArguments common;
  std::filesystem::path out = "report";
  std::string language;  ///< Empty: the setting.
  std::int64_t run = 0;  ///< 0: the latest.
  std::string since;     ///< ISO date: compare with the run of that day or before; empty: do not.
};

struct DailyCommand {
  CommonArguments common;
  std::vector<std::filesystem::path> files;
  std::string mapping;
  std::string format;  ///< As in ImportCommand, as are the four that follow.
  std::optional<std::filesystem::path> labels;
  bool dry_run = false;
  bool replace = false;
  bool store_raw = false;
  std::string date;   ///< ISO date; empty: day of the newest post.
  std::string since;  ///< ISO date; empty: compare with yesterday's run if there is one.
  std::filesystem::path out = "report";
  std::string language;
  bool no_recheck = false;  ///< Ask no platform whether what is shown is still there.
};

struct SimulateCommand {
  CommonArguments common;
  std::uint64_t posts = 20'000;
  std::uint64_t accounts = 0;
  std::uint64_t seed = 1;
  int days = 28;
  std::string begin = "2026-03-02";
  std::uint32_t crews = 3;
  std::uint32_t events = 2;
  std::vector<std::string> shares;                ///< `NAME=SHARE`.
  std::filesystem::path out = "simulated.jsonl";  ///< Ending in `.zst`: compressed.
  std::optional<std::filesystem::path> truth;
};

enum class ListsAction : std::uint8_t { kShow, kCheck, kDiff, kImport, kEffect };

struct ListsCommand {
  CommonArguments common;
  ListsAction action = ListsAction::kShow;
  std::vector<std::string> names;  ///< Lists, versions or files, as the action takes them.
  std::string name;                ///< For one imported file; empty: the file's own name.
  std::string title;               ///< Empty, as all that follow: what the file states.
  std::string licence;
  std::string origin;
  std::string dated;     ///< ISO date of the version; empty: the file's, or today.
  std::int64_t run = 0;  ///< For `effect`; 0: the latest.
};

enum class TopicsAction : std::uint8_t { kList, kShow, kCheck, kSuggest };

struct TopicsCommand {
  CommonArguments common;
  TopicsAction action = TopicsAction::kList;
  std::string topic;  ///< Id; check: empty for all.
  std::string from;   ///< Suggest: as AnalyzeCommand.
  std::string to;
  std::size_t limit = 20;  ///< Suggestions of each kind.
};

struct StatusCommand {
  CommonArguments common;
  bool sizes = false;  ///< Measure tables and indexes however large the file is.
};

struct QueryCommand {
  CommonArguments common;
  std::string sql;                            ///< `-`: standard input.
  std::optional<std::filesystem::path> file;  ///< Instead of `sql`.
  bool csv = false;
  bool table = false;                ///< Also where standard output is no terminal.
  bool views = false;                ///< List the views instead of running anything.
  std::uint64_t limit = 0;           ///< Rows per statement; 0: all.
  double time_limit_seconds = 60.0;  ///< 0: none.
};

struct GroupsCommand {
  CommonArguments common;
  std::int64_t run = 0;      ///< 0: the latest.
  std::uint32_t group = 0;   ///< 0: all of them.
  std::uint32_t limit = 50;  ///< Groups listed.
};

struct PairCommand {
  CommonArguments common;
  std::vector<std::string> accounts;  ///< Two, as storage::find_accounts reads them.
  std::int64_t run = 0;               ///< 0: the latest.
  std::uint32_t limit = 20;           ///< Meetings, or objects in common.
};

struct TraceCommand {
  CommonArguments common;
  std::string object;        ///< URL, `#hashtag`, `platform:id` or id of a post.
  std::int64_t run = 0;      ///< 0: the latest, if there is one.
  std::uint32_t limit = 50;  ///< Shares listed.
};

struct ExportCommand {
  CommonArguments common;
  std::filesystem::path out;  ///< `.gexf`, `.graphml` or `.csv`.
  std::int64_t run = 0;       ///< 0: the latest.
  std::uint32_t group = 0;    ///< 0: all pairs.
  std::string layer;          ///< Empty: all.
  bool pseudonyms = false;
};

struct EraseCommand {
  CommonArguments common;
  std::string account;             ///< As storage::find_accounts reads it, or `platform:native_id`.
  std::string reason = "request";  ///< Kept with the keyed hash; names nobody.
  bool compact = false;
  bool yes = false;  ///< Do not ask.
};

struct ShowCommand {
  CommonArguments common;
  std::string account;      ///< As EraseCommand.
  std::uint32_t posts = 0;  ///< Newest texts shown.
};

struct RetentionCommand {
  CommonArguments common;
  bool dry_run = false;
  bool compact = false;
};

/// All empty: show the newest record.
struct RecordCommand {
  CommonArguments common;
  std::string name;
  std::string purpose;
  std::string legal_basis;
  std::string retention;
};

enum class LabelAction : std::uint8_t {
  kQueue,
  kNext,
  kSet,
  kStatus,
  kAgreement,
  kExport,
  kImport,
};

struct LabelCommand {
  CommonArguments common;
  LabelAction action = LabelAction::kStatus;
  std::int64_t run = 0;  ///< 0: the latest.
  std::size_t size = 100;
  std::uint64_t seed = 1;
  std::vector<std::string> coders;  ///< Pseudonyms; one, but for `queue`.
  std::string queue;                ///< Name of a draw; empty: as the action says.
  std::string account;              ///< As storage::find_accounts reads it.
  std::string label;                ///< As `label_name` writes it.
  std::string note;
  bool adjudicate = false;
  bool seen = false;           ///< Score or reasons were known.
  bool blind = false;          ///< Export nothing that tells of the score.
  std::filesystem::path file;  ///< Export, import.
};

/// Which labels teach or test, and on which posts.
struct LabelArguments {
  std::vector<std::string> origins;          ///< Empty: all.
  std::vector<std::string> positive{"bot"};  ///< Label values.
  std::vector<std::string> negative{"human"};
  std::string from;  ///< As AnalyzeCommand; both empty: the window of each origin.
  std::string to;
  bool all = false;               ///< As AnalyzeCommand.
  std::uint32_t first_posts = 0;  ///< Of each account, in its window; 0: all.
  bool no_coordination = false;
};

struct TrainCommand {
  CommonArguments common;
  LabelArguments labels;
  std::vector<std::string> leave_out;  ///< Origins.
  std::string base;                    ///< Weights to start from; empty: the setting.
  std::string name;                    ///< Empty: the file's.
  std::string dated;                   ///< ISO date of the model; empty: today.
  std::filesystem::path out = "model.json";
};

struct EvaluateCommand {
  CommonArguments common;
  LabelArguments labels;
  std::string model;                  ///< Empty: the setting.
  bool leave_one_out = false;         ///< Train afresh for each origin, without it.
  double prior = 0.0;                 ///< 0: each origin's share of positives.
  std::vector<std::string> only;      ///< Groups that count; empty: all.
  std::vector<std::string> controls;  ///< Imported files of accounts that must stay under the line.
  std::uint32_t draws = 500;
};

using Command = std::variant<InitCommand,
                             ImportCommand,
                             CollectCommand,
                             RecheckCommand,
                             DoctorCommand,
                             AnalyzeCommand,
                             ReportCommand,
                             DailyCommand,
                             SimulateCommand,
                             ListsCommand,
                             TopicsCommand,
                             StatusCommand,
                             QueryCommand,
                             GroupsCommand,
                             PairCommand,
                             TraceCommand,
                             ExportCommand,
                             EraseCommand,
                             ShowCommand,
                             RetentionCommand,
                             RecordCommand,
                             LabelCommand,
                             TrainCommand,
                             EvaluateCommand>;

void run(const InitCommand& command, Console& console);
void run(const ImportCommand& command, Console& console);
void run(const CollectCommand& command, Console& console);
void run(const RecheckCommand& command, Console& console);
void run(const DoctorCommand& command, Console& console);
void run(const AnalyzeCommand& command, Console& console);
void run(const ReportCommand& command, Console& console);
void run(const DailyCommand& command, Console& console);
void run(const SimulateCommand& command, Console& console);
void run(const ListsCommand& command, Console& console);
void run(const TopicsCommand& command, Console& console);
void run(const StatusCommand& command, Console& console);
void run(const QueryCommand& command, Console& console);
void run(const GroupsCommand& command, Console& console);
void run(const PairCommand& command, Console& console);
void run(const TraceCommand& command, Console& console);
void run(const ExportCommand& command, Console& console);
void run(const EraseCommand& command, Console& console);
void run(const ShowCommand& command, Console& console);
void run(const RetentionCommand& command, Console& console);
void run(const RecordCommand& command, Console& console);
void run(const LabelCommand& command, Console& console);
void run(const TrainCommand& command, Console& console);
void run(const EvaluateCommand& command, Console& console);

}  // namespace vigie::app
