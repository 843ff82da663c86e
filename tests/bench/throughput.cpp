// Throughput of the main job on simulated posts: import, analysis, report, each as its own process,
// beside the limit that no import can pass: inserting the same rows into the same tables from
// memory, in the same run. Ratios count; absolute times move with the machine.
//
// An argument that is no number is a file: it is imported as what it is recognised as, instead of
// simulated posts. On a machine with other work, compare CPU seconds: the import's are those of two
// threads, of which the writer's bound its time.
//
//   build/release/tests/bench/throughput_bench [POSTS|FILE...]      default: 100000 1000000
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "storage/migrator.h"
#include "storage/sqlite/database.h"

namespace vigie::bench {
namespace {

using std::chrono::steady_clock;
namespace fs = std::filesystem;

double seconds_since(steady_clock::time_point start) {
  return std::chrono::duration<double>(steady_clock::now() - start).count();
}

struct Usage {
  double seconds = 0.0;      ///< Wall clock.
  double cpu_seconds = 0.0;  ///< User and system.
  double peak_mb = 0.0;
};

/// Runs `work` in a process of its own, so that its peak memory is its own.
Usage run_apart(const std::function<int()>& work) {
  const auto start = steady_clock::now();
  static_cast<void>(std::fflush(stdout));  // or the child would print it again
  const pid_t child = fork();
  if (child == 0) {
    std::_Exit(work());
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
      WEXITSTATUS(status) != 0) {
    throw std::runtime_error("a step of the benchmark failed");
  }
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return {seconds_since(start),
          seconds(usage.ru_utime) + seconds(usage.ru_stime),
          // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): glibc declares it so
          static_cast<double>(usage.ru_maxrss) / 1e3};
}

Usage run_vigie(std::vector<std::string> arguments) {
  return run_apart([&arguments] {
    std::vector<char*> argv;
    std::string program = VIGIE_PROGRAM;
    argv.push_back(program.data());
    std::string json = "--json";
    for (std::string& argument : arguments) {
      argv.push_back(argument.data());
    }
    argv.push_back(json.data());
    argv.push_back(nullptr);
    if (std::freopen("/dev/null", "w", stdout) == nullptr) {
      return 1;
    }
    execv(program.c_str(), argv.data());
    return 1;
  });
}

using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// All rows of one table, in memory.
struct TableRows {
  std::string name;
  std::size_t columns = 0;
  std::vector<Value> values;  ///< Row by row.
};

TableRows read_table(sqlite3* database, const std::string& name) {
  TableRows table{name, 0, {}};
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, ("SELECT * FROM " + name).c_str(), -1, &statement, nullptr);
  table.columns = static_cast<std::size_t>(sqlite3_column_count(statement));
  while (sqlite3_step(statement) == SQLITE_ROW) {
    for (int c = 0; c < static_cast<int>(table.columns); ++c) {
      switch (sqlite3_column_type(statement, c)) {
        case SQLITE_NULL:
          table.values.emplace_back();
          break;
        case SQLITE_INTEGER:
          table.values.emplace_back(sqlite3_column_int64(statement, c));
          break;
        default:
          table.values.emplace_back(
              std::string{static_cast<const char*>(sqlite3_column_blob(statement, c)),
                          static_cast<std::size_t>(sqlite3_column_bytes(statement, c))});
      }
    }
  }
  sqlite3_finalize(statement);
  return table;
}

void insert_rows(sqlite3* database, const TableRows& table) {
  constexpr std::size_t kRowsPerTransaction = 100'000;
  std::string sql = "INSERT INTO " + table.name + " VALUES (?";
  for (std::size_t c = 1; c < table.columns; ++c) {
    sql += ",?";
  }
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, (sql + ")").c_str(), -1, &statement, nullptr);
  sqlite3_exec(database, "BEGIN", nullptr, nullptr, nullptr);
  const std::size_t rows = table.values.size() / table.columns;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < table.columns; ++c) {
      const Value& value = table.values[r * table.columns + c];
      const int at = static_cast<int>(c) + 1;
      if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(statement, at, *integer);
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        sqlite3_bind_text(
            statement, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
      } else {
        sqlite3_bind_null(statement, at);
      }
    }
    if (sqlite3_step(statement) != SQLITE_DONE) {
      throw std::runtime_error(sqlite3_errmsg(database));
    }
    sqlite3_reset(statement);
    if (r % kRowsPerTransaction == kRowsPerTransaction - 1) {
      sqlite3_exec(database, "COMMIT; BEGIN", nullptr, nullptr, nullptr);
    }
  }
  sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
  sqlite3_finalize(statement);
}

/// What it takes to insert the rows of `imported` into an empty database of the same schema, with
/// the plain indexes live, and with them built afterwards.
struct InsertLimit {
  Usage live;
  Usage after;
};

constexpr const char* kSmallSorts = "PRAGMA temp_store = FILE; PRAGMA cache_size = -2048";
constexpr const char* kDropIndexes =
    "DROP INDEX IF EXISTS post_by_account; DROP INDEX IF EXISTS post_by_time;"
    "DROP INDEX IF EXISTS share_by_object";
