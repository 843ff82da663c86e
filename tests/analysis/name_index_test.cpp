// The pieces of the search for lookalikes: distance, skeleton, index; the index against comparing
// every pair.
#include "analysis/name_index.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/common_words.h"
#include "analysis/confusables.h"
#include "analysis/edit_distance.h"

namespace vigie::analysis {
namespace {

/// The whole table, as the textbook has it: optimal string alignment.
std::size_t distance_by_table(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      const std::size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + same});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

std::u32string random_name(std::mt19937& random, std::size_t least, std::size_t most) {
  std::u32string name(least + random() % (most - least + 1), U'a');
  for (char32_t& c : name) {
    c = static_cast<char32_t>(U'a' + random() % 3);  // few letters: many near misses
  }
  return name;
}

std::string ascii(const std::u32string& name) {
  return {name.begin(), name.end()};
}

TEST(EditDistance, CountsOnePerEditAndExchange) {
  EXPECT_EQ(edit_distance(U"", U"", 3), 0U);
  EXPECT_EQ(edit_distance(U"", U"abc", 3), 3U);
  EXPECT_EQ(edit_distance(U"kitten", U"sitting", 5), 3U);
  EXPECT_EQ(edit_distance(U"ab", U"ba", 5), 1U);
  EXPECT_EQ(edit_distance(U"ca", U"abc", 5), 3U);         // restricted: no part is edited twice
  EXPECT_EQ(edit_distance(U"abcdef", U"uvwxyz", 2), 3U);  // past the limit
}

TEST(EditDistance, AgreesWithTheWholeTableAndIsSymmetric) {
  std::mt19937 random{20260101};
  for (int i = 0; i < 4'000; ++i) {
    const std::u32string a = random_name(random, 0, 9);
    const std::u32string b = random_name(random, 0, 9);
    const std::size_t expected = distance_by_table(a, b);
    for (const std::size_t limit : {0U, 1U, 2U, 9U}) {
      EXPECT_EQ(edit_distance(a, b, limit), std::min<std::size_t>(expected, limit + 1));
      EXPECT_EQ(edit_distance(a, b, limit), edit_distance(b, a, limit));
    }
  }
}

TEST(ConfusableSkeleton, IsOneForAllThatLooksAlike) {
  EXPECT_EQ(confusable_skeleton("paypal"), confusable_skeleton("\u0440\u0430\u0443p\u0430l"));
  EXPECT_EQ(confusable_skeleton("modern"), confusable_skeleton("rnodern"));
  EXPECT_EQ(confusable_skeleton("OIL"), confusable_skeleton("0il"));
  EXPECT_EQ(confusable_skeleton("cl1c"), confusable_skeleton("cllc"));
  EXPECT_EQ(confusable_skeleton("\u00e9t\u00e9"), confusable_skeleton("ete"));
  EXPECT_NE(confusable_skeleton("paypal"), confusable_skeleton("paypai"));
  EXPECT_EQ(confusable_skeleton(""), "");
}

TEST(ConfusableSkeleton, IsItsOwnSkeleton) {
  std::mt19937 random{7};
  for (int i = 0; i < 3'000; ++i) {
    std::string text;
    for (int c = 0; c < 6; ++c) {
      // Latin to Cyrillic, letterlike symbols, full width forms.
      constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 4> kBlocks{
          {{0x21, 0x52F}, {0x1E00, 0x1FFF}, {0x2100, 0x214F}, {0xFF01, 0xFF5E}}};
      const auto [first, last] = kBlocks.at(random() % kBlocks.size());
      const auto code = static_cast<char32_t>(first + random() % (last - first + 1));
      if (code < 0x800) {
        if (code < 0x80) {
          text += static_cast<char>(code);
        } else {
          text += static_cast<char>(0xC0U | code >> 6U);
          text += static_cast<char>(0x80U | (code & 0x3FU));
        }
      } else {
        text += static_cast<char>(0xE0U | code >> 12U);
        text += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
      }
    }
    const std::string once = confusable_skeleton(text);
    EXPECT_EQ(confusable_skeleton(once), once) << testing::PrintToString(text);
  }
}

TEST(NameIndex, FindsByEditsWhatComparingEveryPairFinds) {
  std::mt19937 random{20260202};
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) {
    names.push_back(ascii(random_name(random, 4, 12)));
  }
  const EditLimits limits{.one_edit = 6, .two_edits = 10};
  const NameIndex index{names, limits};
  std::size_t hits = 0;
  for (int i = 0; i < 1'500; ++i) {
    const std::string text = ascii(random_name(random, 4, 12));
    std::vector<std::uint32_t> expected;
    for (std::uint32_t name = 0; name < names.size(); ++name) {
      const std::size_t allowed = names[name].size() >= 10 ? 2 : names[name].size() >= 6 ? 1 : 0;
      if (distance_by_table(letters_of(text), letters_of(names[name])) <= allowed) {
        expected.push_back(name);
      }
    }
    std::vector<std::uint32_t> found;
    for (const NearName& near : index.find(text)) {
      found.push_back(near.name);
    }
    EXPECT_EQ(found, expected) << text;
    hits += expected.size();
  }
  EXPECT_GT(hits, 50U);  // else the comparison says nothing
}

TEST(NameIndex, GivesTheSameForTheSameNamesInAnotherOrder) {
  std::vector<std::string> names{"lavigie", "morgenpost", "lavigia", "tele24"};
  const auto found = [](const std::vector<std::string>& order, const char* text) {
    const NameIndex index{order, {}};
    std::vector<std::string> out;
    for (const NearName& near : index.find(text)) {
      out.push_back(order[near.name] + std::string{rule_name(near.rule)});
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  const auto as_built = found(names, "lavigi3");
  std::reverse(names.begin(), names.end());

  EXPECT_THAT(as_built, testing::ElementsAre("lavigiaedits", "lavigiedigit_swap"));
  EXPECT_EQ(found(names, "lavigi3"), as_built);
}

TEST(NameIndex, IsEmptyForNoNames) {
  EXPECT_TRUE((NameIndex{{}, {}}.find("anything").empty()));
}

TEST(PublishingSuffix, IsWordsAndDigitsAlone) {
  for (const char* text : {"news", "24", "news24", "infos", "tvlive", "officiel"}) {
    EXPECT_TRUE(is_publishing_suffix(text)) << text;
  }
  for (const char* text :
       {"", "gardens", "newsx", "fan", "parody", "newsnewsnewsnewsnewsnewsnews"}) {
    EXPECT_FALSE(is_publishing_suffix(text)) << text;
  }
}

}  // namespace
}  // namespace vigie::analysis
