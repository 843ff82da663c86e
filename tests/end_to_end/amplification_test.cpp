// What was pushed, narratives and alerts: measured, stored and shown by the program.
#include <map>
#include <string>

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

TEST(Amplification, SaysWhoCarriesTheRelayedSources) {
  const Program program;
  import_simulated(program, 10'000, 5);

  const json run = program.run_json({"analyze"});
  program.succeed({"report", "--out", "report"});

  const DatabaseContent database{program.file("vigie.db")};
  // Counted by object here and by account there: the same posts and accounts of each source.
  EXPECT_GT(database.number("SELECT count(*) FROM v_amplification WHERE kind = 'source'"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM v_source_share u LEFT JOIN v_amplification m "
                            "ON m.kind = 'source' AND m.name = u.source "
                            "WHERE m.shares IS NOT u.posts OR m.accounts IS NOT u.accounts"),
            0);
  // Reach and shares of every object, from the shares themselves.
  EXPECT_EQ(
      database.number(
          "SELECT count(*) FROM v_amplification m WHERE m.object_id IS NOT NULL AND "
          "(m.shares, m.accounts) IS NOT (SELECT count(*), count(DISTINCT account_id) FROM share "
          "s JOIN post p USING (post_id) JOIN analysis_run r ON r.run_id = m.run_id "
          "WHERE s.object_id = m.object_id AND p.sort_ms >= r.window_begin_ms "
          "AND p.sort_ms < r.window_end_ms)"),
      0);

  // The truth of the simulation: relays carry most shares of the source that is shared most.
  const std::map<std::string, std::string> roles = simulated_roles(program);
  std::uint64_t shares = 0;
  std::uint64_t by_relays = 0;
  for (const Row& row : database.rows(
           "SELECT a.native_id FROM share s JOIN post p USING (post_id) JOIN account a USING "
           "(account_id) JOIN object o USING (object_id) JOIN domain d USING (domain_id) "
           "WHERE d.registrable = (SELECT name FROM v_amplification WHERE kind = 'source' "
           "AND name NOT LIKE '%:%' ORDER BY position LIMIT 1)")) {
    const std::string& role = roles.at(row.front());
    ++shares;
    by_relays += role == "relay" || role == "outlet" || role == "crew" ? 1U : 0U;
  }
  EXPECT_GT(shares, 0U);
  EXPECT_GT(2 * by_relays, shares) << by_relays << " of " << shares;

  const json document = json::parse(read_file(program.file("report/report.json")));
  EXPECT_EQ(document["amplification"]["objects"].size(), run["amplification"]["objects"]);
  EXPECT_EQ(document["amplification"]["alerts"].size(), run["amplification"]["alerts"]);
  EXPECT_THAT(read_file(program.file("report/report.html")), HasSubstr("id=\"pushed\""));
  EXPECT_THAT(read_file(program.file("report/amplification.csv")),
              AllOf(HasSubstr("kind,name,author"), HasSubstr(",source,")));
}

}  // namespace
}  // namespace vigie::tests
