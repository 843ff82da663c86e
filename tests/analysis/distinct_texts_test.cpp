#include "analysis/distinct_texts.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::analysis {
namespace {

TEST(DistinctTexts, KeepsEachTextOnce) {
  DistinctTexts texts;

  EXPECT_EQ(texts.add("one", 1), 0U);
  EXPECT_EQ(texts.add("two", 2), 1U);
  EXPECT_EQ(texts.add("one", 1), 0U);
  EXPECT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts.text(1), "two");
  EXPECT_EQ(texts.hash(1), 2U);
}

TEST(DistinctTexts, TellsTextsOfOneHashApart) {
  DistinctTexts texts;
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(texts.add(std::to_string(i), 7), static_cast<std::uint32_t>(i));
  }
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(texts.add(std::to_string(i), 7), static_cast<std::uint32_t>(i));
  }
  EXPECT_EQ(texts.size(), 50U);
}

TEST(DistinctTexts, GrowsBeyondOneBlockAndOneTable) {
  DistinctTexts texts;
  const auto text = [](int i) { return std::string(500, 'x') + std::to_string(i); };
  for (int i = 0; i < 5000; ++i) {  // 2.5 MB, several tables.
    ASSERT_EQ(texts.add(text(i), static_cast<std::uint64_t>(i) * 977),
              static_cast<std::uint32_t>(i));
  }
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(texts.text(static_cast<std::size_t>(i)), text(i));
    ASSERT_EQ(texts.add(text(i), static_cast<std::uint64_t>(i) * 977),
              static_cast<std::uint32_t>(i));
  }
}

TEST(DistinctTexts, OrdersByHashThenBytes) {
  DistinctTexts texts;
  texts.add("d", 0x500000000);
  texts.add("c", 0x100000002);
  texts.add("b", 0x100000001);
  texts.add("z", 0x100000001);
  texts.add("a", 0x100000001);

  EXPECT_EQ(texts.close_and_order(), (std::vector<std::uint32_t>{4, 2, 3, 1, 0}));
}

}  // namespace
}  // namespace vigie::analysis
