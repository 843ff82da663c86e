#include "dashboards/missed_text.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::dashboards {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string missed_for(Language language, const char* reason) {
  return missed_text(language,
                     {.name = "a", .missed = {{.reason = reason, .gaps = 1, .hours = 3}}});
}

/// The reasons that the data dictionary lists for `coverage_gap.reason`.
TEST(MissedText, HasWordsForEveryReasonThatIsStored) {
  for (const char* reason : {"stopped", "cursor too old", "feed too short", "credentials"}) {
    for (const Language language : {Language::kEnglish, Language::kFrench, Language::kGerman}) {
      EXPECT_THAT(missed_for(language, reason), Not(HasSubstr(reason)));
    }
  }
  EXPECT_THAT(missed_for(Language::kGerman, "error"), StartsWith("Fehler: 3"));
  EXPECT_THAT(missed_for(Language::kGerman, "quota"), StartsWith("Kontingent aufgebraucht: 3"));
  EXPECT_THAT(missed_for(Language::kFrench, "throttled"), StartsWith("ralentie"));
}

TEST(MissedText, ShowsAReasonThatItDoesNotKnowAsItStands) {
  EXPECT_THAT(missed_for(Language::kEnglish, "moonlight"), StartsWith("moonlight: 3"));
}

}  // namespace
}  // namespace vigie::dashboards
