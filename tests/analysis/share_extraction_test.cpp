#include "analysis/share_extraction.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PreparedPost prepare(Post post) {
  ShareExtractor extractor({"bit.ly", "t.co"});
  return extractor.prepare(std::move(post));
}

PreparedPost prepare_text(std::string text) {
  Post post;
  post.text = std::move(text);
  return prepare(std::move(post));
}

std::vector<std::string> keys(const PreparedPost& prepared, ObjectKind kind) {
  std::vector<std::string> found;
  for (const SharedObject& object : prepared.shares) {
    if (object.kind == kind) {
      found.push_back(object.key);
    }
  }
  return found;
}

TEST(ShareExtractor, FindsNothingInAnEmptyPost) {
  const PreparedPost prepared = prepare(Post{});

  EXPECT_THAT(prepared.shares, IsEmpty());
  EXPECT_EQ(prepared.text_hash, 0U);
  EXPECT_EQ(prepared.language, "");
}

TEST(ShareExtractor, DescribesAUrlWithItsDomainAndItsOwnText) {
  Post post;
  post.urls = {"http://www.fr.rt.com/a/?utm_source=x"};

  const PreparedPost prepared = prepare(std::move(post));

  EXPECT_THAT(prepared.shares,
              ElementsAre(SharedObject{ObjectKind::kUrl,
                                       "https://fr.rt.com/a",
                                       "fr.rt.com",
                                       "rt.com",
                                       UrlState::kPlain,
                                       "http://www.fr.rt.com/a/?utm_source=x"}));
}

TEST(ShareExtractor, CountsOnePageOnceHoweverItIsWritten) {
  Post post;
  post.urls = {"https://news.example/a", "https://www.news.example/a?fbclid=1"};
  post.text = "voir http://news.example/a/ !";

  EXPECT_THAT(keys(prepare(std::move(post)), ObjectKind::kUrl),
              ElementsAre("https://news.example/a"));
}

TEST(ShareExtractor, TakesWrittenUrlsThatThePlatformDoesNotList) {
  Post post;
  post.urls = {"https://news.example/a"};
  post.text = "https://news.example/b et www.news.example/c.";

  EXPECT_THAT(
      keys(prepare(std::move(post)), ObjectKind::kUrl),
      ElementsAre("https://news.example/a", "https://news.example/b", "https://news.example/c"));
}

TEST(ShareExtractor, IgnoresTheTextsShortLinksBesideExpandedOnes) {
  Post post;
  post.urls = {"https://news.example/a"};
  post.text = "https://t.co/abc";

  EXPECT_THAT(keys(prepare(std::move(post)), ObjectKind::kUrl),
              ElementsAre("https://news.example/a"));
}

TEST(ShareExtractor, KeepsAShortLinkWhoseTargetNobodySaid) {
  const PreparedPost prepared = prepare_text("voir https://t.co/abc");

  ASSERT_EQ(prepared.shares.size(), 1U);
  EXPECT_EQ(prepared.shares.front().key, "https://t.co/abc");
  EXPECT_EQ(prepared.shares.front().url_state, UrlState::kShortened);
}

TEST(ShareExtractor, IgnoresLinksCutForDisplay) {
  EXPECT_THAT(keys(prepare_text("https://news.example/lon\u2026 oui"), ObjectKind::kUrl),
              IsEmpty());
}

TEST(ShareExtractor, FoldsHashtagsOfTheText) {
  const PreparedPost prepared = prepare_text("#Climat et #\u00c9NERGIE, #2027 #climat");

  EXPECT_THAT(keys(prepared, ObjectKind::kHashtag), ElementsAre("climat", "\u00e9nergie"));
  EXPECT_THAT(keys(prepared, ObjectKind::kHashtagSequence),
              ElementsAre("climat \u00e9nergie climat"));
}

TEST(ShareExtractor, PrefersThePlatformsTags) {
  Post post;
  post.tags = {"#Un", "Deux Mots", "", "2024"};
  post.text = "#autre";

  const PreparedPost prepared = prepare(std::move(post));

  EXPECT_THAT(keys(prepared, ObjectKind::kHashtag), ElementsAre("un", "deux_mots"));
  EXPECT_THAT(keys(prepared, ObjectKind::kHashtagSequence), ElementsAre("un deux_mots"));
}

