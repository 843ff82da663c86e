// From labels to a model and back: `train` and `evaluate` on what `import --labels` stored.
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/database_content.h"
#include "tests/support/files.h"
#include "tests/support/program.h"
#include "tests/support/simulated.h"

namespace vigie::tests {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

/// Labels put beside simulated posts: relays and bots against everybody else, in two origins that
/// share no account.
class Learning : public testing::Test {
 protected:
  Learning() { import_simulated(program_, 8'000, 3); }

  [[nodiscard]] const Program& program() const { return program_; }

  /// The truth of the simulation under two origins, split by the last digit of the account.
  void label_all() const {
    const DatabaseContent database{program_.file("vigie.db")};
    for (const auto& [account, role] : simulated_roles(program_)) {
      const bool automated = role.find("bot") != std::string::npos ||
                             role.find("relay") != std::string::npos ||
                             role.find("crew") != std::string::npos;
      const bool odd = (account.back() - '0') % 2 != 0;
      database.execute(
          "INSERT INTO account_label (account_id, value, origin) SELECT account_id, '" +
          std::string{automated ? "bot" : "human"} + "', '" + (odd ? "odd.csv" : "even.csv") +
          "' FROM account WHERE native_id = '" + account + "'");
    }
  }

  void label(const std::string& value, const std::string& origin) const {
    DatabaseContent{program_.file("vigie.db")}.execute(
        "INSERT INTO account_label (account_id, value, origin) SELECT account_id, '" + value +
        "', '" + origin + "' FROM account");
  }

 private:
  Program program_;
};

TEST_F(Learning, MakesAModelThatAnalyzeReadsAndACardBesideIt) {
  label_all();

  const json model = program().run_json({"train", "--out", "ours.json", "--dated", "2026-11-28"});

  EXPECT_EQ(model["name"], "ours");
  EXPECT_EQ(model["training"]["origins"], json({"even.csv", "odd.csv"}));
  EXPECT_EQ(model["performance"]["left_out"], "source");
  EXPECT_THAT(read_file(program().file("ours.md")),
              AllOf(HasSubstr("# Model ours"), HasSubstr("even.csv"), HasSubstr("## Limits")));
  program().succeed({"analyze", "--model", "ours.json"});
  const DatabaseContent database{program().file("vigie.db")};
  EXPECT_EQ(database.number("SELECT count(*) FROM analysis_run WHERE model = 'ours'"), 1);
}

TEST_F(Learning, GivesTheSameBytesAgain) {
  label_all();

  program().succeed({"train", "--out", "a.json", "--name", "m", "--dated", "2026-11-28"});
  program().succeed({"train", "--out", "b.json", "--name", "m", "--dated", "2026-11-28"});
  const std::vector<std::string> evaluate{"evaluate", "--leave-one-out", "--draws", "20"};

  EXPECT_EQ(read_file(program().file("a.json")), read_file(program().file("b.json")));
  EXPECT_EQ(read_file(program().file("a.md")), read_file(program().file("b.md")));
  EXPECT_EQ(program().run_json(evaluate), program().run_json(evaluate));
}

TEST_F(Learning, LeavesOutWhatItIsToldTo) {
  label_all();
  const std::vector<std::string> train{
      "train", "--leave-out", "odd.csv", "--out", "a.json", "--name", "m", "--dated", "2026-11-28"};
  program().succeed(train);
  const std::string before = read_file(program().file("a.json"));
  const DatabaseContent database{program().file("vigie.db")};
  database.execute("UPDATE account_label SET value = 'human' WHERE origin = 'odd.csv'");

  program().succeed(train);

  EXPECT_EQ(read_file(program().file("a.json")), before);
}

TEST_F(Learning, TellsSeenOriginsFromUnseenOnes) {
  label_all();
  program().succeed({"train", "--leave-out", "odd.csv", "--out", "ours.json"});

  const json evaluation = program().run_json({"evaluate", "--model", "ours.json", "--draws", "0"});

  ASSERT_EQ(evaluation["sources"].size(), 2U);
  EXPECT_EQ(evaluation["sources"][0]["seen_in_training"], true);   // even.csv
  EXPECT_EQ(evaluation["sources"][1]["seen_in_training"], false);  // odd.csv
  EXPECT_EQ(evaluation["mean"]["sources"], 1);
  EXPECT_EQ(evaluation["mean"]["metrics"]["auc"],
            evaluation["sources"][1]["metrics"]["auc"]["value"]);
  EXPECT_EQ(evaluation["sources"][1]["baselines"].size(), 3U);
}

TEST_F(Learning, ChangesNoScoreByLabels) {
  const std::string scores = "SELECT account_id, likelihood FROM v_score ORDER BY 1";
  const DatabaseContent database{program().file("vigie.db")};
  program().succeed({"analyze", "--no-coordination"});
  const auto without = database.rows(scores);
  label_all();

  program().succeed({"analyze", "--no-coordination"});

  EXPECT_EQ(database.rows(scores), without);
}

TEST_F(Learning, FailsWithoutLabelsAndSaysWhereTheyComeFrom) {
  for (const char* command : {"train", "evaluate"}) {
    const Outcome outcome = program().run({command});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err, HasSubstr("holds no labels"));
  }
  EXPECT_FALSE(std::filesystem::exists(program().file("model.json")));
}

TEST_F(Learning, FailsWhereAllLabelsSayTheSame) {
  label("bot", "all.csv");

  const Outcome train = program().run({"train"});
  const Outcome evaluate = program().run({"evaluate"});

  EXPECT_EQ(train.exit_code, 1);
  EXPECT_THAT(train.err, HasSubstr("nothing can be learned"));
  EXPECT_EQ(evaluate.exit_code, 1);
  EXPECT_THAT(evaluate.err, HasSubstr("one class"));
}

TEST_F(Learning, RefusesNamesThatAreNotThere) {
  label("troll", "list.csv");
  const auto expect_usage = [&](const std::vector<std::string>& words, const char* said) {
    const Outcome outcome = program().run(words);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(said));
  };

