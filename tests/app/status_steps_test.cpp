#include "app/status_steps.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::app {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ReportCollection read_whole(const char* source, std::uint64_t rejected = 0) {
  ReportCollection collection;
  collection.source = source;
  collection.records = 100;
  collection.rejected = rejected;
  collection.complete = true;
  return collection;
}

storage::RunLine run_at(std::int64_t id, UtcTime started) {
  storage::RunLine run;
  run.run = RunId{id};
  run.started = started;
  run.published = started + 1s;
  return run;
}

TEST(NextSteps, OfAnEmptyDatabaseIsAnImport) {
  EXPECT_THAT(next_steps({}), ElementsAre(HasSubstr("`vigie import FILE...`")));
}

TEST(NextSteps, WithPostsAndNoRunIsAnAnalysis) {
  EXPECT_THAT(next_steps({.posts = 5,
                          .collections = {read_whole("a.csv")},
                          .runs = {},
                          .last_collected = UtcTime{10s}}),
              ElementsAre(AllOf(HasSubstr("`vigie analyze`"), HasSubstr("`vigie report`"))));
}

TEST(NextSteps, AfterNewPostsIsAnotherAnalysis) {
  EXPECT_THAT(next_steps({.posts = 5,
                          .collections = {read_whole("a.csv")},
                          .runs = {run_at(3, UtcTime{20s})},
                          .last_collected = UtcTime{30s}}),
              ElementsAre(AllOf(HasSubstr("after run 3"), HasSubstr("`vigie analyze`"))));
}

TEST(NextSteps, WithAnUpToDateRunIsItsReport) {
  EXPECT_THAT(next_steps({.posts = 5,
                          .collections = {read_whole("a.csv")},
                          .runs = {run_at(3, UtcTime{20s})},
                          .last_collected = UtcTime{10s}}),
              ElementsAre(AllOf(
                  HasSubstr("Run 3"), HasSubstr("`vigie report`"), Not(HasSubstr("analyze")))));
}

TEST(NextSteps, NamesImportsThatBrokeOffFirst) {
  ReportCollection half = read_whole("half.jsonl");
  half.complete = false;

  EXPECT_THAT(
      next_steps({.posts = 5, .collections = {half}, .runs = {}, .last_collected = UtcTime{}}),
      ElementsAre(AllOf(HasSubstr("half.jsonl"), HasSubstr("Import again")),
                  HasSubstr("`vigie analyze`")));
}

TEST(NextSteps, NamesNoBrokenImportThatWasReadWholeLater) {
  ReportCollection broken = read_whole("day.jsonl");
  broken.complete = false;
  const auto first_step = [](const std::vector<ReportCollection>& collections) {
    return next_steps(
        {.posts = 5, .collections = collections, .runs = {}, .last_collected = UtcTime{}})[0];
  };

  EXPECT_THAT(first_step({broken, read_whole("day.jsonl")}), Not(HasSubstr("day.jsonl")));
  EXPECT_THAT(first_step({read_whole("day.jsonl"), broken}), HasSubstr("day.jsonl"));
  EXPECT_THAT(first_step({broken, read_whole("other.jsonl")}), HasSubstr("day.jsonl"));
}

TEST(NextSteps, SaysThatTheLatestRunEndsBeforeAnother) {
  storage::RunLine narrow = run_at(3, UtcTime{20s});
  narrow.window.end = UtcTime{100s};
  storage::RunLine wide = run_at(2, UtcTime{19s});
  wide.window.end = UtcTime{200s};

  EXPECT_THAT(
      next_steps({.posts = 5,
                  .collections = {read_whole("a.csv")},
                  .runs = {narrow, wide},
                  .last_collected = UtcTime{10s}}),
      ElementsAre(AllOf(
          HasSubstr("Run 3"), HasSubstr("before run 2"), HasSubstr("`vigie report --run 2`"))));
}

TEST(NextSteps, NamesFilesOfWhichMuchWasRefusedAndNoOther) {
  const auto steps =
      next_steps({.posts = 5,
                  .collections = {read_whole("good.csv", 5), read_whole("bad.csv", 6)},
                  .runs = {},
                  .last_collected = UtcTime{}});

  ASSERT_EQ(steps.size(), 2U);
  EXPECT_THAT(steps[0], AllOf(HasSubstr("bad.csv"), HasSubstr("5 %"), Not(HasSubstr("good.csv"))));
}

TEST(NextSteps, CountsWhatItDoesNotName) {
  std::vector<ReportCollection> many;
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    many.push_back(read_whole(name));
    many.back().complete = false;
  }

  EXPECT_THAT(next_steps({.posts = 0, .collections = many, .runs = {}, .last_collected = {}})[0],
              HasSubstr("a, b, c and 2 more."));
}

TEST(NextSteps, SaysThatARunBrokeOff) {
  storage::RunLine broken = run_at(4, UtcTime{20s});
  broken.published.reset();

  EXPECT_THAT(next_steps({.posts = 5,
                          .collections = {},
                          .runs = {broken, run_at(3, UtcTime{15s})},
                          .last_collected = UtcTime{10s}}),
              ElementsAre(HasSubstr("Run 4 broke off"), HasSubstr("Run 3 is up to date")));
}

}  // namespace
}  // namespace vigie::app
