#include "app/arguments.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::variant<Command, Exit> parse(const std::vector<std::string>& words) {
  std::vector<const char*> argv{"vigie"};
  for (const std::string& word : words) {
    argv.push_back(word.c_str());
  }
  return parse_arguments(static_cast<int>(argv.size()), argv.data());
}

template <typename T>
T parse_as(const std::vector<std::string>& words) {
  const auto parsed = parse(words);
  if (const auto* exit = std::get_if<Exit>(&parsed)) {
    ADD_FAILURE() << exit->text;
    return {};
  }
  const auto* command = std::get_if<T>(&std::get<Command>(parsed));
  EXPECT_NE(command, nullptr) << "another command was chosen";
  return command != nullptr ? *command : T{};
}

Exit exit_of(const std::vector<std::string>& words) {
  const auto parsed = parse(words);
  const auto* exit = std::get_if<Exit>(&parsed);
  EXPECT_NE(exit, nullptr) << "a command was chosen";
  return exit != nullptr ? *exit : Exit{.code = -1, .text = {}};
}

TEST(ParseArguments, GivesEveryCommandItsDefaults) {
  const auto status = parse_as<StatusCommand>({"status"});
  EXPECT_EQ(status.common.db, "vigie.db");
  EXPECT_FALSE(status.common.config);
  EXPECT_FALSE(status.common.json);
  EXPECT_EQ(parse_as<InitCommand>({"init"}).common.db, "vigie.db");

  const auto analyze = parse_as<AnalyzeCommand>({"analyze"});
  EXPECT_EQ(analyze.from, "");
  EXPECT_EQ(analyze.to, "");
  EXPECT_FALSE(analyze.all);
  EXPECT_FALSE(analyze.no_classes);

  const auto report = parse_as<ReportCommand>({"report"});
  EXPECT_EQ(report.out, "report");
  EXPECT_EQ(report.run, 0);

  const auto simulate = parse_as<SimulateCommand>({"simulate"});
  EXPECT_EQ(simulate.posts, 20'000U);
  EXPECT_EQ(simulate.seed, 1U);
  EXPECT_EQ(simulate.days, 28);
  EXPECT_FALSE(simulate.truth);
}

TEST(ParseArguments, ReadsWhatEveryCommandTakes) {
  for (const char* name : {"init", "status", "analyze", "report", "simulate"}) {
    const auto parsed = parse({name, "--db", "a.db", "--config", "b.toml", "--json"});
    ASSERT_TRUE(std::holds_alternative<Command>(parsed)) << name;
    std::visit(
        [&](const auto& command) {
          EXPECT_EQ(command.common.db, "a.db") << name;
          EXPECT_EQ(command.common.config, "b.toml") << name;
          EXPECT_TRUE(command.common.json) << name;
        },
        std::get<Command>(parsed));
  }
}

TEST(ParseArguments, ReadsWhatToDoWithTopics) {
  EXPECT_EQ(parse_as<TopicsCommand>({"topics", "list"}).action, TopicsAction::kList);
  const auto show = parse_as<TopicsCommand>({"topics", "show", "energy"});
  EXPECT_EQ(show.action, TopicsAction::kShow);
  EXPECT_EQ(show.topic, "energy");
  EXPECT_EQ(parse_as<TopicsCommand>({"topics", "check"}).action, TopicsAction::kCheck);
  const auto suggest = parse_as<TopicsCommand>(
      {"topics", "suggest", "energy", "--from", "2026-03-01", "--limit", "7", "--json"});
  EXPECT_EQ(suggest.action, TopicsAction::kSuggest);
  EXPECT_EQ(suggest.from, "2026-03-01");
  EXPECT_EQ(suggest.limit, 7U);
  EXPECT_TRUE(suggest.common.json);
}

TEST(ParseArguments, ReadsWhatConcernsPeople) {
  const auto erase =
      parse_as<EraseCommand>({"erase", "x:900100", "--reason", "request", "--compact", "--yes"});
  EXPECT_EQ(erase.account, "x:900100");
  EXPECT_EQ(erase.reason, "request");
  EXPECT_TRUE(erase.compact);
  EXPECT_TRUE(erase.yes);
  EXPECT_FALSE(parse_as<EraseCommand>({"erase", "x:900100"}).yes);
  EXPECT_EQ(parse_as<ShowCommand>({"show", "@north", "--posts", "5"}).posts, 5U);
  EXPECT_TRUE(parse_as<RetentionCommand>({"retention", "--dry-run"}).dry_run);
  const auto record = parse_as<RecordCommand>({"record",
                                               "--name",
                                               "a watch",
                                               "--purpose",
                                               "p",
                                               "--legal-basis",
                                               "l",
                                               "--retention",
                                               "90 days"});
  EXPECT_EQ(record.name, "a watch");
  EXPECT_EQ(record.retention, "90 days");
  EXPECT_TRUE(std::holds_alternative<Exit>(parse({"record", "--name", "a watch"})));
  EXPECT_TRUE(std::holds_alternative<Exit>(parse({"erase"})));
}

TEST(ParseArguments, ReadsAnImport) {
  const auto import = parse_as<ImportCommand>(
      {"import", "--mapping", "bot_or_not", "a.json.gz", "b.json.gz", "--labels", "bots.txt"});

  EXPECT_THAT(import.files, ElementsAre("a.json.gz", "b.json.gz"));
  EXPECT_EQ(import.mapping, "bot_or_not");
  EXPECT_EQ(import.labels, "bots.txt");
  for (const char* format : {"twitter_v1",
                             "twitter_v2",
                             "jetstream",
                             "jetstream_v2",
                             "mastodon",
                             "reddit",
                             "telegram",
                             "io_tweets",
                             "io_users",
                             "fivethirtyeight",
                             "coordination_csv"}) {
    EXPECT_EQ(parse_as<ImportCommand>({"import", "--format", format, "x"}).format, format);
  }
}

TEST(ParseArguments, ReadsAnAnalysis) {
  const auto analyze = parse_as<AnalyzeCommand>(
      {"analyze", "--from", "2026-03-01", "--to", "2026-03-28", "--no-classes", "--model", "own"});

  EXPECT_EQ(analyze.from, "2026-03-01");
  EXPECT_EQ(analyze.to, "2026-03-28");
  EXPECT_TRUE(analyze.no_classes);
  EXPECT_EQ(analyze.model, "own");
  EXPECT_TRUE(parse_as<AnalyzeCommand>({"analyze", "--all"}).all);
}

TEST(ParseArguments, ReadsADay) {
  const auto daily = parse_as<DailyCommand>(
      {"daily", "--mapping", "m", "--date", "2026-03-05", "--out", "reports", "--lang", "fr", "x"});

  EXPECT_THAT(daily.files, ElementsAre("x"));
  EXPECT_EQ(daily.mapping, "m");
  EXPECT_EQ(daily.date, "2026-03-05");
  EXPECT_EQ(daily.out, "reports");
  EXPECT_EQ(daily.language, "fr");
  EXPECT_THAT(parse_as<DailyCommand>({"daily"}).files, testing::IsEmpty());
}

TEST(ParseArguments, TellsShowFromCheck) {
  const auto show = parse_as<ListsCommand>({"lists", "show", "sanctioned"});
  EXPECT_EQ(show.action, ListsAction::kShow);
  EXPECT_THAT(show.names, testing::ElementsAre("sanctioned"));
  EXPECT_EQ(parse_as<ListsCommand>({"lists", "check"}).action, ListsAction::kCheck);
  EXPECT_TRUE(parse_as<ListsCommand>({"lists", "check", "--json"}).common.json);
}

TEST(ParseArguments, ReadsTheActionsOnLists) {
  const auto diff = parse_as<ListsCommand>({"lists", "diff", "a@2026-01-01", "b.csv", "--json"});
  EXPECT_EQ(diff.action, ListsAction::kDiff);
  EXPECT_THAT(diff.names, testing::ElementsAre("a@2026-01-01", "b.csv"));
  const auto taken = parse_as<ListsCommand>({"lists",
                                             "import",
                                             "a.csv",
                                             "--name",
                                             "n",
                                             "--title",
                                             "t",
                                             "--licence",
                                             "l",
                                             "--origin",
                                             "o",
                                             "--dated",
                                             "2026-01-01"});
  EXPECT_EQ(taken.action, ListsAction::kImport);
  EXPECT_EQ(taken.name + taken.title + taken.licence + taken.origin, "ntlo");
  EXPECT_EQ(taken.dated, "2026-01-01");
  const auto effect = parse_as<ListsCommand>({"lists", "effect", "a", "b.csv", "--run", "3"});
  EXPECT_EQ(effect.action, ListsAction::kEffect);
  EXPECT_EQ(effect.names.size(), 2U);
  EXPECT_EQ(effect.run, 3);
  EXPECT_EQ(exit_of({"lists", "diff", "a"}).code, 2);
  EXPECT_EQ(exit_of({"lists", "diff", "a", "b", "c"}).code, 2);
  EXPECT_EQ(exit_of({"lists", "import"}).code, 2);
}

TEST(ParseArguments, AnswersHelpAndVersionWithZero) {
  const Exit help = exit_of({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.text, HasSubstr("Exit codes"));
  EXPECT_EQ(exit_of({"--version"}).code, 0);
  EXPECT_THAT(exit_of({"--version"}).text, testing::StartsWith("vigie "));
  EXPECT_EQ(exit_of({"import", "--help"}).code, 0);
  EXPECT_THAT(exit_of({"import", "--help"}).text, HasSubstr("--labels"));
}

TEST(ParseArguments, ReadWhatTrainAndEvaluateTake) {
  const auto train = parse_as<TrainCommand>(
      {"train", "--labels", "a.txt", "b.txt", "--leave-out", "c.txt", "--out", "m.json"});
  EXPECT_THAT(train.labels.origins, ElementsAre("a.txt", "b.txt"));
  EXPECT_THAT(train.labels.positive, ElementsAre("bot"));
  EXPECT_THAT(train.leave_out, ElementsAre("c.txt"));
  EXPECT_EQ(train.out, "m.json");

  const auto evaluate = parse_as<EvaluateCommand>({"evaluate",
                                                   "--prior",
                                                   "0.05",
                                                   "--only",
                                                   "cadence",
                                                   "--positive",
                                                   "troll",
                                                   "--first-posts",
                                                   "10"});
  EXPECT_EQ(evaluate.prior, 0.05);
  EXPECT_THAT(evaluate.only, ElementsAre("cadence"));
  EXPECT_THAT(evaluate.labels.positive, ElementsAre("troll"));
  EXPECT_EQ(evaluate.labels.first_posts, 10U);
  EXPECT_EQ(parse_as<EvaluateCommand>({"evaluate", "--prior", "sample"}).prior, 0.0);
}

TEST(ParseArguments, AnswersEveryMistakeWithTwo) {
  const std::vector<std::vector<std::string>> mistakes{
      {},
      {"watch"},
      {"status", "--no-such-option"},
      {"status", "--db"},
      {"import"},
      {"import", "x", "--format", "csv"},
      {"import", "x", "--format", "jetstream", "--mapping", "m"},
      {"analyze", "--all", "--from", "2026-03-01"},
      {"analyze", "--all", "--to", "2026-03-01"},
      {"report", "--lang", "tlh"},
      {"report", "--run", "last"},
      {"simulate", "--days", "0"},
      {"lists"},
      {"lists", "mend"},
      {"train", "--out", "model.txt"},
      {"train", "--dated", "today"},
      {"evaluate", "--prior", "2"},
      {"evaluate", "--only", "opinion"},
      {"evaluate", "--all", "--to", "2026-03-01"},
      {"init", "status"}};

  for (const auto& words : mistakes) {
    const Exit exit = exit_of(words);
    EXPECT_EQ(exit.code, 2) << testing::PrintToString(words);
    EXPECT_FALSE(exit.text.empty()) << testing::PrintToString(words);
  }
}

}  // namespace
}  // namespace vigie::app
