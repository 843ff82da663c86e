#include "storage/intern_cache.h"

#include <string>

#include <gtest/gtest.h>

namespace vigie::storage {
namespace {

TEST(InternCache, FindsWhatWasPutAndKeepsSpacesApart) {
  InternCache cache{1 << 20};
  cache.put(1, "key", 7);
  cache.put(2, "key", 8);
  cache.put(1, "", 9);

  EXPECT_EQ(cache.find(1, "key"), 7);
  EXPECT_EQ(cache.find(2, "key"), 8);
  EXPECT_EQ(cache.find(1, ""), 9);
  EXPECT_EQ(cache.find(3, "key"), std::nullopt);
  EXPECT_EQ(cache.find(1, "keys"), std::nullopt);
}

TEST(InternCache, ReplacesAndForgets) {
  InternCache cache{1 << 20};
  cache.put(1, "key", 7);
  cache.put(1, "key", 8);
  EXPECT_EQ(cache.find(1, "key"), 8);

  cache.forget(1, "key");
  EXPECT_EQ(cache.find(1, "key"), std::nullopt);

  cache.put(1, "key", 9);
  EXPECT_EQ(cache.find(1, "key"), 9);
}

TEST(InternCache, TellsKeysThatDifferInOneByteApart) {
  InternCache cache{1 << 22};
  std::int64_t next = 1;
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      std::string key(length, 'a');
      key[place] = 'b';
      cache.put(0, key, next++);
    }
  }
  next = 1;
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      std::string key(length, 'a');
      key[place] = 'b';
      EXPECT_EQ(cache.find(0, key), next++);
    }
  }
}

TEST(InternCache, StaysWithinItsBoundAndKeepsWhatIsUsed) {
  constexpr std::uint64_t kBound = 256 << 10;
  InternCache cache{kBound};
  cache.put(0, "often used", 1);
  for (std::int64_t i = 2; i < 100'000; ++i) {
    cache.put(0, "key " + std::to_string(i), i);
    ASSERT_EQ(cache.find(0, "often used"), 1) << i;
    ASSERT_LE(cache.bytes(), kBound * 2);  // a table doubles before it is full
  }
  EXPECT_EQ(cache.find(0, "key 2"), std::nullopt);
  EXPECT_EQ(cache.find(0, "key 99999"), 99'999);
}

}  // namespace
}  // namespace vigie::storage
