#include "analysis/account_class.h"

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

SourceEntry entry(SourceMatch match,
                  std::string pattern,
                  SourceTier tier,
                  std::string family = "") {
  SourceEntry result;
  result.match = match;
  result.pattern = std::move(pattern);
  result.tier = tier;
  result.family = std::move(family);
  result.platform = match == SourceMatch::kAccount ? "x" : "";
  return result;
}

std::vector<SourceList> lists() {
  SourceList list;
  list.name = "outlets";
  list.entries = {entry(SourceMatch::kAccount, "gazette_demo", SourceTier::kOutlet),
                  entry(SourceMatch::kAccount, "ministry_demo", SourceTier::kOutlet, "institution"),
                  entry(SourceMatch::kDomain, "gazette.example", SourceTier::kOutlet),
                  entry(SourceMatch::kDomain, "rt.com", SourceTier::kSanctioned),
                  entry(SourceMatch::kDomain, "short.example", SourceTier::kShortener),
                  entry(SourceMatch::kDomain, "town.example", SourceTier::kOutlet, "platform")};
  return {list};
}

ActivityAccount account(std::string platform, std::string handle) {
  ActivityAccount result;
  result.platform = std::move(platform);
  result.handle = std::move(handle);
  result.native_id = "id-1";
  return result;
}

AccountClass classify(const ActivityAccount& who, const AnalysisOptions& options = {}) {
  const auto all = lists();
  return classify_account(who, SourceIndex{all}, DeclaredAccounts{options});
}

TEST(AccountClass, KnowsListedAccountsOfItsPlatformOnly) {
  EXPECT_EQ(classify(account("x", "Gazette_Demo")), AccountClass::kMedia);
  EXPECT_EQ(classify(account("x", "ministry_demo")), AccountClass::kInstitution);
  EXPECT_EQ(classify(account("bluesky", "gazette_demo")), AccountClass::kOrdinary);
}

TEST(AccountClass, KnowsAHandleThatIsAnOutletsOwnHost) {
  EXPECT_EQ(classify(account("bluesky", "gazette.example")), AccountClass::kMedia);
  EXPECT_EQ(classify(account("mastodon", "news@gazette.example")), AccountClass::kMedia);
  EXPECT_EQ(classify(account("bluesky", "rt.com")), AccountClass::kMedia);
  EXPECT_EQ(classify(account("bluesky", "somebody.gazette.example")), AccountClass::kOrdinary);
  EXPECT_EQ(classify(account("bluesky", "short.example")), AccountClass::kOrdinary);
  EXPECT_EQ(classify(account("mastodon", "ada@town.example")), AccountClass::kOrdinary);
}

TEST(AccountClass, BelievesAPlatformsBotFlag) {
  ActivityAccount bot = account("mastodon", "weather");
  bot.declared_bot = DeclaredBot::kYes;
  EXPECT_EQ(classify(bot), AccountClass::kDeclaredBot);
  bot.declared_bot = DeclaredBot::kUnknown;
  EXPECT_EQ(classify(bot), AccountClass::kOrdinary);
}

TEST(AccountClass, ObeysTheTeamsOwnSettingFirst) {
  AnalysisOptions options;
  options.declared_institutions = {"x:gazette_demo"};
  options.declared_bots = {"x:id-1"};

  EXPECT_EQ(classify(account("x", "gazette_demo"), options), AccountClass::kDeclaredBot);
  options.declared_bots = {};
  EXPECT_EQ(classify(account("x", "Gazette_Demo"), options), AccountClass::kInstitution);
}

TEST(AccountClass, ReadsTheTeamsNamesWithOrWithoutAnAtSignInAnyCase) {
  AnalysisOptions options;
  options.declared_media = {"x:@Gazette_Two", "mastodon:@Ada@Town.Example"};
  options.declared_bots = {"X:\u00c9cho_Bot"};

  EXPECT_EQ(classify(account("x", "gazette_two"), options), AccountClass::kMedia);
  EXPECT_EQ(classify(account("x", "@GAZETTE_TWO"), options), AccountClass::kMedia);
  EXPECT_EQ(classify(account("mastodon", "ada@town.example"), options), AccountClass::kMedia);
  EXPECT_EQ(classify(account("x", "\u00e9cho_bot"), options), AccountClass::kDeclaredBot);
  EXPECT_EQ(classify(account("bluesky", "gazette_two"), options), AccountClass::kOrdinary);
}

}  // namespace
}  // namespace vigie::analysis
