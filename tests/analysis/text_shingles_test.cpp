#include "analysis/text_shingles.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
