#include "dashboards/words.h"

#include <array>
#include <set>

#include <gtest/gtest.h>

namespace vigie::dashboards {
namespace {

constexpr std::array kAll{Language::kEnglish, Language::kFrench, Language::kGerman};

TEST(NoteText, KnowsNotesByTheirFirstWord) {
  EXPECT_EQ(note_text(Language::kEnglish, "second_level_absent bluesky"),
            "Times are given to the minute only: signals that need seconds were left out.");
  EXPECT_EQ(note_text(Language::kEnglish, "something_new 3"), "something_new 3");
}

TEST(TierText, HasEveryListedTierInEveryLanguage) {
  for (const SourceTier tier : {SourceTier::kSanctioned,
                                SourceTier::kNetwork,
                                SourceTier::kClone,
                                SourceTier::kStateMedia,
                                SourceTier::kLowCredibility}) {
    std::set<std::string_view> texts{tier_name(tier)};
    for (const Language language : kAll) {
      texts.insert(tier_text(language, tier_name(tier)));
    }
    EXPECT_EQ(texts.size(), 4U) << tier_name(tier);
  }
}

TEST(GradeText, StatesTheGradesInEveryLanguage) {
  for (const Language language : kAll) {
    EXPECT_NE(grade_text(language, Grade::kA).find("200"), std::string_view::npos);
    EXPECT_NE(grade_text(language, Grade::kB).find("60"), std::string_view::npos);
    EXPECT_NE(grade_text(language, Grade::kC).find("10"), std::string_view::npos);
    EXPECT_NE(grade_text(language, Grade::kD).find("10"), std::string_view::npos);
  }
}

}  // namespace
}  // namespace vigie::dashboards
