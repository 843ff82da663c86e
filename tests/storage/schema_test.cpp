// The schema as a contract: described, readable, and without what must not be there.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/sqlite/statement.h"
#include "tests/storage/store_fixture.h"

namespace vigie::storage {
namespace {

using testing::HasSubstr;

struct Column {
  std::string relation;
  std::string name;
};

class SchemaTest : public tests::StoreTest {
 protected:
  Database database{create()};

  [[nodiscard]] std::vector<std::string> relations(std::string_view type = "%") {
    std::vector<std::string> names;
    Statement read{
        database,
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND type LIKE ?1 "
        "AND name NOT LIKE 'sqlite%' ORDER BY name"};
    read.query(type);
    while (read.step()) {
      names.emplace_back(read.text(0));
    }
    return names;
  }

  [[nodiscard]] std::vector<Column> columns() {
    std::vector<Column> all;
    Statement read{database, "SELECT name FROM pragma_table_info(?1)"};
    for (const std::string& relation : relations()) {
      read.query(std::string_view{relation});
      while (read.step()) {
        all.push_back({relation, std::string{read.text(0)}});
      }
    }
    return all;
  }

  [[nodiscard]] std::string columns_of(std::string_view relation) {
    std::string joined;
    Statement read{database, "SELECT name FROM pragma_table_info(?1) ORDER BY cid"};
    read.query(relation);
    while (read.step()) {
      joined.append(joined.empty() ? "" : ", ").append(read.text(0));
    }
    return joined;
  }
};

TEST_F(SchemaTest, DescribesEveryColumnOfEveryTableAndView) {
  Statement find{database,
                 "SELECT length(description) FROM data_dictionary WHERE relation = ?1 AND "
                 "column_name = ?2"};
  const auto is_described = [&](std::string_view relation, std::string_view column) {
    return find.query(relation, column).step() && find.integer(0) > 0;
  };

  ASSERT_GT(columns().size(), 400U);
  for (const std::string& relation : relations()) {
    EXPECT_TRUE(is_described(relation, "")) << relation;
  }
  for (const auto& [relation, column] : columns()) {
    EXPECT_TRUE(is_described(relation, column)) << relation << "." << column;
  }
}

TEST_F(SchemaTest, DescribesNothingThatIsNotThere) {
  EXPECT_EQ(
      tests::text_of(database,
                     "SELECT group_concat(relation || '.' || column_name) FROM data_dictionary d "
                     "WHERE column_name <> '' AND NOT EXISTS (SELECT 1 FROM "
                     "pragma_table_info(d.relation) i WHERE i.name = d.column_name)"),
      "");
}

TEST_F(SchemaTest, IsExplainedInTheReadme) {
  std::ifstream stream{std::string{VIGIE_SOURCE_DIR} + "/storage/README.md"};
  const std::string readme{std::istreambuf_iterator<char>{stream}, {}};

  for (const std::string& relation : relations()) {
    EXPECT_THAT(readme, HasSubstr("`" + relation + "`"));
  }
}

TEST_F(SchemaTest, HoldsNoOpinionOfAPersonAnywhere) {
  for (const auto& [relation, column] : columns()) {
    for (const char* word : {"opinion",
                             "politic",
                             "leaning",
                             "stance",
                             "ideolog",
                             "religio",
                             "ethnic",
                             "party",
                             "sentiment",
                             "side",
                             "belief",
                             "orientation"}) {
      EXPECT_THAT(column, testing::Not(HasSubstr(word))) << relation;
    }
  }
}

TEST_F(SchemaTest, KeepsToneToTopics) {
  for (const auto& [relation, column] : columns()) {
    if (column.find("tone") != std::string::npos) {
      EXPECT_THAT(relation, testing::AnyOf("run_topic", "topic_day", "v_topic")) << column;
    }
  }
}

TEST_F(SchemaTest, TakesOnlyStrictTables) {
  EXPECT_EQ(tests::text_of(database,
                           "SELECT group_concat(name) FROM pragma_table_list WHERE "
                           "schema = 'main' AND type = 'table' AND strict = 0 AND "
                           "name NOT LIKE 'sqlite%'"),
            "");
}

TEST_F(SchemaTest, KeepsTheFirstColumnsOfTheViewsInPlace) {
  EXPECT_THAT(columns_of("v_score"),
              testing::StartsWith("platform, handle, likelihood, automation_likelihood, low, high, "
                                  "grade, rank, native_id, account_class, posts, active_days, "
                                  "window_begin, window_end, run_id, account_id"));
  EXPECT_THAT(columns_of("v_daily_report"),
              testing::StartsWith("rank, platform, handle, likelihood, automation_likelihood, low, "
                                  "high, grade, reasons, reasons_against, listed_posts, posts"));
  EXPECT_THAT(columns_of("v_post"), testing::StartsWith("platform, handle, kind, time, text"));
}

TEST_F(SchemaTest, AnswersFromEveryView) {
  for (const std::string& view : relations("view")) {
    EXPECT_EQ(database.scalar("SELECT count(*) FROM " + view), 0) << view;
  }
  EXPECT_GE(relations("view").size(), 18U);
}

TEST_F(SchemaTest, LetsAFilterOnAViewUseItsIndex) {
  tests::import(database, {tests::batch_of({tests::post("1", "100", tests::at({}))})});

  EXPECT_THAT(tests::plan_of(database, "SELECT * FROM v_post WHERE sort_ms BETWEEN 1 AND 9"),
              HasSubstr("post_by_time (sort_ms>? AND sort_ms<?)"));
  EXPECT_THAT(tests::plan_of(database, "SELECT * FROM v_post WHERE account_id = 1 AND sort_ms > 9"),
              HasSubstr("post_by_account (account_id=? AND sort_ms>?)"));
  EXPECT_THAT(tests::plan_of(database, "SELECT * FROM v_share WHERE object_id = 1"),
              HasSubstr("share_by_object (object_id=?)"));
  EXPECT_THAT(tests::plan_of(database, "SELECT * FROM v_score WHERE account_id = 1"),
              HasSubstr("PRIMARY KEY (run_id=? AND account_id=?)"));
  EXPECT_THAT(tests::plan_of(database, "SELECT * FROM v_daily_report"),
              testing::Not(HasSubstr("TEMP B-TREE FOR ORDER BY\nSEARCH s")));
}

}  // namespace
}  // namespace vigie::storage
