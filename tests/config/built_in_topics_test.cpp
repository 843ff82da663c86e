// The built-in topics as the matcher reads them: stems that meet other words are the trap.
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/topic.h"
#include "config/data_files.h"

namespace vigie::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> topics_of(std::string_view text) {
  static const auto kTopics = load_topics({}).value();
  static analysis::TopicMatcher matcher{kTopics};
  const analysis::TopicMask mask = matcher.match_text(text);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < kTopics.size(); ++i) {
    if ((mask >> i & 1U) != 0) {
      ids.push_back(kTopics[i].id);
    }
  }
  return ids;
}

TEST(BuiltInTopics, FindWhatTheyAreFor) {
  EXPECT_THAT(topics_of("R\u00e9sultats des \u00e9lections l\u00e9gislatives ce soir"),
              ElementsAre("elections"));
  EXPECT_THAT(topics_of("Early voting opens at every polling station"), ElementsAre("elections"));
  EXPECT_THAT(topics_of("Une centrale nucleaire et dix eoliennes"), ElementsAre("energy"));
  EXPECT_THAT(topics_of("La facture d'\u00e9lectricit\u00e9 double"), ElementsAre("energy"));
  EXPECT_THAT(topics_of("The European Commission proposes a rule"), ElementsAre("europe"));
  EXPECT_THAT(topics_of("L'Union europ\u00e9enne s'\u00e9largit"), ElementsAre("europe"));
  EXPECT_THAT(topics_of("Another vaccine mandate is lifted"), ElementsAre("health"));
  EXPECT_THAT(topics_of("Des r\u00e9fugi\u00e9s demandent l'asile"), ElementsAre("migration"));
  EXPECT_THAT(topics_of("Illegal immigration at the southern border"), ElementsAre("migration"));
  EXPECT_THAT(topics_of("L'arm\u00e9e ukrainienne recule pr\u00e8s de Koursk"),
              ElementsAre("ukraine_war"));
}

TEST(BuiltInTopics, LeaveWordsThatLookLikeTheirsAlone) {
  for (const char* text :
       {"Vote for the best album of the year",
        "On va voter pour votre film pr\u00e9f\u00e9r\u00e9",
        "So much energy on this team tonight",
        "Un crime sans t\u00e9moin",             // not Crimea
        "Un chalet pour refuge, loin de tout",   // not a refugee
        "The mountain refuge was full",          // not a refugee
        "Aux confins du d\u00e9sert",            // not a lockdown
        "She elected to stay home",              // not an election
        "L'EDF gagne ce soir contre l'Espagne",  // the football team, not the company
        "La migration des oiseaux commence",
        "Ligue des champions, la plus belle d'Europe"}) {
    EXPECT_THAT(topics_of(text), IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace vigie::config
