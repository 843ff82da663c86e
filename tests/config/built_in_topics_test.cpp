// The built-in topics as the matcher reads them: stems that meet other words are the trap.
#include <algorithm>
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

TEST(BuiltInTopics, FindWhatTheyAreForInGermanAndRussian) {
  EXPECT_THAT(topics_of("Bei der Landtagswahl z\u00e4hlt jede Stimme"), ElementsAre("elections"));
  EXPECT_THAT(topics_of("Die Wahllokale schlie\u00dfen um 18 Uhr"), ElementsAre("elections"));
  EXPECT_THAT(
      topics_of(
          "\u0418\u0437\u0431\u0438\u0440\u0430\u0442\u0435\u043b\u044c\u043d\u044b\u0435 "
          "\u0443\u0447\u0430\u0441\u0442\u043a\u0438 \u043e\u0442\u043a\u0440\u044b\u0442\u044b "
          "\u0434\u043e \u0432\u043e\u0441\u044c\u043c\u0438"),
      ElementsAre("elections"));
  EXPECT_THAT(
      topics_of("\u042f\u0432\u043a\u0430 \u043d\u0430 \u0432\u044b\u0431\u043e\u0440\u0430\u0445 "
                "\u0432\u044b\u0440\u043e\u0441\u043b\u0430"),
      ElementsAre("elections"));
  EXPECT_THAT(topics_of("Die Strompreise steigen wieder"), ElementsAre("energy"));
  EXPECT_THAT(topics_of("Neue Windparks und Photovoltaik im Norden"), ElementsAre("energy"));
  EXPECT_THAT(
      topics_of("\u0426\u0435\u043d\u044b \u043d\u0430 \u0433\u0430\u0437 "
                "\u0441\u043d\u043e\u0432\u0430 \u0432\u044b\u0440\u043e\u0441\u043b\u0438"),
      ElementsAre("energy"));
  EXPECT_THAT(topics_of("\u0420\u0435\u043c\u043e\u043d\u0442 \u043d\u0430 \u0410\u042d\u0421 "
                        "\u0437\u0430\u043a\u043e\u043d\u0447\u0435\u043d"),
              ElementsAre("energy"));
  EXPECT_THAT(topics_of("Die Europ\u00e4ische Kommission schl\u00e4gt neue Regeln vor"),
              ElementsAre("europe"));
  EXPECT_THAT(topics_of("EU-Richtlinien gelten ab Januar"), ElementsAre("europe"));
  EXPECT_THAT(
      topics_of("\u0415\u0432\u0440\u043e\u043a\u043e\u043c\u0438\u0441\u0441\u0438\u044f "
                "\u043f\u0440\u0435\u0434\u043b\u0430\u0433\u0430\u0435\u0442 "
                "\u043d\u043e\u0432\u044b\u0435 \u043f\u0440\u0430\u0432\u0438\u043b\u0430"),
      ElementsAre("europe"));
  EXPECT_THAT(topics_of("\u0421\u0442\u0440\u0430\u043d\u044b \u0415\u0421 "
                        "\u0434\u043e\u0433\u043e\u0432\u043e\u0440\u0438\u043b\u0438\u0441\u044c"),
              ElementsAre("europe"));
  EXPECT_THAT(topics_of("Die Impfpflicht wurde abgelehnt"), ElementsAre("health"));
  EXPECT_THAT(topics_of("Debatte um Impfsch\u00e4den und Maskenpflicht"), ElementsAre("health"));
  EXPECT_THAT(topics_of("\u041e\u0431\u044f\u0437\u0430\u0442\u0435\u043b\u044c\u043d\u0443\u044e "
                        "\u0432\u0430\u043a\u0446\u0438\u043d\u0430\u0446\u0438\u044e "
                        "\u043e\u0442\u043c\u0435\u043d\u0438\u043b\u0438"),
              ElementsAre("health"));
  EXPECT_THAT(topics_of("\u0412\u0441\u043f\u044b\u0448\u043a\u0430 \u043a\u043e\u0440\u0438 "
                        "\u0432 \u0433\u043e\u0440\u043e\u0434\u0435"),
              ElementsAre("health"));
  EXPECT_THAT(topics_of("Streit um Abschiebungen nach der Grenzkontrolle"),
              ElementsAre("migration"));
  EXPECT_THAT(topics_of("Mehr Asylantr\u00e4ge als im Vorjahr"), ElementsAre("migration"));
  EXPECT_THAT(topics_of("\u041d\u0435\u043b\u0435\u0433\u0430\u043b\u044c\u043d\u044b\u0445 "
                        "\u043c\u0438\u0433\u0440\u0430\u043d\u0442\u043e\u0432 "
                        "\u0437\u0430\u0434\u0435\u0440\u0436\u0430\u043b\u0438"),
              ElementsAre("migration"));
  EXPECT_THAT(
      topics_of(
          "\u041b\u0430\u0433\u0435\u0440\u044f \u0431\u0435\u0436\u0435\u043d\u0446\u0435\u0432 "
          "\u043f\u0435\u0440\u0435\u043f\u043e\u043b\u043d\u0435\u043d\u044b"),
      ElementsAre("migration"));
  EXPECT_THAT(topics_of("Waffenlieferungen an die Front"), ElementsAre("ukraine_war"));
  EXPECT_THAT(topics_of("Ukrainische Soldaten bei Charkiw"), ElementsAre("ukraine_war"));
  EXPECT_THAT(
      topics_of(
          "\u0420\u043e\u0441\u0441\u0438\u0439\u0441\u043a\u0438\u0435 "
          "\u0432\u043e\u0439\u0441\u043a\u0430 \u0443 \u0411\u0430\u0445\u043c\u0443\u0442\u0430"),
      ElementsAre("ukraine_war"));
  EXPECT_THAT(topics_of("\u0421\u043f\u0435\u0446\u0438\u0430\u043b\u044c\u043d\u043e\u0439 "
                        "\u0432\u043e\u0435\u043d\u043d\u043e\u0439 "
                        "\u043e\u043f\u0435\u0440\u0430\u0446\u0438\u0438 \u0434\u0432\u0430 "
                        "\u0433\u043e\u0434\u0430"),
              ElementsAre("ukraine_war"));
}

