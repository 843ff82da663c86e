// A look into `vigie.db` with SQLite alone, as a researcher has it: what a test compares must not
// pass through the code under test.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace vigie::tests {

using Row = std::vector<std::string>;

/// A connection of the test's own. Writes only where a test spoils a database on purpose.
class DatabaseContent {
 public:
  explicit DatabaseContent(const std::filesystem::path& file);

  /// All rows, each value as text: NULL as `null`, reals with 17 digits.
  [[nodiscard]] std::vector<Row> rows(std::string_view sql) const;

  /// First value of the first row; 0 when there is none.
  [[nodiscard]] std::int64_t number(std::string_view sql) const;

  void execute(std::string_view sql) const;

  /// True when SQLite finds nothing wrong with the file and no reference leads nowhere.
  [[nodiscard]] bool is_sound() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };

  std::unique_ptr<sqlite3, Close> handle_;
};

/// All that was collected, by natural keys: one text per row of every table of records, sorted. Two
/// databases that were fed the same posts give the same, in whatever order and however often they
/// came. Left out: keys of the database, times of arrival, and which import brought a post.
[[nodiscard]] std::vector<std::string> collected(const DatabaseContent& database);

/// What is kept about the imports themselves: counts of each content, and every refused record.
/// Content that was read again is counted once.
[[nodiscard]] std::vector<std::string> bookkeeping(const DatabaseContent& database);

/// What the latest run says, by natural keys: scores, contributions, evidence, totals, sorted.
[[nodiscard]] std::vector<std::string> findings(const DatabaseContent& database);

}  // namespace vigie::tests
