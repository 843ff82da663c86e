#include "analysis/language.h"

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

std::string language_of(std::string_view text) {
  return detect_language(normalise_text(text));
}

TEST(DetectLanguage, RecognisesTheLanguagesOfTopics) {
  EXPECT_EQ(language_of("Le ministre a dit que la loi serait vot\u00e9e dans les prochains jours"),
            "fr");
  EXPECT_EQ(language_of("The minister said that this law would be passed in the coming days"),
            "en");
  EXPECT_EQ(language_of("Der Minister sagte, dass das Gesetz in den n\u00e4chsten Tagen kommt"),
            "de");
  EXPECT_EQ(
      language_of(
          "El ministro dijo que la ley se votar\u00e1 en los pr\u00f3ximos d\u00edas para todos"),
      "es");
  EXPECT_EQ(language_of(
                "Il ministro ha detto che la legge sar\u00e0 votata nei prossimi giorni, anche se"),
            "it");
  EXPECT_EQ(language_of(
                "\u041c\u0438\u043d\u0438\u0441\u0442\u0440 \u0441\u043a\u0430\u0437\u0430\u043b, "
                "\u0447\u0442\u043e \u043e\u043d \u043d\u0435 \u0437\u043d\u0430\u0435\u0442, "
                "\u043a\u0430\u043a \u044d\u0442\u043e \u0431\u044b\u043b\u043e"),
            "ru");
  EXPECT_EQ(language_of(
                "\u041c\u0456\u043d\u0456\u0441\u0442\u0440 \u0441\u043a\u0430\u0437\u0430\u0432, "
                "\u0449\u043e \u0432\u0456\u043d \u043d\u0435 \u0437\u043d\u0430\u0454, "
                "\u044f\u043a \u0446\u0435 \u0431\u0443\u043b\u043e"),
            "uk");
}

TEST(DetectLanguage, LeavesOtherLanguagesToTheClassifier) {
  const std::string_view polish =
      "Minister powiedzia\u0142, \u017ce ustawa zostanie uchwalona w najbli\u017cszych dniach "
      "przez parlament";

  EXPECT_EQ(vote_language(normalise_text(polish).text), "");
  EXPECT_EQ(language_of(polish), "pl");
}

TEST(DetectLanguage, IsUnknownForTooFewLetters) {
  EXPECT_EQ(language_of(""), "");
  EXPECT_EQ(language_of("la loi et les gens"), "");  // 14 letters.
  EXPECT_EQ(language_of("12345 67890 12345 67890 !!!!"), "");
}

TEST(DetectLanguage, DoesNotCountLinksAndMentions) {
  EXPECT_EQ(language_of("oui @the_and_of_is_are_was https://the.example/and-of-is-are-was-with"),
            "");
}

TEST(VoteLanguage, NeedsTwoDifferentWordsAndALead) {
  EXPECT_EQ(vote_language("avec nous"), "fr");
  EXPECT_EQ(vote_language("nous nous nous"), "");     // One word, however often.
  EXPECT_EQ(vote_language("avec nous the and"), "");  // As many against.
  EXPECT_EQ(vote_language("de la"), "");              // French and Spanish alike.
  EXPECT_EQ(vote_language(""), "");
}

TEST(VoteLanguage, SplitsWordsAtApostrophesOfBothKinds) {
  EXPECT_EQ(vote_language("qu'avec l'une"), "fr");
  EXPECT_EQ(vote_language("qu\u2019avec l\u2019une"), "fr");
}

}  // namespace
}  // namespace vigie::analysis