TEST(BuiltInTopics, LeaveGermanAndRussianWordsThatLookLikeTheirsAlone) {
  for (const char* text :
       {"Wir w\u00e4hlen das beste Album des Jahres",
        "Ich habe keine Wahl, es regnet",
        "Voller Energie in den Montag",
        "Die Wanderung der V\u00f6gel beginnt",
        "Ein Krimi f\u00fcr lange Abende",
        "Urlaub in Europa mit dem Rad",
        "Gesunde K\u00fcche f\u00fcr jeden Tag",
        "Er stimmt seine Gitarre",
        "Der Strom der Zeit flie\u00dft",
        "\u0412\u044b\u0431\u043e\u0440 \u043f\u043b\u0430\u0442\u044c\u044f \u043d\u0430 "
        "\u0432\u0435\u0447\u0435\u0440",
        "\u0413\u043e\u043b\u043e\u0441\u0443\u0435\u043c \u0437\u0430 "
        "\u043b\u0443\u0447\u0448\u0438\u0439 \u0444\u0438\u043b\u044c\u043c "
        "\u0433\u043e\u0434\u0430",
        "\u041a\u043e\u0440\u0430 \u0434\u0435\u0440\u0435\u0432\u0430 \u0438 "
        "\u043a\u043e\u0440\u043d\u0438",
        "\u0421\u0442\u043e\u043b\u044c\u043a\u043e \u044d\u043d\u0435\u0440\u0433\u0438\u0438 "
        "\u043f\u043e\u0441\u043b\u0435 "
        "\u0442\u0440\u0435\u043d\u0438\u0440\u043e\u0432\u043a\u0438",
        "\u041f\u0435\u0440\u0435\u043b\u0451\u0442\u043d\u044b\u0435 "
        "\u043f\u0442\u0438\u0446\u044b \u0432\u0435\u0440\u043d\u0443\u043b\u0438\u0441\u044c",
        "\u041f\u043e\u0435\u0437\u0434\u043a\u0430 \u043f\u043e "
        "\u0415\u0432\u0440\u043e\u043f\u0435 \u043d\u0430 \u043f\u043e\u0435\u0437\u0434\u0435",
        "\u0417\u0434\u043e\u0440\u043e\u0432\u044b\u0439 "
        "\u0437\u0430\u0432\u0442\u0440\u0430\u043a \u0437\u0430 \u043f\u044f\u0442\u044c "
        "\u043c\u0438\u043d\u0443\u0442",
        "\u041e\u0440\u0433\u0430\u043d\u044b \u043e\u043f\u0435\u043a\u0438 "
        "\u043f\u0440\u043e\u0432\u0435\u0440\u0438\u043b\u0438 \u0448\u043a\u043e\u043b\u0443",
        "\u0414\u043e\u043c\u0430\u0448\u043d\u044f\u044f \u043a\u0443\u0445\u043d\u044f "
        "\u0431\u0435\u0437 \u0440\u044b\u0431\u044b",
        "\u041c\u0443\u0437\u0435\u0439 \u043c\u043e\u0434\u0435\u0440\u043d\u0430 "
        "\u043e\u0442\u043a\u0440\u044b\u0442"}) {
    EXPECT_THAT(topics_of(text), IsEmpty()) << text;
  }
}

TEST(BuiltInTopics, HaveATitleAndKeywordsInEveryLanguage) {
  const auto topics = load_topics({}).value();
  for (const analysis::TopicDefinition& topic : topics) {
    for (const char* language : {"en", "fr", "de", "ru"}) {
      EXPECT_TRUE(topic.titles.contains(language)) << topic.id << ' ' << language;
      const auto keywords =
          std::find_if(topic.keywords.begin(), topic.keywords.end(), [language](const auto& words) {
            return words.language == language;
          });
      ASSERT_NE(keywords, topic.keywords.end()) << topic.id << ' ' << language;
      EXPECT_GE(keywords->keywords.size(), 20U) << topic.id << ' ' << language;
    }
  }
}

}  // namespace
}  // namespace vigie::config
