#include "storage/model/finding.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "storage/model/source_list.h"

namespace vigie {
namespace {

TEST(Signals, StandAtTheirOwnIndexUnderADistinctName) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < kSignalCount; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kSignals[i].signal), i);
    EXPECT_FALSE(kSignals[i].unit.empty()) << kSignals[i].name;
    names.insert(std::string{kSignals[i].name});
  }
  EXPECT_EQ(names.size(), kSignalCount);
  EXPECT_EQ(info(Signal::kHandleDigits).name, "handle_digits");
}

TEST(Signals, HaveAGroupThatHasAName) {
  for (const SignalInfo& signal : kSignals) {
    EXPECT_FALSE(group_name(signal.group).empty());
  }
  EXPECT_EQ(group_name(SignalGroup::kProfile), "profile");
}

TEST(SourceTier, CountsListedSourcesAndNoOthers) {
  EXPECT_TRUE(counts_as_listed(SourceTier::kSanctioned));
  EXPECT_TRUE(counts_as_listed(SourceTier::kLowCredibility));
  EXPECT_FALSE(counts_as_listed(SourceTier::kShortener));
  EXPECT_FALSE(counts_as_listed(SourceTier::kOutlet));
  EXPECT_EQ(tier_name(SourceTier::kClone), "clone");
}

}  // namespace
}  // namespace vigie
