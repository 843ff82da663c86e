// Blind labels from the draw to the report, and back into training and another database.
#include <filesystem>
#include <map>
#include <memory>
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
using testing::Not;

/// What a reader says who knows the truth.
std::string true_label(const std::string& role) {
  if (role == "text_bot" || role == "relay" || role == "crew" || role == "fluent_bot") {
    return "undeclared_automated";
  }
  return role == "person" || role == "scheduled_person" ? "hyperactive_human" : "organisation";
}

/// A report of the day, made once; every test has a copy of its own.
class Labelling : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    reported_ = std::make_unique<Program>();
    simulate(*reported_, 8'000, 3);
    reported_->succeed({"daily", "posts.jsonl", "--mapping", "simulated", "--out", "reports"});
  }

  static void TearDownTestSuite() { reported_.reset(); }

  Labelling() : roles_(simulated_roles(*reported_)) {
    std::filesystem::copy(reported_->folder(),
                          program_.folder(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
  }

  [[nodiscard]] const Program& program() const { return program_; }

  [[nodiscard]] DatabaseContent database() const {
    return DatabaseContent{program_.file("vigie.db")};
  }

  json draw(int size) const {
    return program_.run_json(
        {"label", "queue", "--size", std::to_string(size), "--coder", "ana", "--coder", "ben"});
  }

  [[nodiscard]] std::string truth_of(const std::string& native_id) const {
    return true_label(roles_.at(native_id));
  }

  /// Fills the sheet of the readers with the truth; `wrong` gets another label from ben.
  void label_all(const std::string& wrong) const {
    program_.succeed({"label", "export", "sheet.csv", "--blind"});
    std::string sheet;
    for (const std::string& line : lines_of(read_file(program_.file("sheet.csv")))) {
      const std::string native_id = line.substr(10, line.find(',', 10) - 10);  // simulated,ID,
      std::string filled = line;
      if (line.starts_with("simulated,")) {
        const bool errs = native_id == wrong && line.find(",ben,") != std::string::npos;
        const std::size_t cell = line.find(',', line.find(',', 10) + 1) + 1;
        filled.insert(cell, errs ? "cannot_tell" : truth_of(native_id));
      }
      sheet += filled + "\n";
    }
    write_file(program_.file("sheet.csv"), sheet);
    program_.succeed({"label", "import", "sheet.csv"});
  }

  [[nodiscard]] json report() const {
    program_.succeed({"report", "--out", "out"});
    return json::parse(read_file(program_.file("out/report.json")));
  }

 private:
  static std::unique_ptr<Program> reported_;

  Program program_;
  std::map<std::string, std::string> roles_;
};

std::unique_ptr<Program> Labelling::reported_;

TEST_F(Labelling, MeasuresTheReportFromTheDrawToThePage) {
  EXPECT_EQ(report()["measured"]["precision"], nullptr);
  EXPECT_THAT(read_file(program().file("out/report.html")), HasSubstr("not yet measured"));

  const json drawn = draw(90);
  const std::string first = database().rows(
      "SELECT a.native_id FROM review_item JOIN account a USING (account_id) WHERE at_line = 1 "
      "ORDER BY position")[0][0];
  label_all(first);
  EXPECT_EQ(program().run_json({"label", "agreement"})["disagreements"][0]["native_id"], first);
  EXPECT_EQ(report()["measured"]["open"], 1);
  program().succeed({"label", "set", first, truth_of(first), "--coder", "ana", "--adjudicate"});
  const json measured = report()["measured"];

  // The same by hand, over the draw and the truth alone.
  double weights = 0.0;
  double positives = 0.0;
  for (const Row& row : database().rows(
           "SELECT a.native_id, i.inclusion FROM review_item i JOIN account a USING (account_id) "
           "WHERE i.at_line = 1")) {
    const double weight = 1.0 / std::stod(row[1]);
    weights += weight;
    positives += truth_of(row[0]) == "undeclared_automated" ? weight : 0.0;
  }
  EXPECT_EQ(drawn["accounts"], 90);
  EXPECT_EQ(measured["decided"], drawn["at_line"]);
  EXPECT_EQ(measured["open"], 0);
  EXPECT_NEAR(measured["precision"]["value"].get<double>(), positives / weights, 1e-9);
  EXPECT_LT(measured["precision"]["low"], measured["precision"]["value"]);
  const std::string page = read_file(program().file("out/report.html"));
  EXPECT_THAT(page,
              AllOf(HasSubstr("Measured precision: of the accounts at the line"),
                    HasSubstr("95 % interval"),
                    HasSubstr("Team: automated, and does not say so"),
                    HasSubstr("settled after discussion")));
  program().succeed({"report", "--out", "fr", "--lang", "fr"});
  EXPECT_THAT(read_file(program().file("fr/report.html")),
              HasSubstr("Pr\u00e9cision mesur\u00e9e"));
}

TEST_F(Labelling, SurvivesNewRunsOfTheSameModelAndNoOther) {
  draw(90);
  label_all("");
  const json before = report()["measured"];

  program().succeed({"analyze", "--no-coordination"});
  EXPECT_EQ(report()["measured"], before);

  write_file(program().file("vigie.toml"), "[analysis]\nprior = 0.02\n");
  program().succeed({"analyze", "--no-coordination"});
  EXPECT_EQ(report()["measured"]["precision"], nullptr);  // another line
}

TEST_F(Labelling, TakesItsLabelsIntoAnotherDatabaseAndJudgesThere) {
  draw(90);
  label_all("");
  program().succeed({"label", "export", "labels.csv"});
  const std::string exported = read_file(program().file("labels.csv"));
  const json status = program().run_json({"label", "status"});

  program().succeed({"import", "--mapping", "simulated", "posts.jsonl", "--db", "other.db"});
  const json read = program().run_json({"label", "import", "labels.csv", "--db", "other.db"});
  program().succeed({"label", "export", "again.csv", "--db", "other.db"});
  const json again = program().run_json({"label", "import", "labels.csv", "--db", "other.db"});
  const json other = program().run_json({"label", "status", "--db", "other.db"});

  EXPECT_EQ(read["stored"], 180);
  EXPECT_EQ(read["refused"], 0);
  EXPECT_EQ(read_file(program().file("again.csv")), exported);
  EXPECT_EQ(again["stored"], 0);
  EXPECT_EQ(again["known"], 180);
  EXPECT_EQ(other[0]["measured"], status[0]["measured"]);
  EXPECT_EQ(other[0]["agreement"], status[0]["agreement"]);
  const json evaluation =
      program().run_json({"evaluate", "--labels", "database", "--draws", "0", "--db", "other.db"});
  ASSERT_EQ(evaluation["sources"].size(), 1U);
  EXPECT_EQ(evaluation["sources"][0]["origin"], "database:2026-03-29");
  EXPECT_EQ(evaluation["sources"][0]["accounts"], 90);
  EXPECT_GT(evaluation["sources"][0]["metrics"]["auc"]["value"], 0.5);
  program().succeed({"train", "--labels", "database", "--out", "ours.json", "--db", "other.db"});
  EXPECT_THAT(read_file(program().file("ours.md")), HasSubstr("database:2026-03-29"));
}

TEST_F(Labelling, ShowsReadersNothingOfScoresOrOfEachOther) {
  draw(90);
  program().succeed({"label", "export", "sheet.csv", "--blind"});
  const json page = program().run_json({"label", "next", "--coder", "ana"});
  const std::string id = page["account"]["native_id"];

  for (const char* word :
       {"likelihood", "score", "inclusion", "stratum", "line", "grade", "nats"}) {
    EXPECT_THAT(page.dump(), Not(HasSubstr("\"" + std::string{word}))) << word;
  }
  EXPECT_EQ(page["left"], 90);
  EXPECT_FALSE(page["newest_posts"].empty());
  for (const std::string& line : lines_of(read_file(program().file("sheet.csv")))) {
    EXPECT_TRUE(line.starts_with("platform,") || line.ends_with(",,,,,,,,,,,\r")) << line;
  }
  // Who reads second is shown the same account, and no label.
  program().succeed({"label", "set", id, "organisation", "--coder", "ana"});
  const json second = program().run_json({"label", "next", "--coder", "ben"});
  EXPECT_EQ(second, page);
}

TEST_F(Labelling, DrawsTheSameAccountsForTheSameSeed) {
  const auto drawn = [&](const std::string& seed, const std::string& name) {
    program().succeed({"label",
                       "queue",
                       "--size",
                       "40",
                       "--seed",
                       seed,
                       "--name",
                       name,
                       "--coder",
                       "ana",
                       "ben"});
    return database().rows(
        "SELECT a.native_id, i.position, i.inclusion FROM review_item i JOIN review_queue q "
        "USING (queue_id) JOIN account a USING (account_id) WHERE q.name = '" +
        name + "' ORDER BY 2");
  };

  const auto first = drawn("1", "a");

  EXPECT_EQ(drawn("1", "b"), first);
  EXPECT_NE(drawn("2", "c"), first);
}

TEST_F(Labelling, RefusesWhatWouldSpoilTheFiguresAndSaysWhatToDo) {
  const auto expect_failure =
      [&](const std::vector<std::string>& words, int code, const char* said) {
        const Outcome outcome = program().run(words);
        EXPECT_EQ(outcome.exit_code, code) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr(said));
      };
  expect_failure({"label", "next", "--coder", "ana"}, 1, "vigie label queue");
  expect_failure({"label", "queue", "--coder", "ana"}, 2, "two readers");
  expect_failure({"label", "queue", "--coder", "ana@mail.example", "ben"}, 2, "pseudonym");
  expect_failure({"evaluate", "--labels", "database"}, 1, "vigie label queue");
  draw(90);
  const std::string id = database().rows(
      "SELECT a.native_id FROM review_item JOIN account a USING (account_id)")[0][0];
  expect_failure({"label", "next", "--coder", "zoe"}, 2, "ana, ben");
  expect_failure({"label", "set", id, "troll", "--coder", "ana"}, 2, "undeclared_automated");
  expect_failure(
      {"label", "set", id, "organisation", "--coder", "ana", "--adjudicate"}, 2, "not both");
  for (const char* coder : {"ana", "ben"}) {
    program().succeed({"label", "set", id, "organisation", "--coder", coder});
  }
  expect_failure({"label", "set", id, "cannot_tell", "--coder", "ben"}, 2, "--adjudicate");
}

