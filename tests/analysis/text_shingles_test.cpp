#include "analysis/text_shingles.h"

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/shingle_bits.h"

namespace vigie::analysis {
namespace {

using testing::IsEmpty;

std::vector<std::uint64_t> hashes_of(std::u32string_view characters) {
  std::vector<std::uint64_t> hashes;
  hash_shingles(characters, hashes);
  return hashes;
}

TEST(HashShingles, GivesOneHashForEachFourCharacters) {
  EXPECT_THAT(hashes_of(U"abc"), IsEmpty());
  EXPECT_EQ(hashes_of(U"abcd").size(), 1U);
  EXPECT_EQ(hashes_of(U"\u00e9\u4e2d\U0001F600abcd").size(), 4U);
}

TEST(HashShingles, DependsOnTheFourCharactersAndNotOnWhatStandsBefore) {
  const std::vector<std::uint64_t> hashes = hashes_of(U"xyz0123456 guerre y guerre");

  EXPECT_EQ(hashes[11], hashes_of(U"guer").front());
  EXPECT_EQ(hashes[20], hashes_of(U"guer").front());
  EXPECT_NE(hashes_of(U"guer"), hashes_of(U"geur"));
}

TEST(ShingleSet, IsAscendingAndHoldsRepeatsOnce) {
  EXPECT_EQ(shingle_set("aaaaaaaaaaaaaaaaaaaa").size(), 1U);
  EXPECT_EQ(shingle_set("abcabcabcabc").size(), 3U);
  const std::vector<std::uint64_t> set = shingle_set("la guerre des mondes");
  EXPECT_TRUE(std::is_sorted(set.begin(), set.end()));
  EXPECT_EQ(set.size(), 17U);
}

std::string invented_text(std::mt19937& random, std::size_t characters) {
  std::string text;
  while (text.size() < characters) {
    text += static_cast<char>('a' + random() % 26);
  }
  return text;
}

/// Short ones are sorted, those of a post's length dealt out, very long ones sorted again.
TEST(ShingleSet, OfAnyLengthIsWhatSortingGives) {
  std::mt19937 random{7};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same texts every time
  for (const std::size_t characters : {4U, 26U, 27U, 28U, 140U, 1'000U, 1'028U, 5'000U}) {
    const std::string text = invented_text(random, characters);
    std::vector<std::uint64_t> sorted = hashes_of(std::u32string(text.begin(), text.end()));
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    EXPECT_EQ(shingle_set(text), sorted) << characters;
  }
}

TEST(ShingleSet, ReplacesWhatTheMemoryHeld) {
  std::vector<std::uint64_t> set = shingle_set("la guerre des mondes");
  shingle_set("abcd", set);
  EXPECT_EQ(set, shingle_set("abcd"));
}

/// Texts that share a beginning of each length, also such as crowd all bits.
TEST(ShingleBits, NeverBoundWhatIsSharedTooLow) {
  std::mt19937 random{11};  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  for (const std::size_t characters : {8U, 60U, 280U, 3'000U}) {
    const std::string text = invented_text(random, characters);
    const std::vector<std::uint64_t> set = shingle_set(text);
    for (std::size_t kept = 0; kept <= characters; kept += characters / 8) {
      const auto other =
          shingle_set(text.substr(0, kept) + invented_text(random, characters - kept));
      EXPECT_GE(ShingleBits{set}.most_jaccard(ShingleBits{other}), jaccard(set, other));
    }
  }
}

TEST(ShingleBits, SendMostUnlikePairsAway) {
  std::mt19937 random{13};  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  int unlike = 0;
  for (int pair = 0; pair < 100; ++pair) {
    const ShingleBits one{shingle_set(invented_text(random, 140))};
    unlike += one.most_jaccard(ShingleBits{shingle_set(invented_text(random, 140))}) < 0.5 ? 1 : 0;
  }
  EXPECT_EQ(unlike, 100);
  EXPECT_EQ(ShingleBits{}.most_jaccard(ShingleBits{}), 0.0);
}

TEST(Jaccard, IsSharedOverAll) {
  // abcd bcde cdef defg | bcde cdef defg efgh: three of five.
  EXPECT_DOUBLE_EQ(jaccard(shingle_set("abcdefg"), shingle_set("bcdefgh")), 0.6);
  EXPECT_DOUBLE_EQ(jaccard(shingle_set("abcdefg"), shingle_set("abcdefg")), 1.0);
  EXPECT_DOUBLE_EQ(jaccard(shingle_set("abcdefg"), shingle_set("zyxwvut")), 0.0);
  EXPECT_DOUBLE_EQ(jaccard(shingle_set("abcdefg"), {}), 0.0);
  EXPECT_DOUBLE_EQ(jaccard(std::span<const std::uint64_t>{}, {}), 0.0);
}

TEST(LettersAndDigits, DropsTheRest) {
  EXPECT_EQ(letters_and_digits("l'\u00e9t\u00e9, 2027 : #oui_non!"), U"l\u00e9t\u00e92027ouinon");
  EXPECT_EQ(letters_and_digits("x\u0489 ...").size(), 1U);
}

}  // namespace
}  // namespace vigie::analysis