constexpr const char* kCreateIndexes =
    "CREATE INDEX post_by_account ON post (account_id, sort_ms);"
    "CREATE INDEX post_by_time ON post (sort_ms);"
    "CREATE INDEX share_by_object ON share (object_id, post_id)";

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

Usage time_inserts(const std::vector<TableRows>& tables, const fs::path& file, bool live) {
  fs::remove(file);
  storage::Database database = storage::open_store(file, storage::OpenMode::kCreate);
  database.execute("PRAGMA foreign_keys = OFF");
  for (const TableRows& table : tables) {
    database.execute("DELETE FROM " + table.name);
  }
  database.execute(kDropIndexes);
  if (live) {
    database.execute(kCreateIndexes);
  }
  const auto start = steady_clock::now();
  const double cpu_start = cpu_seconds();
  for (const TableRows& table : tables) {
    insert_rows(database.handle(), table);
  }
  if (!live) {
    database.execute(kSmallSorts);
    database.execute(kCreateIndexes);
  }
  return {.seconds = seconds_since(start), .cpu_seconds = cpu_seconds() - cpu_start};
}

InsertLimit measure_limit(const fs::path& imported, const fs::path& folder) {
  std::vector<TableRows> tables;
  {
    storage::Database source = storage::open_store(imported, storage::OpenMode::kReadOnly);
    for (const char* name : {"platform",
                             "collection",
                             "account",
                             "account_snapshot",
                             "coverage",
                             "domain",
                             "object",
                             "post",
                             "share",
                             "post_url"}) {
      tables.push_back(read_table(source.handle(), name));
    }
  }
  return {time_inserts(tables, folder / "live.db", true),
          time_inserts(tables, folder / "after.db", false)};
}

void say(const std::string& step, std::uint64_t posts, const Usage& usage) {
  fmt::print("  {:<25} {:>7.2f} s  {:>7.2f} s CPU  {:>9.0f} posts/s  {:>6.0f} MB\n",
             step,
             usage.seconds,
             usage.cpu_seconds,
             static_cast<double>(posts) / usage.seconds,
             usage.peak_mb);
  static_cast<void>(std::fflush(stdout));
}

/// What is imported, and how.
struct Input {
  std::string file;
  std::string mapping;  ///< Empty: recognised.
};

std::uint64_t count_posts(const fs::path& db) {
  storage::Database database = storage::open_store(db, storage::OpenMode::kReadOnly);
  return static_cast<std::uint64_t>(database.scalar("SELECT count(*) FROM post"));
}

void measure(const Input& input, const fs::path& folder) {
  const fs::path db = folder / "vigie.db";
  std::vector<std::string> arguments{"import", "--db", db.string(), input.file};
  if (!input.mapping.empty()) {
    arguments.insert(arguments.end(), {"--mapping", input.mapping});
  }
  const Usage import = run_vigie(arguments);
  const std::uint64_t posts = count_posts(db);
  say("import", posts, import);
  const InsertLimit limit = measure_limit(db, folder);
  say("insert limit, live", posts, limit.live);
  say("insert limit, built after", posts, limit.after);
  fmt::print("  import / insert limit     {:>7.2f} of live, {:.2f} of built afterwards\n",
             import.seconds / limit.live.seconds,
             import.seconds / limit.after.seconds);
  say("import again", posts, run_vigie(arguments));
  say("analyze", posts, run_vigie({"analyze", "--db", db.string()}));
  say("report",
      posts,
      run_vigie({"report", "--db", db.string(), "--out", (folder / "report").string()}));
  fmt::print("  database                  {:>7.0f} bytes a post\n\n",
             static_cast<double>(fs::file_size(db)) / static_cast<double>(posts));
}

/// `argument`: a number of posts to simulate, or a file.
void measure(const std::string& argument, const fs::path& folder) {
  const bool is_number = argument.find_first_not_of("0123456789") == std::string::npos;
  fmt::print("{}{}\n", argument, is_number ? " simulated posts" : "");
  static_cast<void>(std::fflush(stdout));
  if (!is_number) {
    measure({argument, ""}, folder);
    return;
  }
  const std::string file = (folder / "posts.jsonl").string();
  say("simulate",
      std::strtoull(argument.c_str(), nullptr, 10),
      run_vigie({"simulate", "--posts", argument, "--out", file}));
  measure({file, "simulated"}, folder);
}

}  // namespace
}  // namespace vigie::bench

int main(int argc, char** argv) {
  std::vector<std::string> inputs{argv + 1, argv + argc};
  if (inputs.empty()) {
    inputs = {"100000", "1000000"};
  }
  for (const std::string& input : inputs) {
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("vigie-bench-{}", getpid());
    std::filesystem::create_directories(folder);
    try {
      vigie::bench::measure(input, folder);
    } catch (const std::exception& error) {
      fmt::print(stderr, "{}\n", error.what());
      std::filesystem::remove_all(folder);
      return 1;
    }
    std::filesystem::remove_all(folder);
  }
  return 0;
}
