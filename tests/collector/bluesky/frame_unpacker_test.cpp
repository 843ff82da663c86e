#include "collector/bluesky/frame_unpacker.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/collector/bluesky/made_up_dictionary.h"

namespace vigie::collector {
namespace {

using tests::made_up_dictionary;
using tests::packed;

constexpr std::size_t kMost = 10'000;
constexpr std::size_t kPadding = 64;

const std::string kMessage = R"({"did":"did:plc:ana","time_us":1717243200123456,"kind":"commit"})";

TEST(FrameUnpacker, UnpacksWithTheDictionaryThatPacked) {
  const std::string dictionary = made_up_dictionary();
  ASSERT_FALSE(dictionary.empty());
  const auto unpacker = FrameUnpacker::make(dictionary);
  ASSERT_TRUE(unpacker);
  std::string out;

  for (const bool tells_size : {true, false}) {
    const auto size =
        unpacker->unpack(packed(kMessage, dictionary, tells_size), kMost, kPadding, out);

    ASSERT_TRUE(size) << size.error();
    EXPECT_EQ(out.substr(0, *size), kMessage);
    EXPECT_GE(out.size(), *size + kPadding);
  }
  EXPECT_NE(unpacker->dictionary_id(), 0U);
}

TEST(FrameUnpacker, StopsAtItsLimitWhateverAFrameSaysOfItsSize) {
  const std::string dictionary = made_up_dictionary();
  const auto unpacker = FrameUnpacker::make(dictionary);
  const std::string bomb(5'000'000, 'a');
  std::string out;

  for (const bool tells_size : {true, false}) {
    const auto size = unpacker->unpack(packed(bomb, dictionary, tells_size), kMost, kPadding, out);

    ASSERT_FALSE(size);
    EXPECT_EQ(size.error(), "too large");
  }
  EXPECT_LE(out.size(), kMost + kPadding);
}

TEST(FrameUnpacker, SaysWhyItCannotReadAFrame) {
  const std::string dictionary = made_up_dictionary();
  const auto unpacker = FrameUnpacker::make(dictionary);
  const std::string frame = packed(kMessage, dictionary);
  std::string out;

  EXPECT_EQ(unpacker->unpack("garbage", kMost, kPadding, out).error(), "no zstd frame");
  EXPECT_EQ(unpacker->unpack("", kMost, kPadding, out).error(), "no zstd frame");
  EXPECT_EQ(unpacker->unpack(frame.substr(0, frame.size() / 2), kMost, kPadding, out).error(),
            "damaged");
  const auto other = FrameUnpacker::make(made_up_dictionary(1));
  ASSERT_NE(other->dictionary_id(), unpacker->dictionary_id());
  EXPECT_EQ(other->unpack(frame, kMost, kPadding, out).error(), "another dictionary");
}

TEST(FrameUnpacker, TakesNoDictionaryWithoutAName) {
  EXPECT_EQ(FrameUnpacker::make(""), nullptr);
  EXPECT_EQ(FrameUnpacker::make("any text at all, but no dictionary"), nullptr);
}

}  // namespace
}  // namespace vigie::collector
