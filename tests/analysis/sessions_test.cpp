#include "analysis/sessions.h"

#include <vector>

#include <gtest/gtest.h>

#include "storage/model/time.h"
#include "tests/analysis/post_times.h"

namespace vigie::analysis {
namespace {

/// `sessions` sittings of `posts` posts each, a minute apart, two hours between sittings; the text
/// of the post at position p is `lengths[p]` characters long.
struct Sittings {
  Times times;
  std::vector<TextFacts> text;
  std::vector<ShareFacts> shares;

  Sittings(std::size_t sessions, const std::vector<std::uint16_t>& lengths) {
    for (std::size_t s = 0; s < sessions; ++s) {
      for (std::size_t p = 0; p < lengths.size(); ++p) {
        times.push_back(kMidnight + static_cast<std::int64_t>(s) * 2 * kHourMs +
                        static_cast<std::int64_t>(p) * kMinuteMs);
        TextFacts facts;
        facts.has_text = true;
        facts.characters = lengths[p];
        text.push_back(facts);
        ShareFacts share;
        share.reply = p >= 2;
        shares.push_back(share);
      }
    }
  }

  [[nodiscard]] SessionValues measure() const { return measure_sessions(times, text, shares); }
};

TEST(Sessions, MeasureHowTextAndRepliesDriftFromPostToPost) {
  const SessionValues values = Sittings(10, {130, 110, 90, 70}).measure();

  EXPECT_DOUBLE_EQ(values.singles.value(), 0.0);
  EXPECT_DOUBLE_EQ(values.text_drift.value(), 20.0 / 100.0);
  // Replies 0 0 1 1 at 1 2 3 4: slope (1.5 * 0.5 + 0.5 * 0.5) * 2 / 5 = 0.4.
  EXPECT_DOUBLE_EQ(values.reply_drift.value(), 0.4);
}

TEST(Sessions, FindNoDriftInAFlatSittingAndNoneInSingles) {
  EXPECT_DOUBLE_EQ(Sittings(10, {80, 80}).measure().text_drift.value(), 0.0);

  const SessionValues singles = Sittings(12, {80}).measure();
  EXPECT_DOUBLE_EQ(singles.singles.value(), 1.0);
  EXPECT_FALSE(singles.text_drift.has_value());
  EXPECT_FALSE(singles.reply_drift.has_value());
}

TEST(Sessions, AskForTenAndEndAfterAnHour) {
  EXPECT_FALSE(Sittings(9, {80, 80}).measure().singles.has_value());

  Sittings joined(20, {80});
  for (std::size_t i = 0; i < joined.times.size(); ++i) {
    joined.times[i] = kMidnight + static_cast<std::int64_t>(i) * kHourMs;  // an hour is not more
  }
  EXPECT_FALSE(joined.measure().singles.has_value());
}

TEST(Sessions, CompareEachSittingWithItselfSoThatLongOnesDoNotTiltTheSlope) {
  // Short sittings of long texts and long sittings of short ones, all flat within.
  Sittings both(10, {200, 200});
  const Sittings later(10, {50, 50, 50, 50, 50});
  for (std::size_t i = 0; i < later.times.size(); ++i) {
    both.times.push_back(later.times[i] + 30 * kDayMs);
    both.text.push_back(later.text[i]);
    both.shares.push_back(later.shares[i]);
  }

  EXPECT_DOUBLE_EQ(both.measure().text_drift.value(), 0.0);
}

}  // namespace
}  // namespace vigie::analysis
