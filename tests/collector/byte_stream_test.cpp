#include "collector/archive/byte_stream.h"

#include <cstdint>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/collector/archive_support.h"

namespace vigie::collector {
namespace {

using tests::gzip;
using tests::TempFile;
using tests::zstd;

struct Drained {
  std::string bytes;
  std::optional<SourceErrorKind> error;
};

Drained drain(const std::string& content, std::size_t block = 1000) {
  const TempFile file{content};
  PositionCounters counters;
  Drained drained;
  auto stream = open_byte_stream(file.path(), 31, counters);
  if (!stream) {
    drained.error = stream.error().kind;
    return drained;
  }
  std::string buffer(block, '\0');
  while (true) {
    const auto count = (*stream)->read(buffer);
    if (!count) {
      drained.error = count.error().kind;
      return drained;
    }
    if (*count == 0) {
      EXPECT_EQ(counters.file_bytes_read, content.size());
      EXPECT_EQ(counters.file_bytes_total, content.size());
      return drained;
    }
    drained.bytes.append(buffer, 0, *count);
  }
}

/// Long enough for several blocks, and not the same everywhere.
std::string long_text() {
  std::string text;
  for (std::int64_t i = 0; i < 400'000; ++i) {
    text += std::to_string(i * 7919) + "\n";
  }
  return text;
}

TEST(ByteStream, ReadsPlainGzipAndZstdAlike) {
  const std::string text = long_text();

  EXPECT_EQ(drain(text).bytes, text);
  EXPECT_EQ(drain(gzip(text)).bytes, text);
  EXPECT_EQ(drain(zstd(text)).bytes, text);
}

TEST(ByteStream, JoinsMembersAndFrames) {
  EXPECT_EQ(drain(gzip("one ") + gzip("") + gzip("two")).bytes, "one two");
  EXPECT_EQ(drain(zstd("one ") + zstd("two")).bytes, "one two");
}

TEST(ByteStream, TakesZerosBehindGzipForPadding) {
  const Drained drained = drain(gzip("one") + std::string(512, '\0'));

  EXPECT_EQ(drained.bytes, "one");
  EXPECT_FALSE(drained.error);
}

TEST(ByteStream, DeliversWhatIsThereOfATruncatedStreamThenSaysSo) {
  const std::string text = long_text();
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    const Drained drained = drain(packed.substr(0, packed.size() / 2));

    EXPECT_EQ(drained.error, SourceErrorKind::kTruncated);
    EXPECT_GT(drained.bytes.size(), text.size() / 4);
    EXPECT_TRUE(text.starts_with(drained.bytes));
  }
}

TEST(ByteStream, ReportsAWrongChecksumAsDamage) {
  std::string packed_gzip = gzip("some text");
  packed_gzip[packed_gzip.size() - 8] ^= 1;  // the CRC stands before the 4 bytes of length
  std::string packed_zstd = zstd("some text");
  packed_zstd.back() ^= 1;

  EXPECT_EQ(drain(packed_gzip).error, SourceErrorKind::kDamaged);
  EXPECT_EQ(drain(packed_zstd).error, SourceErrorKind::kDamaged);
}

TEST(ByteStream, ReportsGarbageBehindTheStreamAsDamage) {
  EXPECT_EQ(drain(gzip("one") + "garbage").error, SourceErrorKind::kDamaged);
  EXPECT_EQ(drain(gzip("one") + "garbage").bytes, "one");
  EXPECT_EQ(drain(zstd("one") + "garbage").error, SourceErrorKind::kDamaged);
}

TEST(ByteStream, KeepsFailingOnceItHasFailed) {
  const TempFile file{gzip("one").substr(0, 12)};
  PositionCounters counters;
  auto stream = open_byte_stream(file.path(), 31, counters);
  ASSERT_TRUE(stream);
  std::string buffer(100, '\0');

  while ((*stream)->read(buffer)) {
  }

  EXPECT_FALSE((*stream)->read(buffer));
}

TEST(ByteStream, ReadsAnEmptyFileAsNothing) {
  const Drained drained = drain("");

  EXPECT_TRUE(drained.bytes.empty());
  EXPECT_FALSE(drained.error);
}

TEST(ByteStream, TellsAMissingFileFromAFolder) {
  PositionCounters counters;

  const auto missing = open_byte_stream("/nowhere/at/all", 31, counters);
  const auto folder = open_byte_stream(testing::TempDir(), 31, counters);

  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, SourceErrorKind::kNotFound);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().kind, SourceErrorKind::kUnreadable);
}

}  // namespace
}  // namespace vigie::collector