TEST_F(Labelling, KeepsRowsThatItCannotTakeWithTheirReason) {
  draw(90);
  const auto in_draw = database().rows(
      "SELECT a.native_id FROM review_item JOIN account a USING (account_id) ORDER BY position");
  write_file(program().file("labels.csv"),
             "platform;native_id;coder;label;queue\n"
             "simulated;" +
                 in_draw[0][0] +
                 ";ana;organisation;2026-03-29\n"
                 "simulated;" +
                 in_draw[1][0] +
                 ";ana;troll;2026-03-29\n"
                 "simulated;nobody-here;ana;organisation;2026-03-29\n"
                 "simulated;" +
                 in_draw[2][0] +
                 ";ana;organisation;other\n"
                 "simulated;" +
                 in_draw[3][0] + ";ana;;2026-03-29\n");

  const json read = program().run_json({"label", "import", "labels.csv"});

  EXPECT_EQ(read["stored"], 1);
  EXPECT_EQ(read["without_label"], 1);
  EXPECT_EQ(read["refused"], 3);
  const auto refused = database().rows(
      "SELECT reason, detail, CAST(bytes AS TEXT) FROM v_reject WHERE source = 'labels.csv' "
      "ORDER BY line");
  ASSERT_EQ(refused.size(), 3U);
  EXPECT_EQ(refused[0][0], "label: unknown");
  EXPECT_EQ(refused[0][1], "troll");
  // It may be somebody who was erased: the row leaves no name.
  EXPECT_EQ(refused[1], (Row{"account: not stored", "", "null"}));
  EXPECT_EQ(refused[2][0], "queue: unknown and not described");
}

