#include "config/lexicon_file.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::config {
namespace {

using analysis::Cue;
using analysis::LexiconDefinition;
using testing::HasSubstr;

DataFile file(const std::string& content) {
  return {"xx", "lexicons/xx", content};
}

TEST(LexiconFile, ReadsWordsAndValences) {
  const auto lexicon = parse_lexicon(file("# version: 2026-01-31\n# more\r\ngood\t3\nbad\t-2\n"));

  ASSERT_TRUE(lexicon) << lexicon.error().message;
  EXPECT_EQ(lexicon->language, "xx");
  EXPECT_EQ(lexicon->version, "2026-01-31");
  EXPECT_THAT(lexicon->valences,
              testing::ElementsAre(testing::Pair("good", 3), testing::Pair("bad", -2)));
}

TEST(LexiconFile, NamesTheLineThatCannotBeRead) {
  for (const char* line : {"good", "good\t", "good\t6", "good\t1.5", "\t1", "good\t1 x"}) {
    const auto lexicon = parse_lexicon(file("# version: 2026-01-31\n" + std::string{line} + "\n"));
    ASSERT_FALSE(lexicon) << line;
    EXPECT_THAT(lexicon.error().message, HasSubstr("line 2")) << line;
  }
}

TEST(LexiconFile, AsksForAVersion) {
  const auto lexicon = parse_lexicon(file("good\t3\n"));

  ASSERT_FALSE(lexicon);
  EXPECT_THAT(lexicon.error().message, HasSubstr("version"));
}

TEST(LexiconFile, AddsCues) {
  const auto lexicon = add_cues(file("version = \"2026-01-31\"\nnegation_reaches_back = true\n"
                                     "negators = [\"not\", \"don't\"]\nfalsehood = [\"fake*\"]\n"),
                                {});

  ASSERT_TRUE(lexicon) << lexicon.error().message;
  EXPECT_TRUE(lexicon->negation_reaches_back);
  EXPECT_THAT(lexicon->cues[static_cast<std::size_t>(Cue::kNegator)],
              testing::ElementsAre("not", "don't"));
  EXPECT_THAT(lexicon->cues[static_cast<std::size_t>(Cue::kFalsehood)],
              testing::ElementsAre("fake*"));
}

TEST(LexiconFile, RefusesCuesThatCouldNeverMatch) {
  for (const char* cues : {"negators = [\"\"]",
                           "negators = [\"one two three\"]",
                           "negators = [\"abc*\"]",
                           "negator = [\"not\"]",
                           "negators = \"not\""}) {
    EXPECT_FALSE(add_cues(file("version = \"2026-01-31\"\n" + std::string{cues} + "\n"), {}))
        << cues;
  }
  EXPECT_FALSE(add_cues(file("negators = [\"not\"]\n"), {}));  // no version
}

}  // namespace
}  // namespace vigie::config