TEST(ShareExtractor, KeepsTheOrderOfASequence) {
  EXPECT_THAT(keys(prepare_text("#b #a"), ObjectKind::kHashtagSequence), ElementsAre("b a"));
  EXPECT_THAT(keys(prepare_text("#a #b"), ObjectKind::kHashtagSequence), ElementsAre("a b"));
  EXPECT_THAT(keys(prepare_text("#a"), ObjectKind::kHashtagSequence), IsEmpty());
  EXPECT_THAT(keys(prepare_text("#a #A"), ObjectKind::kHashtagSequence), IsEmpty());
}

TEST(ShareExtractor, DoesNotTakeAnAnchorForAHashtag) {
  EXPECT_THAT(keys(prepare_text("https://news.example/a#titre"), ObjectKind::kHashtag), IsEmpty());
}

TEST(ShareExtractor, SharesTheSubjectTheMentionsAndTheMedia) {
  Post post;
  post.kind = PostKind::kRepost;
  post.subject_id = "77";
  post.parent_id = "5";
  post.mentions = {"@ali_test", "9001", "ali_test", ""};
  post.media_hash = "ffee";

  const PreparedPost prepared = prepare(std::move(post));

  EXPECT_THAT(keys(prepared, ObjectKind::kPost), ElementsAre("77"));
  EXPECT_THAT(keys(prepared, ObjectKind::kMention), ElementsAre("ali_test", "9001"));
  EXPECT_THAT(keys(prepared, ObjectKind::kMedia), ElementsAre("ffee"));
}

TEST(ShareExtractor, TakesAtMost32ObjectsOfAKind) {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += "#tag" + std::to_string(i) + " https://news.example/" + std::to_string(i) + " ";
  }
  const PreparedPost prepared = prepare_text(text);

  EXPECT_EQ(keys(prepared, ObjectKind::kHashtag).size(), 32U);
  EXPECT_EQ(keys(prepared, ObjectKind::kUrl).size(), 32U);
  EXPECT_EQ(keys(prepared, ObjectKind::kHashtag).back(), "tag31");
}

TEST(ShareExtractor, HashesAndReadsTheText) {
  const PreparedPost prepared =
      prepare_text("Le gouvernement nous ment sur les chiffres depuis des mois");

  EXPECT_NE(prepared.text_hash, 0U);
  EXPECT_EQ(prepared.language, "fr");
  EXPECT_EQ(prepared.post.text, "Le gouvernement nous ment sur les chiffres depuis des mois");
}

TEST(ShareExtractor, GivesTheSameAnswerWhateverItSawBefore) {
  ShareExtractor used({"bit.ly"});
  for (int i = 0; i < 100; ++i) {
    Post post;
    post.text = "https://site" + std::to_string(i) + ".example/a #x" + std::to_string(i);
    (void)used.prepare(std::move(post));
  }
  ShareExtractor fresh({"bit.ly"});
  Post post;
  post.text =
      "#Un https://www.site7.example/a/ @ali_test une phrase assez longue pour une empreinte";

  const PreparedPost a = used.prepare(post);
  const PreparedPost b = fresh.prepare(post);

  EXPECT_EQ(a.shares, b.shares);
  EXPECT_EQ(a.text_hash, b.text_hash);
}

TEST(ShareExtractor, SurvivesAnyBytes) {
  ShareExtractor extractor({});
  std::uint32_t seed = 1;
  for (int round = 0; round < 3000; ++round) {
    Post post;
    for (int i = 0; i < 60; ++i) {
      seed = seed * 1664525U + 1013904223U;
      constexpr std::string_view kPieces = "#@:/.hw\xef\xbc\x83\xff\xc3 \xf0";
      post.text +=
          seed % 3U == 0 ? kPieces[(seed >> 8U) % kPieces.size()] : static_cast<char>(seed >> 16U);
    }
    post.tags = {post.text.substr(0, 9)};
    post.urls = {"https://" + post.text.substr(9)};
    const PreparedPost prepared = extractor.prepare(std::move(post));
    for (const SharedObject& object : prepared.shares) {
      ASSERT_FALSE(object.key.empty());
    }
  }
}

}  // namespace
}  // namespace vigie::analysis
