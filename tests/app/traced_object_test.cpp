#include "app/traced_object.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<TracedObject> read(std::string_view text) {
  const std::vector<std::string> shorteners{"sho.example"};
  return read_as_object(text, shorteners);
}

TEST(TracedObject, FindsOneKeyForEverySpellingOfAnAddress) {
  const TracedObject page{ObjectKind::kUrl, "https://a.example/x"};
  for (const std::string_view spelling : {"https://a.example/x",
                                          "HTTP://www.A.example/x/?utm_source=t#top",
                                          "hxxps://www[.]a[.]example/x",
                                          "a.example/x",
                                          "m.a.example/x"}) {
    EXPECT_THAT(read(spelling), ElementsAre(page)) << spelling;
  }
}

TEST(TracedObject, ReadsHashtagsAsAnImportDoes) {
  EXPECT_THAT(read("#Water"), ElementsAre(TracedObject{ObjectKind::kHashtag, "water"}));
  EXPECT_THAT(read("#Water #NOW"),
              ElementsAre(TracedObject{ObjectKind::kHashtagSequence, "water now"}));
  EXPECT_THAT(read("#1"), IsEmpty());  // no letter: no hashtag
}

TEST(TracedObject, ReadsAPostOfAPlatform) {
  EXPECT_EQ(read("x:123").at(0), (TracedObject{ObjectKind::kPost, "x 123"}));
  EXPECT_EQ(read("bluesky:did:plc:abc/3k").at(0),
            (TracedObject{ObjectKind::kPost, "bluesky did:plc:abc/3k"}));
}

TEST(TracedObject, ReadsNothingFromWhatIsNone) {
  for (const std::string_view text : {"", "#", ":", "word", "\x1b[31m", "https://"}) {
    EXPECT_THAT(read(text), IsEmpty()) << text;
  }
}

TEST(TracedObject, TellsWordsThatSayWhatTheyAre) {
  EXPECT_TRUE(is_marked_object("#a"));
  EXPECT_TRUE(is_marked_object("hxxp://a[.]example"));
  EXPECT_FALSE(is_marked_object("123"));
}

}  // namespace
}  // namespace vigie::app
