// The built-in lexicons as the reader of shares uses them: a denial, a distance, or neither.
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/wording.h"
#include "config/data_files.h"

namespace vigie::config {
namespace {

struct Case {
  std::string_view language;
  std::string_view text;
  PostKind kind = PostKind::kPost;
};

ShareStance stance_of(const Case& share) {
  static const auto kLexicons = load_lexicons({}).value();
  static const auto kLists = load_source_lists({}).value();
  static const analysis::WordingReader kReader{kLexicons, analysis::names_of_sources(kLists)};
  return kReader.read(share.text, share.language, share.kind).stance;
}

void expect_all(ShareStance stance, const std::vector<Case>& shares) {
  for (const Case& share : shares) {
    EXPECT_EQ(stance_name(stance_of(share)), stance_name(stance)) << share.text;
  }
}

TEST(ShareStance, ReadsADenialAsDebunk) {
  expect_all(
      ShareStance::kDebunk,
      {
          {"en", "Fact-check: the RT story about the power plant is wrong. https://rt.com/x"},
          {"en", "RT spreads lies about the vote https://rt.com/x"},
          {"en", "This article is fake, here is the original photo https://rt.com/x"},
          {"en", "Don't share this article https://rt.com/x"},
          {"en", "Don't trust RT. https://rt.com/x"},
          {"en", "Debunked two years ago #factcheck https://rt.com/x"},
          {"en", "That's false.", PostKind::kQuote},
          {"en", "This is not true", PostKind::kQuote},
          {"fr", "Faux : cet article de RT est un mensonge https://rt.com/x"},
          {"fr", "Ne partagez pas cet article https://rt.com/x"},
          {"fr", "La propagande russe continue https://rt.com/x"},
          {"fr", "Encore une intox de Sputnik https://rt.com/x"},
          {"fr", "C'est faux.", PostKind::kQuote},
          {"fr", "D\u00e9sintox : la vid\u00e9o date de 2015 https://rt.com/x"},
          {"de", "Faktencheck: Das Video von RT stammt aus 2015 https://rt.com/x"},
          {"de", "RT l\u00fcgt schon wieder https://rt.com/x"},
          {"de", "Diese Meldung ist gef\u00e4lscht https://rt.com/x"},
          {"de",
           "Bitte diesen Artikel nicht teilen, dieser Artikel ist Desinformation https://rt.com/x"},
          {"de", "Das stimmt nicht.", PostKind::kQuote},
          {"ru",
           "\u0424\u0430\u043a\u0442\u0447\u0435\u043a\u0438\u043d\u0433: "
           "\u0432\u0438\u0434\u0435\u043e \u0441\u043d\u044f\u0442\u043e \u0432 2015 "
           "\u0433\u043e\u0434\u0443 https://rt.com/x"},
          {"ru",
           "\u041d\u0435 \u0432\u0435\u0440\u044c\u0442\u0435 \u044d\u0442\u043e\u043c\u0443 "
           "\u0441\u0430\u0439\u0442\u0443 https://rt.com/x"},
          {"ru",
           "\u0420\u043e\u0441\u0441\u0438\u0439\u0441\u043a\u0430\u044f "
           "\u043f\u0440\u043e\u043f\u0430\u0433\u0430\u043d\u0434\u0430 "
           "\u043e\u043f\u044f\u0442\u044c \u0432\u0440\u0451\u0442 https://rt.com/x"},
          {"ru", "\u042d\u0442\u043e \u0444\u0435\u0439\u043a.", PostKind::kQuote},
          {"ru",
           "\u042d\u0442\u0430 \u043d\u043e\u0432\u043e\u0441\u0442\u044c \u043b\u043e\u0436\u044c "
           "https://rt.com/x"},
      });
}

TEST(ShareStance, ReadsDistanceAsNeutral) {
  expect_all(
      ShareStance::kNeutral,
      {
          {"en", "RT claims that the plant was hit https://rt.com/x"},
          {"en", "According to Sputnik the talks go on https://rt.com/x"},
          {"en", "Is this true? https://rt.com/x"},
          {"en", "That's false. Read here https://rt.com/x", PostKind::kReply},
          {"fr", "Selon RT la centrale a \u00e9t\u00e9 touch\u00e9e https://rt.com/x"},
          {"fr", "C'est vrai ? https://rt.com/x"},
          {"fr", "C'est faux. https://rt.com/x", PostKind::kReply},
          {"de", "Laut RT wurde das Werk getroffen https://rt.com/x"},
          {"de", "Stimmt das? https://rt.com/x"},
          {"ru",
           "RT \u0441\u043e\u043e\u0431\u0449\u0430\u0435\u0442 \u043e\u0431 "
           "\u0443\u0434\u0430\u0440\u0435 \u043f\u043e \u0441\u0442\u0430\u043d\u0446\u0438\u0438 "
           "https://rt.com/x"},
          {"ru", "\u042d\u0442\u043e \u043f\u0440\u0430\u0432\u0434\u0430? https://rt.com/x"},
      });
}

TEST(ShareStance, ReadsAllElseAsEndorsement) {
  expect_all(
      ShareStance::kEndorse,
      {
          {"en", "https://rt.com/x"},
          {"en", "Explosion at the power plant, many hurt https://rt.com/x"},
          {"en", "A must read! https://rt.com/x"},
          {"en", "The mainstream media lies, RT tells you https://rt.com/x"},
          {"en", "More fake news from the BBC. Read RT instead https://rt.com/x"},
          {"en", "So-called fact checkers attack RT https://rt.com/x"},
          {"en", "This is not fake! https://rt.com/x"},
          {"en", "This article is true https://rt.com/x"},
          {"en", "RT @someone: this article is fake https://rt.com/x"},
          {"en", "This article is fake", PostKind::kRepost},
          {"fr", "\u00c0 lire absolument https://rt.com/x"},
          {"fr", "Les mensonges de l'OTAN, enfin la v\u00e9rit\u00e9 sur RT https://rt.com/x"},
          {"fr", "Les merdias mentent, RT le montre https://rt.com/x"},
          {"fr", "Ce n'est pas un fake https://rt.com/x"},
          {"de", "Unbedingt lesen https://rt.com/x"},
          {"de", "Die L\u00fcgenpresse verschweigt das, RT nicht https://rt.com/x"},
          {"de", "Das ist kein Fake https://rt.com/x"},
          {"ru",
           "\u0427\u0438\u0442\u0430\u0439\u0442\u0435 \u0438 "
           "\u0434\u0435\u043b\u0438\u0442\u0435\u0441\u044c https://rt.com/x"},
          {"ru",
           "\u0424\u0435\u0439\u043a\u0438 \u0417\u0430\u043f\u0430\u0434\u0430 \u043e "
           "\u0441\u0442\u0430\u043d\u0446\u0438\u0438 https://rt.com/x"},
          {"ru", "\u042d\u0442\u043e \u043d\u0435 \u0444\u0435\u0439\u043a https://rt.com/x"},
          {"es", "Este art\u00edculo es falso https://rt.com/x"},
      });
}

TEST(ShareStance, TakesTheCuesOfEveryLanguageWhereTheLanguageIsUnknown) {
  expect_all(ShareStance::kDebunk,
             {{"", "C'est faux.", PostKind::kQuote}, {"", "Das stimmt nicht.", PostKind::kQuote}});
}

TEST(ShareStance, SurvivesTextsWithoutSense) {
  expect_all(ShareStance::kEndorse,
             {{"en", ""}, {"en", "\xff\xfe#@"}, {"en", "????"}, {"ru", "\xd0"}, {"", "''''"}});
}

}  // namespace
}  // namespace vigie::config
