#include "collector/net/inflate.h"

#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace vigie::collector {
namespace {

constexpr std::uint64_t kPlenty = 10'000'000;

NetErrorKind failure_of(std::string_view packed, std::uint64_t max_bytes) {
  const auto unpacked = inflate_gzip(packed, max_bytes);
  EXPECT_FALSE(unpacked);
  return unpacked ? NetErrorKind::kStopped : unpacked.error().kind;
}

TEST(InflateGzip, UnpacksNothingAndMuch) {
  const std::string much(1'000'000, 'm');

  EXPECT_EQ(inflate_gzip(tests::gzip(""), kPlenty), std::string{});
  EXPECT_EQ(inflate_gzip(tests::gzip(much), kPlenty), much);
}

TEST(InflateGzip, JoinsMembersAndIgnoresWhatFollows) {
  const std::string members = tests::gzip("one ") + tests::gzip("") + tests::gzip("two");

  EXPECT_EQ(inflate_gzip(members, kPlenty), std::string{"one two"});
  EXPECT_EQ(inflate_gzip(members + std::string(100, '\0'), kPlenty), std::string{"one two"});
}

TEST(InflateGzip, KeepsToItsCapOverAllMembers) {
  const std::string members = tests::gzip("12345") + tests::gzip("678");

  EXPECT_EQ(inflate_gzip(members, 8), std::string{"12345678"});
  EXPECT_EQ(failure_of(members, 7), NetErrorKind::kTooLarge);
  EXPECT_EQ(failure_of(tests::gzip(std::string(5'000'000, '\0')), 1'000), NetErrorKind::kTooLarge);
}

TEST(InflateGzip, TellsAnyCutFromAWhole) {
  const std::string packed = tests::gzip("a text that is packed");
  for (std::size_t size = 0; size < packed.size(); ++size) {
    EXPECT_EQ(failure_of(std::string_view{packed}.substr(0, size), kPlenty),
              NetErrorKind::kBadEncoding)
        << size;
  }
}

TEST(InflateGzip, TellsDamageAndOtherBytes) {
  std::string packed = tests::gzip("a text that is packed");
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);  // Its checksum.

  EXPECT_EQ(failure_of(packed, kPlenty), NetErrorKind::kBadEncoding);
  EXPECT_EQ(failure_of("<html>not packed</html>", kPlenty), NetErrorKind::kBadEncoding);
}

}  // namespace
}  // namespace vigie::collector
