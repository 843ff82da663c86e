#include "analysis/levenshtein.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

/// The table as Wagner and Fischer fill it, two rows at a time.
std::uint32_t distance_by_table(std::u32string_view a, std::u32string_view b) {
  std::vector<std::uint32_t> above(b.size() + 1);
  std::iota(above.begin(), above.end(), 0U);
  std::vector<std::uint32_t> row(b.size() + 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    row[0] = static_cast<std::uint32_t>(i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      row[j + 1] = std::min({above[j] + (a[i] == b[j] ? 0U : 1U), above[j + 1] + 1, row[j] + 1});
    }
    above.swap(row);
  }
  return above.back();
}

std::u32string random_text(std::mt19937& random, std::size_t length, std::u32string_view letters) {
  std::u32string text;
  for (std::size_t i = 0; i < length; ++i) {
    text.push_back(letters[random() % letters.size()]);
  }
  return text;
}

std::u32string edited(std::mt19937& random, std::u32string text, std::u32string_view letters) {
  for (std::size_t edits = random() % 30; edits > 0 && !text.empty(); --edits) {
    const std::size_t at = random() % text.size();
    switch (random() % 3) {
      case 0:
        text.erase(at, 1);
        break;
      case 1:
        text.insert(at, 1, letters[random() % letters.size()]);
        break;
      default:
        text[at] = letters[random() % letters.size()];
    }
  }
  return text;
}

TEST(LevenshteinDistance, CountsInsertionsDeletionsAndSubstitutions) {
  EXPECT_EQ(levenshtein_distance(U"kitten", U"sitting"), 3U);
  EXPECT_EQ(levenshtein_distance(U"saturday", U"sunday"), 3U);
  EXPECT_EQ(levenshtein_distance(U"abc", U"abc"), 0U);
  EXPECT_EQ(levenshtein_distance(U"", U"abc"), 3U);
  EXPECT_EQ(levenshtein_distance(U"ab", U"ba"), 2U);  // A transposition is two edits.
  EXPECT_EQ(levenshtein_distance(U"", U""), 0U);
}

TEST(LevenshteinDistance, CountsCharactersAndNotBytes) {
  EXPECT_EQ(levenshtein_distance(U"\u00e9t\u00e9", U"ete"), 2U);
  EXPECT_EQ(levenshtein_distance(U"\U0001D400b", U"\U0001D401b"), 1U);
}

TEST(LevenshteinDistance, AgreesWithTheTableAroundTheEdgesOfBlocks) {
  std::mt19937 random{3};
  for (const std::size_t a : {1U, 63U, 64U, 65U, 127U, 128U, 129U, 200U}) {
    for (const std::size_t b : {1U, 62U, 63U, 64U, 65U, 66U, 128U, 191U, 193U}) {
      const std::u32string left = random_text(random, a, U"abc");
      const std::u32string right = random_text(random, b, U"abc");
      ASSERT_EQ(levenshtein_distance(left, right), distance_by_table(left, right)) << a << ' ' << b;
    }
  }
}

TEST(LevenshteinDistance, AgreesWithTheTableOnEditedTexts) {
  std::mt19937 random{4};
  constexpr std::u32string_view kLetters = U"abcdefg\u00e9\u0436\u4e2d\U0001F600";
  for (int round = 0; round < 300; ++round) {
    const std::u32string left = random_text(random, random() % 250, kLetters);
    const std::u32string right = edited(random, left, kLetters);
    ASSERT_EQ(levenshtein_distance(left, right), distance_by_table(left, right));
    ASSERT_EQ(levenshtein_distance(right, left), levenshtein_distance(left, right));
  }
}

TEST(LevenshteinSimilarity, RelatesTheDistanceToTheLongerText) {
  EXPECT_DOUBLE_EQ(levenshtein_similarity(U"kitten", U"sitting"), 4.0 / 7.0);
  EXPECT_DOUBLE_EQ(levenshtein_similarity(U"", U""), 1.0);
  EXPECT_DOUBLE_EQ(levenshtein_similarity(U"", U"abc"), 0.0);
}

}  // namespace
}  // namespace vigie::analysis
