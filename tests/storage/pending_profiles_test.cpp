#include "storage/pending_profiles.h"

#include <gtest/gtest.h>

namespace vigie::storage {
namespace {

TEST(PendingProfiles, OneEntryAnAccount) {
  PendingProfiles pending;
  EXPECT_EQ(pending.find({7}), nullptr);
  pending.of({7}).profile.handle = "seven";
  pending.of({3}).profile.handle = "three";
  EXPECT_EQ(pending.size(), 2U);
  EXPECT_EQ(pending.of({7}).profile.handle, "seven");
  EXPECT_EQ(pending.find({3})->account, AccountId{3});
  EXPECT_EQ(pending.find({4}), nullptr);
  EXPECT_EQ(pending.find({4'000'000}), nullptr);
}

TEST(PendingProfiles, AnErasedOneLeavesTheOthersFound) {
  PendingProfiles pending;
  for (const std::int64_t id : {1, 2, 3}) {
    pending.of({id}).profile.followers = id;
  }
  pending.erase({1});
  pending.erase({1});
  EXPECT_EQ(pending.size(), 2U);
  EXPECT_EQ(pending.find({1}), nullptr);
  EXPECT_EQ(pending.find({2})->profile.followers, 2);
  EXPECT_EQ(pending.find({3})->profile.followers, 3);
  pending.erase({2});
  EXPECT_EQ(pending.find({3})->profile.followers, 3);
  pending.erase({3});
  EXPECT_EQ(pending.size(), 0U);
}

TEST(PendingProfiles, AnEntryUsedAgainSaysNothingOfTheOneBefore) {
  PendingProfiles pending;
  PendingProfile& first = pending.of({1});
  first.profile.native_id = "first";
  first.profile.handle = "handle";
  first.profile.display_name = "name";
  first.profile.bio = "bio";
  first.profile.host = "host";
  first.profile.followers = 1;
  first.profile.opt_out = 4;
  first.first_handle = "handle";
  first.is_new = true;
  first.is_written = true;
  first.snapshot = ProfileSnapshot{.account = 1, .day = 2, .seen_ms = 3};
  pending.clear();
  EXPECT_EQ(pending.size(), 0U);
  EXPECT_EQ(pending.find({1}), nullptr);

  const PendingProfile& next = pending.of({2});
  EXPECT_EQ(next.account, AccountId{2});
  EXPECT_EQ(next.profile.native_id, "");
  EXPECT_EQ(next.profile.handle, "");
  EXPECT_EQ(next.profile.display_name, "");
  EXPECT_EQ(next.profile.bio, "");
  EXPECT_EQ(next.profile.host, "");
  EXPECT_EQ(next.profile.followers, std::nullopt);
  EXPECT_EQ(next.profile.opt_out, 0U);
  EXPECT_EQ(next.first_handle, "");
  EXPECT_FALSE(next.is_new);
  EXPECT_FALSE(next.is_written);
  EXPECT_FALSE(next.snapshot);
}

}  // namespace
}  // namespace vigie::storage
