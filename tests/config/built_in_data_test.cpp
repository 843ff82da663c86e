// The data in the binary itself: what is listed, what must never count, what the files promise.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/data_files.h"
#include "config/list_check.h"

namespace vigie::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<SourceList>& lists() {
  static const std::vector<SourceList> kLists = load_source_lists({}).value();
  return kLists;
}

/// Tier by the nearest host that any list names, the lowest among several lists.
std::optional<SourceTier> tier_of(std::string_view host) {
  while (!host.empty()) {
    std::optional<SourceTier> lowest;
    for (const SourceList& list : lists()) {
      for (const SourceEntry& entry : list.entries) {
        if (entry.match == SourceMatch::kDomain && entry.pattern == host) {
          lowest = lowest ? std::min(*lowest, entry.tier) : entry.tier;
        }
      }
    }
    const auto dot = host.find('.');
    if (lowest || dot == std::string_view::npos) {
      return lowest;
    }
    host.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

bool counts(std::string_view host) {
  const auto tier = tier_of(host);
  return tier && counts_as_listed(*tier);
}

TEST(BuiltInLists, AreThereAndDated) {
  std::vector<std::string> names;
  for (const SourceList& list : lists()) {
    names.push_back(list.name);
    EXPECT_FALSE(list.entries.empty()) << list.name;
    EXPECT_FALSE(list.licence.empty()) << list.name;
    EXPECT_FALSE(list.origin.empty()) << list.name;
  }
  EXPECT_THAT(names,
              ElementsAre("clone",
                          "low_credibility",
                          "network",
                          "neutral",
                          "outlets",
                          "sanctioned",
                          "shorteners",
                          "state_media"));
}

TEST(BuiltInLists, PassTheCheckOnTheDayOfTheirVersion) {
  std::string newest;
  for (const SourceList& list : lists()) {
    newest = std::max(newest, list.version);
  }

  std::vector<std::string> messages;
  for (const ListFinding& finding : check_lists(lists(), *parse_iso8601(newest))) {
    messages.push_back(finding.message);
  }

  EXPECT_THAT(messages, IsEmpty());
}

TEST(BuiltInLists, KeepOneTierEach) {
  for (const SourceList& list : lists()) {
    const std::string tier{list.name == "neutral"      ? "outlet"
                           : list.name == "outlets"    ? "outlet"
                           : list.name == "shorteners" ? "shortener"
                                                       : list.name};
    for (const SourceEntry& entry : list.entries) {
      EXPECT_EQ(tier_name(entry.tier), tier) << list.name << " " << entry.pattern;
      EXPECT_FALSE(entry.family.empty()) << entry.pattern;
      EXPECT_FALSE(entry.label.empty()) << entry.pattern;
    }
  }
}

TEST(BuiltInLists, NameEveryHostInLowerCaseAscii) {
  for (const SourceList& list : lists()) {
    for (const SourceEntry& entry : list.entries) {
      EXPECT_TRUE(std::all_of(entry.pattern.begin(), entry.pattern.end(), [](unsigned char c) {
        return c > 0x20 && c < 0x7F && !std::isupper(c);
      })) << entry.pattern;
    }
  }
}

TEST(BuiltInLists, CountSanctionedOutletsTheirEditionsAndMirrors) {
  for (const char* host : {"rt.com",
                           "francais.rt.com",
                           "actualidad.rt.com",
                           "swentr.site",
                           "pressefreiheit.rtde.tech",
                           "sputniknews.com",
                           "fr.sputniknews.com",
                           "sputnikglobe.com",
                           "sputniknews.lat",
                           "tsargrad.tv",
                           "ria.ru",
                           "news-front.su"}) {
    EXPECT_EQ(tier_of(host), SourceTier::kSanctioned) << host;
  }
}

TEST(BuiltInLists, CountNetworksAndClones) {
  EXPECT_EQ(tier_of("pravda-fr.com"), SourceTier::kNetwork);
  EXPECT_EQ(tier_of("france.news-pravda.com"), SourceTier::kNetwork);
  EXPECT_EQ(tier_of("lemonde.ltd"), SourceTier::kClone);
  EXPECT_EQ(tier_of("rrn.media"), SourceTier::kClone);
  EXPECT_EQ(tier_of("cgtn.com"), SourceTier::kStateMedia);
  EXPECT_EQ(tier_of("presstv.ir"), SourceTier::kStateMedia);
}

TEST(BuiltInLists, DoNotTakePravdaRuForThePravdaNetwork) {
  EXPECT_EQ(tier_of("pravda.ru"), SourceTier::kStateMedia);
  EXPECT_FALSE(counts("pravda.com.ua"));
}

TEST(BuiltInLists, NeverCountPlatformsArchivesAndReferences) {
  for (const char* host : {"youtube.com",
                           "m.youtube.com",
                           "youtu.be",
                           "twitter.com",
                           "x.com",
                           "facebook.com",
                           "t.me",
                           "telegra.ph",
                           "rutube.ru",
                           "gab.com",
                           "ground.news",
                           "web.archive.org",
                           "archive.ph",
                           "fr.wikipedia.org",
                           "wordpress.com",
                           "medium.com"}) {
    EXPECT_EQ(tier_of(host), SourceTier::kOutlet) << host;
  }
}

TEST(BuiltInLists, NeverCountIndependentBroadcastersAndPress) {
  for (const char* host :
       {"bbc.com",         "bbc.co.uk", "news.bbc.co.uk", "npr.org",
        "pbs.org",         "dw.com",    "france24.com",   "rfi.fr",
        "francetvinfo.fr", "arte.tv",   "rai.it",         "rtve.es",
        "www3.nhk.or.jp",  "rferl.org", "lemonde.fr",     "mediapart.fr",
        "reuters.com",     "afp.com",   "nytimes.com",    "kyivindependent.com"}) {
    EXPECT_FALSE(counts(host)) << host;
  }
}

TEST(BuiltInLists, HoldShortenersApart) {
  for (const char* host : {"t.co", "bit.ly", "tinyurl.com", "dlvr.it", "buff.ly", "trib.al"}) {
    EXPECT_EQ(tier_of(host), SourceTier::kShortener) << host;
  }
  EXPECT_NE(tier_of("youtu.be"), SourceTier::kShortener);
}

TEST(BuiltInLists, DeclareTheFrenchNewsroomsAmongTheControls) {
  std::set<std::string> handles;
  for (const SourceList& list : lists()) {
    for (const SourceEntry& entry : list.entries) {
      if (entry.match == SourceMatch::kAccount && entry.platform == "x" &&
          entry.tier == SourceTier::kOutlet) {
        handles.insert(entry.pattern);
      }
    }
  }
  for (const char* handle :
       {"20minutes",   "bfmtv",        "brutofficiel", "canardenchaine", "cnews",
        "europe1",     "france24",     "france3tv",    "franceinfo",     "hugodecrypte",
        "humanite_fr", "journalmetro", "lacroix",      "latribune",      "lci",
        "le_figaro",   "le_parisien",  "lehuffpost",   "lemondefr",      "lequipe",
        "lesechos",    "libe",         "lobs",         "mediavenir",     "mediavenirpress",
        "ouestfrance", "qofficiel",    "valeurs"}) {
    EXPECT_TRUE(handles.contains(handle)) << handle;
  }
}

TEST(BuiltInLists, HaveTheCountsThatTheirReadmeStates) {
  std::ifstream file{std::filesystem::path{VIGIE_SOURCE_DIR} / "config/lists/README.md"};
  std::ostringstream readme;
  readme << file.rdbuf();

  for (const SourceList& list : lists()) {
    const std::string tier{tier_name(list.entries.front().tier)};
    EXPECT_THAT(
        readme.str(),
        HasSubstr(fmt::format("| `{}` | `{}` | {} |", list.name, tier, list.entries.size())));
  }
}

TEST(BuiltInTopics, AreSixInFourLanguagesWithTwoNeutralSides) {
  const auto topics = load_topics({});

  ASSERT_TRUE(topics) << topics.error().message;
  std::vector<std::string> ids;
  for (const auto& topic : *topics) {
    ids.push_back(topic.id);
    EXPECT_FALSE(topic.titles.at("en").empty());
    EXPECT_FALSE(topic.titles.at("fr").empty());
    ASSERT_EQ(topic.keywords.size(), 4U) << topic.id;
    for (const auto& keywords : topic.keywords) {
      const auto words = keywords.keywords.size() + keywords.exact.size();
      EXPECT_GE(words, 25U) << topic.id << " " << keywords.language;
      EXPECT_LE(words, 60U) << topic.id << " " << keywords.language;
    }
    ASSERT_EQ(topic.sides.size(), 2U) << topic.id;
    EXPECT_EQ(topic.sides[0].name, "a");
    EXPECT_EQ(topic.sides[1].name, "b");
    EXPECT_FALSE(topic.sides[0].description.empty());
    EXPECT_FALSE(topic.sides[1].hashtags.empty());
  }
  EXPECT_THAT(ids,
              ElementsAre("elections", "energy", "europe", "health", "migration", "ukraine_war"));
}

TEST(BuiltInTopics, NameNoWordTwiceAndPutNoTagOnBothSides) {
  const auto topics = load_topics({});
  ASSERT_TRUE(topics);
  for (const auto& topic : *topics) {
    for (const auto& keywords : topic.keywords) {
      std::set<std::string> seen;
      for (const auto& words : {keywords.keywords, keywords.exact}) {
        for (const std::string& word : words) {
          EXPECT_TRUE(seen.insert(word).second) << topic.id << " " << word;
        }
      }
    }
    for (const std::string& tag : topic.sides[0].hashtags) {
      EXPECT_THAT(topic.sides[1].hashtags, testing::Not(testing::Contains(tag))) << topic.id;
    }
  }
}

TEST(BuiltInTopics, LeaveOutWordsThatOtherSubjectsUse) {
  const auto topics = load_topics({});
  ASSERT_TRUE(topics);
  for (const auto& topic : *topics) {
    for (const auto& keywords : topic.keywords) {
      for (const char* word : {"vote", "energy", "migration", "Europe", "\xC3\xA9nergie"}) {
        EXPECT_THAT(keywords.keywords, testing::Not(testing::Contains(word))) << topic.id;
        EXPECT_THAT(keywords.exact, testing::Not(testing::Contains(word))) << topic.id;
      }
    }
  }
}

TEST(BuiltInMappings, AllLoadAndDescribeAccountAndTime) {
  const auto names = mapping_names({});

  EXPECT_THAT(names,
              ElementsAre("airline",
                          "bluesky_sample",
                          "bot_or_not",
                          "coortweet",
                          "coortweet_elections",
                          "french_media",
                          "ops_ira",
                          "simulated"));
  for (const std::string& name : names) {
    const auto mapping = load_mapping({}, name);
    ASSERT_TRUE(mapping) << mapping.error().message;
    EXPECT_EQ(mapping->name, name);
    EXPECT_FALSE(mapping->title.empty());
    EXPECT_TRUE(mapping->post.contains("account"));
    EXPECT_TRUE(mapping->post.contains("time"));
  }
}

}  // namespace
}  // namespace vigie::config