TEST_F(Labelling, ImportsNothingThatTheCommandWouldRefuse) {
  draw(90);
  const std::string id = database().rows(
      "SELECT a.native_id FROM review_item JOIN account a USING (account_id)")[0][0];
  const auto verdicts_after = [&](const std::string& coder_label_adjudicates) {
    write_file(program().file("labels.csv"),
               "platform;native_id;queue;coder;label;adjudicates\nsimulated;" + id +
                   ";2026-03-29;" + coder_label_adjudicates + "\n");
    static_cast<void>(program().run({"label", "import", "labels.csv"}));
    return database().number("SELECT count(*) FROM verdict WHERE value = 'organisation'");
  };

  EXPECT_EQ(verdicts_after("ana;organisation;1"), 0) << "nobody has labelled it";
  program().succeed({"label", "set", id, "organisation", "--coder", "ana"});
  program().succeed({"label", "set", id, "cannot_tell", "--coder", "ben"});
  EXPECT_EQ(verdicts_after("ben;organisation;0"), 1) << "a label stays once both have labelled";
  EXPECT_EQ(verdicts_after("ana;organisation;1"), 2) << "now it can be settled";
  EXPECT_EQ(database().number("SELECT count(*) FROM v_reject WHERE source = 'labels.csv'"), 2);
}

TEST_F(Labelling, GoesWithTheAccountWhenItIsErased) {
  draw(90);
  label_all("");
  const std::string id = database().rows(
      "SELECT a.native_id FROM review_item JOIN account a USING (account_id)")[0][0];
  program().succeed({"label",
                     "set",
                     id,
                     "organisation",
                     "--coder",
                     "ana",
                     "--adjudicate",
                     "--note",
                     "posts like a newsroom of numbats"});
  const json held = program().run_json({"show", id});
  EXPECT_EQ(held["verdicts"].size(), 3U);
  EXPECT_EQ(held["drawn_for_review"].size(), 1U);
  EXPECT_EQ(held["notes"][0]["reviewer"], "ana");

  program().succeed({"erase", id, "--yes"});

  EXPECT_EQ(database().number("SELECT count(*) FROM review_item"), 89);
  EXPECT_EQ(database().number("SELECT count(*) FROM verdict"), 178);
  for (const char* name : {"vigie.db", "vigie.db-wal"}) {
    EXPECT_THAT(read_file(program().file(name)),
                AllOf(Not(HasSubstr("numbats")), Not(HasSubstr(id))));
  }
}

}  // namespace
}  // namespace vigie::tests
