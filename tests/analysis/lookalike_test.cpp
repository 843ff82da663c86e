#include "analysis/lookalike.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/registrable_domain.h"

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string match_text(const LookalikeMatch& match) {
  return match.protected_name + ' ' + std::string{rule_name(match.rule)} + ' ' +
         std::to_string(match.distance);
}

std::vector<std::string> texts(const std::vector<LookalikeMatch>& matches) {
  std::vector<std::string> out;
  for (const LookalikeMatch& match : matches) {
    out.push_back(match_text(match));
  }
  return out;
}

ProtectOptions newsroom() {
  return {.domains = {"lavigie.example", "morgenpost-nord.example", "tele24.example"},
          .handles = {"x:la_vigie", "morgenpostnord"},
          .names = {"La Vigie du Nord", "Morgenpost Nord"},
          .known = {"lavigie.test", "x:lavigie_jobs"}};
}

ProtectOptions of_domains(std::vector<std::string> domains) {
  ProtectOptions options;
  options.domains = std::move(domains);
  return options;
}

std::vector<std::string> of_host(const std::string& host,
                                 const ProtectOptions& options = newsroom()) {
  return texts(LookalikeMatcher{options}.match_host(host, registrable_domain(host)).matches);
}

std::vector<std::string> of_handle(const std::string& platform, const std::string& handle) {
  return texts(LookalikeMatcher{newsroom()}.match_handle(platform, handle));
}

std::vector<std::string> of_name(const std::string& name) {
  return texts(LookalikeMatcher{newsroom()}.match_name(name));
}

TEST(LookalikeDomain, IsTheSameLabelUnderAnotherSuffix) {
  EXPECT_THAT(of_host("lavigie.ltd"), ElementsAre("lavigie.example same_label 0"));
  EXPECT_THAT(of_host("news.lavigie.co.uk"), ElementsAre("lavigie.example same_label 0"));
}

TEST(LookalikeDomain, IsTheLabelWithOtherHyphens) {
  EXPECT_THAT(of_host("la-vigie.info"), ElementsAre("lavigie.example separators 1"));
  EXPECT_THAT(of_host("morgenpostnord.de"), ElementsAre("morgenpost-nord.example separators 1"));
}

TEST(LookalikeDomain, IsADigitForALetter) {
  EXPECT_THAT(of_host("lav1gie.example"), ElementsAre("lavigie.example digit_swap 1"));
  EXPECT_THAT(of_host("l4v1g13.com"), ElementsAre("lavigie.example digit_swap 4"));
}

TEST(LookalikeDomain, IsSpeltWithCharactersThatLookAlike) {
  // Cyrillic a and e, as punycode; and rn for m.
  EXPECT_THAT(of_host("xn--lvigi-4ve3b.com"), ElementsAre("lavigie.example confusable 2"));
  EXPECT_THAT(of_host("rnorgenpost-nord.com"), ElementsAre("morgenpost-nord.example confusable 2"));
}

TEST(LookalikeDomain, IsSpeltWithAnAccent) {
  EXPECT_THAT(of_host("xn--lavigi-gva.fr"), ElementsAre("lavigie.example confusable 1"));
}

TEST(LookalikeDomain, IsOneOrTwoEditsAwayByTheLengthOfTheName) {
  EXPECT_THAT(of_host("lavigei.com"), ElementsAre("lavigie.example edits 1"));  // exchanged
  EXPECT_THAT(of_host("lavigi.com"), ElementsAre("lavigie.example edits 1"));   // left out
  EXPECT_THAT(of_host("lavigiee.com"), ElementsAre("lavigie.example edits 1"));
  EXPECT_THAT(of_host("lafigee.com"), IsEmpty());  // two in seven letters
  EXPECT_THAT(of_host("mogenposd-nord.com"), ElementsAre("morgenpost-nord.example edits 2"));
  EXPECT_THAT(of_host("mogenposd-nort.com"), IsEmpty());  // three
}

TEST(LookalikeDomain, CarriesTheNameBelowADomainOfSomebodyElse) {
  const auto found =
      LookalikeMatcher{newsroom()}.match_host("lavigie.example.login.test", "login.test");
  EXPECT_EQ(found.subject, "lavigie.example.login.test");
  EXPECT_THAT(texts(found.matches), ElementsAre("lavigie.example subdomain 0"));
  EXPECT_THAT(of_host("lavigie.login.com"), ElementsAre("lavigie.example subdomain 0"));
}