  expect_usage({"train", "--labels", "other.csv"}, "list.csv");
  expect_usage({"train", "--leave-out", "other.csv"}, "list.csv");
  expect_usage({"train", "--leave-out", "list.csv"}, "no origin of labels remains");
  expect_usage({"evaluate"}, "troll");  // neither bot nor human: says what there is
  expect_usage({"train", "--out", "model.txt"}, ".json");
  expect_usage({"evaluate", "--prior", "1.5"}, "prior");
  expect_usage({"evaluate", "--positive", "troll", "--only", "opinion"}, "opinion");
}

/// Three labelled rounds that lie beside the source tree; read there, never copied.
class LabelledRounds : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder =
        std::filesystem::path{VIGIE_SOURCE_DIR}.parent_path() / "shared" / "data" / "bot_or_not";
    if (!std::filesystem::exists(folder)) {
      GTEST_SKIP() << "no labelled rounds at " << folder.string() << ": nothing to learn from";
    }
    for (const std::string number : {"1", "2", "4"}) {
      program_.succeed({"import",
                        "--mapping",
                        "bot_or_not",
                        (folder / ("posts_users." + number + ".json.gz")).string(),
                        "--labels",
                        (folder / ("bots." + number + ".txt")).string()});
    }
  }

  [[nodiscard]] const Program& program() const { return program_; }

 private:
  Program program_;
};

TEST_F(LabelledRounds, ReachTheirBarsWhenEachIsLeftOut) {
  const json evaluation = program().run_json({"evaluate", "--leave-one-out", "--draws", "0"});
  const json& mean = evaluation["mean"]["metrics"];

  ASSERT_EQ(evaluation["sources"].size(), 3U);
  EXPECT_GE(mean["auc"], 0.975);
  EXPECT_GE(mean["average_precision"], 0.93);
  EXPECT_GE(mean["precision_at_20"], 0.95);
  EXPECT_GE(mean["f1_at_threshold"], 0.80);
  EXPECT_LE(mean["calibration_error"], 0.05);
  for (const json& source : evaluation["sources"]) {
    EXPECT_GE(source["metrics"]["auc"]["value"], 0.965) << source["origin"];
    for (const json& baseline : source["baselines"]) {
      EXPECT_LT(baseline["metrics"]["auc"], source["metrics"]["auc"]["value"]);
    }
  }
}

TEST_F(LabelledRounds, GiveTheSameFiguresFromAModelFile) {
  program().succeed({"train", "--leave-out", "bots.4.txt", "--out", "without_4.json"});

  const json from_file = program().run_json(
      {"evaluate", "--model", "without_4.json", "--labels", "bots.4.txt", "--draws", "0"});
  const json afresh = program().run_json({"evaluate", "--leave-one-out", "--draws", "0"});

  for (const char* metric : {"auc", "average_precision", "f1_at_threshold"}) {
    EXPECT_NEAR(from_file["mean"]["metrics"][metric].get<double>(),
                afresh["sources"][2]["metrics"][metric]["value"].get<double>(),
                1e-3)
        << metric;
  }
  EXPECT_EQ(from_file["mean"]["of_unseen_sources"], true);
}

}  // namespace
}  // namespace vigie::tests
