// `vigie query`: statements of a person, run read-only, printed as they come.
#include "storage/sqlite/query.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/failure.h"
#include "app/interrupt.h"
#include "app/query_output.h"
#include "app/workspace.h"
#include "dashboards/utf8.h"
#include "storage/dictionary_reader.h"

namespace vigie::app {
namespace {

using storage::QueryError;
using storage::QueryErrorKind;

constexpr std::size_t kMostSqlBytes = 1'000'000;
constexpr std::size_t kShownColumns = 72;  // of the statement, around a mistake

/// Whoever reads the output has seen enough (`| head`): no failure.
struct OutputClosed {};

std::string read_all(std::istream& in, const std::string& name) {
  std::string text(kMostSqlBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMostSqlBytes) {
    throw UsageFailure(name + " is longer than 1 MB: that is no question.");
  }
  return text;
}

std::string statements_of(const QueryCommand& command) {
  if (command.file) {
    std::ifstream in{*command.file, std::ios::binary};
    std::error_code ignored;
    if (!in || std::filesystem::is_directory(*command.file, ignored)) {
      throw UsageFailure(
          fmt::format("cannot read {}. Check the path and its rights.", command.file->string()));
    }
    return read_all(in, command.file->string());
  }
  if (command.sql == "-") {
    return read_all(std::cin, "standard input");
  }
  if (command.sql.empty()) {
    throw UsageFailure(
        "there is no question. Try `vigie query \"SELECT * FROM v_daily_report LIMIT 20\"`, or "
        "`vigie query --views` for what there is.");
  }
  return command.sql;
}

void print_out(std::string_view text) {
  const bool is_written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (is_written) {
    return;
  }
  if (errno == EPIPE) {
    throw OutputClosed{};
  }
  throw RunFailure(fmt::format("cannot write the result: {}. Check the space left.",
                               std::generic_category().message(errno)));
}

std::unique_ptr<QueryOutput> choose_output(const QueryCommand& command) {
  const bool to_terminal = isatty(STDOUT_FILENO) == 1;
  if (command.common.json) {
    return make_json_output(print_out);
  }
  if (command.csv || (!to_terminal && !command.table)) {
    return make_csv_output(print_out, to_terminal);
  }
  return make_table_output(print_out);
}

/// The line of the mistake, cut to what fits, with a caret under its begin.
std::string show_place(std::string_view sql, std::size_t offset) {
  offset = std::min(offset, sql.size());
  const std::size_t before = sql.substr(0, offset).rfind('\n');
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::string_view line = sql.substr(begin, sql.find('\n', offset) - begin);
  std::size_t place = offset - begin;
  if (place > kShownColumns / 2) {
    line.remove_prefix(place - kShownColumns / 2);
    place = kShownColumns / 2;
  }
  line = line.substr(0, kShownColumns);
  const std::size_t column =
      dashboards::display_width(escape_controls(line.substr(0, std::min(place, line.size()))));
  return fmt::format("\n  {}\n  {}^", escape_controls(line), std::string(column, ' '));
}

/// The exit code tells a mistake in the question (2) from a run that failed (1).
[[noreturn]] void explain(const QueryError& error, std::string_view sql) {
  const std::string place = error.offset() ? show_place(sql, *error.offset()) : std::string{};
  const std::string reason = escape_controls(error.what());
  switch (error.kind()) {
    case QueryErrorKind::kUnknownName:
      throw UsageFailure(fmt::format(
          "{}{}\n`vigie query --views` lists the views and their columns. A text stands in single "
          "quotes: 'like this'.",
          reason,
          place));
    case QueryErrorKind::kSyntax:
      throw UsageFailure(
          fmt::format("not a question that SQLite understands: {}{}", reason, place));
    case QueryErrorKind::kRefused:
      throw UsageFailure(fmt::format(
          "{}: `vigie query` only reads. Nothing was changed. To work on the data, copy the file "
          "and use the copy.",
          reason));
    case QueryErrorKind::kTimeLimit:
      throw RunFailure(fmt::format(
          "{}, as --time-limit says; what is printed is not all. Filter on a column with an index "
          "(sort_ms, account_id, object_id, run_id), or give it more time.",
          reason));
    case QueryErrorKind::kStopped:
      throw RunFailure("stopped by a signal; what is printed is not all.");
    default:
      throw RunFailure(fmt::format("the query failed while it ran: {}", reason));
  }
}

/// @return  True when every row was printed.
bool print_statement(storage::Query& query,
                     std::size_t statement,
                     std::uint64_t limit,
                     QueryOutput& output) {
  output.begin(query.columns(statement));
  std::uint64_t rows = 0;
  while (const auto row = query.next(statement)) {
    if (limit > 0 && rows == limit) {
      output.end(false);
      return false;
    }
    output.row(*row);
    ++rows;
  }
  output.end(true);
  return true;
}

void print_results(storage::Query& query,
                   const QueryCommand& command,
                   QueryOutput& output,
                   Console& console) {
  bool is_all = true;
  try {
    for (std::size_t i = 0; i < query.statements(); ++i) {
      is_all = print_statement(query, i, command.limit, output) && is_all;
    }
  } catch (const QueryError&) {
    output.end(false);
    output.finish();
    throw;
  }
  output.finish();
  if (!is_all) {
    console.warn(fmt::format("vigie: cut at {} rows by --limit.", with_thousands(command.limit)));
  }
}

void answer(storage::Database& database,
            const std::string& sql,
            const QueryCommand& command,
            Console& console) {
  const InterruptGuard interrupt;
  try {
    storage::Query query{database,
                         sql,
                         {.time = std::chrono::ceil<std::chrono::milliseconds>(
                              std::chrono::duration<double>{command.time_limit_seconds}),
                          .stop = &InterruptGuard::requested}};
    const auto output = choose_output(command);
    print_results(query, command, *output, console);
  } catch (const OutputClosed&) {
    return;
  } catch (const QueryError& error) {
    explain(error, sql);
  }
  database.check_unchanged();
}

void list_views(storage::Database& database, Console& console) {
  const auto views = storage::read_views(database);
  if (console.json_mode()) {
    auto document = nlohmann::ordered_json::array();
    for (const auto& view : views) {
      auto columns = nlohmann::ordered_json::array();
      for (const auto& column : view.columns) {
        columns.push_back(
            {{"name", column.name}, {"unit", column.unit}, {"description", column.description}});
      }
      document.push_back(
          {{"view", view.name}, {"description", view.description}, {"columns", columns}});
    }
    console.json(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  for (const auto& view : views) {
    Table table{{"  column", "unit", "description"}};
    for (const auto& column : view.columns) {
      table.add({"  " + escape_controls(column.name),
                 escape_controls(column.unit),
                 escape_controls(column.description)});
    }
    console.say(fmt::format("{}: {}\n{}",
                            escape_controls(view.name),
                            escape_controls(view.description),
                            table.render()));
  }
}

}  // namespace

void run(const QueryCommand& command, Console& console) {
  if (command.views) {
    storage::Database database = open_for_reading(command.common);
    list_views(database, console);
    database.check_unchanged();
    return;
  }
  const std::string sql = statements_of(command);
  storage::Database database = open_for_reading(command.common);
  answer(database, sql, command, console);
}

}  // namespace vigie::app