TEST(LookalikeDomain, HoldsTheNameAsATokenOrBeforePublishingWords) {
  EXPECT_THAT(of_host("the-lavigie-report.com"), ElementsAre("lavigie.example token 11"));
  EXPECT_THAT(of_host("la-vigie-info.com"), ElementsAre("lavigie.example token 6"));
  EXPECT_THAT(of_host("lavigienews24.com"), ElementsAre("lavigie.example token 6"));
  EXPECT_THAT(of_host("lavigiegardens.com"), IsEmpty());
}

TEST(LookalikeDomain, IsNeverTheProtectedDomainItselfOrAKnownOne) {
  EXPECT_THAT(of_host("lavigie.example"), IsEmpty());
  EXPECT_THAT(of_host("www2.lavigie.example"), IsEmpty());
  EXPECT_THAT(of_host("lavigie.test"), IsEmpty());
  EXPECT_THAT(of_host("10.0.0.1"), IsEmpty());
  EXPECT_THAT(of_host("example"), IsEmpty());
}

TEST(LookalikeDomain, LeavesShortNamesPlainWordsAndOtherNumbersAlone) {
  EXPECT_THAT(of_host("abd.com", of_domains({"abc.example"})), IsEmpty());
  EXPECT_THAT(of_host("abc.com", of_domains({"abc.example"})), IsEmpty());
  EXPECT_THAT(of_host("abcdf.com", of_domains({"abcde.example"})), IsEmpty());
  EXPECT_THAT(of_host("abcde.com", of_domains({"abcde.example"})),
              ElementsAre("abcde.example same_label 0"));
  // A plain word is protected as it is spelt, and no further.
  const ProtectOptions express = of_domains({"express.example"});
  EXPECT_THAT(of_host("expresso.com", express), IsEmpty());
  EXPECT_THAT(of_host("express-delivery.com", express), IsEmpty());
  EXPECT_THAT(of_host("expressnews.com", express), IsEmpty());
  EXPECT_THAT(of_host("express.travel.test", express), IsEmpty());
  EXPECT_THAT(of_host("express.com", express), ElementsAre("express.example same_label 0"));
  // Channels are numbered.
  EXPECT_THAT(of_host("tele23.com"), IsEmpty());
  EXPECT_THAT(of_host("tele2.com"), IsEmpty());
}

TEST(LookalikeDomain, NamesEveryProtectedNameOnceWithItsStrongestRule) {
  const ProtectOptions two = of_domains({"lavigie.example", "lavigia.example"});
  EXPECT_THAT(of_host("lavigie.com", two),
              ElementsAre("lavigia.example edits 1", "lavigie.example same_label 0"));
}

TEST(LookalikeDomain, FindsNothingAmongHonestDomains) {
  const ProtectOptions real = of_domains({"lemonde.fr",
                                          "spiegel.de",
                                          "welt.de",
                                          "bild.de",
                                          "leparisien.fr",
                                          "theguardian.com",
                                          "sueddeutsche.de",
                                          "liberation.fr",
                                          "france24.com",
                                          "reuters.com",
                                          "tagesschau.de",
                                          "interieur.gouv.fr"});
  for (const char* host : {"example.com",
                           "example.org",
                           "wikipedia.org",
                           "lemans.org",
                           "lemondial.example",
                           "spieler.de",
                           "spielend.example",
                           "weltraum.example",
                           "weltladen.de",
                           "bilder.example",
                           "bildung.example",
                           "parisienne.example",
                           "parisian.example",
                           "guardianlife.com",
                           "gardening.example",
                           "suedwest.example",
                           "deutschlandfunk.de",
                           "liberty.example",
                           "liberator.example",
                           "franceinfo.fr",
                           "france3.fr",
                           "rosters.example",
                           "reuterweg.example",
                           "tagesspiegel.de",
                           "tageblatt.example",
                           "interior.example",
                           "interieurs.example",
                           "lemurien.example",
                           "monde.example",
                           "mondediplo.example",
                           "lepoint.example",
                           "lesoir.example",
                           "lefigaro.example",
                           "nytimes.com",
                           "bbc.co.uk",
                           "dw.com",
                           "arte.tv",
                           "zdf.de",
                           "ndr.de",
                           "rtbf.be",
                           "swissinfo.ch",
                           "diepresse.com",
                           "standard.example",
                           "kurier.example",
                           "ouestfrance.example",
                           "sudouest.example",
                           "ledauphine.example",
                           "lavoixdunord.example",
                           "bouletten.example",
                           "hamburg.example"}) {
    EXPECT_THAT(of_host(host, real), IsEmpty()) << host;
  }
}

