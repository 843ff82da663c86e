#include "storage/sqlite/row_batch.h"

#include <cstdint>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using Integers = std::vector<std::optional<std::int64_t>>;

class RowBatchTest : public tests::StoreTest {
 protected:
  RowBatchTest() {
    database.execute("CREATE TABLE batched_pair (a INTEGER PRIMARY KEY, b INTEGER) STRICT");
  }

  /// Column b in the order of a.
  [[nodiscard]] Integers stored() {
    Integers values;
    Statement read{database, "SELECT b FROM batched_pair ORDER BY a"};
    while (read.step()) {
      values.push_back(read.optional_integer(0));
    }
    return values;
  }

  Database database{create()};
};

TEST_F(RowBatchTest, WritesFullStatementsAtOnceAndTheRestWhenAsked) {
  RowBatch batch{database, "INSERT INTO batched_pair (a, b)", 2, ""};
  const auto rows = static_cast<std::int64_t>(RowBatch::kRows);
  Integers expected;
  for (std::int64_t i = 0; i < rows + 2; ++i) {
    const auto value = i == 1 ? std::nullopt : std::optional{i * i};
    batch.add({i, value});
    expected.push_back(value);
  }
  EXPECT_EQ(stored(), Integers(expected.begin(), expected.begin() + rows));

  batch.flush();
  EXPECT_EQ(stored(), expected);

  batch.flush();  // nothing twice
  EXPECT_EQ(stored(), expected);
}

TEST_F(RowBatchTest, SettlesConflictsRowByRowInTheOrderOfTheRows) {
  RowBatch batch{database,
                 "INSERT INTO batched_pair (a, b)",
                 2,
                 "ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE excluded.b > b"};
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(RowBatch::kRows); ++i) {
    batch.add({i % 2, i == 7 ? 1'000 : i});
  }
  batch.add({0, 61});
  batch.add({0, 63});
  batch.flush();

  EXPECT_EQ(stored(), (Integers{63, 1'000}));
}

}  // namespace
}  // namespace vigie::storage