TEST(LookalikeDomain, NamesAWordOneLetterAwayUntilTheTeamKnowsIt) {
  // No list of words is complete: this is what `known` is for.
  ProtectOptions options = of_domains({"lemonde.fr"});
  EXPECT_THAT(of_host("lemonade.com", options), ElementsAre("lemonde.fr edits 1"));
  options.known = {"lemonade.com"};
  EXPECT_THAT(of_host("shop.lemonade.com", options), IsEmpty());
}

TEST(LookalikeHandle, FollowsTheRulesOfItsKind) {
  EXPECT_THAT(of_handle("x", "lavigie"), ElementsAre("x:la_vigie separators 1"));
  EXPECT_THAT(of_handle("x", "La_V1gie"), ElementsAre("x:la_vigie digit_swap 1"));
  EXPECT_THAT(of_handle("x", "la_vigei"), ElementsAre("x:la_vigie edits 1"));
  EXPECT_THAT(of_handle("x", "la_vigie_officiel"), ElementsAre("x:la_vigie token 8"));
  EXPECT_THAT(of_handle("mastodon", "morgenpost-nord@town.example"),
              ElementsAre("morgenpostnord separators 1"));
  EXPECT_THAT(of_handle("bluesky", "morgenpostn0rd.bsky.social"),
              ElementsAre("morgenpostnord digit_swap 1"));
}

TEST(LookalikeHandle, IsNeverAProtectedOrKnownAccountOrTheSameHandleElsewhere) {
  EXPECT_THAT(of_handle("x", "La_Vigie"), IsEmpty());
  EXPECT_THAT(of_handle("x", "@la_vigie"), IsEmpty());
  EXPECT_THAT(of_handle("x", "lavigie_jobs"), IsEmpty());
  EXPECT_THAT(of_handle("bluesky", "lavigie.bsky.social"), IsEmpty());  // protected on x only
  EXPECT_THAT(of_handle("mastodon", "morgenpostnord@town.example"), IsEmpty());
  EXPECT_THAT(of_handle("x", "la_vigie_fan"), IsEmpty());
  EXPECT_THAT(of_handle("x", ""), IsEmpty());
}

TEST(LookalikeName, IsComparedByLettersAndDigits) {
  EXPECT_THAT(of_name("la vigie du nord"), ElementsAre("La Vigie du Nord same_name 0"));
  EXPECT_THAT(of_name("LaVigieDuNord \u2705"), ElementsAre("La Vigie du Nord same_name 0"));
  EXPECT_THAT(of_name("L\u0430 Vigie du N\u043erd"), ElementsAre("La Vigie du Nord confusable 2"));
  EXPECT_THAT(of_name("La Vigie du N0rd"), ElementsAre("La Vigie du Nord digit_swap 1"));
  EXPECT_THAT(of_name("La Vigi du Nord"), ElementsAre("La Vigie du Nord edits 1"));
  EXPECT_THAT(of_name("La Vigi du Nor"), IsEmpty());
  EXPECT_THAT(of_name("Morgenpost Nord Official"), ElementsAre("Morgenpost Nord token 8"));
  EXPECT_THAT(of_name("Morgenpost Nord Parodie"), IsEmpty());
}

TEST(LookalikeMatcher, SurvivesHostileNames) {
  const LookalikeMatcher matcher{newsroom()};
  const std::string long_name(1'000'000, 'a');
  EXPECT_THAT(matcher.match_name(long_name), IsEmpty());
  EXPECT_THAT(matcher.match_handle("x", long_name), IsEmpty());
  EXPECT_THAT(matcher.match_name("\xFF\xFE\xC0\x80"), IsEmpty());
  EXPECT_THAT(of_host("xn--.com"), IsEmpty());
  EXPECT_THAT(of_host("xn--99999999999.com"), IsEmpty());
  std::string dots;
  for (int i = 0; i < 120; ++i) {
    dots += "a.";
  }
  EXPECT_THAT(of_host(dots + "com"), IsEmpty());
}

}  // namespace
}  // namespace vigie::analysis
